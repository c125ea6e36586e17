import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { rowKinds } from '../../../domain/records/kinds.ts';
import { rateText } from '../../../domain/money.ts';
import { commissioned, commissionedUnits } from '../../../domain/returns/commissioned.ts';
import { growingRows } from '../../../domain/returns/growing-rows.ts';
import { rowOf } from '../../support/a-council.ts';
import { aPackage, day } from '../../support/a-return.ts';

const units = (
  ...[fields, first, last, told]: [Record<string, string>, string, string, Parameters<typeof aPackage>[1]?]
) => commissionedUnits(aPackage(fields, told), { first: day(first), last: day(last) }) / 10_000;

describe('units commissioned of some days', () => {
  it.each<[string, number, Parameters<typeof units>]>([
    ['a whole week', 2, [{}, '2026-10-05', '2026-10-11']],
    ['half of its planned days', 1, [{ weekdays: 'Mon Tue' }, '2026-10-05', '2026-10-05']],
    ['every day where the words name no weekdays', 2, [{ weekdays: 'Mon-Fri' }, '2026-10-05', '2026-10-11']],
    ['before it begins', 0, [{ startDate: '2026-10-12' }, '2026-10-05', '2026-10-11']],
    ['after it ended', 0, [{ endDate: '2026-10-04' }, '2026-10-05', '2026-10-11']],
    [
      'after a death',
      1,
      [
        { unitsPerWeek: '7', weekdays: '' },
        '2026-10-05',
        '2026-10-11',
        { person: { dateOfDeath: '2026-10-05' } },
      ],
    ],
    [
      'outside a suspension',
      5,
      [
        { unitsPerWeek: '7', weekdays: '' },
        ...(['2026-10-05', '2026-10-11'] as const),
        { suspensions: [{ from: '2026-10-06', to: '2026-10-07' }] },
      ],
    ],
    [
      'one night of a package of one night',
      1,
      [
        { unitsPerWeek: '1', weekdays: '', startDate: '2026-10-07', endDate: '2026-10-07' },
        ...(['2026-10-07', '2026-10-07'] as const),
        { service: { unit: 'night' } },
      ],
    ],
    [
      'never more than a night a night',
      3,
      [
        { unitsPerWeek: '7', weekdays: '', startDate: '2026-10-07', endDate: '2026-10-09' },
        ...(['2026-10-05', '2026-10-11'] as const),
        { service: { unit: 'night' } },
      ],
    ],
  ])('%s', (_, expected, asked) => {
    expect(units(...asked)).toBeCloseTo(expected, 3);
  });

  it('are those of the term that holds, the first one before it began', () => {
    const later = aPackage({ unitsPerWeek: '7' });
    const [term] = later.carePackage.terms;
    if (term === undefined) throw new Error('a package has a term');
    const pack = aPackage({ unitsPerWeek: '7', startDate: '2026-10-01' });
    expect(pack.weekUnitsOn(day('2026-09-01'))).toBe(70_000);
    expect(later.weekUnitsOn(day('2026-10-05'))).toBe(70_000);
  });
});

const card = {
  rateCardId: 'RC1',
  lines: ['weekday 20', 'saturday 25', 'sunday 26', 'bank-holiday 40'].map((line) => {
    const [dayType = '', rate = ''] = line.split(' ');
    return rowOf(rowKinds['rate-cards'], {
      ...{ rateCardId: 'RC1', serviceType: 'home-care', dayType, rate, from: '2026-04-01' },
    });
  }),
};

describe('the agreed rate', () => {
  const byCard = aPackage({ rate: '', rateCardId: 'RC1' }, { cards: [card] });

  it.each([
    ['2026-10-05', '20'],
    ['2026-10-10', '25'],
    ['2026-10-11', '26'],
    ['2026-08-31', '40'],
  ])('of a card is that of the kind of day: %s', (date, rate) => {
    expect(byCard.rateOn(day(date))).toBe(rate);
    // And again, as it is asked for line after line.
    expect(byCard.rateOn(day(date))).toBe(rate);
  });

  it('is the package’s own before its card’s, the weekday’s where the card has none for bank holidays', () => {
    expect(aPackage({ rateCardId: 'RC1' }, { cards: [card] }).rateOn(day('2026-08-31'))).toBe('20');
    const plain = { ...card, lines: card.lines.slice(0, 1) };
    const pack = aPackage({ rate: '', rateCardId: 'RC1' }, { cards: [plain] });
    expect(pack.rateOn(day('2026-08-31'))).toBe('20');
    expect(pack.rateOn(day('2026-10-10'))).toBeNull();
  });

  it('is that of the term of its day, the first one’s before it', () => {
    const { carePackage, serviceType } = aPackage({ rate: '20' });
    const [term] = carePackage.terms;
    if (term === undefined) throw new Error('a package has a term');
    const from = calendarDate('2026-10-01');
    const later = { ...term, from, rate: rateText('21.5'), unitsPerWeek: rateText('4') };
    const pack = commissioned({
      ...{ serviceType, person: null, rateCards: new Map(), bankHolidays: new Set() },
      carePackage: { ...carePackage, terms: [term, later] },
    });
    expect(['2020-01-01', '2026-09-30', '2026-10-01'].map((date) => pack.rateOn(day(date)))).toEqual([
      '20',
      '20',
      '21.5',
    ]);
    expect(pack.weekUnitsOn(day('2026-10-01'))).toBe(40_000);
  });

  it('is none without a card, with one that is not there, and of nobody’s age', () => {
    expect(aPackage({ rate: '' }).rateOn(day('2026-10-05'))).toBeNull();
    expect(aPackage({ rate: '', rateCardId: 'RC9' }).rateOn(day('2026-10-05'))).toBeNull();
  });
});

it('rows of numbers grow, are changed in place, and read nought beyond their end', () => {
  const rows = growingRows(3);
  for (let number = 0; number < 20_000; number += 1) rows.put(rows.add(), 1, number);
  rows.put(5, 1, -7);
  rows.put(5, 2, 8);
  const read = [rows.at(5, 1), rows.at(5, 2), rows.at(5, 0), rows.at(19_999, 1), rows.at(90_000, 1)];
  expect(read).toEqual([-7, 8, 0, 19_999, 0]);
  expect(rows.add()).toBe(20_000);
});

it('a package of somebody who is not on record has no death and no age', () => {
  expect(aPackage().diedOn).toBeNull();
  const nobody = aPackage({ rate: '', rateCardId: 'RC1' }, { person: null, cards: [card] });
  expect([nobody.diedOn, nobody.rateOn(day('2026-10-05'))]).toEqual([null, '20']);
  expect(aPackage({}, { person: { dateOfDeath: '2026-10-04' } }).diedOn).toBe(
    day(calendarDate('2026-10-04')),
  );
});
