import { beforeEach, describe, expect, it } from 'vitest';
import { careDesk, careUsers, weekFile } from '../../support/care-desk.ts';
import { reason } from '../../support/pay-council.ts';
import { recomputePence } from '../../support/recompute-line.ts';
import type { Step } from '../../../domain/pay/explanation.ts';

const { olu, amy, abe, pat, pip } = careUsers;
let desk: Awaited<ReturnType<typeof careDesk>>;
const MONDAY = '2026-09-21';
const SUNDAY = '2026-09-27';

beforeEach(async () => {
  desk = await careDesk();
});

/** What a run would pay now; it is begun for good where it is to be issued. */
async function paid(through = SUNDAY, how: 'preview' | 'run' = 'preview') {
  const { payRunId, items } = await desk.pay(through, how === 'preview');
  for (const line of items) expect(recomputePence(line.explanation as Step[])).toBe(line.amountPence);
  const lines = items.map(({ packageId, kind, amountPence }) => [packageId, kind, amountPence]);
  return { payRunId, lines, items };
}
const sumsOf = async (id: string) =>
  (await desk.returns.ask('readProviderReturn', { as: olu, id })).taken?.sums;

describe('what was accepted of a return', () => {
  it('is what the next run pays, once, with each visit in its explanation', async () => {
    const id = await desk.sendReturn(weekFile(MONDAY));
    expect(await desk.uploads.readUpload(id)).toMatchObject({ state: 'accepted' });
    const { payRunId, lines, items } = await paid(SUNDAY, 'run');
    expect(lines).toEqual([['PK1', 'entitlement', 14_000]]);
    expect(items[0]?.facts).toContainEqual({ kind: 'actuals', id: 'PK1~2026-09', version: 1 });
    await desk.issue(payRunId);
    expect((await paid()).lines).toEqual([]);
  });

  it('is paid at the rate that is agreed by now: a rate corrected later pays the difference', async () => {
    await desk.sendReturn(weekFile(MONDAY));
    const { payRunId } = await paid(SUNDAY, 'run');
    await desk.issue(payRunId);
    const weekly = { serviceType: 'home-care', startDate: '2026-04-06', endDate: '', unitsPerWeek: '7' };
    await desk.council.package('PK1', { ...weekly, personId: 'U1', rate: '20.50' });
    expect((await paid()).lines).toEqual([['PK1', 'adjustment', 350]]);
  });

  it('over two months is told of by month, and a late visit of a month that was paid is paid on it', async () => {
    desk.at('2026-10-05T09:00:00.000Z');
    await desk.sendReturn(weekFile('2026-09-28', {}, { 2: { personId: 'U99' } }));
    const first = await paid('2026-10-04', 'run');
    expect(first.lines).toEqual([
      ['PK1', 'entitlement', 4_000],
      ['PK1', 'entitlement', 8_000],
    ]);
    expect(first.items[1]?.facts.filter(({ kind }) => kind === 'actuals')).toEqual([
      { kind: 'actuals', id: 'PK1~2026-10', version: 1 },
    ]);
    await desk.issue(first.payRunId);
    await desk.sendReturn(weekFile('2026-09-28'));
    expect((await paid('2026-10-04')).lines).toEqual([['PK1', 'entitlement', 2_000]]);
  });

  it('makes a run that was computed before it stale', async () => {
    await desk.sendReturn(weekFile(MONDAY));
    const { payRunId } = await paid(SUNDAY, 'run');
    await desk.api.ask('submitPayRun', { as: olu, id: payRunId, body: { reason } });
    const { linesHash } = await desk.api.ask('readPayRun', { as: olu, id: payRunId });
    await desk.sendReturn(weekFile(MONDAY, { personId: 'U2', packageId: 'PK2' }));
    const problem = await desk.api.refusal('approvePayRun', {
      as: amy,
      id: payRunId,
      body: { linesHash, reason },
    });
    expect(problem.status).toBe(409);
  });
});

