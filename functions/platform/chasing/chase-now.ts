import { londonDate } from '../../../domain/calendar.ts';
import type { ChaseDeps } from './chase-deps.ts';
import { loadChaseTerms } from './chase-terms.ts';
import { findMissing } from './find-missing.ts';
import { remindProvider, type Reminded } from './remind-provider.ts';

type Chased = { providerId: string; outcome: Reminded | 'not-missing' };

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
  const outcomes = new Map<string, Reminded>();
  const asked = [...new Set(providerIds)];
  // One after the other: the mail service takes few mails a second.
  for await (const provider of findMissing({ month, goLive: terms.goLive }, asked, deps))
    outcomes.set(
      provider.providerId,
      await remindProvider(provider, { month, since: today, askedBy, terms }, deps),
    );
  return asked.map((providerId) => ({ providerId, outcome: outcomes.get(providerId) ?? 'not-missing' }));
}
