import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { publishedRows } from '../../../domain/reference/published-rows.ts';
import {
  categoryTitle,
  referenceKinds,
  referenceKindSchema,
  type ReferenceKind,
} from '../../../domain/reference/reference-kinds.ts';
import {
  councilRowSchema,
  publishedRowSchema,
  type CouncilRow,
} from '../../../domain/reference/reference-row.ts';
import {
  emptyReferenceRows,
  listReferenceRows,
  referencePenceOn,
  referenceValueOn,
} from '../../../domain/reference/reference-value.ts';

const asked = (kind: ReferenceKind, category: string, date: string) => ({
  kind,
  category,
  date: calendarDate(date),
});
const nursing = (from: string, to: string | null, value: string, replacesPublished = false): CouncilRow =>
  councilRowSchema.parse({
    kind: 'funded-nursing-care',
    category: 'standard',
    from,
    to,
    value,
    source: 'letter of the ICB',
    replacesPublished,
  });

describe('published values', () => {
  it.each([
    ['funded-nursing-care', 'standard', '2020-03-31', '180.31', 'A'],
    ['funded-nursing-care', 'higher', '2020-04-01', '253.02', 'A'],
    ['funded-nursing-care', 'standard', '2026-04-01', '267.68', 'A'],
    ['funded-nursing-care', 'higher', '2027-03-31', '368.24', 'A'],
    ['deferred-rate-ceiling', 'standard', '2018-01-01', '1.45', 'B'],
    ['deferred-rate-ceiling', 'standard', '2021-06-30', '0.45', 'B'],
    ['deferred-rate-ceiling', 'standard', '2024-06-30', '4.65', 'B'],
    ['deferred-rate-ceiling', 'standard', '2025-06-30', '4.25', 'B'],
    ['capital-limit', 'lower', '2026-04-06', '14250', 'A'],
    ['capital-limit', 'upper', '2015-04-01', '23250', 'A'],
    ['minimum-income-guarantee', 'single-25-to-pension-age', '2022-04-10', '91.4', 'A'],
    ['minimum-income-guarantee', 'single-25-to-pension-age', '2022-04-11', '94.15', 'A'],
    ['minimum-income-guarantee', 'single-18-to-24', '2024-04-08', '87.65', 'D'],
    ['minimum-income-guarantee', 'single-25-to-pension-age', '2026-04-06', '120.4', 'D'],
    ['minimum-income-guarantee', 'single-18-to-24', '2026-04-06', '95.4', 'B'],
    ['minimum-income-guarantee', 'carer-premium', '2023-04-10', '49.05', 'B'],
    ['personal-expenses-allowance', 'standard', '2025-04-07', '30.65', 'B'],
    ['savings-credit-disregard', 'couple', '2024-04-08', '10.4', 'B'],
    ['disposable-income-allowance', 'standard', '2026-04-06', '144', 'B'],
  ] as const)('%s, %s, on %s is %s (confidence %s)', (kind, category, date, value, confidence) => {
    expect(referenceValueOn(asked(kind, category, date), [])).toMatchObject({
      outcome: 'found',
      value,
      row: { confidence },
    });
  });

  it('are given in pence where they are amounts', () => {
    expect(referencePenceOn(asked('funded-nursing-care', 'standard', '2025-04-01'), [])).toMatchObject({
      outcome: 'found',
      valuePence: 25_406,
      value: '254.06',
    });
  });

  it.each([
    [
      'funded-nursing-care',
      'standard',
      '2016-05-01',
      'NHS-funded nursing care (standard rate)',
      '1 May 2016',
    ],
    ['funded-nursing-care', 'higher', '2022-05-01', 'NHS-funded nursing care (higher rate)', '1 May 2022'],
    [
      'funded-nursing-care',
      'standard',
      '2027-04-01',
      'NHS-funded nursing care (standard rate)',
      '1 April 2027',
    ],
    [
      'deferred-rate-ceiling',
      'standard',
      '2025-07-01',
      'Highest interest rate of a deferred payment agreement (standard)',
      '1 July 2025',
    ],
    [
      'minimum-income-guarantee',
      'single-pension-age',
      '2026-04-06',
      'Minimum income guarantee (single, pension age)',
      '6 April 2026',
    ],
    ['capital-limit', 'middle', '2026-04-06', 'Capital limit (middle)', '6 April 2026'],
    ['capital-limit', 'toString', '2026-04-06', 'Capital limit (toString)', '6 April 2026'],
  ] as const)('%s, %s, on %s is missing, and never 0', (kind, category, date, name, day) => {
    const message = `${name}: no value is known for ${day}. Enter it on the page of reference values.`;
    const answer = { outcome: 'missing', message, ...asked(kind, category, date) };
    expect(referenceValueOn(asked(kind, category, date), [])).toEqual(answer);
    expect(referencePenceOn(asked(kind, category, date), [])).toEqual(answer);
  });

  it('cover each category without a gap or an overlap between rows', () => {
    for (const row of publishedRows) {
      const others = publishedRows.filter(
        (other) => other.kind === row.kind && other.category === row.category && other !== row,
      );
      expect(others.filter(({ from, to }) => from <= row.from && (to === null || row.from <= to))).toEqual(
        [],
      );
    }
  });

  it('cover every category of every kind from the Care Act on', () => {
    for (const kind of referenceKindSchema.options) {
      const rows = listReferenceRows(kind);
      expect(new Set(rows.map((row) => row.kind))).toEqual(new Set([kind]));
      const first = rows.filter(({ from }) => from === '2015-04-01').map(({ category }) => category);
      // The rates of gilts are the council’s to enter.
      const published = Object.keys(referenceKinds[kind].categories).filter(
        (each) => !each.startsWith('gilts'),
      );
      expect(first.toSorted()).toEqual(published.toSorted());
    }
  });

  it('are named for a page', () => {
    expect(categoryTitle('minimum-income-guarantee', 'child')).toBe('each child');
    expect(categoryTitle('capital-limit', 'child')).toBeUndefined();
  });
});

