import { calendarDate } from '../../domain/calendar.ts';
import { accountFactsOf } from '../../domain/deferred/account-facts.ts';
import { reckonAccount } from '../../domain/deferred/account.ts';
import { postingsDue } from '../../domain/deferred/postings.ts';
import { owedAfter } from '../../domain/deferred/statement.ts';
import { pence } from '../../domain/money.ts';
import { councilRowSchema } from '../../domain/reference/reference-row.ts';
import { deferredFacts } from '../support/a-deferred-agreement.ts';

/** Recomputes deferred payment agreements of ten years from their first day, each day’s interest and what it posts. */
export type DeferredOutcome = { seconds: number; days: number; owedPence: number; peakMegabytes: number };

const AGREEMENTS = 1_000;
const from = calendarDate('2015-07-01');
const through = calendarDate('2025-06-30');
const compoundings = ['daily', 'monthly', 'quarterly', 'simple'] as const;
/** Rates before 2018 were published by nobody whom we read. */
const unpublished = councilRowSchema.parse({
  ...{ kind: 'deferred-rate-ceiling', category: 'standard', from: '2015-01-01', to: '2017-12-31' },
  ...{ value: '2.25', source: 'invented for the bench', replacesPublished: false },
});

const known = Array.from({ length: AGREEMENTS }, (_, place) =>
  deferredFacts({
    agreement: {
      ...{ agreementId: `DA${place}`, startDate: from, valuedOn: from, annualRatePercent: null },
      ...{ weeklyCostPence: pence(400_00 + place), propertyValuePence: pence(450_000_00) },
      compounding: compoundings[place % compoundings.length] ?? 'daily',
      dayCount: place % 3 === 0 ? 'actual' : 'fixed365',
    },
    councilRows: [unpublished],
  }),
);
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
