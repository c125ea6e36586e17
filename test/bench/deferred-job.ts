import { accountFactsOf } from '../../domain/deferred/account-facts.ts';
import { reckonAccount } from '../../domain/deferred/account.ts';
import { postingsDue } from '../../domain/deferred/postings.ts';
import { owedAfter } from '../../domain/deferred/statement.ts';
import { known, through } from './deferred-agreements.ts';

/** Recomputes deferred payment agreements of ten years from their first day, each day’s interest and what it posts. */
export type DeferredOutcome = { seconds: number; days: number; owedPence: number; peakMegabytes: number };

const startedAt = performance.now();
let days = 0;
let owedPence = 0;
for (const facts of known) {
  const reckonable = accountFactsOf(facts, through);
  const account = reckonAccount(reckonable.facts, reckonable.through);
  days += postingsDue(account, null).posted.interestByDay.length;
  owedPence += owedAfter(account, through);
}
const seconds = (performance.now() - startedAt) / 1000;
// Kilobytes on Linux.
const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(JSON.stringify({ seconds, days, owedPence, peakMegabytes } satisfies DeferredOutcome));
