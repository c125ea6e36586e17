import type { AuditDeps } from '../platform/statements/audit-upload.ts';
import type { Clock } from '../platform/clock.ts';
import type { RestrictedPeople } from '../store/restricted-people.ts';
import type { StatementStore } from '../store/statement-store.ts';
import type { UploadStore } from '../store/upload-store.ts';

/** What answers about audits of direct payments need of the outside. */
export type AuditsDeps = AuditDeps & {
  uploads: Pick<UploadStore, 'readUpload'>;
  statements: Pick<StatementStore, 'statementsOf' | 'confirmPayee'>;
  restricted: Pick<RestrictedPeople, 'hiddenIds'>;
  clock: Clock;
};
