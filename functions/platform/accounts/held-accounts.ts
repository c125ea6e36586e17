import { readIdentifier } from '../../../domain/identifiers.ts';
import type { DirectPaymentAgreement } from '../../../domain/records/direct-payment-agreement.ts';
import type { Upload } from '../../../events/api/uploads.ts';
import type { AccountStore } from '../../store/account-store.ts';
import type { FactStore } from '../../store/fact-store.ts';
import type { StoredFact } from '../../store/items.ts';

/** The account provider whose folder a bulk file lies in; null where no provider can be called so. */
export function accountProviderIdOf({ key }: Pick<Upload, 'key'>): string | null {
  const [, folder, file] = key.split('/');
  const read = readIdentifier(folder ?? '');
  return file === undefined || !read.ok ? null : read.value;
}

/** The id of one client’s statement out of a bulk file: the same however often the file is parted. */
export function clientUploadId(uploadId: string, agreementId: string): string {
  return `${uploadId}~${agreementId}`;
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
