import { describe, expect, it } from 'vitest';
import { addDays, calendarDate } from '../../../domain/calendar.ts';
import type { DeferredFacts } from '../../../domain/deferred/account-facts.ts';
import type { Changed } from '../../../domain/deferred/changed-account.ts';
import {
  closeAccount,
  recordCharge,
  recordRepayment,
  repaymentActSchema,
} from '../../../domain/deferred/money-acts.ts';
import { reckonedUntil, redemptionOn } from '../../../domain/deferred/reckoned.ts';
import { owedAfter, statementOver } from '../../../domain/deferred/statement.ts';
import { rateActSchema, recordRate } from '../../../domain/deferred/terms-acts.ts';
import { pence, rateText } from '../../../domain/money.ts';
import { deferredFacts } from '../../support/a-deferred-agreement.ts';

const day = calendarDate;
const on = (known: DeferredFacts) => ({ known, today: day('2024-05-20'), newId: 'new' });
const rulesOf = ({ findings }: Changed) => findings.map(({ severity, rule }) => `${severity} ${rule}`);
const act = {
  ...{ chargeId: null, kind: 'one-off' as const, description: 'Valuation', amountPence: pence(250_00) },
  ...{ toldOn: day('2024-01-10'), from: day('2024-01-20'), to: null, isAdded: true },
};

describe('What repays all', () => {
  it('has the days of a week that is not over, and the account is closed on that day', () => {
    const open = deferredFacts();
    const saturday = day('2024-03-02');
    const { owedPence, reckoned } = redemptionOn(open, saturday);
    // Eight weeks, five days of the ninth at £100.00, and the interest of them.
    expect(reckoned.account.careCostsPence).toBe(8 * 700_00 + 5 * 100_00);
    expect(owedPence).toBe(reckoned.account.careCostsPence + reckoned.account.interestPence);
    const asked = { repaymentId: null, on: saturday, amountPence: owedPence, from: 'Sale' };
    const { record, findings } = recordRepayment(asked, on(open));
    expect(findings).toEqual([]);
    expect(rulesOf(recordRepayment({ ...asked, amountPence: pence(owedPence + 1) }, on(open)))).toEqual([
      'error repaid-above-balance',
    ]);
    const closing = closeAccount({ closedOn: saturday }, on({ ...open, record }));
    expect(closing.findings).toEqual([]);
    const ended = reckonedUntil({ ...open, record: closing.record }, day('2024-05-01')).account;
    expect([owedAfter(ended, ended.through), ended.events.at(-2)?.date]).toEqual([0, '2024-03-01']);
  });

  it('has what is charged and was repaid on the morning of the day itself, each a line of its statement', () => {
    const known = deferredFacts({
      record: {
        charges: [{ ...act, chargeId: 'C1', from: day('2024-03-02') }],
        repayments: [{ repaymentId: 'R1', on: day('2024-03-02'), amountPence: pence(100_00), from: 'Son' }],
      },
    });
    const { owedPence, reckoned, thatMorning } = redemptionOn(known, day('2024-03-02'));
    const without = redemptionOn(deferredFacts(), day('2024-03-02'));
    expect(owedPence).toBe(without.owedPence + 250_00 - 100_00);
    const days = { from: day('2024-01-01'), to: addDays(day('2024-03-02'), -1) };
    const { lines, closingPence } = statementOver(reckoned.account, days, thatMorning);
    expect(closingPence).toBe(owedPence);
    expect(lines.slice(-2)).toMatchObject([
      { date: '2024-03-02', kind: 'charge', amountPence: 250_00 },
      { date: '2024-03-02', kind: 'repayment', amountPence: -100_00, balancePence: owedPence },
    ]);
  });

  it('has no charge that comes again after the account was closed', () => {
    const yearly = { ...act, chargeId: 'C1', kind: 'annual' as const };
    const { owedPence } = redemptionOn(deferredFacts({ record: { charges: [yearly] } }), day('2024-03-02'));
    const repayments = [{ repaymentId: 'R1', on: day('2024-03-02'), amountPence: owedPence, from: 'Sale' }];
    const closed = deferredFacts({ record: { charges: [yearly], repayments, closedOn: day('2024-03-02') } });
    expect(redemptionOn(closed, day('2025-01-20'))).toMatchObject({ owedPence: 0, thatMorning: [] });
  });

  it('keeps a repayment of an earlier day from making a later one too much', () => {
    const known = deferredFacts();
    const first = day('2024-02-01');
    const all = {
      repaymentId: null,
      on: first,
      amountPence: redemptionOn(known, first).owedPence,
      from: 'Sale',
    };
    const repaid = { ...known, record: recordRepayment(all, on(known)).record };
    const earlier = { ...all, on: day('2024-01-20'), amountPence: pence(1_000_00) };
    const { findings } = recordRepayment(earlier, { ...on(repaid), newId: 'another' });
    expect(findings).toMatchObject([{ rule: 'repaid-above-balance' }]);
    expect(findings[0]?.message).toMatch(
      /^With what was repaid on 1 February 2024, this is £1,001\.\d\d more/,
    );
  });
});

describe('What should not have been recorded', () => {
  it('is taken back by its number with nothing for its amount', () => {
    const charges = [{ ...act, chargeId: 'C1' }];
    const repayments = [{ repaymentId: 'R1', on: day('2024-05-06'), amountPence: pence(5_00), from: 'Bank' }];
    const known = deferredFacts({ record: { charges, repayments } });
    expect(recordCharge({ ...act, chargeId: 'C1', amountPence: pence(0) }, on(known))).toEqual({
      ...{ record: { ...known.record, charges: [] }, findings: [] },
    });
    const nothing = { repaymentId: 'R1', on: day('2024-05-06'), amountPence: pence(0), from: 'Bank' };
    expect(recordRepayment(nothing, on(known))).toEqual({
      ...{ record: { ...known.record, repayments: [] }, findings: [] },
    });
    expect(rulesOf(recordRepayment({ ...nothing, repaymentId: null }, on(known)))).toEqual([
      'error amount-missing',
    ]);
    const rates = [{ from: day('2024-03-01'), percent: rateText('3') }];
    const agreed = deferredFacts({ record: { rates } });
    expect(recordRate({ from: day('2024-03-01'), percent: null }, on(agreed))).toEqual({
      ...{ record: { ...agreed.record, rates: [] }, findings: [] },
    });
  });

  it('is refused where it is no sum and no rate at all', () => {
    const rate = (percent: string) => rateActSchema.safeParse({ from: '2024-03-01', percent }).success;
    expect(['4.65', '0', '4.1234', '4.12345', '-5'].map(rate)).toEqual([true, true, true, false, false]);
    const paid = (amountPence: number) =>
      repaymentActSchema.safeParse({ on: '2024-03-01', amountPence, from: 'Son' }).success;
    expect([0, 1, 10_000_000_000, 10_000_000_001, -1].map(paid)).toEqual([true, true, true, false, false]);
  });
});
