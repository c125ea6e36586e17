import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { rateText } from '../../../domain/money.ts';
import { applyRow, type CarePackage, type CarePackageRow } from '../../../domain/packages/care-package.ts';
import { asUplifted, UPLIFTED_PRICE } from '../../../domain/packages/kept-prices.ts';
import { withNewRates } from '../../../domain/uplift/new-terms.ts';
import { aPackageRow } from '../../support/sample-facts.ts';

const day = calendarDate;
type Said = { units: string; rate: string | null; from?: string; card?: string };
const row = ({ units, rate, from, card }: Said): CarePackageRow =>
  aPackageRow({
    ...{ startDate: day('2025-04-01'), unitsPerWeek: rateText(units) },
    rate: rate === null ? null : rateText(rate),
    rateCardId: card ?? null,
    effectiveFrom: from === undefined ? null : day(from),
  });
/** 20 hours at £20, and at £21 from 1 April 2026 by an uplift. */
const uplifted = {
  body: withNewRates(applyRow(null, row({ units: '20', rate: '20' })), [
    { place: '', from: day('2026-04-01'), through: null, newRate: rateText('21') },
  ]),
  handFields: [UPLIFTED_PRICE],
};
const after = (said: readonly Said[], current: typeof uplifted = uplifted) => {
  const proposed = said.reduce<CarePackage>((body, each) => applyRow(body, row(each)), current.body);
  const { body, findings } = asUplifted(current, proposed);
  const terms = body.terms.map(
    ({ from, unitsPerWeek, rate }) => `${from} ${unitsPerWeek} at ${rate ?? 'card'}`,
  );
  return { terms, told: findings.map(({ message }) => message) };
};
const asBefore = ['2025-04-01 20 at 20', '2026-04-01 20 at 21'];

describe('What the case system sends of a package after an uplift', () => {
  it('brings fewer hours at the new rate, which it knows already', () => {
    expect(after([{ units: '10', rate: '21', from: '2026-06-01' }])).toEqual({
      ...{ terms: [...asBefore, '2026-06-01 10 at 21'], told: [] },
    });
  });

  it('brings fewer hours and not the old rate, and says that the new one stays', () => {
    expect(after([{ units: '10', rate: '20', from: '2026-06-01' }])).toEqual({
      terms: [...asBefore, '2026-06-01 10 at 21'],
      told: [expect.stringMatching(/^An uplift set the rate, and the file says another from 1 June 2026: /)],
    });
  });

  it('changes nothing where it says the old rate for all days, or the new one for its own', () => {
    expect(after([{ units: '20', rate: '20' }])).toMatchObject({ terms: asBefore, told: [/1 April 2026/] });
    expect(after([{ units: '20', rate: '21', from: '2026-04-01' }])).toEqual({ terms: asBefore, told: [] });
    const restated = [
      { units: '20', rate: '20' },
      { units: '20', rate: '21', from: '2026-04-01' },
    ];
    expect(after(restated)).toEqual({ terms: asBefore, told: [] });
  });

  it('brings hours as they are restated for all days, those that changed since among them', () => {
    const fewer = applyRow(uplifted.body, row({ units: '10', rate: '21', from: '2026-06-01' }));
    const again = after([{ units: '15', rate: '20' }], { ...uplifted, body: fewer });
    expect(again.terms).toEqual(['2025-04-01 15 at 20', '2026-04-01 15 at 21']);
  });

  it.each(['2025-01-01', '2025-06-01'])('moves its start to %s, with the rate of the first days', (start) => {
    const moved = applyRow(null, { ...row({ units: '20', rate: '20' }), startDate: day(start) });
    const { terms } = asUplifted(uplifted, moved).body;
    expect(terms.map(({ from, rate }) => `${from} at ${rate ?? ''}`)).toEqual([
      `${start} at 20`,
      '2026-04-01 at 21',
    ]);
  });

  it('does not move the price to a card unseen', () => {
    expect(after([{ units: '20', rate: null, card: 'RC1', from: '2026-06-01' }])).toEqual({
      ...{ terms: asBefore, told: [expect.stringContaining('from 1 June 2026') as string] },
    });
  });

  it('is taken as it stands of a package that no uplift changed, and of one whose terms are set by hand', () => {
    const halved = [{ units: '10', rate: '20', from: '2026-06-01' }];
    for (const handFields of [[], ['endDate'], [UPLIFTED_PRICE, 'terms']])
      expect(after(halved, { ...uplifted, handFields })).toEqual({
        ...{ terms: [...asBefore, '2026-06-01 10 at 20'], told: [] },
      });
    const [first] = [applyRow(null, row({ units: '20', rate: '20' }))];
    expect(asUplifted(null, first)).toEqual({ body: first, findings: [] });
  });
});
