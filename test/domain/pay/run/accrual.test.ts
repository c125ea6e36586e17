import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, calendarDate, instant } from '../../../../domain/calendar.ts';
import { accruedTotals } from '../../../../domain/ledger/accruals.ts';
import { pence, sumPence } from '../../../../domain/money.ts';
import {
  accruable,
  decideAccrual,
  proposeAccrual,
  unpaidCare,
  type Accrual,
  type AccrualAct,
} from '../../../../domain/pay/run/accrual.ts';
import { newRun } from '../../../../domain/pay/run/new-run.ts';
import type { PayLine } from '../../../../domain/pay/run/pay-line.ts';
import type { PayRun } from '../../../../domain/pay/run/pay-run.ts';

const day = calendarDate;
const yearEnd = day('2022-03-31');
const coding = {
  ...{ costCentre: 'CC1', costElement: 'E1', subjectiveCode: '41010', taxCode: null },
  ...{ purchaseOrder: 'PO1', purchaseOrderLine: '1' },
};
const line = (component: PayLine['component'], from: string, to: string, pounds: number) => ({
  ...{ component, coding, from: day(from), to: day(to), amountPence: pence(pounds * 100) },
});

describe('of the lines of a preview', () => {
  it.each<[string, PayLine['component'], string, string, number, number[]]>([
    ['care through 31 March is accrued whole', 'cost', '2022-03-01', '2022-03-31', 3100, [3100]],
    ['care that goes on is parted by days', 'cost', '2022-03-29', '2022-04-04', 700, [300]],
    ['what is taken back is parted too', 'cost', '2022-03-29', '2022-04-04', -700, [-300]],
    ['care from 1 April is none of the year', 'cost', '2022-04-01', '2022-04-30', 700, []],
    ['a correction of an earlier year is cost of this one', 'cost', '2020-12-01', '2020-12-07', -70, [-70]],
    ['a one-off belongs to its first day', 'one-off', '2022-03-31', '2022-06-30', 100, [100]],
    ['an expense does too', 'expense', '2022-03-31', '2022-04-01', 10, [10]],
    ['a one-off of April is none of the year', 'one-off', '2022-04-01', '2022-04-01', 100, []],
  ])('%s', (_, component, from, to, pounds, accrued) => {
    const amounts = unpaidCare([line(component, from, to, pounds)], yearEnd);
    expect(amounts.map(({ amountPence }) => amountPence / 100)).toEqual(accrued);
  });

  it.each<[PayLine['component'], string]>([
    ['cost', 'expenditure'],
    ['fnc-payment', 'expenditure'],
    ['fnc-reclaim', 'expenditure'],
    ['invoice', 'expenditure'],
    ['contribution', 'client-income'],
    ['top-up', 'client-income'],
    ['nhs-share', 'nhs-income'],
  ])('%s is %s, as in the entries of a run', (component, account) => {
    expect(unpaidCare([line(component, '2022-03-01', '2022-03-07', 7)], yearEnd)).toMatchObject([
      { account, coding: { costCentre: 'CC1', subjectiveCode: '41010' } },
    ]);
  });

  it('nothing is lost where a line is parted: what is of the year and what is not come to the line', () => {
    const days = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(days, days, fc.integer({ min: -100_000, max: 100_000 }), (start, length, amount) => {
        const from = addDays(day('2021-09-01'), start);
        const to = addDays(from, length);
        const whole = { ...line('cost', from, to, 0), amountPence: pence(amount) };
        const [share] = unpaidCare([whole], yearEnd);
        const isAll = to <= yearEnd;
        const isNone = from > yearEnd;
        if (isAll) expect(share?.amountPence).toBe(amount);
        else if (isNone) expect(share).toBeUndefined();
        else expect(Math.abs(share?.amountPence ?? 0)).toBeLessThanOrEqual(Math.abs(amount));
      }),
    );
  });
});

/** A preview of providers through 31 March 2022, made on 4 April. */
const preview = (more: Partial<PayRun> = {}): PayRun => ({
  ...newRun({
    ...{ payRunId: 'R000012', kind: 'providers', throughDate: yearEnd, calendar: null, scope: null },
    ...{ startedBy: 'olu.officer', state: 'preview' },
  }),
  ...{ linesHash: 'hash', computedFrom: instant('2022-04-04T09:00:00Z'), ...more },
});

