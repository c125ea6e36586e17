import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, calendarDate, londonDate } from '../../../domain/calendar.ts';
import { pence } from '../../../domain/money.ts';
import { nothingDone, type Recovery } from '../../../domain/pay/run/recovery.ts';
import { ledgerStore } from '../../../functions/store/ledger-store.ts';
import type { Someone } from '../../support/call-api.ts';
import { aWrite } from '../../support/sample-facts.ts';
import { statementDesk } from '../../support/statement-desk.ts';

const audrey: Someone = { user: 'audrey.auditor', roles: ['audit-officer'] };
const leo: Someone = { user: 'leo.lead', roles: ['audit-officer', 'audit-lead'] };
const amy: Someone = { user: 'amy.approver', roles: ['payments-approver'] };
const reason = 'They can spare £50 a month';
const desk = await statementDesk();
const ledger = ledgerStore(desk.table);
const today = londonDate(desk.deps.clock());
const payeeId = 'agreement:DP31';

const asked = (recoveryId: string, more: Partial<Recovery> = {}): Recovery => ({
  ...{ ...nothingDone, recoveryId, payRunId: null, caseId: 'AC-DP31', method: 'invoice' },
  ...{ runKind: 'direct-payments', payeeId, packageId: 'DP31', personId: 'U1' },
  ...{ key: `DP31|one-off|${recoveryId}|${payeeId}||||||`, lineId: null, cause: [] },
  ...{ from: calendarDate('2026-04-06'), to: calendarDate('2026-07-05'), amountPence: pence(100_00) },
  ...{ state: 'approved', offsetAgreed: false, ...more },
});
const keep = (recovery: Recovery) =>
  desk.facts.recordVersions([aWrite('recovery', recovery.recoveryId, recovery)]);
const items = [50, 80].map((days) => ({ dueOn: addDays(today, days), amountPence: 50_00 }));
const plan = (id: string, changes: object = {}) => ({
  ...{ as: audrey, id },
  body: { items, agreedOn: today, version: 0, reason, ...changes },
});
const owed = async () => (await ledger.balancesOf(payeeId)).recoverable;

beforeAll(async () => {
  await desk.agree('DP31');
  for (const id of ['R-A', 'R-B', 'R-C', 'R-D']) await keep(asked(id));
  await keep(asked('R-P', { state: 'proposed' }));
});

describe('instalments of a recovery', () => {
  it('are recorded once, and changed only by who saw them', async () => {
    const first = await desk.api.ask('agreeInstalments', plan('R-A'));
    expect(first.instalments).toMatchObject({ version: 1, agreedOn: today, items });
    expect(await desk.api.ask('agreeInstalments', plan('R-A'))).toEqual(first);
    const turned = plan('R-A', { items: items.toReversed() });
    expect(await desk.api.ask('agreeInstalments', turned)).toEqual(first);
    const other = { items: [{ dueOn: today, amountPence: 100_00 }] };
    expect(await desk.api.refusal('agreeInstalments', plan('R-A', other))).toMatchObject({
      ...{ status: 409, errors: [{ rule: 'instalments-changed' }] },
    });
    const again = await desk.api.ask('agreeInstalments', plan('R-A', { ...other, version: 1 }));
    expect(again.instalments).toMatchObject({ version: 2 });
  });

  it.each([
    ['before it is approved', 'R-P', {}, 409, 'wrong-state'],
    ['for another sum', 'R-B', { items: [items[0]] }, 409, 'instalments-not-the-sum'],
    [
      'in the past',
      'R-B',
      { items: [{ dueOn: addDays(today, -1), amountPence: 100_00 }] },
      409,
      'day-in-the-past',
    ],
    ['agreed on a day to come', 'R-B', { agreedOn: addDays(today, 1) }, 422, 'day-in-the-future'],
  ])('are refused %s', async (_what, id, changes, status, rule) => {
    expect(await desk.api.refusal('agreeInstalments', plan(id, changes))).toMatchObject({
      ...{ status, errors: [{ rule }] },
    });
  });
});