describe('a return of what is paid by its plan', () => {
  it('is checked and kept, and pays nothing', async () => {
    await desk.council.serviceType('day-care', { unit: 'session', basis: 'scheduled' });
    const weekly = { serviceType: 'day-care', startDate: '2026-04-06', endDate: '', unitsPerWeek: '2' };
    await desk.council.package('PK5', { ...weekly, personId: 'U1', rate: '30', weekdays: 'Mon Wed' });
    const id = await desk.sendReturn(
      'lineRef,personId,packageId,from,to,units,rate,amount\nS1,U1,PK5,2026-09-21,2026-09-27,3,30.00,90.00\n',
    );
    expect(await desk.uploads.readUpload(id)).toMatchObject({ state: 'checked' });
    expect(await sumsOf(id)).toMatchObject({ questioned: 1, acceptedPence: 0, heldPence: 0 });
    const { taken } = await desk.returns.ask('readProviderReturn', { as: olu, id });
    expect(taken).toMatchObject({ from: MONDAY, to: SUNDAY, month: '2026-09' });
    await desk.decide(id, { lineRefs: ['S1'], decision: 'accept' });
    expect(await desk.facts.currentFacts('actuals', ['PK5~2026-09'])).toEqual(new Map());
  });
});

describe('while a line is in question', () => {
  it('the lowest of what was claimed, delivered and commissioned is paid, and the difference is held', async () => {
    const long = { 0: { claimedMinutes: '120', actualMinutes: '90', amount: '40.00' } };
    const id = await desk.sendReturn(weekFile(MONDAY, {}, long));
    expect(await desk.uploads.readUpload(id)).toMatchObject({ state: 'checked' });
    // 480 minutes are claimed, 450 were recorded and 420 commissioned: 420 are paid, at £20 an hour.
    expect(await sumsOf(id)).toMatchObject({ claimedPence: 16_000, heldPence: 2_000 });
    expect((await paid()).lines).toEqual([['PK1', 'entitlement', 14_000]]);
  });

  it.each([
    ['accept', {}, 16_000],
    ['pay-commissioned', {}, 14_000],
    ['amend', { units: '7.5' }, 15_000],
    ['reject', {}, 0],
    ['refuse', {}, 0],
    ['query', {}, 14_000],
  ])('an officer who says %s decides what is paid of the week', async (decision, more, amountPence) => {
    const long = { 0: { claimedMinutes: '120', actualMinutes: '90', amount: '40.00' } };
    const id = await desk.sendReturn(weekFile(MONDAY, {}, long));
    await desk.decide(id, { finding: 'units-above-commissioned', decision, ...more });
    expect((await paid()).lines).toEqual(amountPence === 0 ? [] : [['PK1', 'entitlement', amountPence]]);
    const { state } = (await desk.uploads.readUpload(id))!;
    const ends = amountPence === 0 ? 'rejected' : 'accepted';
    expect(state).toBe(decision === 'query' ? 'checked' : ends);
    const task = await desk.queue.readWork(`return:${id}`);
    expect(task?.state).toBe(decision === 'query' ? 'open' : 'done');
  });

  it('what was paid is taken back where a decision says less, and paid where it says more', async () => {
    const dear = { 3: { rate: '22.00', amount: '22.00' } };
    const id = await desk.sendReturn(weekFile(MONDAY, {}, dear));
    const first = await paid(SUNDAY, 'run');
    expect(first.lines).toEqual([['PK1', 'entitlement', 14_000]]);
    await desk.issue(first.payRunId);
    await desk.decide(id, { lineRefs: ['L2026-09-24'], decision: 'accept' });
    const second = await paid(SUNDAY, 'run');
    expect(second.lines).toEqual([['PK1', 'adjustment', 200]]);
    await desk.issue(second.payRunId);
    await desk.decide(id, { lines: [5], decision: 'reject' });
    expect((await paid()).lines).toEqual([['PK1', 'adjustment', -2_200]]);
  });

  it('a line that comes anew takes the place of the one in question, which waits for nobody any more', async () => {
    const dear = { 3: { rate: '22.00', amount: '22.00', claimedMinutes: '90', invoiceNumber: 'INV-1' } };
    const id = await desk.sendReturn(weekFile(MONDAY, {}, dear));
    expect((await desk.uploads.readUpload(id))?.state).toBe('checked');
    const mended = await desk.sendReturn(weekFile(MONDAY, {}, { 3: { invoiceNumber: 'INV-1' } }));
    desk.waiting.push({ decidedUploadId: id });
    await desk.settle();
    expect((await desk.uploads.readUpload(mended))?.counts).toMatchObject({ accepted: 1, unchanged: 6 });
    expect(await desk.uploads.readUpload(id)).toMatchObject({ state: 'part-accepted' });
    const { items } = await desk.returns.ask('listProviderReturnLines', {
      ...{ as: olu, id, query: { state: 'replaced' } },
    });
    expect(items.map(({ lineRef }) => lineRef)).toEqual(['L2026-09-24']);
    expect((await paid()).lines).toEqual([['PK1', 'entitlement', 14_000]]);
  });

  it('a rejected line may come again and is paid then, a refused one may not', async () => {
    const dear = { 3: { rate: '22.00', amount: '22.00' } };
    const id = await desk.sendReturn(weekFile(MONDAY, {}, dear));
    await desk.decide(id, { lineRefs: ['L2026-09-24'], decision: 'reject' });
    const mended = await desk.sendReturn(weekFile(MONDAY));
    expect((await desk.uploads.readUpload(mended))?.counts).toMatchObject({ accepted: 1, unchanged: 6 });
    expect((await paid()).lines).toEqual([['PK1', 'entitlement', 14_000]]);
  });

  it('what pays more than the limit waits for a second person, who is not the first', async () => {
    const long = { 0: { claimedMinutes: '1440', actualMinutes: '1440', rate: '99.00', amount: '2376.00' } };
    const id = await desk.sendReturn(weekFile(MONDAY, {}, long));
    const decision = await desk.decide(id, { lines: [2], decision: 'accept' }, amy);
    expect(decision).toMatchObject({ state: 'proposed', isApplied: false });
    const before = (await paid()).lines;
    const answer = (as: typeof amy | typeof abe | typeof olu) => ({
      ...{ as, id: `${id}~${decision.number}`, body: { reason } },
    });
    expect((await desk.returns.refusal('approveReturnDecision', answer(amy))).status).toBe(403);
    expect((await desk.returns.refusal('approveReturnDecision', answer(olu))).status).toBe(403);
    await desk.returns.ask('approveReturnDecision', answer(abe));
    await desk.settle();
    const after = (await paid()).lines;
    expect(Number(after[0]?.[2]) - Number(before[0]?.[2])).toBe(decision.morePence);
  });

  it('a decision that is told twice, or made again under its key, is made once', async () => {
    const dear = { 3: { rate: '22.00', amount: '22.00' } };
    const id = await desk.sendReturn(weekFile(MONDAY, {}, dear));
    const call = { as: olu, id, key: 'key-1', body: { lines: [5], decision: 'accept', reason } };
    await desk.returns.ask('decideReturnLines', call);
    await desk.returns.ask('decideReturnLines', call);
    expect(desk.waiting).toHaveLength(2);
    await desk.settle();
    const { decisions } = await desk.returns.ask('readProviderReturn', { as: olu, id });
    expect(decisions).toHaveLength(1);
    const { items } = await desk.returns.ask('listReturnRules', { as: olu });
    expect(items.find(({ rule }) => rule === 'rate-differs-from-contract')).toMatchObject({
      agreed: 0,
      overruled: 1,
    });
  });
});

