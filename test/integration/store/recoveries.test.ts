import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { repaidEntry } from '../../../domain/ledger/entries-of-payments.ts';
import { pence } from '../../../domain/money.ts';
import { nothingDone, type Recovery } from '../../../domain/pay/run/recovery.ts';
import { factStore } from '../../../functions/store/fact-store.ts';
import { LedgerConflict, ledgerStore } from '../../../functions/store/ledger-store.ts';
import { recoveryStore } from '../../../functions/store/recovery-store.ts';
import { aWrite } from '../../support/sample-facts.ts';
import { testTable } from '../../support/test-table.ts';

const table = await testTable();
const facts = factStore(table);
const ledger = ledgerStore(table);
const recoveries = recoveryStore(table);

const payeeId = 'agreement:DP42';
const asked: Recovery = {
  ...{
    recoveryId: 'AC-42-1',
    payRunId: null,
    caseId: 'AC-42',
    method: 'invoice',
    runKind: 'direct-payments',
  },
  ...{ payeeId, packageId: 'DP42', personId: 'P-1', key: 'DP42|one-off|AC-42-1|x||||||', lineId: null },
  ...{ from: calendarDate('2026-04-06'), to: calendarDate('2026-07-05'), amountPence: pence(100_00) },
  ...{ ...nothingDone, cause: [], state: 'notified', offsetAgreed: false },
};
const write = aWrite('recovery', asked.recoveryId, asked);
const repaid = (reference: string, amountPence: number) =>
  repaidEntry({
    ...{ recoveryId: asked.recoveryId, payeeId, reference },
    ...{ amountPence: pence(amountPence), on: calendarDate('2026-11-20') },
  });

describe('W42 money that is asked back moves on', () => {
  const seenNow = async () =>
    (await facts.currentFacts('recovery', [asked.recoveryId])).get(asked.recoveryId)!;
  const { recording } = write;
  const body: Recovery = { ...asked, state: 'recovering' };

  it('keeps the next version and books its entry', async () => {
    await facts.recordVersions([write]);
    const seen = await seenNow();
    expect(await recoveries.moveRecovery({ seen, body, recording, entry: repaid('NOV', 40_00) })).toBe(true);
    expect((await seenNow()).body.state).toBe('recovering');
    expect((await ledger.balancesOf(payeeId)).recoverable).toBe(-40_00);
  });

  it('writes neither where somebody was quicker', async () => {
    const seen = await seenNow();
    expect(await recoveries.moveRecovery({ seen, body, recording, entry: null })).toBe(true);
    expect(await recoveries.moveRecovery({ seen, body, recording, entry: repaid('DEC', 10_00) })).toBe(false);
    expect((await ledger.balancesOf(payeeId)).recoverable).toBe(-40_00);
  });

  it('writes neither where the entry was booked before', async () => {
    const seen = await seenNow();
    const again = recoveries.moveRecovery({ seen, body, recording, entry: repaid('NOV', 40_00) });
    await expect(again).rejects.toThrow(LedgerConflict);
    expect((await seenNow()).version).toBe(seen.version);
  });
});
