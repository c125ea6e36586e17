import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { pence } from '../../../domain/money.ts';
import type { Response } from '../../../domain/pay/response.ts';
import type { PaymentRecord } from '../../../domain/pay/run/payment-record.ts';
import { periodToFinalise } from '../../../domain/pay/run/period-to-finalise.ts';
import { noTotals } from '../../../domain/pay/run/totals.ts';
import { answerPayment } from '../../../domain/pay/settlement/answer-payment.ts';
import { isLate, settledByBacs } from '../../../domain/pay/settlement/bacs-settled.ts';
import { controlTotals } from '../../../domain/pay/settlement/control-totals.ts';
import { runProgress } from '../../../domain/pay/settlement/run-progress.ts';

const day = calendarDate;
const paid = (more: Partial<PaymentRecord> = {}): PaymentRecord => ({
  ...{ paymentId: 'R000001-00001', amountPence: pence(70_000), status: 'sent', attempt: 1 },
  ...{ sentOn: day('2022-12-20'), returnedOn: null, payRunId: 'R000001', payeeId: 'provider:P001' },
  ...{ payeeName: 'Home', route: 'bacs', method: 'bacs', payOn: day('2022-12-22'), lineCount: 1 },
  ...{ reference: null, runKind: 'providers', takenOff: [] },
  ...more,
});
const says = (kind: Response['kind']): Response => ({
  ...{ kind, paymentRef: 'R000001-00001', amountPence: null, date: day('2022-12-28'), code: null },
  ...{ message: 'Closed', account: null, newAccount: null, source: { line: 2 } },
});

describe('an answer about a payment', () => {
  it('that came back holds a provider, and the payee of a direct payment by the agreement', () => {
    expect(answerPayment(paid(), says('returned')).hold).toMatchObject({
      ...{ holdId: 'H-R000001-00001-1', on: { providerId: 'P001' }, reason: 'Closed' },
    });
    expect(answerPayment(paid({ payeeId: 'agreement:DP1' }), says('returned')).hold).toMatchObject({
      on: { packageId: 'DP1' },
    });
  });

  it('that we made outside is one about a payment that is not ours', () => {
    const answered = answerPayment(paid({ route: 'outside', status: 'settled' }), says('returned'));
    expect(answered).toMatchObject({ next: null, entry: null, hold: null, isRefused: true });
  });

  it('that tells of another account is news and no refusal', () => {
    expect(answerPayment(paid(), says('account-changed'))).toMatchObject({ next: null, isRefused: false });
  });
});

describe('how far a run is', () => {
  const run = (state: 'issued' | 'settled' | 'approved') => ({
    state,
    totals: { ...noTotals, paymentPence: pence(140_000) },
  });
  it.each([
    ['issued while one payment was not answered', 'issued', ['sent', 'settled'], 'issued'],
    ['acknowledged once each was answered', 'issued', ['acknowledged', 'returned'], 'acknowledged'],
    ['settled once each arrived', 'issued', ['settled', 'settled'], 'settled'],
    ['acknowledged again when one comes back', 'settled', ['settled', 'returned'], 'acknowledged'],
    ['approved until it is issued', 'approved', ['settled', 'settled'], 'approved'],
    ['where it was while a payment is missing', 'issued', ['settled'], 'issued'],
  ] as const)('is %s', (_what, state, statuses, expected) => {
    const payments = statuses.map((status) => paid({ status }));
    expect(runProgress(run(state), payments)).toBe(expected);
  });

  it('is not issued again by a payment that is sent again', () => {
    const payments = [paid({ status: 'settled' }), paid({ attempt: 2 })];
    expect(runProgress(run('settled'), payments)).toBe('acknowledged');
  });
});

describe('a credit by Bacs', () => {
  it('has settled on its day once the day has passed', () => {
    expect(settledByBacs(paid(), day('2022-12-23'))).toMatchObject({
      ...{ kind: 'settled', date: '2022-12-22', amountPence: 70_000 },
    });
  });

  it.each([
    ['whose day is today', {}, '2022-12-22'],
    ['that came back', { status: 'returned' }, '2022-12-30'],
    ['that is settled', { status: 'settled' }, '2022-12-30'],
    ['that the ledger pays', { route: 'ledger' }, '2022-12-30'],
    ['that goes onto a card', { method: 'card' }, '2022-12-30'],
  ] as const)('%s is left as it is', (_what, more, today) => {
    expect(settledByBacs(paid(more), day(today))).toBeNull();
  });
});

describe('a payment through the ledger', () => {
  it.each([
    ['2023-01-03', false],
    ['2023-01-04', true],
  ])('due on 22 December is late once five working days passed, on %s: %s', (today, late) => {
    // 23, 28, 29, 30 December and 3 January: the 26th and 27th and 2 January are bank holidays.
    expect(isLate(paid({ route: 'ledger' }), day(today))).toBe(late);
  });

  it('that was settled is never late, nor is one by Bacs', () => {
    expect(isLate(paid({ route: 'ledger', status: 'settled' }), day('2023-03-01'))).toBe(false);
    expect(isLate(paid(), day('2023-03-01'))).toBe(false);
  });
});

describe('the totals of a day', () => {
  it('add up what was sent from what became of it, run by run and day by day', () => {
    const of = (payRunId: string, issuedOn: string, approved: number, payments: PaymentRecord[]) => ({
      ...{ payRunId, issuedOn: day(issuedOn), approvedPence: pence(approved), payments },
    });
    const totals = controlTotals([
      of('R000002', '2022-12-21', 80_000, [paid()]),
      of('R000001', '2022-12-20', 280_000, [
        ...[paid(), paid({ status: 'acknowledged' })],
        ...[paid({ status: 'settled' }), paid({ status: 'returned' })],
      ]),
    ]);
    expect(totals.map(({ day: on, sentPence, differencePence }) => [on, sentPence, differencePence])).toEqual(
      [
        ['2022-12-20', 280_000, 0],
        ['2022-12-21', 80_000, 10_000],
      ],
    );
    expect(totals[0]).toMatchObject({
      ...{ onTheWayPence: 70_000, acknowledgedPence: 70_000, settledPence: 70_000, returnedPence: 70_000 },
    });
  });
});

describe('the period to finalise', () => {
  const days = { lastAmendmentAfterDays: 3, finaliseAfterDays: 4, inBankAfterDays: 10 };
  const fourWeekly = { period: 'four-weekly', firstDay: day('2026-04-06'), ...days } as const;
  it.each([
    ['2026-04-09', null],
    ['2026-04-10', '2026-05-03'],
    ['2026-04-14', '2026-05-03'],
    ['2026-04-15', null],
    ['2026-05-08', '2026-05-31'],
  ])('of four weeks from 6 April is on %s the one to %s', (today, to) => {
    expect(periodToFinalise(fourWeekly, day(today))?.to ?? null).toBe(to);
  });
});
