import { londonDate } from '../../domain/calendar.ts';
import { nextStep } from '../../domain/direct-payments/return-ladder.ts';
import { MailNotTaken } from '../platform/send-mail.ts';
import { askAccountProvider } from './ask-account-provider.ts';
import type { PaperDeps } from './deps.ts';
import { owedPapers, type OwedPapers } from './owed-papers.ts';
import { loadPaperTerms, type PaperTerms } from './paper-terms.ts';
import { refer, takeStep } from './take-step.ts';
import { lateWorkId, PAPERS_LATE } from './tell-social-care.ts';

const WORK_PAGE = 200;

type Counts = { sent: number; referred: number };

/**
 * The daily look for papers of direct payments that did not come: each that is late gets the step of the ladder that is
 * due, once, and adult social care is told. Of a managed account its holder is asked, in one mail for all. Nobody is chased before go-live, nor for a period that ended before it. What
 * fails for one agreement is left for the next try, and keeps no other waiting.
 */
export async function chasePapers(deps: PaperDeps): Promise<Counts> {
  const terms = await loadPaperTerms(londonDate(deps.clock()), deps.facts);
  const counts: Counts = { sent: 0, referred: 0 };
  if (terms.goLive === null || terms.goLive > terms.today) return counts;
  const told = await toldOf(deps);
  const failures: unknown[] = [];
  const managed = new Map<string, OwedPapers[]>();
  for await (const owed of owedPapers(await deps.lists.everyId('direct-payment-agreement'), terms, deps)) {
    try {
      await closeAnswered(owed, told, deps);
      const { accountType, accountProviderId } = owed.agreement;
      if (accountType !== 'managed' || accountProviderId === null) await chase(owed, counts, terms, deps);
      else if (owed.returns.length > 0)
        managed.set(accountProviderId, [...(managed.get(accountProviderId) ?? []), owed]);
    } catch (error) {
      failures.push(failureOf(error));
    }
  }
  for (const [accountProviderId, clients] of managed) {
    try {
      if (await askAccountProvider(accountProviderId, clients, terms, deps)) counts.sent += 1;
    } catch (error) {
      failures.push(failureOf(error));
    }
  }
  if (failures.length > 0)
    throw new Error(`papers of ${failures.length} agreements could not be chased`, { cause: failures[0] });
  return counts;
}

/** Where the mail service takes no mail, it takes none for the others either. */
function failureOf(error: unknown): unknown {
  if (error instanceof MailNotTaken) throw error;
  return error;
}

/** Returns that need the same step on one day are told in one letter: nobody opens several about the same. */
async function chase(owed: OwedPapers, counts: Counts, terms: PaperTerms, deps: PaperDeps): Promise<void> {
  const { person, arrangement, returns, done } = owed;
  const chased = { person: { name: person.name, diedOn: person.dateOfDeath }, arrangement, done };
  const steps = returns.map((financialReturn) => ({
    financialReturn,
    step: nextStep({ ...chased, financialReturn }, terms.ladder, terms.today),
  }));
  const groups = Map.groupBy(steps, ({ step }) => (step.outcome === 'send' ? step.step : step.outcome));
  for (const [first, ...others] of groups.values()) {
    if (first === undefined) continue;
    const late = { owed, returns: [first, ...others].map(({ financialReturn }) => financialReturn) };
    const { step } = first;
    if (step.outcome === 'send' && (await takeStep(step, late, terms, deps))) counts.sent += 1;
    if (step.outcome === 'refer') {
      await refer(late, terms.today, deps);
      counts.referred += 1;
    }
  }
}

/** What adult social care was told of papers that were late, and has not closed. */
async function toldOf({ work }: Pick<PaperDeps, 'work'>): Promise<Set<string>> {
  const told = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await work.listOpen({ areas: ['social-care'], limit: WORK_PAGE, cursor });
    for (const { workId } of page.items) if (workId.startsWith(PAPERS_LATE)) told.add(workId);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return told;
}

/** Closes what says that papers are late which have come since. */
async function closeAnswered(
  { agreement: { agreementId }, returns }: OwedPapers,
  told: ReadonlySet<string>,
  { work }: Pick<PaperDeps, 'work'>,
): Promise<void> {
  for (const { period, receivedOn } of returns) {
    const workId = lateWorkId({ agreementId, period });
    if (receivedOn !== null && told.has(workId)) await work.finish(workId, 'Its papers have come.');
  }
}
