import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import {
  heldEntry,
  issuedEntry,
  movedEntry,
  nhsShareEntry,
  outsidePaymentEntry,
  recoverableEntry,
  repaidEntry,
  writtenOffEntry,
  type LineAccounts,
} from '../../../domain/ledger/entries-of-payments.ts';
import { returnedEntry, sentEntry, settledEntry } from '../../../domain/ledger/entries-on-the-way.ts';
import { entrySchema, type Entry } from '../../../domain/ledger/journal-entry.ts';
import { negatePence, pence, sumPence } from '../../../domain/money.ts';
import { aCoding, aLine, aPayment } from './sample-payments.ts';

const on = calendarDate('2026-05-01');
const payeeId = 'provider:P001';
const payRunId = 'R000001';

/** An entry as `account party coding amount`, as people would write it on paper. */
function written(entry: Entry | null): string[] {
  return (entry?.postings ?? []).map(({ account, party, amountPence, coding }) =>
    [account, party, coding?.costCentre, coding?.subjectiveCode, amountPence]
      .filter((part) => part !== null && part !== undefined)
      .join(' '),
  );
}

/** What some entries come to, by account. */
function balances(entries: readonly (Entry | null)[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { account, amountPence } of entries.flatMap((entry) => entry?.postings ?? [])) {
    sums[account] = (sums[account] ?? 0) + amountPence;
    if (sums[account] === 0) sums[account] = 0;
  }
  return sums;
}

describe('a payment that is issued', () => {
  it('debits cost by its coding, whatever line it comes from, and credits the payee', () => {
    const lines = [
      aLine('L1', 70_000),
      aLine('L2', 20_000, { costCentre: 'CC200' }),
      aLine('L3', -10_000),
      aLine('L4', 500, { costCentre: null }),
    ];
    const entry = issuedEntry({ payment: aPayment(lines), on });
    expect(written(entry)).toEqual([
      'expenditure CC100 4500 60000',
      'expenditure CC200 4500 20000',
      'expenditure 4500 500',
      'creditor provider:P001 -80500',
    ]);
    expect(entry.entryId).toBe('payment-issued:R000001-00001');
    expect(entry.source).toEqual({ kind: 'payment', id: 'R000001-00001' });
  });

  it('shows a contribution apart from the cost, though the provider collects it', () => {
    const lines = [aLine('L1', 70_000), aLine('L2', -15_000, { subjectiveCode: '9300' })];
    const lineAccounts: LineAccounts = new Map([['L2', 'client-income']]);
    expect(written(issuedEntry({ payment: aPayment(lines), on, lineAccounts }))).toEqual([
      'expenditure CC100 4500 70000',
      'client-income CC100 9300 -15000',
      'creditor provider:P001 -55000',
    ]);
  });

  it('takes a released line out of what is held, a recovery out of what is owed, a payment made outside out of advances', () => {
    const lines = [aLine('L1', 70_000), aLine('L2', 30_000), aLine('L3', -5_000), aLine('L4', -20_000)];
    const lineAccounts: LineAccounts = new Map([
      ['L2', 'held'],
      ['L3', 'recoverable'],
      ['L4', 'advance'],
    ]);
    expect(written(issuedEntry({ payment: aPayment(lines), on, lineAccounts }))).toEqual([
      'expenditure CC100 4500 70000',
      'held provider:P001 30000',
      'recoverable provider:P001 -5000',
      'advance provider:P001 -20000',
      'creditor provider:P001 -75000',
    ]);
  });

  it('has no posting for a coding whose lines come to nothing', () => {
    const lines = [
      aLine('L1', 100),
      aLine('L2', 50, { costCentre: 'X' }),
      aLine('L3', -50, { costCentre: 'X' }),
    ];
    expect(written(issuedEntry({ payment: aPayment(lines), on }))).toEqual([
      'expenditure CC100 4500 100',
      'creditor provider:P001 -100',
    ]);
    const lineAccounts: LineAccounts = new Map([
      ['L2', 'held'],
      ['L3', 'held'],
    ]);
    expect(written(issuedEntry({ payment: aPayment(lines), on, lineAccounts }))).toEqual([
      'expenditure CC100 4500 100',
      'creditor provider:P001 -100',
    ]);
  });

  it('is never booked with another amount than its lines have', () => {
    const payment = aPayment([aLine('L1', 100)], { amountPence: pence(101) });
    expect(() => issuedEntry({ payment, on })).toThrow('Payment R000001-00001 is the sum of its lines');
  });
});

