import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { pence, rateText } from '../../../domain/money.ts';
import type { CarePackage } from '../../../domain/packages/care-package.ts';
import { dateOfDay } from '../../../domain/pay/span.ts';
import { matchHeading, readRow } from '../../../domain/records/layout.ts';
import type { RateCard } from '../../../domain/records/rate-card.ts';
import { noCost, type UpliftFacts } from '../../../domain/uplift/cost-of-change.ts';
import { rateExportColumns, rateExportRows } from '../../../domain/uplift/export-rates.ts';
import { withNewRates } from '../../../domain/uplift/new-terms.ts';
import { newRatesOf } from '../../../domain/uplift/preview-card.ts';
import { previewPackage } from '../../../domain/uplift/preview-package.ts';
import { totalsOf } from '../../../domain/uplift/preview.ts';
import { upliftRateRows } from '../../../domain/uplift/rates-file.ts';
import { verifyCard, verifyPackage, verifyTotals } from '../../../domain/uplift/verify.ts';
import type { Told } from '../../support/pay-case.ts';
import { facts as randomFacts, START } from '../../support/random-pay.ts';
import { packageFacts, previewOf, upliftOf, type ToldUplift } from './uplift-case.ts';

/** A package with the lines approved for it, and the facts after them as somebody applied them. */
function applied(told: Told, uplift?: ToldUplift, mend: (body: CarePackage) => CarePackage = (body) => body) {
  const before = packageFacts(told);
  const cards = [...before.rateCards.values()].map(({ body }) => body);
  const { context, cardLines } = upliftOf(uplift, cards);
  const lines = previewPackage(before, context);
  const body = withNewRates(before.carePackage.body, newRatesOf(lines));
  const after: UpliftFacts = {
    ...before,
    carePackage: { ...before.carePackage, body: mend(body) },
    rateCards: new Map(
      [...before.rateCards].map(([id, known]) => [
        id,
        { ...known, body: context.cards.get(id)?.card ?? known.body },
      ]),
    ),
  };
  return { before, after, lines, cardLines, days: context.days };
}
const differences = (told: Told, uplift?: ToldUplift, mend?: (body: CarePackage) => CarePackage) => {
  const { before, after, lines, days } = applied(told, uplift, mend);
  return verifyPackage({ before, after }, lines, days).differences.map(({ rule }) => rule);
};

