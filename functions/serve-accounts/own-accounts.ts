import { londonDate } from '../../domain/calendar.ts';
import type { DirectPaymentAgreement } from '../../domain/records/direct-payment-agreement.ts';
import { heldNow } from '../platform/accounts/held-accounts.ts';
import type { Viewer } from '../platform/identity.ts';
import { Forbidden, NotFound } from '../platform/problem-responses.ts';
import type { AccountsDeps } from './deps.ts';

/** The account provider that somebody signed in for: nothing in a request can ask for another’s. */
export function accountProviderOfViewer({ accountProviderId, userId }: Viewer): string {
  if (accountProviderId !== null) return accountProviderId;
  throw new Forbidden('Your sign-in names no account provider. Ask the council to put that right.', {
    ids: { userId },
  });
}

/** The agreements whose money the viewer’s account provider holds now. */
export function ownAccounts(viewer: Viewer, deps: AccountsDeps): Promise<DirectPaymentAgreement[]> {
  return heldNow(accountProviderOfViewer(viewer), deps);
}

/** One of them; one of another account provider is answered as if it were not there. */
export async function ownAccount(
  agreementId: string,
  viewer: Viewer,
  deps: AccountsDeps,
): Promise<DirectPaymentAgreement> {
  const accountProviderId = accountProviderOfViewer(viewer);
  const found = await deps.facts.currentFacts('direct-payment-agreement', [agreementId]);
  const agreement = found.get(agreementId)?.body;
  if (agreement?.accountProviderId === accountProviderId) return agreement;
  throw new NotFound('There is no client of yours with this agreement number.', {
    ids: { userId: viewer.userId },
  });
}

/**
 * Names of people as an account provider may read them: whoever holds the money of a restricted person knows whose it is by the
 * agreement, and is not told the name.
 */
export async function namesOf(
  personIds: readonly string[],
  { userId }: Viewer,
  { restricted, clock }: AccountsDeps,
): Promise<(personId: string) => string | null> {
  const { people, hidden } = await restricted.seenBy(userId, [...new Set(personIds)], londonDate(clock()));
  return (personId) => (hidden.has(personId) ? null : (people.get(personId)?.body.name ?? null));
}
