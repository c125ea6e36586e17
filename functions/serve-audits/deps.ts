import type { AuditDeps } from '../platform/statements/audit-upload.ts';
import type { Clock } from '../platform/clock.ts';
import type { SendMail } from '../platform/send-mail.ts';
import type { LetterStore } from '../store/letter-store.ts';
import type { RestrictedPeople } from '../store/restricted-people.ts';
import type { StatementStore } from '../store/statement-store.ts';
import type { UploadStore } from '../store/upload-store.ts';

/** What answers about audits of direct payments need of the outside. */
export type AuditsDeps = AuditDeps & {
  uploads: Pick<UploadStore, 'readUpload'>;
  statements: Pick<StatementStore, 'statementsOf' | 'confirmPayee'>;
  letters: Pick<LetterStore, 'lettersOf'>;
  restricted: Pick<RestrictedPeople, 'hiddenIds'>;
  sendMail: SendMail;
  /** A link to a file in the evidence bucket that is good for minutes. */
  linkTo: (key: string, fileName: string) => Promise<string>;
  /** A link to an image in the inbox bucket that is good for minutes, served as what its bytes are and under a name of ours. */
  linkToImage: (
    key: string,
    image: { mediaType: string; versionId: string | undefined; fileName: string },
  ) => Promise<string>;
  clock: Clock;
};
