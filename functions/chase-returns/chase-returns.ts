import { londonDate, type CalendarDate } from '../../domain/calendar.ts';
import { tellsOf } from '../../domain/returns/missing-returns.ts';
import { reminderDue } from '../../domain/returns/return-reminders.ts';
import type { ChaseDeps } from '../platform/chasing/chase-deps.ts';
import { loadChaseTerms } from '../platform/chasing/chase-terms.ts';
import { findMissing } from '../platform/chasing/find-missing.ts';
import { remindProvider } from '../platform/chasing/remind-provider.ts';
import { monthInWords } from '../platform/chasing/reminder-mail.ts';

const WORK_PREFIX = 'return-missing:';
const WORK_PAGE = 200;

/**
 * The daily look for returns that did not come: on the days the council set, each provider whose return of the month
 * that ended is missing is reminded; after the last of them an officer is asked to see to it, until the return comes.
 */
export async function chaseReturns(deps: ChaseDeps): Promise<{ reminded: number; missing: number }> {
  await closeAnswered(deps);
  const today = londonDate(deps.clock());
  const terms = await loadChaseTerms(today, deps.facts);
  const due = reminderDue(today, terms);
  const counts = { reminded: 0, missing: 0 };
  if (due === null) return counts;
  const { month, on, isLast } = due;
  const providerIds = await deps.lists.everyId('provider');
  for await (const provider of findMissing({ month, goLive: terms.goLive }, providerIds, deps)) {
    counts.missing += 1;
    if (isLast) await askToSeeTo(provider.providerId, { month, on }, deps);
    const reminded = await remindProvider(provider, { month, since: on, askedBy: 'careledger', terms }, deps);
    if (reminded === 'sent') counts.reminded += 1;
  }
  return counts;
}

/** Once for a provider and a month: an officer who closed it has seen to it. */
async function askToSeeTo(
  providerId: string,
  { month, on }: { month: string; on: CalendarDate },
  { work, clock }: ChaseDeps,
): Promise<void> {
  const workId = `${WORK_PREFIX}${month}:${providerId}`;
  if ((await work.readWork(workId)) !== null) return;
  await work.open({
    workId,
    area: 'payments',
    title: `Provider ${providerId} has sent no return for ${monthInWords(month)}, and no reminder follows. Ask what is in its way: its care of that month is not paid.`,
    link: `/returns/month/${month}`,
    risk: 'high',
    openedAt: clock(),
    dueOn: on,
  });
}

/** Closes what asks for a return that came since. */
async function closeAnswered({ work, returns }: ChaseDeps): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await work.listOpen({ areas: ['payments'], limit: WORK_PAGE, cursor });
    for (const { workId } of page.items) {
      if (!workId.startsWith(WORK_PREFIX)) continue;
      const [month = '', ...rest] = workId.slice(WORK_PREFIX.length).split(':');
      const taken = await returns.takenOf(rest.join(':'));
      if (taken.some((each) => tellsOf(month, each))) await work.finish(workId, 'Its return has come.');
    }
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