describe('what a council enters', () => {
  const may2022 = asked('funded-nursing-care', 'standard', '2022-05-01');

  it('fills a gap on the days it names', () => {
    const row = nursing('2022-04-01', '2023-03-31', '209.19');
    expect(referenceValueOn(may2022, [row])).toEqual({ outcome: 'found', value: '209.19', row });
    expect(referenceValueOn(asked('funded-nursing-care', 'standard', '2023-04-01'), [row]).outcome).toBe(
      'missing',
    );
    expect(referenceValueOn(asked('funded-nursing-care', 'higher', '2022-05-01'), [row]).outcome).toBe(
      'missing',
    );
    expect(referenceValueOn(asked('capital-limit', 'standard', '2022-05-01'), [row]).outcome).toBe('missing');
  });

  it('goes on where the published rows end', () => {
    const row = nursing('2027-04-01', null, '280.00'.replace(/\.?0+$/, ''));
    expect(referenceValueOn(asked('funded-nursing-care', 'standard', '2030-01-01'), [row])).toMatchObject({
      value: '280',
    });
  });

  it('leaves a published value alone unless it says that it replaces it', () => {
    const may2026 = asked('funded-nursing-care', 'standard', '2026-05-01');
    const slip = nursing('2026-04-01', null, '1');
    const local = nursing('2026-04-01', null, '270', true);
    expect(referenceValueOn(may2026, [slip])).toMatchObject({ value: '267.68' });
    expect(referenceValueOn(may2026, [local, slip])).toEqual({ outcome: 'found', value: '270', row: local });
    expect(referenceValueOn(asked('funded-nursing-care', 'standard', '2026-03-31'), [local])).toMatchObject({
      value: '254.06',
    });
  });

  it('counts from its latest start, and from the last entry where two start together', () => {
    const year = nursing('2022-04-01', null, '1');
    const month = nursing('2022-05-01', '2022-05-31', '2');
    const corrected = nursing('2022-05-01', '2022-05-31', '3');
    expect(referenceValueOn(may2022, [month, year])).toMatchObject({ value: '2' });
    expect(referenceValueOn(may2022, [year, month])).toMatchObject({ value: '2' });
    expect(referenceValueOn(may2022, [year, month, corrected])).toMatchObject({ value: '3' });
    expect(
      referenceValueOn(asked('funded-nursing-care', 'standard', '2022-06-01'), [year, month]),
    ).toMatchObject({
      value: '1',
    });
  });

  it.each([
    [{ category: 'middle' }],
    [{ from: '2023-04-02', to: '2023-04-01' }],
    [{ value: '12.50' }],
    [{ value: null }],
    [{ source: '' }],
    [{ source: 'x'.repeat(501) }],
    [{ kind: 'bus-fares' }],
    [{ enteredBy: 'ada.admin' }],
  ])('is refused with %j', (slip) => {
    const good = { ...nursing('2023-04-01', '2023-04-01', '12.5') };
    expect(councilRowSchema.safeParse(good).success).toBe(true);
    expect(councilRowSchema.safeParse({ ...good, ...slip }).success).toBe(false);
  });

  it('is told what a row must be', () => {
    const wrong = { ...nursing('2023-04-01', null, '12.5'), category: 'middle' };
    expect(councilRowSchema.safeParse(wrong).error?.issues[0]?.message).toBe(
      'A row names a category of its kind and ends on or after the day it starts',
    );
  });
});

