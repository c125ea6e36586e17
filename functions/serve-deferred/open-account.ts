import { londonDate } from '../../domain/calendar.ts';
import type { Viewer } from '../platform/identity.ts';
import { deferredFactsOf, type KnownDeferred } from '../platform/deferred/known-account.ts';
import { NotFound } from '../platform/problem-responses.ts';
import type { DeferredDeps } from './deps.ts';

/** Of some agreements, those that are of nobody whose record is closed to the viewer, with all that is on record of them. */
export async function openAccounts(
  agreementIds: readonly string[],
  { userId }: Pick<Viewer, 'userId'>,
  { facts, restricted, clock }: DeferredDeps,
): Promise<KnownDeferred[]> {
  const today = londonDate(clock());
  const hidden = await restricted.hiddenIds(userId, agreementIds, today);
  const open = agreementIds.filter((id) => !hidden.has(id));
  const known = await deferredFactsOf(open, facts);
  return open.flatMap((id) => known.get(id) ?? []);
}

/** One of them: what is not there and what is closed are answered alike. */
export async function openAccount(
  agreementId: string,
  viewer: Pick<Viewer, 'userId'>,
  deps: DeferredDeps,
): Promise<KnownDeferred> {
  const [known] = await openAccounts([agreementId], viewer, deps);
  if (known === undefined)
    throw new NotFound('There is no deferred payment agreement of this number.', { ids: { agreementId } });
  return known;
}