describe('lines of a run without a payment', () => {
  it('cost what they cost when they are held, and are owed but not due', () => {
    const entry = heldEntry({ payRunId, payeeId, on, lines: [aLine('L1', 70_000)] });
    expect(written(entry)).toEqual(['expenditure CC100 4500 70000', 'held provider:P001 -70000']);
    expect(entry?.entryId).toBe('lines-held:R000001:provider:P001');
  });

  it('that are held and come to nothing move cost only', () => {
    const lines = [aLine('L1', 100), aLine('L2', -100, { costCentre: 'CC200' })];
    expect(written(heldEntry({ payRunId, payeeId, on, lines }))).toEqual([
      'expenditure CC100 4500 100',
      'expenditure CC200 4500 -100',
    ]);
  });

  it('are a journal when they come to nothing together', () => {
    const lines = [aLine('L1', 100), aLine('L2', -100, { costCentre: 'CC200' })];
    const entry = movedEntry({ payRunId, payeeId, on, lines });
    expect(written(entry)).toEqual(['expenditure CC100 4500 100', 'expenditure CC200 4500 -100']);
    expect(entry?.entryId).toBe('lines-moved:R000001:provider:P001');
  });

  it('are a fault of ours as a journal when they come to something', () => {
    const lines = [aLine('L1', 100), aLine('L2', -50, { costCentre: 'CC200' })];
    expect(() => movedEntry({ payRunId, payeeId, on, lines })).toThrow('are equal, not 50 pence apart');
  });

  it('are not booked when nothing moves', () => {
    const lines = [aLine('L1', 100), aLine('L2', -100)];
    expect(heldEntry({ payRunId, payeeId, on, lines })).toBeNull();
    expect(movedEntry({ payRunId, payeeId, on, lines })).toBeNull();
  });

  it('are owed by the payee when they are an overpayment', () => {
    const entry = recoverableEntry({ recoveryId: 'RC-1', payeeId, on, lines: [aLine('L1', -30_000)] });
    expect(written(entry)).toEqual(['recoverable provider:P001 30000', 'expenditure CC100 4500 -30000']);
  });
});

it('what the council gives up of an overpayment is owed no more, by the coding it was paid under', () => {
  const entry = writtenOffEntry({
    ...{ recoveryId: 'RC-1', number: 2, payeeId, on },
    written: { coding: aCoding(), amountPence: pence(5_000) },
  });
  expect(written(entry)).toEqual(['written-off CC100 4500 5000', 'recoverable provider:P001 -5000']);
  expect(entry.entryId).toBe('recovery-written-off:RC-1:2');
});

it('what a payee pays back comes into the bank and is recoverable no more', () => {
  const paidBack = { recoveryId: 'RC-1', payeeId, amountPence: pence(5_000), on, reference: 'CHQ 7' };
  const entry = repaidEntry(paidBack);
  expect(written(entry)).toEqual(['bank 5000', 'recoverable provider:P001 -5000']);
  expect(entry.entryId).toBe('recovery-repaid:RC-1:CHQ 7');
});

describe('a payment made outside a run', () => {
  it.each(['creditor', 'advance'] as const)('goes against the %s and out of the bank', (against) => {
    const entry = outsidePaymentEntry({
      outsidePaymentId: 'OP-1',
      payeeId,
      amountPence: pence(900),
      on,
      against,
    });
    expect(written(entry)).toEqual([`${against} provider:P001 900`, 'bank -900']);
  });
});

describe('the NHS share of a run', () => {
  it('is owed by the board and is income by the coding of the cost', () => {
    const shares = [
      { coding: aCoding(), amountPence: pence(300) },
      { coding: aCoding({ costCentre: 'CC200' }), amountPence: pence(50) },
    ];
    expect(written(nhsShareEntry({ payRunId, icbId: 'QU9', on, shares }))).toEqual([
      'nhs-receivable icb:QU9 350',
      'nhs-income CC100 4500 -300',
      'nhs-income CC200 4500 -50',
    ]);
  });

  it('that comes to nothing moves income between codings, or is not booked', () => {
    const up = { coding: aCoding(), amountPence: pence(300) };
    const down = { coding: aCoding({ costCentre: 'CC200' }), amountPence: pence(-300) };
    expect(written(nhsShareEntry({ payRunId, icbId: 'QU9', on, shares: [up, down] }))).toEqual([
      'nhs-income CC100 4500 -300',
      'nhs-income CC200 4500 300',
    ]);
    expect(nhsShareEntry({ payRunId, icbId: 'QU9', on, shares: [] })).toBeNull();
  });
});

describe('a payment on its way', () => {
  const payment = aPayment([aLine('L1', 70_000)]);
  const first = { payment, on, attempt: 1 };

  it('leaves what is due, arrives, and is paid', () => {
    expect(written(sentEntry(first))).toEqual([
      'creditor provider:P001 70000',
      'payments-in-transit provider:P001 -70000',
    ]);
    expect(written(settledEntry(first))).toEqual(['payments-in-transit provider:P001 70000', 'bank -70000']);
    expect(balances([issuedEntry(first), sentEntry(first), settledEntry(first)])).toEqual({
      expenditure: 70_000,
      creditor: 0,
      'payments-in-transit': 0,
      bank: -70_000,
    });
  });

  it.each([
    { wasSettled: false, before: [sentEntry(first)] },
    { wasSettled: true, before: [sentEntry(first), settledEntry(first)] },
  ])('is due again when it comes back (settled before: $wasSettled)', ({ wasSettled, before }) => {
    const after = balances([issuedEntry(first), ...before, returnedEntry({ ...first, wasSettled })]);
    expect(after).toMatchObject({ expenditure: 70_000, creditor: -70_000, 'payments-in-transit': 0 });
    expect(after['bank'] ?? 0).toBe(0);
  });

  it('is booked each time it is sent, under a name of its own', () => {
    const names = [1, 2].map((attempt) => sentEntry({ ...first, attempt }).entryId);
    expect(names).toEqual(['payment-sent:R000001-00001:1', 'payment-sent:R000001-00001:2']);
  });
});

