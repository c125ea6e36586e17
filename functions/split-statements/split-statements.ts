import type { FileState, Upload } from '../../events/api/uploads.ts';
import { objectCreatedSchema } from '../../events/inbox-message.ts';
import { accountProviderIdOf, heldNow } from '../platform/accounts/held-accounts.ts';
import type { Clock } from '../platform/clock.ts';
import { finishUpload } from '../platform/finish-upload.ts';
import { hashedBytes } from '../platform/hashed-bytes.ts';
import { receiveUpload } from '../platform/receive-upload.ts';
import { sizeProblem } from '../platform/size-problem.ts';
import { objectOf, readBytes, wholeOf, type StoredObject } from '../platform/stored-object.ts';
import { accountStore } from '../store/account-store.ts';
import { factStore } from '../store/fact-store.ts';
import { uploadStore, type UploadChange } from '../store/upload-store.ts';
import { handOn, type HandOnDeps } from './hand-on.ts';
import { keepOutcome } from './keep-outcome.ts';
import { partFile } from './part-file.ts';

export type Deps = HandOnDeps & { evidenceBucket: string; clock: Clock };

/** Where a try that died may have left an upload: the message comes again and the work goes on. */
const UNDER_WAY: readonly FileState[] = ['received', 'reading', 'checked'];

/**
 * Takes in a file of statements of many accounts: each client’s part of it becomes a statement in the folder of its agreement,
 * which goes its usual way from there. It may be called any number of times for the same file; what it leaves is the same.
 */
export async function splitStatements(message: unknown, deps: Deps): Promise<void> {
  const event = objectCreatedSchema.parse(message);
  const uploads = uploadStore(deps.table);
  const upload = await receiveUpload(event, { buckets: deps.buckets, uploads });
  if (upload.finishedAt !== null) return;
  if (!(await uploads.change(upload.uploadId, UNDER_WAY, { state: 'reading', finishedAt: null }))) return;
  await finishUpload(upload, await takeIn(upload, objectOf(event), deps), deps);
}

async function takeIn(upload: Upload, object: StoredObject, deps: Deps): Promise<UploadChange> {
  const problem = sizeProblem(upload) ?? (upload.sizeBytes === 0 ? empty : null);
  if (problem !== null) return { state: 'rejected', problem };
  const agreementIds = await clientsOf(upload, deps);
  if (agreementIds.length === 0) return { state: 'rejected', problem: noAccounts };
  const hashed = hashedBytes(await readBytes(object, deps.buckets));
  const bytes = await wholeOf(hashed.bytes);
  const sha256 = await hashed.digest();
  const first = await uploadStore(deps.table).claimContent(upload, sha256);
  if (first !== upload.uploadId) return { state: 'duplicate', sha256, duplicateOf: first };
  await uploadStore(deps.table).change(upload.uploadId, ['reading'], { sha256 });
  const file = await partFile(bytes, { fileName: upload.fileName, agreementIds });
  if (!file.ok) return { state: 'rejected', sha256, problem: { rule: file.rule, message: file.message } };
  const outcome = await handOn(upload, file.value, deps);
  return { sha256, ...(await keepOutcome(upload, outcome, deps)) };
}

/** A statement lies in a folder that is called as its agreement: a number with a slash names none. */
async function clientsOf(upload: Upload, { table }: Deps): Promise<string[]> {
  const accountProviderId = accountProviderIdOf(upload);
  if (accountProviderId === null) return [];
  const held = await heldNow(accountProviderId, { accounts: accountStore(table), facts: factStore(table) });
  return held.flatMap(({ agreementId }) => (agreementId.includes('/') ? [] : [agreementId]));
}

const empty = {
  rule: 'file-empty',
  message: 'The file is empty. Export the statements and send them again.',
};

const noAccounts = {
  rule: 'no-managed-accounts',
  message:
    'The council has no direct payment on record whose money the provider of this folder holds. Nothing was taken; ask the council’s audit team.',
};
