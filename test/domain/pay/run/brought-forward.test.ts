import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDate as day } from '../../../../domain/calendar.ts';
import { pence, sumPence } from '../../../../domain/money.ts';
import {
  bringForward,
  broughtForwardTotals,
  leftToTakeOff,
} from '../../../../domain/pay/run/brought-forward.ts';
import { decideRecovery, type RecoveryAct } from '../../../../domain/pay/run/decide-recovery.ts';
import { releasedLineId, type Hold } from '../../../../domain/pay/run/hold.ts';
import type { PaymentRecord } from '../../../../domain/pay/run/payment-record.ts';
import type { PayScope } from '../../../../domain/pay/run/pay-run.ts';
import {
  leftToRecover,
  makeGood,
  mayRunsReduce,
  nothingDone,
  takenOffByStrand,
  writtenOffDays,
  type Recovery,
} from '../../../../domain/pay/run/recovery.ts';
import { runKindOf } from '../../../../domain/pay/run/scope.ts';

const payment = (more: Partial<PaymentRecord> = {}): PaymentRecord => ({
  ...{ paymentId: 'R000001-00001', amountPence: pence(70_000), status: 'returned', attempt: 1 },
  ...{ sentOn: day('2022-12-20'), returnedOn: day('2022-12-21'), payRunId: 'R000001' },
  ...{ payeeId: 'provider:P001', payeeName: 'Home', route: 'bacs', method: 'bacs' },
  ...{ payOn: day('2022-12-22'), lineCount: 1, reference: null, runKind: 'providers', takenOff: [] },
  ...more,
});
const outside = (paymentId: string, amount: number, more: Partial<PaymentRecord> = {}): PaymentRecord =>
  payment({
    ...{ paymentId, amountPence: pence(amount), status: 'settled', route: 'outside', payRunId: null },
    ...more,
  });
const recovery = (recoveryId: string, amount: number, more: Partial<Recovery> = {}): Recovery => ({
  ...{ recoveryId, payRunId: 'R000001', runKind: 'providers', payeeId: 'provider:P001' },
  ...{ ...nothingDone, caseId: null, method: 'netting' },
  ...{ packageId: 'PK1', personId: 'A1', key: 'K1', lineId: 'L1', amountPence: pence(amount) },
  ...{ from: day('2022-12-01'), to: day('2022-12-07'), cause: [] },
  ...{ state: 'notified', offsetAgreed: true },
  ...more,
});
const hold = (on: Hold['on']): Hold => ({
  ...{ holdId: 'H1', category: 'manual', on, state: 'active', placedBy: 'olu.officer' },
  ...{ placedOn: day('2022-12-21'), releasedOn: null },
});

type Told = Partial<Parameters<typeof bringForward>[0]> & { scope?: PayScope | null };
const forward = ({ scope = null, ...told }: Told = {}) =>
  bringForward({
    run: { kind: 'providers', scope, throughDate: day('2022-12-31') },
    due: new Map([['provider:P001', pence(50_000)]]),
    ...{ returned: [], outside: [], recoveries: [], holds: [] },
    personOf: (id) => (id === 'PK1' ? 'A1' : null),
    ...told,
  });
const returned = [{ payment: payment(), lines: [{ lineId: 'L1', packageId: 'PK1' }] }];

