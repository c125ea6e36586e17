import { describe, expect, it } from 'vitest';
import type { FactRef } from '../../../../domain/pay/component.ts';
import { packageEntitlement } from '../../../../domain/pay/entitlement/package-components.ts';
import type { AcceptedActuals } from '../../../../domain/pay/entitlement/package-facts.ts';
import { dateOfDay } from '../../../../domain/pay/span.ts';
import { factsOf, type Told } from '../../../support/pay-case.ts';
import { firstRun, runOf, storyOf } from '../../../support/first-run.ts';

type Line = [lineRef: string, on: string, pence: number | null];

const accepted = (id: string, from: string, to: string, lines: Line[]): AcceptedActuals => ({
  ref: { kind: 'actuals', id, version: 1 },
  from: from as never,
  to: to as never,
  lines: lines.map(([lineRef, date, amountPence]) => ({
    lineRef,
    date: date as never,
    quantity: '0.25',
    rate: '18.9',
    amountPence: amountPence as never,
  })),
});
const visits = (...actuals: AcceptedActuals[]): Told => ({ serviceType: { basis: 'actuals' }, actuals });
const week = accepted('R1', '2022-12-01', '2022-12-07', [
  ['1', '2022-12-01', 473],
  ['2', '2022-12-07', 473],
]);

describe('delivered care that was accepted', () => {
  it('is paid line by line as the provider invoiced it: two of £4.725 are £9.46', () => {
    const story = storyOf(visits(week));
    expect(runOf(story, '2022-12-31')).toEqual([['cost', '2022-12-01', '2022-12-07', 9.46]]);
    expect(story.lines[0]?.explanation).toEqual([
      {
        step: 'items',
        items: [
          { ref: '1', on: '2022-12-01', quantity: '0.25', rate: '18.9', pence: 473 },
          { ref: '2', on: '2022-12-07', quantity: '0.25', rate: '18.9', pence: 473 },
        ],
        pence: 946,
      },
    ]);
  });

  it('is paid as far as the run goes, and the rest by the next', () => {
    const story = storyOf(visits(week));
    expect([runOf(story, '2022-12-06'), runOf(story, '2022-12-07')]).toEqual([
      [['cost', '2022-12-01', '2022-12-06', 4.73]],
      [['cost', '2022-12-07', '2022-12-07', 4.73]],
    ]);
  });

  it('is paid though the package was suspended: care that was given is owed', () => {
    const suspensions = [{ from: '2022-12-01', to: null, kind: 'hospital' }];
    expect(firstRun({ ...visits(week), suspensions })).toEqual([['cost', '2022-12-01', '2022-12-07', 9.46]]);
  });

  it('that comes late for a week that was paid is added to that week', () => {
    const story = storyOf(visits(week));
    story.run('2022-12-07');
    const late = accepted('R2', '2022-12-01', '2022-12-07', [['3', '2022-12-04', 1890]]);
    story.facts(visits(week, late));
    expect(runOf(story, '2022-12-14')).toEqual([['cost', '2022-12-01', '2022-12-07', 18.9]]);
  });

  it('that two returns tell of for one week is paid in one line', () => {
    const second = accepted('R2', '2022-12-01', '2022-12-07', [['3', '2022-12-04', 1890]]);
    expect(firstRun(visits(week, second))).toEqual([['cost', '2022-12-01', '2022-12-07', 28.36]]);
  });

  it('is paid once where a month’s return overlaps a week that was paid', () => {
    const story = storyOf(visits(week));
    story.run('2022-12-07');
    const month = accepted('R2', '2022-12-01', '2022-12-31', [
      ['1', '2022-12-02', 100],
      ['2', '2022-12-20', 200],
    ]);
    story.facts(visits(week, month));
    expect([runOf(story, '2022-12-31'), runOf(story, '2022-12-31')]).toEqual([
      [
        ['cost', '2022-12-01', '2022-12-07', 1],
        ['cost', '2022-12-08', '2022-12-31', 2],
      ],
      [],
    ]);
  });

  it('on a day outside the period of its return is paid on its day', () => {
    const stray = accepted('R2', '2022-12-08', '2022-12-14', [['9', '2022-12-20', 500]]);
    expect(firstRun(visits(week, stray), '2022-12-31')).toEqual([
      ['cost', '2022-12-01', '2022-12-07', 9.46],
      ['cost', '2022-12-20', '2022-12-20', 5],
    ]);
  });

  it('that is withdrawn is taken back over its own days', () => {
    const story = storyOf(visits(week));
    story.run('2022-12-07');
    story.facts(visits());
    expect(runOf(story, '2022-12-07')).toEqual([['cost', '2022-12-01', '2022-12-07', -9.46]]);
  });

  it('is not paid on a day on which no rate is agreed, and the run says why', () => {
    const unpriced = accepted('R1', '2022-12-01', '2022-12-02', [
      ['1', '2022-12-01', 473],
      ['2', '2022-12-02', null],
    ]);
    const story = storyOf(visits(unpriced));
    expect(runOf(story, '2022-12-07')).toEqual([['cost', '2022-12-01', '2022-12-01', 4.73]]);
    expect(packageEntitlement(factsOf(visits(unpriced)))).toMatchObject({
      gaps: [{ rule: 'no-rate', from: '2022-12-02', to: '2022-12-02' }],
    });
  });
});

