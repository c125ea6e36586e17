import type { AuditDeps } from '../platform/statements/audit-upload.ts';
import type { Clock } from '../platform/clock.ts';
import type { RestrictedPeople } from '../store/restricted-people.ts';

/** What answers about statements that nobody could read need of the outside. */
export type MappingsDeps = AuditDeps & {
  restricted: Pick<RestrictedPeople, 'hiddenIds'>;
  /** Has statements read again that wait for what is saved about their headings. */
  send: (message: { recheckMappingId: string }) => Promise<void>;
  clock: Clock;
};