describe('a payment that came back', () => {
  it('leaves again as its next attempt', () => {
    expect(forward({ returned }).resends).toEqual([
      {
        ...{ paymentId: 'R000001-00001', payRunId: 'R000001', payeeId: 'provider:P001' },
        ...{ payeeName: 'Home', amountPence: 70_000, attempt: 2 },
      },
    ]);
  });

  it.each<[string, Hold['on']]>([
    ['payee', { providerId: 'P001' }],
    ['person', { personId: 'A1' }],
    ['package', { packageId: 'PK1' }],
    ['line', { lineId: 'L1' }],
  ])('waits while its %s is held', (_, on) => {
    expect(forward({ returned, holds: [hold(on)] }).resends).toEqual([]);
  });

  it('waits while a line is held that had waited for another hold before', () => {
    const lines = [{ lineId: releasedLineId('L1'), packageId: 'PK1' }];
    const again = { returned: [{ payment: payment(), lines }] };
    expect(forward({ ...again, holds: [hold({ lineId: 'L1' })] }).resends).toEqual([]);
    expect(forward({ ...again, holds: [hold({ lineId: 'L2' })] }).resends).toHaveLength(1);
  });

  it('waits while the agreement it pays is held', () => {
    const own = payment({ payeeId: 'agreement:DP1', runKind: 'direct-payments' });
    const told = {
      returned: [{ payment: own, lines: [] }],
      run: { kind: 'direct-payments' as const, scope: null, throughDate: day('2022-12-31') },
    };
    expect(forward(told).resends).toHaveLength(1);
    expect(forward({ ...told, holds: [hold({ packageId: 'DP1' })] }).resends).toEqual([]);
  });

  it.each<[string, PayScope, number]>([
    ['its provider', { providerId: 'P001' }, 1],
    ['another provider', { providerId: 'P002' }, 0],
    ['one of its packages', { packageId: 'PK1' }, 0],
    ['one of its people', { personId: 'A1' }, 0],
  ])('asked of a run of %s', (_, scope, count) => {
    expect(forward({ returned, scope }).resends).toHaveLength(count);
  });

  it('of a direct payment leaves with a run of just its agreement, not with a run of providers', () => {
    const own = [{ payment: payment({ payeeId: 'agreement:DP1', runKind: 'direct-payments' }), lines: [] }];
    const scope = { packageId: 'DP1' };
    const run = { kind: 'direct-payments' as const, scope, throughDate: day('2022-12-31') };
    expect(forward({ returned: own, run }).resends).toHaveLength(1);
    expect(forward({ returned: own }).resends).toEqual([]);
  });
});

describe('what comes off a payment', () => {
  it('is what was paid outside, oldest first, then what the payee owes, and never more than it gets', () => {
    const { takenOff } = forward({
      outside: [
        outside('X2', 20_000, { payOn: day('2022-12-20') }),
        outside('X1', 10_000, { payOn: day('2022-12-19') }),
      ],
      recoveries: [recovery('R2', 30_000), recovery('R1', 15_000)],
    });
    expect(takenOff.map(({ id, amountPence }) => [id, amountPence])).toEqual([
      ['X1', 10_000],
      ['X2', 20_000],
      ['R1', 15_000],
      ['R2', 5_000],
    ]);
    expect(broughtForwardTotals({ resends: [], takenOff })).toEqual({
      resendPence: 0,
      takenOffPence: 50_000,
    });
  });

  it('is nothing for a payee who gets nothing', () => {
    expect(forward({ outside: [outside('X1', 1, { payeeId: 'provider:P002' })] }).takenOff).toEqual([]);
    expect(
      forward({ due: new Map([['provider:P001', pence(0)]]), outside: [outside('X1', 1)] }).takenOff,
    ).toEqual([]);
  });

  it.each<[string, Partial<Recovery>]>([
    ['is only proposed', { state: 'proposed' }],
    ['is approved, but the payee was not told', { state: 'approved' }],
    ['is disputed', { state: 'disputed' }],
    ['needs an agreement that was not given', { offsetAgreed: false }],
    ['is found by runs of another kind', { runKind: 'carers' }],
  ])('is no recovery that %s', (_, more) => {
    expect(forward({ recoveries: [recovery('R1', 1, more)] }).takenOff).toEqual([]);
  });

  it('never exceeds what the payee gets, nor what is left of a matter', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 1_000 }), { maxLength: 6 });
    fc.assert(
      fc.property(fc.nat(4_000), amounts, amounts, (due, paid, owed) => {
        const { takenOff } = forward({
          due: new Map([['provider:P001', pence(due)]]),
          outside: paid.map((amount, place) => outside(`X${place}`, amount)),
          recoveries: owed.map((amount, place) => recovery(`R${place}`, amount)),
        });
        const all = [...paid, ...owed].reduce((sum, amount) => sum + amount, 0);
        expect(sumPence(takenOff.map(({ amountPence }) => amountPence))).toBe(Math.min(due, all));
        for (const { amountPence } of takenOff) expect(amountPence).toBeGreaterThan(0);
      }),
    );
  });
});