describe('care accepted in two months', () => {
  const december = accepted('PK1~2022-12', '2022-12-01', '2022-12-31', [['1', '2022-12-30', 1000]]);
  const january = accepted('PK1~2023-01', '2023-01-01', '2023-01-07', [['2', '2023-01-03', 2000]]);
  const monthsOf = (facts: readonly FactRef[]) =>
    facts.filter(({ kind }) => kind === 'actuals').map(({ id, version }) => `${id} v${version}`);
  const again = (month: AcceptedActuals, version: number, pence: number): AcceptedActuals => ({
    ...month,
    ref: { ...month.ref, version },
    lines: month.lines.map((line) => ({ ...line, amountPence: pence as never })),
  });
  const paidTwice = () => {
    const story = storyOf(visits(december, january));
    story.run('2023-01-07');
    return story;
  };

  it('is paid in a line of each, which names its own month only', () => {
    const story = paidTwice();
    expect(story.lines.map(({ first, facts }) => [dateOfDay(first), monthsOf(facts)])).toEqual([
      ['2022-12-01', ['PK1~2022-12 v1']],
      ['2023-01-01', ['PK1~2023-01 v1']],
    ]);
  });

  it('and corrected in one of them is adjusted by that one', () => {
    const story = paidTwice();
    story.facts(visits(december, again(january, 2, 2500)));
    expect(runOf(story, '2023-01-07')).toEqual([['cost', '2023-01-01', '2023-01-07', 5]]);
    expect(monthsOf(story.lines.at(-1)?.facts ?? [])).toEqual(['PK1~2023-01 v2']);
  });

  it.each([
    ['the care accepted of it, by that', 2, ['PK1~2022-12 v2']],
    ['the rate that it is paid at, by no care', 1, []],
  ])('and of which one is worth less now is adjusted by what changed: %s', (_, version, changedMonths) => {
    const story = paidTwice();
    story.facts(visits(again(december, version, 900), january));
    expect(runOf(story, '2023-01-07')).toEqual([['cost', '2022-12-01', '2022-12-31', -1]]);
    const changed = story.lines.at(-1)?.explanation.find(({ step }) => step === 'changed');
    expect(changed?.step === 'changed' && monthsOf(changed.facts)).toEqual(changedMonths);
  });
});

describe('an expense', () => {
  const expense = (
    expenseId: string,
    date: string,
    more: { units?: string; rate?: string; pence: number },
  ) => ({
    ref: { kind: 'expenses' as const, id: 'PK1', version: 1 },
    body: {
      expenseId,
      packageId: 'PK1',
      kind: more.units === undefined ? 'receipt' : 'mileage',
      date: date as never,
      units: (more.units ?? null) as never,
      rate: (more.rate ?? null) as never,
      amountPence: more.pence as never,
      receiptUploadId: null,
    },
  });
  const miles = expense('E1', '2022-12-03', { units: '12.5', rate: '0.45', pence: 563 });

  it('is paid on its day, miles at their rate and a receipt as it stands', () => {
    const story = storyOf({ expenses: [miles, expense('E2', '2022-12-04', { pence: 1999 })] });
    expect(runOf(story, '2022-12-07')).toEqual([
      ['cost', '2022-12-01', '2022-12-07', 700],
      ['expense', '2022-12-03', '2022-12-03', 5.63],
      ['expense', '2022-12-04', '2022-12-04', 19.99],
    ]);
    expect(story.lines.slice(1).map(({ explanation }) => explanation[0])).toMatchObject([
      { items: [{ ref: 'mileage E1', quantity: '12.5', rate: '0.45' }] },
      { items: [{ ref: 'receipt E2', quantity: '1', rate: '' }] },
    ]);
  });

  it('is paid the difference when its amount is corrected, and taken back when it is withdrawn', () => {
    const story = storyOf({ expenses: [miles] });
    story.run('2022-12-07');
    story.facts({ expenses: [{ ...miles, body: { ...miles.body, amountPence: 600 as never } }] });
    const corrected = runOf(story, '2022-12-07');
    story.facts({ expenses: [] });
    expect([corrected, runOf(story, '2022-12-07')]).toEqual([
      [['expense', '2022-12-03', '2022-12-03', 0.37]],
      [['expense', '2022-12-03', '2022-12-03', -6]],
    ]);
  });

  it('is paid for a day after the package’s end too', () => {
    const late = expense('E3', '2023-01-05', { pence: 100 });
    expect(firstRun({ expenses: [late] }, '2023-01-31').at(-1)).toEqual([
      'expense',
      '2023-01-05',
      '2023-01-05',
      1,
    ]);
  });
});