describe('what a provider says', () => {
  const long = { 0: { claimedMinutes: '120', actualMinutes: '90', amount: '40.00' } };

  it('takes a file back that is not accepted yet: nothing of it is paid, and the same may come again', async () => {
    const id = await desk.sendReturn(weekFile(MONDAY, {}, long));
    await desk.returns.ask('withdrawReturn', { as: pat, id, body: { reason } });
    await desk.settle();
    expect(await desk.uploads.readUpload(id)).toMatchObject({
      ...{ state: 'rejected', problem: { rule: 'withdrawn-by-provider' } },
    });
    expect((await paid()).lines).toEqual([]);
    const again = await desk.sendReturn(weekFile(MONDAY));
    expect(await desk.uploads.readUpload(again)).toMatchObject({
      state: 'accepted',
      counts: { accepted: 7 },
    });
    expect((await paid()).lines).toEqual([['PK1', 'entitlement', 14_000]]);
    const { detail } = await desk.returns.refusal('withdrawReturn', { as: pat, id: again, body: { reason } });
    expect(detail).toContain('This file is accepted');
  });

  it('disputes a line that was refused: an officer decides of it', async () => {
    const twice = weekFile(MONDAY).replace(
      /\n$/,
      '\nL9,U1,PK1,home-care,2026-09-21,09:00,60,09:02,60,auto,C1,20.00,20.00,\n',
    );
    const id = await desk.sendReturn(twice);
    expect(await desk.uploads.readUpload(id)).toMatchObject({ state: 'part-accepted' });
    const call = { as: pat, id, part: 'L9', body: { reason: 'Two carers came' } };
    await desk.returns.ask('disputeReturnLine', call);
    await desk.settle();
    expect(await desk.uploads.readUpload(id)).toMatchObject({ state: 'checked', counts: { questioned: 1 } });
    const { items } = await desk.returns.ask('listProviderReturnLines', {
      ...{ as: olu, id, query: { state: 'disputed' } },
    });
    expect(items).toMatchObject([{ lineRef: 'L9', decisions: [{ reason: 'Two carers came' }] }]);
    await desk.decide(id, { lineRefs: ['L9'], decision: 'accept' });
    expect((await paid()).lines).toEqual([['PK1', 'entitlement', 16_000]]);
  });

  it('confirms a week as it was planned, line by line, through the same checks', async () => {
    const expected = await desk.returns.ask('listExpectedCare', { as: pat, query: { week: '2026-09-23' } });
    expect(expected).toMatchObject({ from: MONDAY, to: SUNDAY, alreadyClaimed: [] });
    expect(expected.items).toHaveLength(14);
    const lines = expected.items.map(({ packageId, date, quantity }, place) => ({
      ...{ packageId, date, quantity: place === 0 ? '0' : quantity },
      ...(place === 0 ? { note: 'In hospital' } : {}),
    }));
    const { uploads } = await desk.returns.ask('enterReturn', { as: pat, body: { lines } });
    for (const { uploadId } of uploads)
      await desk.arrive(`provider-returns/P001/${uploadId}-entered-visits.csv`);
    expect(await desk.uploads.readUpload(uploads[0]!.uploadId)).toMatchObject({
      ...{ state: 'accepted', counts: { accepted: 14 }, uploadedBy: 'pat.p001' },
    });
    expect((await paid()).lines.map(([, , amount]) => amount).toSorted()).toEqual([12_000, 14_000]);
    const after = await desk.returns.ask('listExpectedCare', { as: pat, query: { week: MONDAY } });
    expect(after.alreadyClaimed).toEqual(['PK1', 'PK2']);
  });

  it('reaches nobody else: another provider finds nothing under its ids', async () => {
    const id = await desk.sendReturn(weekFile(MONDAY, {}, long));
    const as = pip;
    expect((await desk.returns.ask('listPortalReturns', { as })).items).toEqual([]);
    for (const name of ['readPortalReturn', 'listPortalReturnLines'] as const)
      expect((await desk.returns.refusal(name, { as, id })).status).toBe(404);
    const body = { reason };
    expect((await desk.returns.refusal('withdrawReturn', { as, id, body })).status).toBe(404);
    const dispute = { as, id, part: 'L2026-09-21', body };
    expect((await desk.returns.refusal('disputeReturnLine', dispute)).status).toBe(404);
    const lines = [{ packageId: 'PK1', date: MONDAY, quantity: '60' }];
    expect((await desk.returns.refusal('enterReturn', { as, body: { lines } })).status).toBe(422);
  });
});
