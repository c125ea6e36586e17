import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { toldInLetter, type TracedFinding } from '../../../domain/direct-payments/questioned-payments.ts';
import { pence } from '../../../domain/money.ts';

const on = calendarDate('2026-07-05');
const traced = (
  rule: string,
  more: Partial<TracedFinding['finding']> = {},
  amounts: readonly number[] = [],
): TracedFinding => ({
  finding: {
    ...{ findingId: rule, rule, severity: 'error', amountPence: pence(30_00), isSensitive: false },
    ...{ sentence: `About ${rule}.`, statement: { uploadId: 'U1', account: 1 } },
    decided: { by: 'audrey', on, reason: 'As found', decision: 'upheld' },
    ...more,
  },
  transactions: amounts.map((amount) => ({
    ...{ date: on, text: 'SHOP', amountPence: pence(amount), balancePence: null, kind: null },
    ...{ reference: null, place: { line: 1 } },
  })),
  ...{ evidence: ['SHOP: a shop'], on },
});
const decided = (decision: 'explained' | 'no-action') => ({ by: 'audrey', on, reason: 'Seen', decision });

describe('what a letter says of findings', () => {
  it('is each payment of those that were upheld, with why and what shows it', () => {
    const { payments } = toldInLetter([traced('shopping', {}, [-10_00, -20_00])]);
    expect(payments).toEqual([
      { date: on, paidTo: 'SHOP', amountPence: 10_00, why: 'About shopping.', evidence: ['SHOP: a shop'] },
      { date: on, paidTo: 'SHOP', amountPence: 20_00, why: 'About shopping.', evidence: ['SHOP: a shop'] },
    ]);
  });

  it('is the account as a whole where a finding is about no payment', () => {
    expect(toldInLetter([traced('balance')]).payments).toMatchObject([
      { paidTo: 'The account as a whole', amountPence: 30_00 },
    ]);
    expect(toldInLetter([traced('gap', { amountPence: null })]).payments).toMatchObject([{ amountPence: 0 }]);
  });

  it('is what the council got wrong by itself', () => {
    const told = toldInLetter([traced('council-payment-late')]);
    expect(told).toMatchObject({ payments: [], councilErrors: ['About council-payment-late.'] });
  });

  it('is nothing that may show abuse, was explained, needs nothing, is undecided or only informs', () => {
    const told = toldInLetter([
      ...[traced('abroad', { isSensitive: true }), traced('cash', { decided: decided('explained') })],
      ...[traced('bill', { decided: decided('no-action') }), traced('shop', { decided: null })],
      traced('interest', { severity: 'information' }),
    ]);
    expect(told).toEqual({ payments: [], councilErrors: [], upheldPence: 0 });
  });
});
