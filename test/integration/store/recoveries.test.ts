import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { repaidEntry } from '../../../domain/ledger/entries-of-payments.ts';
import { pence } from '../../../domain/money.ts';
import { newRun } from '../../../domain/pay/run/new-run.ts';
import { nothingDone, type Recovery } from '../../../domain/pay/run/recovery.ts';
import { factStore } from '../../../functions/store/fact-store.ts';
import { LedgerConflict, ledgerStore } from '../../../functions/store/ledger-store.ts';
import { payStore } from '../../../functions/store/pay-store.ts';
import { recoveryStore } from '../../../functions/store/recovery-store.ts';
import { aRecording, aWrite } from '../../support/sample-facts.ts';
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

/** A run that is open, and the store that keeps it. */
async function oneRun(payRunId: string) {
  const runs = payStore(table);
  const body = newRun({
    ...{ payRunId, kind: 'providers' as const, calendar: null, scope: null, startedBy: 'olu.officer' },
    throughDate: calendarDate('2026-11-22'),
  });
  const reach = { scope: null, providerIds: [], personIds: [] };
  const started = await runs.startRun(body, reach, aRecording());
  if (started.outcome !== 'started') throw new Error('Nothing is in its way.');
  return { runs, begun: started.run };
}

describe('AP55 the open runs, to be written anew', () => {
  it('are written by one of two who saw the same', async () => {
    const own = payStore(await testTable());
    expect(await own.openRuns('carers')).toEqual({ kind: 'carers', revision: 0, runs: [] });
    const { runs, begun } = await oneRun('R005500');
    const open = await runs.openRuns('providers');
    expect(open.runs.map(({ payRunId }) => payRunId)).toEqual(['R005500']);
    const approve = () => runs.moveRun(begun, { ...begun.body, state: 'approved' }, aRecording(), open);
    const both = (await Promise.all([approve(), approve()])).map(({ outcome }) => outcome);
    expect(both.toSorted()).toEqual(['changed-meanwhile', 'moved']);
    const after = await runs.openRuns('providers');
    expect(after).toEqual({ ...open, revision: open.revision + 1 });
    const approved = await runs.readRun('R005500');
    await runs.moveRun(approved!, { ...begun.body, state: 'cancelled' }, aRecording());
  });
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

  it('writes neither where the open runs were written since they were read', async () => {
    const { runs, begun } = await oneRun('R004200');
    const [seen, open] = [await seenNow(), await runs.openRuns('providers')];
    const approval = await runs.moveRun(begun, { ...begun.body, state: 'approved' }, recording, open);
    expect(approval.outcome).toBe('moved');
    const move = { seen, body, recording, entry: repaid('JAN', 10_00) };
    expect(await recoveries.moveRecovery({ ...move, open })).toBe(false);
    expect((await ledger.balancesOf(payeeId)).recoverable).toBe(-40_00);
    const now = await runs.openRuns('providers');
    expect(await recoveries.moveRecovery({ ...move, entry: null, open: now })).toBe(true);
  });

  it('writes neither where the entry was booked before', async () => {
    const seen = await seenNow();
    const again = recoveries.moveRecovery({ seen, body, recording, entry: repaid('NOV', 40_00) });
    await expect(again).rejects.toThrow(LedgerConflict);
    expect((await seenNow()).version).toBe(seen.version);
  });
});
