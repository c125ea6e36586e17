import { formatDate, type CalendarDate } from '../../domain/calendar.ts';
import type { ClosedRange } from '../../domain/date-range.ts';
import type { ChasingStep } from '../../domain/direct-payments/returns-calendar.ts';
import type { WorkItem } from '../../events/api/settings.ts';
import type { PaperDeps } from './deps.ts';

export const PAPERS_LATE = 'papers-late:';

type Late = { agreementId: string; period: ClosedRange };

/** What adult social care is told of papers that are late: one piece of work a return, which says the latest step. */
export function lateWorkId({ agreementId, period }: Late): string {
  return `${PAPERS_LATE}${agreementId}:${period.from}`;
}

/** Names no person: who may open the agreement sees whose it is. */
export async function tellOfStep(
  { step, on, ...late }: Late & { step: ChasingStep; on: CalendarDate },
  deps: Pick<PaperDeps, 'work' | 'clock'>,
): Promise<void> {
  const { words, risk } = wordsOf[step];
  const title = `${papersOf(late)} are late: ${words} went out on ${formatDate(on)}. Ask whether something is in the way.`;
  await deps.work.open({ ...workOf(late, deps), workId: lateWorkId(late), title, risk });
}

/** Once for a return: whoever closed it has seen to it. */
export async function askToReach(late: Late, deps: Pick<PaperDeps, 'work' | 'clock'>): Promise<void> {
  const workId = `papers-referred:${late.agreementId}:${late.period.from}`;
  if ((await deps.work.readWork(workId)) !== null) return;
  const title = `${papersOf(late)} are late, and nobody may be written to: no address, or nobody with authority to act for the person, is on record. See who acts for the person and whether their care goes on, and put it on record.`;
  await deps.work.open({ ...workOf(late, deps), workId, title, risk: 'high' });
}

/** Asks officers once for the address of an account provider, however many of its clients’ papers are late. */
export async function askForProviderAddress(
  { providerId, because }: { providerId: string; because: string },
  { work, clock }: Pick<PaperDeps, 'work' | 'clock'>,
): Promise<void> {
  const workId = `papers-account-provider:${providerId}`;
  if ((await work.readWork(workId)) !== null) return;
  await work.open({
    workId,
    area: 'audits',
    title: `Account provider ${providerId} could not be asked for papers of its clients that are late: ${because}. Reach it another way, and put its address on record.`,
    link: `/providers/${encodeURIComponent(providerId)}`,
    risk: 'medium',
    openedAt: clock(),
    dueOn: null,
  });
}

const wordsOf = {
  'reminder-1': { words: 'a first reminder', risk: 'low' },
  'reminder-2': { words: 'a second reminder', risk: 'medium' },
  escalation: { words: 'the last letter', risk: 'high' },
} as const satisfies Record<ChasingStep, { words: string; risk: WorkItem['risk'] }>;

function papersOf({ agreementId, period }: Late): string {
  return `The papers of direct payment ${agreementId} for ${formatDate(period.from)} to ${formatDate(period.to)}`;
}

function workOf({ agreementId }: Late, { clock }: Pick<PaperDeps, 'clock'>) {
  return {
    area: 'social-care' as const,
    link: `/direct-payments/${encodeURIComponent(agreementId)}`,
    openedAt: clock(),
    dueOn: null,
  };
}
