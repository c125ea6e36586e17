import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import type { Entry } from '../../../domain/ledger/journal-entry.ts';
import { pence } from '../../../domain/money.ts';
import type { Hold } from '../../../domain/pay/run/hold.ts';
import type { PaymentRecord } from '../../../domain/pay/run/payment-record.ts';
import { changeMarks } from '../../../functions/store/change-marks.ts';
import { factStore } from '../../../functions/store/fact-store.ts';
import type { StoredFact } from '../../../functions/store/items.ts';
import { LedgerConflict, ledgerStore } from '../../../functions/store/ledger-store.ts';
import { paymentStore, type PaymentMove } from '../../../functions/store/payment-store.ts';
import { aRecording, aWrite } from '../../support/sample-facts.ts';
import { testTable } from '../../support/test-table.ts';

const table = await testTable();
const facts = factStore(table);
const payments = paymentStore(table);
const ledger = ledgerStore(table);

const aPayment = (paymentId: string): PaymentRecord => ({
  paymentId,
  payRunId: paymentId.slice(0, 7),
  payeeId: `provider:${paymentId}`,
  payeeName: 'Beechwood House Ltd',
  amountPence: pence(500),
  status: 'sent',
  attempt: 1,
  sentOn: calendarDate('2026-05-01'),
  returnedOn: null,
  route: 'bacs',
  method: 'bacs',
  payOn: calendarDate('2026-05-06'),
  lineCount: 1,
  reference: null,
  runKind: 'providers',
  takenOff: [],
});

async function sent(...paymentIds: string[]): Promise<StoredFact<'payment'>> {
  const recorded = await facts.recordVersions(paymentIds.map((id) => aWrite('payment', id, aPayment(id))));
  const [first] = recorded;
  if (first?.outcome !== 'recorded') throw new Error('Nothing stands in the way.');
  return first.fact;
}

const returned = (seen: StoredFact<'payment'>, more: Partial<PaymentMove> = {}): PaymentMove => {
  const { payeeId, paymentId } = seen.body;
  const entry: Entry = {
    entryId: `${paymentId}-returned`,
    date: calendarDate('2026-05-07'),
    description: 'Returned by the bank',
    source: { kind: 'payment', id: paymentId },
    postings: [
      { account: 'payments-in-transit', party: payeeId, amountPence: pence(500), coding: null },
      { account: 'creditor', party: payeeId, amountPence: pence(-500), coding: null },
    ],
  };
  const hold: Hold = {
    holdId: `H-${paymentId}`,
    category: 'ledger-rejection',
    on: { providerId: paymentId },
    state: 'active',
    placedBy: 'careledger',
    placedOn: calendarDate('2026-05-07'),
    releasedOn: null,
  };
  const body = { ...seen.body, status: 'returned' as const, returnedOn: calendarDate('2026-05-07') };
  return { seen, body, recording: aRecording(), entry, hold, ...more };
};

describe('AP30 the payments of a run', () => {
  it('are all there, in order, also those beyond a page, and none of another run', async () => {
    const ids = Array.from({ length: 130 }, (_, place) => `R000300-${String(place + 1).padStart(5, '0')}`);
    await sent(...ids.toReversed());
    await sent('R000301-00001');
    const found = await payments.paymentsOfRun('R000300');
    expect(found.map(({ body }) => body.paymentId)).toEqual(ids);
    expect(await payments.paymentsOfRun('R000399')).toEqual([]);
  });
});

describe('W24 a payment moves on', () => {
  it('together with its entry in the ledger, the hold on its payee and the mark of it', async () => {
    const seen = await sent('R000240-00001');
    const moved = await payments.movePayment(returned(seen));
    expect(moved).toMatchObject({ outcome: 'moved', fact: { version: 2, body: { status: 'returned' } } });
    expect(await ledger.balancesOf('provider:R000240-00001')).toMatchObject({
      'payments-in-transit': 500,
      creditor: -500,
    });
    expect((await facts.currentFacts('hold', ['H-R000240-00001'])).size).toBe(1);
    const since = new Date(Date.now() - 86_400_000).toISOString();
    expect(await changeMarks(table).changedSince(since)).toContainEqual({
      kind: 'hold',
      id: 'H-R000240-00001',
    });
  });

  it('once, when two workers read the same answer', async () => {
    const seen = await sent('R000241-00001');
    const both = await Promise.all([1, 2].map(() => payments.movePayment(returned(seen))));
    expect(both.map(({ outcome }) => outcome).toSorted()).toEqual(['changed-meanwhile', 'moved']);
    expect(await ledger.balancesOf('provider:R000241-00001')).toMatchObject({ creditor: -500 });
  });

  it('not at all when its entry was booked before, and says that whoever named it is wrong', async () => {
    const seen = await sent('R000242-00001');
    const move = returned(seen);
    await ledger.book(move.entry!);
    await expect(payments.movePayment(move)).rejects.toBeInstanceOf(LedgerConflict);
    expect((await facts.currentFacts('payment', ['R000242-00001'])).get('R000242-00001')?.version).toBe(1);
    expect((await facts.currentFacts('hold', ['H-R000242-00001'])).size).toBe(0);
  });

  it('alone, when nothing follows from it', async () => {
    const seen = await sent('R000243-00001');
    const body = { ...seen.body, status: 'acknowledged' as const };
    const moved = await payments.movePayment(returned(seen, { body, entry: null, hold: null }));
    expect(moved).toMatchObject({ outcome: 'moved', fact: { body: { status: 'acknowledged' } } });
    expect(await ledger.balancesOf('provider:R000243-00001')).toMatchObject({ creditor: 0 });
  });
});

describe('W28 a payment made outside', () => {
  const outside = (paymentId: string) => {
    const body: PaymentRecord = {
      ...aPayment(paymentId),
      payRunId: null,
      route: 'outside',
      status: 'settled',
    };
    const entry: Entry = {
      entryId: `outside-payment:${paymentId}`,
      date: calendarDate('2026-05-01'),
      description: 'Made outside',
      source: { kind: 'outside-payment', id: paymentId },
      postings: [
        { account: 'advance', party: body.payeeId, amountPence: pence(500), coding: null },
        { account: 'bank', party: null, amountPence: pence(-500), coding: null },
      ],
    };
    return { body, entry, recording: aRecording() };
  };
  const balance = async ({ body }: ReturnType<typeof outside>) =>
    (await ledger.balancesOf(body.payeeId)).advance;
  const isThere = async ({ body }: ReturnType<typeof outside>) =>
    (await facts.whichExist('payment', [body.paymentId])).size === 1;

  it('is kept with its entry', async () => {
    const given = outside('X000001');
    await payments.keepOutside(given.body, given);
    expect([await isThere(given), await balance(given)]).toEqual([true, 500]);
  });

  it('is neither kept nor booked where one of the two is in the way', async () => {
    const booked = outside('X000002');
    await ledger.book(booked.entry);
    await expect(payments.keepOutside(booked.body, booked)).rejects.toThrow(LedgerConflict);
    expect([await isThere(booked), await balance(booked)]).toEqual([false, 500]);
    const kept = outside('X000003');
    await sent('X000003');
    await expect(payments.keepOutside(kept.body, kept)).rejects.toThrow(LedgerConflict);
    expect([await isThere(kept), await balance(kept)]).toEqual([true, 0]);
  });
});
