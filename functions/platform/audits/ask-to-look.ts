import { londonDate } from '../../../domain/calendar.ts';
import type { WorkItem } from '../../../events/api/settings.ts';
import type { WorkStore } from '../../store/work-store.ts';
import type { Clock } from '../clock.ts';

type Look = { caseId: string; because: string };
type LookDeps = { work: Pick<WorkStore, 'readWork' | 'open'>; clock: Clock };

/**
 * Asks adult social care the same day to look at a case that may show abuse (practice.md 5), once for what it is because of.
 * Everybody of the council sees the question, so it says neither whose the case is nor why.
 */
export async function askSocialCare(look: Look, deps: LookDeps): Promise<void> {
  const title = `Look at the audit ${look.caseId} today. Only named people may open it: its lead names you where you cannot.`;
  await askToday(
    look,
    { workId: `case-to-look-at:${look.caseId}:${look.because}`, title, area: 'social-care' },
    deps,
  );
}

/** Asks those who audit the same day to take a case to counter-fraud, once for a referral; whose it is stands in the case. */
export async function askForCounterFraud(look: Look, deps: LookDeps): Promise<void> {
  const title = `Take the audit ${look.caseId} to those it was referred to today. Only named people may open it: its lead names you where you cannot.`;
  await askToday(
    look,
    { workId: `case-to-take-on:${look.caseId}:${look.because}`, title, area: 'audits' },
    deps,
  );
}

async function askToday(
  { caseId }: Look,
  asked: Pick<WorkItem, 'workId' | 'title' | 'area'>,
  { work, clock }: LookDeps,
): Promise<void> {
  if ((await work.readWork(asked.workId)) !== null) return;
  const now = clock();
  await work.open({
    ...asked,
    link: `/audits/${encodeURIComponent(caseId)}`,
    risk: 'high',
    openedAt: now,
    dueOn: londonDate(now),
  });
}