describe('gaps for the council to fill', () => {
  const gapsOf = (rows: CouncilRow[]) =>
    emptyReferenceRows(rows)
      .filter(({ kind, category }) => kind === 'funded-nursing-care' && category === 'standard')
      .map(({ from, to, value }) => ({ from, to, value }));
  const gap = (year: number) => ({ from: `${year}-04-01`, to: `${year + 1}-03-31`, value: null });

  it('are the periods for which nothing was found', () => {
    expect(gapsOf([])).toEqual([gap(2016), gap(2022), gap(2023)]);
    const ceilings = emptyReferenceRows([]).filter(({ kind }) => kind === 'deferred-rate-ceiling');
    expect(ceilings.map(({ from }) => from)).toEqual([
      ...['2015-04-01', '2015-07-01', '2016-01-01', '2016-07-01', '2017-01-01', '2017-07-01'],
      ...['2025-07-01', '2026-01-01', '2026-07-01'],
    ]);
    expect(emptyReferenceRows([]).some(({ kind }) => kind === 'capital-limit')).toBe(false);
  });

  it('are gone once every day of them is filled', () => {
    expect(gapsOf([nursing('2022-04-01', '2023-03-31', '1')])).toEqual([gap(2016), gap(2023)]);
    expect(gapsOf([nursing('2022-04-01', null, '1')])).toEqual([gap(2016)]);
    const halves = [nursing('2022-04-01', '2022-09-30', '1'), nursing('2022-10-01', '2023-03-31', '2')];
    expect(gapsOf(halves)).toEqual([gap(2016), gap(2023)]);
  });

  it('stay while a day is open at either end or between', () => {
    expect(gapsOf([nursing('2022-04-02', '2023-03-31', '1')])).toContainEqual(gap(2022));
    expect(gapsOf([nursing('2022-04-01', '2023-03-30', '1')])).toContainEqual(gap(2022));
    const apart = [nursing('2022-04-01', '2022-09-29', '1'), nursing('2022-10-01', '2023-03-31', '2')];
    expect(gapsOf(apart)).toContainEqual(gap(2022));
  });
});

describe('a published row', () => {
  const row = {
    kind: 'capital-limit',
    category: 'lower',
    from: '2015-04-01',
    to: null,
    value: '14250.00',
    source: 'SI 2014/2672',
    confidence: 'A',
  };

  it('is kept with its value in canonical form', () => {
    expect(publishedRowSchema.parse(row)).toEqual({ ...row, value: '14250' });
  });

  it.each(['A', 'B', 'C', 'D'])('may have confidence %s', (confidence) => {
    expect(publishedRowSchema.parse({ ...row, confidence }).confidence).toBe(confidence);
  });

  it.each([
    [{ value: '1e3' }, '“1e3” is not a number: write plain digits with at most 4 decimals, such as 1234.50.'],
    [{ value: null }, 'A value has a confidence, a gap has none'],
    [{ confidence: null }, 'A value has a confidence, a gap has none'],
    [{ category: 'middle' }, 'A row names a category of its kind and ends on or after the day it starts'],
    [{ to: '2015-03-31' }, 'A row names a category of its kind and ends on or after the day it starts'],
  ])('with %j is refused', (slip, message) => {
    expect(publishedRowSchema.safeParse({ ...row, ...slip }).error?.issues[0]?.message).toBe(message);
  });
});