describe('a recovery that is given up', () => {
  const propose = (id: string, amountPence: number, as = audrey) => ({
    ...{ as, id },
    body: { amountPence, cause: 'hardship', reason },
  });
  const authorise = (id: string, amountPence: number, as = leo) => ({
    ...{ as, id },
    body: { amountPence, reason },
  });

  it('is written off by somebody else, once, in part and then in whole, in the ledger with it', async () => {
    const before = (await ledger.trialBalance())['written-off'];
    await desk.api.ask('agreeInstalments', plan('R-C'));
    await desk.api.ask('proposeWriteOff', propose('R-C', 60_00));
    expect(await owed()).toBe(0);
    const part = await desk.api.ask('authoriseWriteOff', authorise('R-C', 60_00));
    expect(part).toMatchObject({
      ...{ state: 'approved', writtenOff: [{ amountPence: 60_00, authorisedBy: 'leo.lead' }] },
      instalments: { items: [{ amountPence: 40_00 }] },
    });
    expect(await desk.api.ask('authoriseWriteOff', authorise('R-C', 60_00))).toEqual(part);
    expect(await owed()).toBe(-60_00);
    await desk.api.ask('proposeWriteOff', propose('R-C', 40_00));
    const rest = await desk.api.ask('authoriseWriteOff', authorise('R-C', 40_00));
    expect(rest).toMatchObject({ state: 'written-off', instalments: null });
    expect(await owed()).toBe(-100_00);
    expect((await ledger.trialBalance())['written-off'] - before).toBe(100_00);
    const more = await desk.api.refusal('proposeWriteOff', propose('R-C', 1));
    expect(more).toMatchObject({ status: 409, errors: [{ rule: 'wrong-state' }] });
  });

  it('is not written off by who proposed it, nor by who may not, nor as another sum', async () => {
    const early = await desk.api.refusal('proposeWriteOff', propose('R-P', 1));
    expect(early.errors).toMatchObject([{ rule: 'wrong-state' }]);
    const over = await desk.api.refusal('proposeWriteOff', propose('R-D', 100_01));
    expect(over.errors).toMatchObject([{ rule: 'more-than-left' }]);
    await desk.api.ask('proposeWriteOff', propose('R-D', 30_00, leo));
    const own = await desk.api.refusal('authoriseWriteOff', authorise('R-D', 30_00));
    expect(own).toMatchObject({ status: 403, errors: [{ rule: 'maker-is-checker' }] });
    expect((await desk.api.refusal('authoriseWriteOff', authorise('R-D', 30_00, audrey))).status).toBe(403);
    const nobody: Someone = { user: 'new.lead', roles: ['audit-lead'] };
    const limit = await desk.api.refusal('authoriseWriteOff', authorise('R-D', 30_00, nobody));
    expect(limit).toMatchObject({ status: 403, errors: [{ rule: 'over-limit' }] });
    const refused = await desk.api.ask('refuseWriteOff', { as: amy, id: 'R-D', body: { reason } });
    expect(refused.writeOff).toBeNull();
    await desk.api.ask('proposeWriteOff', propose('R-D', 20_00));
    const seen = await desk.api.refusal('authoriseWriteOff', authorise('R-D', 30_00));
    expect(seen).toMatchObject({ status: 409, errors: [{ rule: 'write-off-changed' }] });
    expect((await ledger.balancesOf(payeeId)).recoverable).toBe(-100_00);
  });

  it('is written off once where two people authorise it at the same moment', async () => {
    const [one, other] = await Promise.allSettled([
      desk.api.ask('authoriseWriteOff', authorise('R-D', 20_00)),
      desk.api.ask('authoriseWriteOff', authorise('R-D', 20_00, amy)),
    ]);
    expect([one.status, other.status].toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await owed()).toBe(-120_00);
  });
});
