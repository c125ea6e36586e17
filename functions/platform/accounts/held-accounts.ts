import { createHash } from 'node:crypto';
import { readIdentifier } from '../../../domain/identifiers.ts';
import type { DirectPaymentAgreement } from '../../../domain/records/direct-payment-agreement.ts';
import type { Upload } from '../../../events/api/uploads.ts';
import type { AccountStore } from '../../store/account-store.ts';
import type { FactStore } from '../../store/fact-store.ts';
import type { StoredFact } from '../../store/items.ts';
import { safeName } from '../start-upload.ts';

/** The account provider whose folder a bulk file lies in; null where no provider can be called so. */
export function accountProviderIdOf({ key }: Pick<Upload, 'key'>): string | null {
  const [, folder, file] = key.split('/');
  const read = readIdentifier(folder ?? '');
  return file === undefined || !read.ok ? null : read.value;
}

/** One statement out of a bulk file: whose it is, and what it is called there, which no other of the file is. */
type ClientStatement = { agreementId: string; name: string };

/** The id of one client’s statement out of a bulk file: the same however often the file is parted. */
export function clientUploadId(uploadId: string, { agreementId, name }: ClientStatement): string {
  return `${uploadId}~${agreementId}~${nameMark(name)}`;
}

/**
 * Where one client’s statement out of a bulk file lies: the same however often the file is parted, and another for each file
 * of a client, also where folders hold files that are called the same.
 */
export function clientStatementKey(
  uploadId: string,
  { agreementId, name, fileName }: ClientStatement & { fileName: string },
): string {
  return `bank-statements/${agreementId}/${uploadId}-${nameMark(name)}-${safeName(fileName)}`;
}

/** A name as short as a key needs it: 48 bits of its hash tell the few files of a client apart. */
function nameMark(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 12);
}

type AccountDeps = { accounts: AccountStore; facts: Pick<FactStore, 'currentFacts'> };

/** The agreements that an account provider ever held, as they are now: those of others among them. */
export async function everHeld(
  accountProviderId: string,
  { accounts, facts }: AccountDeps,
): Promise<StoredFact<'direct-payment-agreement'>[]> {
  const ids = await accounts.everHeldBy(accountProviderId);
  return [...(await facts.currentFacts('direct-payment-agreement', ids)).values()];
}

/** The agreements whose money an account provider holds now. */
export async function heldNow(
  accountProviderId: string,
  deps: AccountDeps,
): Promise<DirectPaymentAgreement[]> {
  const held = await everHeld(accountProviderId, deps);
  return held.flatMap(({ body }) => (body.accountProviderId === accountProviderId ? [body] : []));
}