it('books for any payment the sum of its lines, no more and no less', () => {
  const anyLine = fc.record({
    amount: fc.integer({ min: -1_000_000, max: 1_000_000 }),
    costCentre: fc.constantFrom('CC100', 'CC200', null),
    account: fc.constantFrom('client-income', 'held', 'recoverable', 'advance', undefined),
  });
  fc.assert(
    fc.property(fc.array(anyLine, { minLength: 1, maxLength: 20 }), (drawn) => {
      const lines = drawn.map(({ amount, costCentre }, index) => aLine(`L${index}`, amount, { costCentre }));
      const payment = aPayment(lines);
      fc.pre(payment.amountPence > 0);
      const lineAccounts: LineAccounts = new Map(
        drawn.flatMap(({ account }, index) =>
          account === undefined ? [] : [[`L${index}`, account] as const],
        ),
      );
      const { postings } = issuedEntry({ payment, on, lineAccounts });
      expect(sumPence(postings.map(({ amountPence }) => amountPence))).toBe(0);
      expect(postings.at(-1)).toMatchObject({
        account: 'creditor',
        amountPence: negatePence(payment.amountPence),
      });
    }),
  );
});

describe('what an entry is called', () => {
  const payment = aPayment([aLine('L1', 100)]);
  const lines = [aLine('L1', 100), aLine('L2', -100, { costCentre: 'CC200' })];
  const attempt = { payment, on, attempt: 2 };
  const facts = { payRunId, payeeId, on, lines };
  const overpaid = { payeeId, on, lines: [aLine('L1', -100)] };
  const outside = { payeeId, on, amountPence: pence(900), against: 'advance' as const };
  const shares = [{ coding: aCoding(), amountPence: pence(300) }];

  it.each([
    [
      issuedEntry({ payment, on }),
      'payment-issued:R000001-00001',
      'Payment R000001-00001 issued',
      'payment R000001-00001',
    ],
    [
      sentEntry(attempt),
      'payment-sent:R000001-00001:2',
      'Payment R000001-00001 sent',
      'payment R000001-00001',
    ],
    [
      settledEntry(attempt),
      'payment-settled:R000001-00001:2',
      'Payment R000001-00001 settled',
      'payment R000001-00001',
    ],
    [
      returnedEntry({ ...attempt, wasSettled: true }),
      'payment-returned:R000001-00001:2',
      'Payment R000001-00001 returned',
      'payment R000001-00001',
    ],
    [heldEntry(facts), 'lines-held:R000001:provider:P001', 'Lines of run R000001 held', 'pay-run R000001'],
    [
      movedEntry(facts),
      'lines-moved:R000001:provider:P001',
      'Lines of run R000001 that come to nothing together',
      'pay-run R000001',
    ],
    [
      recoverableEntry({ ...overpaid, recoveryId: 'RC-1' }),
      'overpayment:RC-1',
      'To be recovered, RC-1',
      'recovery RC-1',
    ],
    [
      outsidePaymentEntry({ ...outside, outsidePaymentId: 'OP-1' }),
      'outside-payment:OP-1',
      'Payment made outside a run, OP-1',
      'outside-payment OP-1',
    ],
    [
      nhsShareEntry({ payRunId, icbId: 'QU9', on, shares }),
      'nhs-share:R000001:QU9',
      'NHS share of run R000001',
      'pay-run R000001',
    ],
  ])('says what happened, to what, and is dated then (%#)', (entry, entryId, description, source) => {
    expect(entry).toMatchObject({ entryId, description, date: '2026-05-01' });
    expect(`${entry?.source.kind ?? ''} ${entry?.source.id ?? ''}`).toBe(source);
    expect(entrySchema.parse(entry)).toEqual(entry);
  });

  it('holds nothing that a key of the ledger is made with', () => {
    const entry = issuedEntry({ payment, on });
    const wrong = [
      { entryId: 'a#b' },
      { entryId: '#' },
      { entryId: '' },
      { source: { kind: 'a:b', id: '1' } },
      { source: { kind: 'a#', id: '1' } },
      { source: { kind: 'a', id: '1#2' } },
      { source: { kind: 'a', id: '' } },
    ];
    for (const more of wrong) expect(entrySchema.safeParse({ ...entry, ...more }).success).toBe(false);
    expect(entrySchema.safeParse({ ...entry, postings: [{ account: 'petty-cash' }] }).success).toBe(false);
  });
});
