import { londonDate } from '../../../domain/calendar.ts';
import type { WorkStore } from '../../store/work-store.ts';
import type { Clock } from '../clock.ts';

/**
 * Asks adult social care the same day to look at a case that may show abuse (practice.md 5), once for what it is because of.
 * Everybody of the council sees the question, so it says neither whose the case is nor why.
 */
export async function askSocialCare(
  { caseId, because }: { caseId: string; because: string },
  { work, clock }: { work: Pick<WorkStore, 'readWork' | 'open'>; clock: Clock },
): Promise<void> {
  const workId = `case-to-look-at:${caseId}:${because}`;
  if ((await work.readWork(workId)) !== null) return;
  const now = clock();
  await work.open({
    workId,
    area: 'social-care',
    title: `Look at the audit ${caseId} today. Only named people may open it: its lead names you where you cannot.`,
    link: `/audits/${encodeURIComponent(caseId)}`,
    risk: 'high',
    openedAt: now,
    dueOn: londonDate(now),
  });
}
