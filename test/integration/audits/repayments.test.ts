import { describe, expect, it } from 'vitest';
import { calendarDate, londonDate } from '../../../domain/calendar.ts';
import { pence } from '../../../domain/money.ts';
import { nothingDone, type Recovery } from '../../../domain/pay/run/recovery.ts';
import { ledgerStore } from '../../../functions/store/ledger-store.ts';
import type { Someone } from '../../support/call-api.ts';
import { aWrite } from '../../support/sample-facts.ts';
import { statementDesk } from '../../support/statement-desk.ts';

const audrey: Someone = { user: 'audrey.auditor', roles: ['audit-officer'] };
const desk = await statementDesk();
const ledger = ledgerStore(desk.table);
const today = londonDate(desk.deps.clock());
const payeeId = 'agreement:DP21';

const invoiced: Recovery = {
  ...{ recoveryId: 'AC-DP21-1', payRunId: null, caseId: 'AC-DP21', method: 'invoice' },
  ...{ runKind: 'direct-payments', payeeId, packageId: 'DP21', personId: 'P-1' },
  ...{ key: 'DP21|one-off|AC-DP21-1|x||||||', lineId: null, amountPence: pence(100_00) },
  ...{ from: calendarDate('2026-04-06'), to: calendarDate('2026-07-05') },
  ...{ ...nothingDone, cause: [], state: 'notified', offsetAgreed: false },
};
await desk.agree('DP21');
await desk.facts.recordVersions([aWrite('recovery', invoiced.recoveryId, invoiced)]);

const asked = (changes: object) => ({
  ...{ as: audrey, id: invoiced.recoveryId },
  body: {
    amountPence: 40_00,
    receivedOn: today,
    reference: 'BACS 1',
    reason: 'Seen in the bank',
    ...changes,
  },
});
const inLedger = async () => (await ledger.balancesOf(payeeId)).recoverable;

describe('What a payee pays back of an invoice', () => {
  it('is kept and booked once for a reference of the bank', async () => {
    const kept = await desk.api.ask('recordRepayment', asked({}));
    expect(kept).toMatchObject({
      state: 'recovering',
      repaid: [{ reference: 'BACS 1', amountPence: 40_00 }],
    });
    await desk.api.ask('recordRepayment', asked({}));
    expect(await inLedger()).toBe(-40_00);
  });

  it.each([
    ['more than is left', { amountPence: 60_01, reference: 'BACS 2' }, 409, 'more-than-left'],
    ['of a day to come', { receivedOn: '2199-01-01', reference: 'BACS 2' }, 422, 'day-in-the-future'],
  ])('is refused where it is %s, and nothing is booked', async (_what, changes, status, rule) => {
    expect(await desk.api.refusal('recordRepayment', asked(changes))).toMatchObject({
      ...{ status, errors: [{ rule }] },
    });
    expect(await inLedger()).toBe(-40_00);
  });

  it('ends the recovery with the last of it', async () => {
    const kept = await desk.api.ask('recordRepayment', asked({ amountPence: 60_00, reference: 'BACS 3' }));
    expect(kept.state).toBe('recovered');
    expect(await inLedger()).toBe(-100_00);
  });
});
