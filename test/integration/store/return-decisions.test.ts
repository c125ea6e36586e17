import { describe, expect, it } from 'vitest';
import { instant } from '../../../domain/calendar.ts';
import type { Recording } from '../../../domain/facts/fact.ts';
import { pence } from '../../../domain/money.ts';
import type { ReturnDecision } from '../../../domain/returns/return-decision.ts';
import { factStore } from '../../../functions/store/fact-store.ts';
import { returnDecisionStore } from '../../../functions/store/return-decision-store.ts';
import { returnStore, type TakenReturn } from '../../../functions/store/return-store.ts';
import { testTable } from '../../support/test-table.ts';

const nothing = {
  ...{ accepted: 0, questioned: 0, refused: 0, unchanged: 0 },
  ...{ claimedPence: pence(0), acceptedPence: pence(0), meanwhilePence: pence(0), heldPence: pence(0) },
};
const at = instant('2026-11-05T09:00:00.000Z');
const taken: Omit<TakenReturn, 'revision'> = {
  ...{ providerId: 'P001', number: 1, uploadId: 'up-1', fileName: 'week-1.csv', layout: 'visits' },
  ...{ reference: null, sequence: null, days: { first: 20_700, last: 20_706 }, month: '2026-09' },
  ...{ takenAt: at, columns: ['lineRef'], exceptions: 2, clean: nothing, sums: nothing, isWithdrawn: false },
};
const aDecision = (more: Partial<ReturnDecision> = {}): ReturnDecision => ({
  ...{ number: 1, decisionId: 'D1', decision: 'reject', lines: [3, 4], quantities: null, clean: [] },
  ...{ reason: 'Wrong person', evidenceUploadId: null, decidedBy: 'olu.officer', decidedAt: at },
  ...{ morePence: pence(0), state: 'made', answer: null, isApplied: false },
  ...more,
});
const recording: Recording = {
  ...{ recordedAt: at, recordedBy: 'olu.officer', source: { kind: 'hand' }, reason: 'Wrong person' },
};

async function aDesk() {
  const table = await testTable();
  const returns = returnStore(table);
  await returns.take(taken);
  const read = async () => (await returns.takenOf('P001'))[0]!;
  return { table, returns, read, decisions: returnDecisionStore(table), seen: await read() };
}

describe('AP39 what was decided of a return', () => {
  it('in the order of the decisions, and nothing of another return', async () => {
    const { decisions, seen } = await aDesk();
    await decisions.decide(seen, aDecision(), recording);
    await decisions.decide(seen, aDecision({ number: 2, decisionId: 'D2', decision: 'accept' }), recording);
    expect((await decisions.decisionsOf('up-1')).map(({ decision }) => decision)).toEqual([
      'reject',
      'accept',
    ]);
    expect(await decisions.decisionsOf('up-2')).toEqual([]);
  });
});

describe('AP40 how the checks of returns fare', () => {
  it('by how often officers decided with each and against it', async () => {
    const { decisions, seen, read } = await aDesk();
    const fared = [{ rule: 'rate-unknown', agreed: 2, overruled: 1 }];
    expect(await decisions.applied(seen, {}, { decisions: [], fared })).toBe(true);
    expect(await decisions.applied(await read(), {}, { decisions: [], fared })).toBe(true);
    expect(await decisions.ruleRecords()).toEqual([{ rule: 'rate-unknown', agreed: 4, overruled: 2 }]);
  });
});

describe('AP41 the returns of which a decision is not worked off', () => {
  it('from the decision until it is, and not for one that is only proposed', async () => {
    const { returns, decisions, seen, read } = await aDesk();
    await decisions.decide(seen, aDecision({ state: 'proposed' }), recording);
    expect(await returns.dueUploads()).toEqual([]);
    const second = aDecision({ number: 2, decisionId: 'D2' });
    await decisions.decide(seen, second, recording);
    expect(await returns.dueUploads()).toEqual(['up-1']);
    await decisions.applied(await read(), {}, { decisions: [second], fared: [] });
    expect(await returns.dueUploads()).toEqual([]);
  });
});

describe('W33 a decision is kept', () => {
  it('once under its number, with the act, and the return is written by nobody who has not seen it', async () => {
    const { table, decisions, seen, read } = await aDesk();
    expect(await decisions.decide(seen, aDecision(), recording)).toBe(true);
    expect(await decisions.decide(seen, aDecision({ decisionId: 'D2' }), recording)).toBe(false);
    const acts = await factStore(table).actsAbout({ kind: 'return', id: 'up-1' });
    expect(acts).toMatchObject([{ act: 'decided', detail: { decision: 'reject', lines: [3, 4] } }]);
    expect(await decisions.applied(seen, {}, { decisions: [], fared: [] })).toBe(false);
    expect((await read()).revision).toBe(2);
  });
});

describe('W34 a proposed decision is answered', () => {
  it('once, by whoever is first', async () => {
    const { decisions, seen } = await aDesk();
    await decisions.decide(seen, aDecision({ state: 'proposed' }), recording);
    const answer = { by: 'amy.approver', at, reason: 'Agreed' };
    expect(await decisions.answer(seen, aDecision({ answer }), recording)).toBe(true);
    expect(await decisions.answer(seen, aDecision({ state: 'declined', answer }), recording)).toBe(false);
    expect((await decisions.decisionsOf('up-1'))[0]).toMatchObject({ state: 'made', answer });
  });
});

describe('W35 what was decided is in what is paid', () => {
  it('said once of each decision, with how the return stands', async () => {
    const { decisions, seen, read } = await aDesk();
    await decisions.decide(seen, aDecision(), recording);
    const sums = { ...nothing, refused: 2 };
    const done = { decisions: [aDecision()], fared: [] };
    expect(await decisions.applied(await read(), { sums }, done)).toBe(true);
    expect(await read()).toMatchObject({ sums, revision: 3 });
    expect((await decisions.decisionsOf('up-1'))[0]?.isApplied).toBe(true);
    expect(await decisions.applied(await read(), { sums }, done)).toBe(false);
  });
});
