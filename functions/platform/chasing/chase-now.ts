import { londonDate } from '../../../domain/calendar.ts';
import { MailNotTaken } from '../send-mail.ts';
import type { ChaseDeps } from './chase-deps.ts';
import { loadChaseTerms } from './chase-terms.ts';
import { findMissing } from './find-missing.ts';
import { remindProvider, type Reminded } from './remind-provider.ts';

type Chased = { providerId: string; outcome: Reminded | 'not-missing' | 'not-sent' };

/**
 * Reminds some providers of a month's return now, as an officer asks: each once a day at most, and none whose return
 * came meanwhile.
 */
export async function chaseNow(
  { month, providerIds, askedBy }: { month: string; providerIds: readonly string[]; askedBy: string },
  deps: ChaseDeps,
): Promise<Chased[]> {
  const today = londonDate(deps.clock());
  const terms = await loadChaseTerms(today, deps.facts);
  const outcomes = new Map<string, Chased['outcome']>();
  const asked = [...new Set(providerIds)];
  // One after the other: the mail service takes few mails a second.
  let isTaking = true;
  for await (const provider of findMissing({ month, goLive: terms.goLive }, asked, deps)) {
    const chase = { month, since: today, askedBy, terms };
    // Where the mail service takes no mail, the others are not kept waiting for it; whoever asks is told.
    const outcome: Chased['outcome'] = isTaking
      ? await remindProvider(provider, chase, deps).catch(notSent)
      : 'not-sent';
    isTaking = outcome !== 'not-sent';
    outcomes.set(provider.providerId, outcome);
  }
  return asked.map((providerId) => ({ providerId, outcome: outcomes.get(providerId) ?? 'not-missing' }));
}

function notSent(error: unknown): 'not-sent' {
  if (error instanceof MailNotTaken) return 'not-sent';
  throw error;
}