describe('a run becomes an accrual', () => {
  it('as a complete preview of everything through 31 March, once the year is over', () => {
    expect(accruable(preview())).toEqual({
      ok: true,
      value: { yearEnd: '2022-03-31', linesHash: 'hash', computedFrom: preview().computedFrom },
    });
  });

  it.each<[string, Partial<PayRun>]>([
    ['not-a-preview', { state: 'ready' }],
    ['not-complete', { linesHash: null }],
    ['not-complete', { computedFrom: null }],
    ['not-a-year-end', { throughDate: day('2022-03-30') }],
    ['not-a-year-end', { throughDate: day('2022-12-31') }],
    ['year-not-over', { computedFrom: instant('2022-03-31T20:00:00Z') }],
    ['not-of-all', { scope: { providerId: 'P001' } }],
    ['not-of-all', { calendar: 'monthly' }],
    ['not-of-all', { hypothetical: [{ path: '/packages/PK1', body: {} }] }],
  ])('but not otherwise: %s', (rule, more) => {
    expect(accruable(preview(more))).toMatchObject({ ok: false, rule });
  });

  it('in London’s time: at 23:30 in Greenwich on 31 March it is April there', () => {
    const late = instant('2022-03-31T23:30:00Z');
    expect(accruable(preview({ computedFrom: late }))).toMatchObject({ ok: true });
  });
});

const totals = accruedTotals(unpaidCare([line('cost', '2022-03-25', '2022-03-31', 700)], yearEnd));

function proposed(by = 'amy.approver'): Accrual {
  const reading = proposeAccrual(preview(), {
    yearEnd,
    linesHash: 'hash',
    totals,
    issuedSince: ['R000011'],
    by,
  });
  if (!reading.ok) throw new Error(reading.message);
  return reading.value;
}

describe('a proposed accrual', () => {
  it('keeps its totals and who made it', () => {
    expect(proposed()).toMatchObject({
      ...{ accrualId: 'providers-2021-22-R000012', kind: 'providers', year: '2021-22', yearEnd },
      ...{ payRunId: 'R000012', linesHash: 'hash', state: 'proposed', totalPence: 70_000 },
      issuedSince: ['R000011'],
      madeBy: ['olu.officer', 'amy.approver'],
    });
    expect(proposed('olu.officer').madeBy).toEqual(['olu.officer']);
    expect(sumPence(proposed().totals.map(({ amountPence }) => amountPence))).toBe(proposed().totalPence);
  });

  it('is none where everything is paid', () => {
    expect(
      proposeAccrual(preview(), {
        yearEnd,
        linesHash: 'hash',
        totals: [],
        issuedSince: [],
        by: 'amy.approver',
      }),
    ).toMatchObject({
      rule: 'nothing-unpaid',
    });
  });

  const approve = (limitPence: number | null): AccrualAct => ({
    act: 'approve',
    limitPence: limitPence === null ? null : pence(limitPence),
  });

  it.each<[string, AccrualAct, string, string]>([
    ['by another within the limit', approve(70_000), 'abe.approver', 'approved'],
    ['by who proposed it', approve(70_000), 'amy.approver', 'maker-is-checker'],
    ['by who previewed it', approve(70_000), 'olu.officer', 'maker-is-checker'],
    ['over the limit', approve(69_999), 'abe.approver', 'over-limit'],
    ['by who has no limit', approve(null), 'abe.approver', 'over-limit'],
    ['to be cancelled', { act: 'cancel' }, 'olu.officer', 'cancelled'],
  ])('is asked for %s', (_, act, userId, outcome) => {
    const decision = decideAccrual(proposed(), act, userId);
    expect(decision.ok ? decision.value.state : decision.rule).toBe(outcome);
  });

  it('counts whichever way it goes: what is taken back needs the same limit', () => {
    const negative = { ...proposed(), totalPence: pence(-70_000) };
    expect(decideAccrual(negative, approve(69_999), 'abe.approver')).toMatchObject({ rule: 'over-limit' });
  });

  it.each<[Accrual['state'], AccrualAct]>([
    ['approved', approve(70_000)],
    ['approved', { act: 'cancel' }],
    ['cancelled', approve(70_000)],
    ['cancelled', { act: 'cancel' }],
  ])('that is %s takes no further act', (state, act) => {
    expect(decideAccrual({ ...proposed(), state }, act, 'abe.approver')).toMatchObject({
      rule: 'wrong-state',
    });
  });
});
