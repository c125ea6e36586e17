import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { pence } from '../../../domain/money.ts';
import {
  applyResponse,
  paymentStateSchema,
  responseSchema,
  type PaymentState,
  type Response,
} from '../../../domain/pay/response.ts';

const sent: PaymentState = {
  paymentId: 'R000123-00004',
  amountPence: pence(70_000),
  status: 'sent',
  attempt: 1,
  sentOn: calendarDate('2026-05-01'),
  returnedOn: null,
};
const acknowledged: PaymentState = { ...sent, status: 'acknowledged' };
const settled: PaymentState = { ...sent, status: 'settled' };
const returned: PaymentState = { ...sent, status: 'returned', returnedOn: calendarDate('2026-05-08') };

const said = (kind: Response['kind'], more: Partial<Response> = {}): Response => ({
  kind,
  paymentRef: 'R000123-00004',
  amountPence: null,
  date: calendarDate('2026-05-08'),
  code: null,
  message: null,
  account: null,
  newAccount: null,
  source: { line: 7 },
  ...more,
});

const effectsOf = (state: PaymentState | null, response: Response) =>
  applyResponse(state, response).effects.map((effect) => effect.kind);

describe('a payment that was sent', () => {
  it('is acknowledged, then settled', () => {
    const first = applyResponse(sent, said('acknowledged'));
    expect(first).toEqual({ state: acknowledged, effects: [], findings: [] });
    const second = applyResponse(first.state, said('settled', { amountPence: pence(70_000) }));
    expect(second).toEqual({
      state: settled,
      effects: [{ kind: 'settled', on: '2026-05-08' }],
      findings: [],
    });
  });

  it('is settled without an acknowledgement, which changes nothing when it comes later', () => {
    const first = applyResponse(sent, said('settled'));
    expect(first.state).toEqual(settled);
    expect(applyResponse(first.state, said('acknowledged'))).toEqual({
      state: settled,
      effects: [],
      findings: [],
    });
  });

  it.each([sent, acknowledged])(
    'is due again and held with the reason when the ledger refuses it ($status)',
    (state) => {
      const applied = applyResponse(state, said('rejected', { message: 'Supplier site is closed' }));
      expect(applied.state).toEqual(returned);
      expect(applied.effects).toMatchObject([
        { kind: 'due-again', on: '2026-05-08', wasSettled: false },
        { kind: 'hold', category: 'ledger-rejection', reason: 'Supplier site is closed' },
        {
          kind: 'work',
          area: 'payments',
          risk: 'high',
          title: 'Payment R000123-00004 over £700.00 came back and is held: Supplier site is closed',
        },
      ]);
    },
  );

  it.each([
    [sent, false],
    [acknowledged, false],
    [settled, true],
  ])('is due again when the bank returns it, from wherever it was', (state, wasSettled) => {
    const response = said('returned', { amountPence: pence(70_000), code: 'B', message: 'ACCOUNT CLOSED' });
    const applied = applyResponse(state, response);
    expect(applied.state).toEqual(returned);
    expect(applied.effects).toMatchObject([
      { kind: 'due-again', wasSettled },
      { kind: 'hold', category: 'ledger-rejection', reason: 'ACCOUNT CLOSED (B)' },
      { kind: 'work' },
    ]);
    expect(applied.findings).toEqual([]);
  });

  it('is held for a death when that is why it came back', () => {
    const { effects } = applyResponse(
      settled,
      said('returned', { code: '2', message: 'BENEFICIARY DECEASED' }),
    );
    expect(effects[1]).toMatchObject({
      kind: 'hold',
      category: 'deceased',
      reason: 'BENEFICIARY DECEASED (2)',
    });
  });

  it('is held even when nobody says why', () => {
    const { effects } = applyResponse(sent, said('rejected'));
    expect(effects[1]).toMatchObject({ kind: 'hold', reason: 'rejected, without a reason' });
  });
});