describe('a recovery', () => {
  const run = 'R000005';
  it('is made good by lines of its strand, the oldest first, and by what comes off payments', () => {
    const after = makeGood([recovery('R2', 100), recovery('R1', 100), recovery('R3', 50, { key: 'K2' })], {
      payRunId: run,
      cancelled: [
        { key: 'K1', amountPence: pence(60) },
        { key: 'K1', amountPence: pence(60) },
      ],
      takenOff: [{ id: 'R1', amountPence: pence(30) }],
    });
    expect(after.map(({ recoveryId, state }) => [recoveryId, state])).toEqual([
      ['R1', 'recovered'],
      ['R2', 'recovering'],
    ]);
    expect(after.map(leftToRecover)).toEqual([0, 50]);
    expect(takenOffByStrand(after)).toEqual(new Map([['K1', 30]]));
  });

  it('that nobody approved is made good by its strand all the same', () => {
    const told = { payRunId: run, cancelled: [{ key: 'K1', amountPence: pence(40) }], takenOff: [] };
    const [after] = makeGood([recovery('R1', 100, { state: 'proposed' })], told);
    expect(after).toMatchObject({ state: 'proposed', cancelled: [{ payRunId: run, amountPence: 40 }] });
  });

  it('is told of a run once, also when a try died half way', () => {
    const told = { payRunId: run, cancelled: [{ key: 'K1', amountPence: pence(120) }], takenOff: [] };
    const before = [recovery('R1', 100), recovery('R2', 100)];
    const [first, second] = makeGood(before, told);
    expect(makeGood([first ?? recovery('R1', 0), recovery('R2', 100)], told)).toEqual([second]);
    expect(
      makeGood(
        [first, second].flatMap((each) => each ?? []),
        told,
      ),
    ).toEqual([]);
  });

  it('is never made good by more than is left of it', () => {
    const takenOff = [{ id: 'R1', amountPence: pence(101) }];
    expect(() => makeGood([recovery('R1', 100)], { payRunId: run, cancelled: [], takenOff })).toThrow();
  });

  it('that was given up, or some of it, says for which days', () => {
    const by = { cause: 'other', proposedBy: 'olu', authorisedBy: 'amy' } as const;
    const on = { proposedOn: day('2022-12-12'), on: day('2022-12-13') };
    const each = (amount: number) => ({ ...by, ...on, amountPence: pence(amount) });
    const given = recovery('R2', 100, { writtenOff: [each(30), each(20)] });
    expect(writtenOffDays([recovery('R1', 100), given])).toEqual([
      { key: 'K1', from: '2022-12-01', to: '2022-12-07', amountPence: 50 },
    ]);
  });

  it('is in reach of runs where one found it, and else only where later payments are reduced', () => {
    expect(mayRunsReduce(recovery('R1', 100, { state: 'approved' }))).toBe(true);
    expect(mayRunsReduce(recovery('R1', 100, { payRunId: null }))).toBe(true);
    expect(mayRunsReduce(recovery('R1', 100, { payRunId: null, method: 'invoice' }))).toBe(false);
  });

  const approve: RecoveryAct = {
    ...{ act: 'approve', limitPence: pence(100) },
    ...{ madeBy: 'olu.officer', lastChangedBy: 'olu.officer' },
  };
  const decide = (more: Partial<Recovery>, act: RecoveryAct) =>
    decideRecovery(recovery('R1', 100, more), act, 'amy.approver');

  it('goes from proposed to approved to told', () => {
    expect(decide({ state: 'proposed' }, approve)).toMatchObject({ recovery: { state: 'approved' } });
    const carer = { state: 'approved', offsetAgreed: false } as const;
    const told = { recovery: { state: 'notified', offsetAgreed: false } };
    expect(decide(carer, { act: 'notify', offsetAgreed: false })).toMatchObject(told);
    const agreed = { recovery: { state: 'notified', offsetAgreed: true } };
    expect(decide(carer, { act: 'notify', offsetAgreed: true })).toMatchObject(agreed);
    expect(decide({}, { act: 'dispute' })).toMatchObject({ recovery: { state: 'disputed' } });
    expect(decide({ state: 'disputed' }, approve)).toMatchObject({ recovery: { state: 'approved' } });
  });

  it.each<[string, Partial<Recovery>, RecoveryAct, string]>([
    ['by its maker', { state: 'proposed' }, { ...approve, madeBy: 'amy.approver' }, 'maker-is-checker'],
    [
      'by its maker after somebody else disputed it',
      { state: 'disputed' },
      { ...approve, madeBy: 'amy.approver', lastChangedBy: 'olu.officer' },
      'maker-is-checker',
    ],
    [
      'by who changed it last',
      { state: 'proposed' },
      { ...approve, lastChangedBy: 'amy.approver' },
      'maker-is-checker',
    ],
    ['over the limit', { state: 'proposed', amountPence: pence(101) }, approve, 'over-limit'],
    ['by who may approve nothing', { state: 'proposed' }, { ...approve, limitPence: null }, 'over-limit'],
    ['that is approved already', { state: 'notified' }, approve, 'wrong-state'],
  ])('is not approved %s', (_, more, act, rule) => {
    expect(decide(more, act)).toMatchObject({ outcome: 'refused', rule });
  });

  const repay = (reference: string, amount: number): RecoveryAct => ({
    act: 'repay',
    repayment: { reference, amountPence: pence(amount), receivedOn: day('2022-12-20') },
  });

  it('of an audit comes off later payments only where the payee agreed, else it is invoiced', () => {
    const ofAudit = { caseId: 'AC-1', state: 'approved', offsetAgreed: false } as const;
    const silent = { act: 'notify', offsetAgreed: false } as const;
    expect(decide(ofAudit, silent)).toMatchObject({ outcome: 'refused', rule: 'netting-not-agreed' });
    expect(decide(ofAudit, { act: 'notify', offsetAgreed: true }).outcome).toBe('moved');
    expect(decide({ ...ofAudit, method: 'invoice' }, silent).outcome).toBe('moved');
  });

  it('that is invoiced comes off no payment, though the payee would agree', () => {
    const invoiced = recovery('R1', 100, { method: 'invoice' });
    expect(forward({ recoveries: [invoiced] }).takenOff).toEqual([]);
  });

  it('is made good by what the payee pays back, a reference once', () => {
    const invoiced = { method: 'invoice', offsetAgreed: false } as const;
    const part = decide(invoiced, repay('NOV', 40));
    expect(part).toMatchObject({ recovery: { state: 'recovering', repaid: [{ amountPence: 40 }] } });
    const repaid = part.outcome === 'moved' ? part.recovery.repaid : [];
    const again = decide({ ...invoiced, repaid }, repay('NOV', 40));
    expect(again).toMatchObject({ recovery: { repaid: [{ reference: 'NOV' }] } });
    expect(decide({ ...invoiced, repaid }, repay('DEC', 60))).toMatchObject({
      recovery: { state: 'recovered' },
    });
    expect(decide({ ...invoiced, repaid }, repay('DEC', 61))).toMatchObject({ rule: 'more-than-left' });
  });

  it('is not paid back beside later payments that are reduced for it', () => {
    expect(decide({}, repay('NOV', 40))).toMatchObject({ outcome: 'refused', rule: 'taken-off-payments' });
    expect(decide({ state: 'disputed' }, repay('NOV', 40))).toMatchObject({
      recovery: { state: 'disputed' },
    });
    expect(decide({ state: 'proposed' }, repay('NOV', 40))).toMatchObject({ rule: 'wrong-state' });
  });
});

it('what is left of a payment made outside is what no run has taken off', () => {
  const takenOff = [{ payRunId: 'R000002', amountPence: pence(30) }];
  expect(leftToTakeOff(outside('X1', 100, { takenOff }))).toBe(70);
});

it('a provider is paid by runs of its kind', () => {
  const kinds = ['organisation', 'shared-lives', 'foster', 'account-provider'] as const;
  expect(kinds.map((kind) => runKindOf({ kind }))).toEqual([
    ...['providers', 'carers', 'carers', 'direct-payments'],
  ]);
});
