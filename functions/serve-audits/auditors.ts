import type { Role } from '../../events/api/roles.ts';
import type { Viewer } from '../platform/identity.ts';

const auditors: readonly Role[] = ['audit-officer', 'audit-lead'];

/** Those who audit see also what may show that somebody is abused (practice.md 5). */
export function isAuditor({ roles }: Pick<Viewer, 'roles'>): boolean {
  return roles.some((role) => auditors.includes(role));
}