describe('what contradicts what is known changes nothing and reaches a person', () => {
  it.each(['settled', 'returned'] as const)('another amount is said to be %s', (kind) => {
    const applied = applyResponse(sent, said(kind, { amountPence: pence(69_999) }));
    expect(applied.state).toEqual(sent);
    expect(applied.effects).toMatchObject([
      { kind: 'work', workId: 'response:amount:R000123-00004:2026-05-08', risk: 'high' },
    ]);
    expect(applied.findings).toMatchObject([
      {
        line: 7,
        severity: 'warning',
        rule: 'amount-differs',
        message: `Payment R000123-00004 is over £700.00, but £699.99 is said to be ${kind}. It stays as it is.`,
      },
    ]);
  });

  it('the ledger refuses what it paid', () => {
    const applied = applyResponse(settled, said('rejected'));
    expect(applied.state).toEqual(settled);
    expect(applied.findings).toMatchObject([{ rule: 'response-contradicts' }]);
  });

  it('what came back is said to have arrived after that day', () => {
    const applied = applyResponse(returned, said('settled', { date: calendarDate('2026-05-09') }));
    expect(applied.state).toEqual(returned);
    expect(applied.effects).toMatchObject([
      {
        kind: 'work',
        title: 'Payment R000123-00004 was returned, but is now said to be settled. It stays as it is.',
      },
    ]);
  });

  it('no payment of ours has the name', () => {
    const applied = applyResponse(null, said('settled', { paymentRef: 'R9-1' }));
    expect(applied.state).toBeNull();
    expect(applied.effects).toMatchObject([
      {
        kind: 'work',
        workId: 'response:unmatched:R9-1:2026-05-08',
        risk: 'high',
        title: 'No payment of ours is called R9-1, but it is said to be settled. Find out whose it is.',
      },
    ]);
    expect(applied.findings).toMatchObject([{ rule: 'payment-unknown', value: 'R9-1' }]);
  });

  it.each([sent, null])(
    'the bank paid another account: the payee is called before anything changes',
    (state) => {
      const applied = applyResponse(state, said('account-changed'));
      expect(applied.state).toEqual(state);
      expect(applied.effects).toMatchObject([{ kind: 'work', area: 'payments', risk: 'high' }]);
      expect(applied.findings).toMatchObject([{ rule: 'account-changed' }]);
    },
  );

  it.each(['debit-unpaid', 'mandate-changed', 'debit-claimed-back', 'debit-claim-withdrawn'] as const)(
    '%s is for those who collect',
    (kind) => {
      const applied = applyResponse(null, said(kind, { paymentRef: 'PN000123', message: 'REFER TO PAYER' }));
      expect(applied.effects).toMatchObject([
        {
          kind: 'work',
          workId: 'response:debit:PN000123:2026-05-08',
          area: 'charging',
          risk: 'medium',
          title: 'The bank reports on the direct debit PN000123: REFER TO PAYER',
        },
      ]);
      expect(applied.findings).toMatchObject([{ rule: kind }]);
    },
  );
});

describe('what is kept of payments and answers', () => {
  it('is read as it was written', () => {
    for (const state of [sent, acknowledged, settled, returned, { ...sent, attempt: 2 }])
      expect(paymentStateSchema.parse(state)).toEqual(state);
    for (const kind of responseSchema.shape.kind.options) {
      const response = said(kind, { account: { sortCode: '000000', accountNumber: '12345678' } });
      expect(responseSchema.parse(response)).toEqual(response);
    }
    expect(responseSchema.shape.kind.options).toHaveLength(9);
  });

  it('is refused when it cannot be', () => {
    expect(paymentStateSchema.safeParse({ ...sent, attempt: 0 }).success).toBe(false);
    expect(paymentStateSchema.safeParse({ ...sent, status: 'lost' }).success).toBe(false);
    expect(responseSchema.safeParse(said('settled', { source: { line: 0 } })).success).toBe(false);
    expect(responseSchema.safeParse({ ...said('settled'), kind: '' }).success).toBe(false);
  });
});

describe('files that come late, twice or out of order', () => {
  it('a settlement of before the return is no news after it', () => {
    for (const date of ['2026-05-07', '2026-05-08'].map(calendarDate)) {
      expect(applyResponse(returned, said('settled', { date }))).toEqual({
        state: returned,
        effects: [],
        findings: [],
      });
    }
  });

  it('a return of the first attempt does not bring back the second', () => {
    const again: PaymentState = { ...sent, attempt: 2, sentOn: calendarDate('2026-05-12') };
    expect(effectsOf(again, said('returned'))).toEqual([]);
    expect(effectsOf(again, said('returned', { date: calendarDate('2026-05-12') }))).toContain('due-again');
    // Where there is no earlier attempt, a day before it was sent is only somebody's clock.
    expect(effectsOf(sent, said('returned', { date: calendarDate('2026-04-30') }))).toContain('due-again');
  });

  it('told twice say nothing new: at most the same piece of work', () => {
    const anyResponse = fc
      .record({
        kind: fc.constantFrom(...responseSchema.shape.kind.options),
        amountPence: fc.constantFrom(null, pence(70_000), pence(1)),
        date: fc.constantFrom('2026-04-30', '2026-05-08', '2026-05-09').map(calendarDate),
      })
      .map(({ kind, ...more }) => said(kind, more));
    const anyState = fc.constantFrom(sent, acknowledged, settled, returned, { ...sent, attempt: 2 }, null);
    fc.assert(
      fc.property(anyState, anyResponse, (state, response) => {
        const once = applyResponse(state, response);
        const twice = applyResponse(once.state, response);
        expect(twice.state).toEqual(once.state);
        const works = once.effects.filter(({ kind }) => kind === 'work');
        for (const effect of twice.effects) expect(works).toContainEqual(effect);
      }),
    );
  });
});