describe('the verification of an uplift', () => {
  it('finds nothing where what was approved was applied, over any terms and dates', () => {
    const effective = fc.integer({ min: -10, max: 120 }).map((day) => dateOfDay(START + day));
    fc.assert(
      fc.property(randomFacts, effective, fc.boolean(), (told, effectiveDate, laterRates) => {
        const rules = [{ match: { laterRates }, change: { percent: '4.2' } }];
        const { before, after, lines, days } = applied(told, { effectiveDate, rules, today: '2025-04-20' });
        const { cost, differences: found } = verifyPackage({ before, after }, lines, days);
        expect(found).toEqual([]);
        expect(verifyTotals(totalsOf(lines), [cost])).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  const rated = (body: CarePackage, rate: string): CarePackage => ({
    ...body,
    terms: body.terms.map((term) => (term.from === '2026-04-01' ? { ...term, rate: rateText(rate) } : term)),
  });

  it('finds a rate that is another, with what it costs', () => {
    expect(differences({}, {}, (body) => rated(body, '736'))).toEqual(['price-differs', 'cost-differs']);
    expect(differences({}, {}, (body) => rated(body, '700'))).toEqual(['price-differs', 'cost-differs']);
  });

  it('finds a rate that moved before its first day, after its last, or without anybody’s approval', () => {
    const terms = [
      { from: '2025-04-01', units: '1', rate: '700' },
      { from: '2026-06-01', units: '1', rate: '800' },
    ];
    const all = (body: CarePackage): CarePackage => ({
      ...body,
      terms: body.terms.map((term) => ({ ...term, rate: rateText('735') })),
    });
    const { before, after, lines, days } = applied({ terms }, {}, all);
    const { differences: found } = verifyPackage({ before, after }, lines, days);
    expect(found.slice(0, 2)).toEqual([
      {
        ...{ id: 'PK1', rule: 'price-differs' },
        message: 'Package PK1: from 1 April 2025 its price is other than was approved.',
      },
      {
        ...{ id: 'PK1', rule: 'price-differs' },
        message: 'Package PK1: from 1 June 2026 its price is other than was approved.',
      },
    ]);
    expect(verifyPackage({ before, after }, [], days).differences.map(({ rule }) => rule)).toContain(
      'price-differs',
    );
  });

  it('finds units, an end or a provider that moved as well', () => {
    expect(differences({}, {}, (body) => ({ ...body, costCentre: 'CC9' }))).toEqual(['something-else-moved']);
    expect(differences({}, {}, (body) => ({ ...body, endDate: calendarDate('2026-04-30') }))).toEqual([
      'something-else-moved',
      'cost-differs',
    ]);
    const twice = (body: CarePackage): CarePackage => ({
      ...body,
      terms: body.terms.map((term) => ({ ...term, unitsPerWeek: rateText('2') })),
    });
    expect(differences({}, {}, twice)).toContain('price-differs');
  });

  it('proves the sum to the penny', () => {
    const approved = { ...noCost, thisYearPence: pence(182_500), arrearsPence: pence(100) };
    const costs = [
      { ...noCost, thisYearPence: pence(182_000) },
      { ...noCost, thisYearPence: pence(499), arrearsPence: pence(100) },
    ];
    expect(verifyTotals(approved, costs)).toEqual([
      {
        ...{ id: 'this year', rule: 'total-differs' },
        message: 'For this year the uplift comes to £1,824.99, and £1,825.00 was approved.',
      },
    ]);
  });
});

describe('the verification of a card', () => {
  const terms = [{ from: '2025-04-01', units: '10', rate: null, rateCardId: 'RC1' }];
  const rateCardLines = [
    { rate: rateText('20'), from: calendarDate('2025-04-01') },
    { rate: rateText('30'), from: calendarDate('2026-12-01'), to: calendarDate('2027-02-28') },
    { rate: rateText('40'), from: calendarDate('2025-04-01'), band: 'B' },
  ];
  const rules = [{ match: { rateTo: '30' }, change: { percent: '5' } }];
  const { before, after, lines, cardLines, days } = applied({ terms, rateCardLines }, { rules });
  const [was, is] = [before, after].map(({ rateCards }) => rateCards.get('RC1')!.body) as [
    RateCard,
    RateCard,
  ];

  it('finds nothing where what was approved was applied, season and band included', () => {
    expect(cardLines.map(({ newRate, exclusion }) => newRate ?? exclusion)).toEqual(['21', 'later-rate']);
    expect(verifyCard({ before: was, after: is }, cardLines)).toEqual([]);
    expect(verifyPackage({ before, after }, lines, days).differences).toEqual([]);
  });

  it('finds a rate that was not changed, one that was without approval, and one more', () => {
    const wrong = (after: RateCard, approved = cardLines) =>
      verifyCard({ before: was, after }, approved).map(({ message }) => message);
    expect(wrong(was)[0]).toBe('Rate card RC1: from 1 April 2026 a rate is other than was approved.');
    expect(wrong(is, [])[0]).toBe('Rate card RC1: from 1 April 2026 a rate is other than was approved.');
    const [line] = is.lines;
    const more = { ...line!, zone: 'North' };
    expect(wrong({ ...is, lines: [...is.lines, more] })).toEqual([
      'Rate card RC1: from 1 April 2025 a rate is other than was approved.',
    ]);
  });
});

describe('the rates that go to the case system', () => {
  /** The cells that say something, by their columns. */
  const cells = (lines: ReturnType<typeof previewOf>) =>
    rateExportRows(lines, 'U1').map((row) => {
      const named = row.map((cell, place): [string, string] => [rateExportColumns[place]!, cell]);
      return Object.fromEntries<string>(named.filter(([, cell]) => cell !== ''));
    });

  it('are those that change, with what they were', () => {
    const terms = [
      { from: '2025-04-01', units: '1', rate: '700' },
      { from: '2026-06-01', units: '1', rate: '800' },
    ];
    expect(cells(previewOf({ terms }))).toEqual([
      {
        ...{ packageId: 'PK1', newRate: '735', oldRate: '700', unitsPerWeek: '1', uplift: 'U1' },
        ...{
          effectiveFrom: '2026-04-01',
          effectiveTo: '2026-05-31',
          provider: 'P001',
          service: 'residential',
        },
        reason: '5% of £700.00 is £35.00: £735.00.',
      },
    ]);
  });

  it('tell the rates of a card apart, and say nothing twice of what it prices', () => {
    const terms = [{ from: '2025-04-01', units: '10', rate: null, rateCardId: 'RC1' }];
    const rateCardLines = [{ rate: rateText('20'), visitMinutes: 30, band: 'A' }];
    expect(cells(previewOf({ terms, rateCardLines, detail: { visitMinutes: 30 } }))).toEqual([
      {
        ...{ rateCardId: 'RC1', serviceType: 'residential', visitMinutes: '30', dayType: 'any', band: 'A' },
        ...{ newRate: '21', oldRate: '20', uplift: 'U1', effectiveFrom: '2026-04-01' },
        ...{ service: 'residential', reason: '5% of £20.00 is £1.00: £21.00.' },
      },
    ]);
  });

  it('are read back as a file of rates, which changes the same to the same', () => {
    const told = {
      rateCardLines: [
        { rate: rateText('20') },
        { rate: rateText('24'), dayType: 'saturday' as const, band: 'A' },
        { rate: rateText('22'), providerId: 'P002', serviceType: 'home-care' },
      ],
    };
    const lines = previewOf(told);
    const { layout, check } = upliftRateRows.rows;
    const heading = matchHeading(layout, rateExportColumns);
    expect(heading.missing).toEqual([]);
    const rows = rateExportRows(lines, 'U1').flatMap(
      (cells, place) => readRow(layout, heading, { line: place + 2, cells }).record ?? [],
    );
    expect(rows.flatMap((row) => check(row, calendarDate('2026-03-01')))).toEqual([]);
    const changes = (each: typeof lines) =>
      each.map(({ lineId, from, newRate, cost }) => ({ lineId, from, newRate, cost }));
    expect(changes(previewOf(told, { rules: [], rows }))).toEqual(changes(lines));
    expect(lines).toHaveLength(4);
  });
});
