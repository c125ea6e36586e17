import type * as z from 'zod';
import { formatDate } from '../calendar.ts';
import { Decimal } from '../money.ts';
import { finding, type Finding } from '../records/finding.ts';
import { deferredAccountSchema } from './account-record.ts';
import { tooEarly, type Changed, type Changing } from './changed-account.ts';
import { ratesOver, type AgreedRate } from './rate-segments.ts';

export const termsActSchema = deferredAccountSchema.shape.terms.element;
const agreedRate = deferredAccountSchema.shape.rates.element;

/** A rate that was agreed, or none any more from the day one was entered for. */
export const rateActSchema = agreedRate.extend({
  percent: agreedRate.shape.percent
    .nullable()
    .describe('A year. Null takes back the rate that was entered for the day.'),
});
type TermsAct = z.output<typeof termsActSchema>;
type RateAct = z.output<typeof rateActSchema>;

/** Records what a week costs and what the person pays from a day on, in place of what was entered for the same day. */
export function recordTerms(terms: TermsAct, { known: { agreement, record } }: Changing): Changed {
  const { startDate, endDate } = agreement;
  const others = record.terms.filter(({ from }) => from !== terms.from);
  return {
    record: { ...record, terms: [...others, terms] },
    findings: [
      ...tooEarly('from', terms.from, startDate),
      ...(endDate !== null && terms.from > endDate
        ? [
            finding('error', 'after-the-agreement', `The agreement ended on ${formatDate(endDate)}.`, {
              ...{ field: 'from', value: terms.from },
            }),
          ]
        : []),
      ...(terms.allowancePence > terms.incomePence
        ? [
            finding(
              'warning',
              'allowance-over-income',
              'The person keeps more than the whole income: nothing of it goes towards the cost.',
              { field: 'allowancePence' },
            ),
          ]
        : []),
    ],
  };
}

/**
 * Records the rate that was agreed from a day on, in place of one entered for the same day. It is at most what the law allows on
 * that day; where nobody knows that, no rate is taken. One that was entered and should not have been is taken back.
 */
export function recordRate(rate: RateAct, { known: { agreement, record, councilRows } }: Changing): Changed {
  const { from, percent } = rate;
  const others = record.rates.filter((each) => each.from !== from);
  if (percent === null) return { record: { ...record, rates: others }, findings: [] };
  return {
    record: { ...record, rates: [...others, { from, percent }] },
    findings: [
      ...tooEarly('from', from, agreement.startDate),
      ...aboveCeiling({ from, percent }, ratesOver({ from, to: from }, [], councilRows)),
    ],
  };
}

function aboveCeiling(
  { from, percent }: AgreedRate,
  { segments, missing }: ReturnType<typeof ratesOver>,
): Finding[] {
  if (missing !== null)
    return [finding('error', 'highest-rate-unknown', missing.message, { field: 'from', value: from })];
  const above = segments.filter(({ ceilingPercent }) => new Decimal(percent).greaterThan(ceilingPercent));
  return above.map(({ ceilingPercent, source }) => {
    const message = `The most a council may charge on ${formatDate(from)} is ${ceilingPercent}% (${source}). Agree that or less.`;
    return finding('error', 'rate-above-ceiling', message, { field: 'percent', value: percent });
  });
}
