import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { sumPence } from '../../../domain/money.ts';
import { coverLines, type Coverage } from '../../../domain/pay/coverage.ts';
import { deltaLines, type DeltaLine } from '../../../domain/pay/delta.ts';
import { packageEntitlement } from '../../../domain/pay/entitlement/package-components.ts';
import type { PackageFacts } from '../../../domain/pay/entitlement/package-facts.ts';
import { dateOfDay, dayNumber } from '../../../domain/pay/span.ts';
import { withNewCardRates, withNewRates } from '../../../domain/uplift/new-terms.ts';
import { newRatesOf } from '../../../domain/uplift/preview-card.ts';
import { previewPackage } from '../../../domain/uplift/preview-package.ts';
import type { UpliftLine } from '../../../domain/uplift/uplift-line.ts';
import type { Told } from '../../support/pay-case.ts';
import { facts as randomFacts, START } from '../../support/random-pay.ts';
import { packageFacts, upliftOf } from './uplift-case.ts';

/** Arrears are what the pay engine will pay, to the penny, whatever it paid before and however its calendar cut it. */

const date = (offset: number): string => dateOfDay(START + offset);
const day = fc.integer({ min: -20, max: 90 });
const percent = fc.constantFrom('4.2', '-3', '7.77', '0.5');
const card = fc.array(
  fc.record({
    from: fc.constantFrom(-400, -300, -200, 40, 80).map(date),
    rate: fc.integer({ min: 1, max: 90_000 }).map((pence) => String(pence / 100)),
    dayType: fc.constantFrom(null, null, 'any' as const, 'saturday' as const, 'bank-holiday' as const),
    days: fc.constantFrom(null, null, 90),
  }),
  { minLength: 1, maxLength: 4 },
);

/** Random packages, but of more days than most of them have, and some priced by a card for a while. */
const toldPackage: fc.Arbitrary<Told> = fc
  .record({
    told: randomFacts,
    lines: card,
    byCard: fc.boolean(),
    earlier: fc.boolean(),
    isLasting: fc.boolean(),
  })
  .map(({ told, lines, byCard, earlier, isLasting }) => ({
    ...told,
    ...(earlier ? { from: date(-30) } : {}),
    ...(isLasting ? { to: null, person: {}, suspensions: [] } : {}),
    contributions: [],
    rateCardLines: lines.map(({ from, rate, dayType, days }) => ({
      ...{ rate: rate as never, dayType, from: calendarDate(from) },
      to: days === null ? null : dateOfDay(dayNumber(calendarDate(from)) + days),
    })),
    terms: (told.terms ?? []).map((term, place) =>
      byCard === place > 0 ? { ...term, rate: null, rateCardId: 'RC1' } : term,
    ),
  }));

function paid(
  facts: PackageFacts,
  coverage: Coverage,
  through: number,
  notBefore: number,
  cut: number,
): DeltaLine[] {
  const entitlement = packageEntitlement(facts);
  if (entitlement.blocked) return [];
  return deltaLines({
    ...{ components: entitlement.components, coverage, through, notBefore },
    periodStarts: ({ first, last }) =>
      Array.from({ length: 20 }, (_, place) => START + place * cut).filter(
        (each) => each > first && each <= last,
      ),
  });
}

function arrearsPaid(
  told: Told,
  lines: readonly UpliftLine[],
  run: { today: number; cut: number; notBefore: number },
) {
  const before = packageFacts(told);
  const changed = newRatesOf(lines.filter(({ of }) => of === 'package'));
  const body = withNewRates(before.carePackage.body, changed);
  const cards = [...before.rateCards].map(([id, known]) => {
    const own = newRatesOf(lines.filter(({ of }) => of === 'rate-card'));
    return [id, { ...known, body: withNewCardRates(known.body, own) }] as const;
  });
  const asPaid = (facts: typeof before): PackageFacts => ({
    ...facts,
    contributions: null,
    expenses: [],
    actuals: [],
  });
  const after = { ...before, carePackage: { ...before.carePackage, body }, rateCards: new Map(cards) };
  const { today, cut, notBefore } = run;
  const first = paid(asPaid(before), new Map(), today - 1, notBefore, cut);
  const coverage = coverLines(new Map(), first);
  const second = paid(asPaid(after), coverage, today - 1, notBefore, cut);
  return sumPence(second.filter(({ component }) => component.kind === 'cost').map(({ pence }) => pence));
}

describe('the arrears of an uplift', () => {
  it('are what the next run pays for days before today, over any terms, cards, calendars and dates', () => {
    fc.assert(
      fc.property(
        toldPackage,
        day,
        fc.integer({ min: 1, max: 120 }),
        percent,
        fc.record({ cut: fc.constantFrom(7, 28, 1000), goLive: fc.integer({ min: -50, max: 20 }) }),
        fc.boolean(),
        (told, effective, now, by, { cut, goLive }, laterRates) => {
          const today = START + effective + now;
          const notBefore = START + goLive;
          const facts = packageFacts(told, { notBefore });
          const cards = [...facts.rateCards.values()].map(({ body }) => body);
          const rule = { match: { laterRates }, change: { percent: by } };
          const uplift = { effectiveDate: date(effective), today: dateOfDay(today), rules: [rule] };
          const { context, cardLines } = upliftOf(uplift, cards);
          const lines = [...cardLines, ...previewPackage(facts, context)];
          fc.pre(lines.every(({ isUnpriced }) => !isUnpriced));
          const arrears = sumPence(lines.map(({ cost }) => cost.arrearsPence));
          expect(arrears).toBe(arrearsPaid(told, lines, { today, cut, notBefore }));
        },
      ),
      { numRuns: 400 },
    );
  });
});
