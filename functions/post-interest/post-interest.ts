import { addDays, formatDate, londonDate, type CalendarDate } from '../../domain/calendar.ts';
import { accountFactsOf, type DeferredFacts } from '../../domain/deferred/account-facts.ts';
import { reckonAccount } from '../../domain/deferred/account.ts';
import { postingsDue } from '../../domain/deferred/postings.ts';
import { deferredEntries } from '../../domain/ledger/deferred-entries.ts';
import type { Clock } from '../platform/clock.ts';
import { deferredFactsOf } from '../platform/deferred/known-account.ts';
import { goLiveOn } from '../platform/go-live.ts';
import type { DeferredStore } from '../store/deferred-store.ts';
import type { FactStore } from '../store/fact-store.ts';
import type { ListStore } from '../store/list-store.ts';
import type { WorkStore } from '../store/work-store.ts';

export type InterestDeps = {
  facts: Pick<FactStore, 'currentFacts' | 'versionsOf'>;
  lists: Pick<ListStore, 'everyId'>;
  deferred: DeferredStore;
  work: Pick<WorkStore, 'open' | 'finish' | 'readWork'>;
  clock: Clock;
};

type Counts = { posted: number; unchanged: number; notReckoned: number };

/** So many agreements are read at once. */
const AT_ONCE = 100;
const POSTING_TRIES = 3;

/**
 * The nightly posting of deferred payment agreements: brings the ledger to where each account stood at the end of the day before,
 * however many nights were missed. Twice in a night it posts once. What fails for one agreement keeps no other waiting;
 * where a rate is not known, somebody is asked for it, and nothing is posted from that day on. Nothing is posted before go-live: what is
 * brought forward may not be on record yet.
 */
export async function postInterest(deps: InterestDeps): Promise<Counts> {
  const today = londonDate(deps.clock());
  const counts: Counts = { posted: 0, unchanged: 0, notReckoned: 0 };
  const goLive = await goLiveOn(today, deps.facts);
  if (goLive === null || goLive > today) return counts;
  const failures: unknown[] = [];
  const missing = new Set<string>();
  const ids = await deps.lists.everyId('deferred-agreement');
  for (let first = 0; first < ids.length; first += AT_ONCE) {
    const known = await deferredFactsOf(ids.slice(first, first + AT_ONCE), deps.facts);
    for (const [agreementId, facts] of known) {
      try {
        const told = await postAgreement(agreementId, facts, today, deps);
        counts[told.isPosted ? 'posted' : 'unchanged'] += 1;
        if (told.missing === null) continue;
        counts.notReckoned += 1;
        missing.add(told.missing);
      } catch (error) {
        failures.push(error);
      }
    }
  }
  await askForRates(missing, today, deps);
  if (failures.length > 0)
    throw new Error(`${failures.length} deferred payment agreements could not be posted`, {
      cause: failures[0],
    });
  return counts;
}

async function postAgreement(
  agreementId: string,
  facts: DeferredFacts,
  today: CalendarDate,
  { deferred }: InterestDeps,
): Promise<{ isPosted: boolean; missing: string | null }> {
  const { facts: reckoned, through, missing } = accountFactsOf(facts, addDays(today, -1));
  const account = reckonAccount(reckoned, through);
  for (let attempt = 1; attempt <= POSTING_TRIES; attempt += 1) {
    const seen = await deferred.postedOf(agreementId);
    const { postings, posted } = postingsDue(account, seen?.posted ?? null);
    if (postings.length === 0) return { isPosted: false, missing };
    const number = (seen?.number ?? 0) + 1;
    const entries = deferredEntries({ agreementId, number, on: today }, postings);
    if (await deferred.postNight(agreementId, seen, { posted, entries })) return { isPosted: true, missing };
  }
  throw new Error('others posted the same agreement meanwhile');
}

const WORK_ID = 'deferred-interest-not-reckoned';

/** One piece of work for all agreements: the same rate is missing for each. It is closed once all are reckoned. */
async function askForRates(
  missing: ReadonlySet<string>,
  today: CalendarDate,
  { work, clock }: InterestDeps,
): Promise<void> {
  const [first] = missing;
  if (first === undefined) {
    const asked = await work.readWork(WORK_ID);
    if (asked?.state === 'open') await work.finish(WORK_ID, 'All deferred payment agreements are reckoned.');
    return;
  }
  await work.open({
    workId: WORK_ID,
    area: 'charging',
    title: `On ${formatDate(today)} deferred payment agreements could not be reckoned whole. ${first}`,
    link: '/reference/deferred-rate-ceiling',
    risk: 'high',
    openedAt: clock(),
    dueOn: today,
  });
}
