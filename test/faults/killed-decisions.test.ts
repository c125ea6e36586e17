import { expect, describe, it } from 'vitest';
import { checkReturns } from '../../functions/check-returns/check-returns.ts';
import { runSchedules } from '../../functions/run-schedules/run-schedules.ts';
import { scheduleDeps } from '../../functions/run-schedules/schedule-deps.ts';
import { unpackCare } from '../../functions/store/accepted-care.ts';
import { returnDecisionStore } from '../../functions/store/return-decision-store.ts';
import { returnStore } from '../../functions/store/return-store.ts';
import { careDesk, careUsers, weekFile } from '../support/care-desk.ts';
import { enginesInMemory } from './engines-in-memory.ts';
import { dyingClients, type Moment } from '../support/dying-function.ts';
import { reason } from '../support/pay-council.ts';

const { olu, amy } = careUsers;
const desk = await careDesk(enginesInMemory());
const returns = returnStore(desk.table);
const decisions = returnDecisionStore(desk.table);
const MONDAY = '2026-09-21';
/** Dear visits of Monday and Tuesday: each is asked about, and £10 of each is held. */
const DEAR = { rate: '30.00', amount: '30.00' };
const RATE = 'rate-differs-from-contract';

let providers = 0;
/** A return of a provider of its own, so that what one try leaves is not in the way of the next. */
async function arrived() {
  providers += 1;
  const tag = `Q${String(providers).padStart(4, '0')}`;
  const packageId = `PK-${tag}`;
  await desk.council.provider(tag);
  const weekly = { serviceType: 'home-care', startDate: '2026-04-06', endDate: '', unitsPerWeek: '7' };
  await desk.council.package(packageId, { ...weekly, personId: 'U1', rate: '20', providerId: tag });
  const id = await desk.sendReturn(weekFile(MONDAY, { packageId }, { 0: DEAR, 1: DEAR }), { provider: tag });
  return { id, tag, packageId };
}
type Arrived = Awaited<ReturnType<typeof arrived>>;

/** Keeps a decision whose message is lost. */
async function decided(id: string, body: object, as: typeof olu | typeof amy = olu): Promise<void> {
  await desk.returns.ask('decideReturnLines', { as, id, body: { reason, ...body } });
  desk.waiting.length = 0;
}
async function takenBack({ id, tag }: Arrived): Promise<void> {
  const as = { user: `pat.${tag}`, roles: ['provider'], providerId: tag } as const;
  await desk.returns.ask('withdrawReturn', { as, id, body: { reason } });
  desk.waiting.length = 0;
}

/** What is paid of each day, in minutes of an hour each, with a question mark where somebody has still to decide. */
async function careOf(packageId: string): Promise<string[]> {
  const id = `${packageId}~2026-09`;
  const care = (await desk.facts.currentFacts('actuals', [id])).get(id)?.body;
  if (care === undefined) return [];
  return unpackCare(care).map(({ lineRef, quantity, rate, inQuestion }) =>
    [
      lineRef.slice(-2),
      quantity,
      ...(rate === null ? [] : [`at ${rate}`]),
      ...(inQuestion ? ['?'] : []),
    ].join(' '),
  );
}
const REST = ['23 60', '24 60', '25 60', '26 60', '27 60'];

async function leftBehind({ id, tag, packageId }: Arrived) {
  const [taken] = await returns.takenOf(tag);
  const { revision: _revision, ...stands } = taken!;
  const upload = (await desk.uploads.readUpload(id))!;
  return {
    ...{ taken: stands, upload, decisions: await decisions.decisionsOf(id), care: await careOf(packageId) },
    versions: (await desk.facts.versionsOf('actuals', `${packageId}~2026-09`)).length,
    work: await desk.queue.readWork(`return:${id}`),
    due: (await returns.dueUploads()).includes(id),
  };
}

/** How often officers decided with the check so far, and how often against it. */
async function agreedTo(): Promise<number[]> {
  const record = (await decisions.ruleRecords()).find(({ rule }) => rule === RATE);
  return record === undefined ? [] : [record.agreed, record.overruled];
}

type Story = {
  decide: (arrived: Arrived) => Promise<void>;
  state: string;
  care: string[];
  fared: number[];
};
const stories: Record<string, Story> = {
  'by officers, line by line, one of them a line that nobody had asked about,': {
    decide: async ({ id }) => {
      await decided(id, { lines: [2], decision: 'accept' });
      await decided(id, { lines: [3], decision: 'pay-commissioned' });
      await decided(id, { lines: [8], decision: 'reject' });
    },
    state: 'part-accepted',
    care: ['21 60 at 30', '22 60', ...REST.slice(0, 4)],
    fared: [1, 1],
  },
  'by the provider that takes it back, while another decision was due,': {
    decide: async (one) => {
      await decided(one.id, { lines: [2], decision: 'accept' });
      await takenBack(one);
    },
    state: 'rejected',
    care: [],
    fared: [0, 1],
  },
};

async function run({ decide }: Story, moment?: Moment) {
  const one = await arrived();
  const [agreed = 0, overruled = 0] = await agreedTo();
  await decide(one);
  const clients = dyingClients(moment);
  const message = { decidedUploadId: one.id };
  const attempt = checkReturns(message, {
    ...desk.deps,
    table: { ...desk.table, client: clients.wrap(desk.table.client) },
    buckets: clients.wrap(desk.deps.buckets),
  });
  if (moment === undefined) await attempt;
  else {
    await expect(attempt, JSON.stringify(moment)).rejects.toThrow('killed');
    await clients.settled();
    await desk.tell(message);
  }
  await desk.tell(message);
  const [agreedNow = 0, overruledNow = 0] = await agreedTo();
  const fared = [agreedNow - agreed, overruledNow - overruled];
  const text = JSON.stringify({ ...(await leftBehind(one)), fared })
    .replaceAll(one.tag, '*')
    .replaceAll(one.id, 'UP')
    .replaceAll(/(key|fileName|decisionId|sha256)":"[^"]*"/g, '$1":"*"');
  const left = JSON.parse(text) as Awaited<ReturnType<typeof leftBehind>> & { fared: number[] };
  return { calls: clients.calls(), left };
}

describe('What was decided of a return, by a function that is killed at any call and called again,', () => {
  it.each(Object.entries(stories))(
    '%s ends as it does in peace',
    async (_, story) => {
      const undisturbed = await run(story);
      expect(undisturbed.left).toMatchObject({
        due: false,
        upload: { state: story.state },
        work: { state: 'done' },
      });
      expect(undisturbed.left.decisions.every(({ isApplied }) => isApplied)).toBe(true);
      expect(undisturbed.left).toMatchObject({ care: story.care, fared: story.fared });
      for (let call = 1; call <= undisturbed.calls; call += 1) {
        for (const when of ['before', 'after'] as const) {
          const { left } = await run(story, { call, when });
          expect.soft(left, `killed ${when} call ${call} of ${undisturbed.calls}`).toEqual(undisturbed.left);
        }
      }
    },
    180_000,
  );
});

describe('What was decided of a return', () => {
  it('is the same told three times, and told of another return before it', async () => {
    const [first, second] = [await arrived(), await arrived()];
    await desk.tell({ decidedUploadId: first.id });
    await decided(first.id, { lines: [2], decision: 'accept' });
    await decided(second.id, { finding: RATE, decision: 'pay-commissioned' });
    await decided(first.id, { lines: [2, 3], decision: 'reject' });
    for (const { id } of [second, first, second, first, first]) await desk.tell({ decidedUploadId: id });
    expect(await careOf(first.packageId)).toEqual(REST);
    expect(await careOf(second.packageId)).toEqual(['21 60', '22 60', ...REST]);
    expect(await leftBehind(first)).toMatchObject({
      taken: { sums: { accepted: 5, refused: 2, questioned: 0, acceptedPence: 10_000 } },
      versions: 2,
    });
  });

  it('by two officers at the very same moment is what the later of them said', async () => {
    const { id, packageId } = await arrived();
    const ask = (as: typeof olu | typeof amy, decision: string) =>
      desk.returns.ask('decideReturnLines', { as, id, body: { reason, lines: [2], decision } });
    await Promise.all([ask(olu, 'accept'), ask(amy, 'reject')]);
    expect(desk.waiting.splice(0)).toEqual([{ decidedUploadId: id }, { decidedUploadId: id }]);
    await Promise.all([desk.tell({ decidedUploadId: id }), desk.tell({ decidedUploadId: id })]);
    const made = await decisions.decisionsOf(id);
    expect(made.map(({ number, isApplied }) => [number, isApplied])).toEqual([
      [1, true],
      [2, true],
    ]);
    const monday = made[1]?.decision === 'accept' ? ['21 60 at 30'] : [];
    expect(await careOf(packageId)).toEqual([...monday, '22 60 ?', ...REST]);
  });

  it('is never paid again by one that was slower and knew less: a file taken back stays so', async () => {
    const one = await arrived();
    await decided(one.id, { lines: [2], decision: 'accept' });
    let isPaused = false;
    const { client } = desk.table;
    const slow = Object.assign(Object.create(client) as typeof client, {
      send: async (command: { constructor: { name: string } }) => {
        if (!isPaused && command.constructor.name === 'TransactWriteCommand') {
          isPaused = true;
          await takenBack(one);
          await desk.tell({ decidedUploadId: one.id });
          expect(await careOf(one.packageId)).toEqual([]);
        }
        return client.send(command as never);
      },
    });
    await checkReturns({ decidedUploadId: one.id }, { ...desk.deps, table: { ...desk.table, client: slow } });
    expect(isPaused).toBe(true);
    expect(await leftBehind(one)).toMatchObject({
      ...{ care: [], due: false, upload: { state: 'rejected', problem: { rule: 'withdrawn-by-provider' } } },
      taken: { isWithdrawn: true, sums: { accepted: 0, refused: 7, acceptedPence: 0, heldPence: 0 } },
    });
  });

  it('and agreed to after the file was taken back pays nothing, and brings back none of its lines', async () => {
    const one = await arrived();
    const [taken] = await returns.takenOf(one.tag);
    const recording = {
      ...{ recordedAt: desk.clock(), recordedBy: 'olu.officer', reason },
      source: { kind: 'hand' as const },
    };
    await decided(one.id, { lines: [2], decision: 'accept' });
    const [made] = await decisions.decisionsOf(one.id);
    await decisions.decide(taken!, { ...made!, number: 2, decisionId: 'big', state: 'proposed' }, recording);
    await desk.tell({ decidedUploadId: one.id });
    await takenBack(one);
    await desk.tell({ decidedUploadId: one.id });
    await desk.returns.ask('approveReturnDecision', { as: amy, id: `${one.id}~2`, body: { reason } });
    await desk.settle();
    expect(await leftBehind(one)).toMatchObject({
      ...{ care: [], due: false, upload: { state: 'rejected', counts: { accepted: 0, refused: 7 } } },
      taken: { isWithdrawn: true, sums: { accepted: 0, refused: 7, acceptedPence: 0 } },
    });
  });

  it('of a line that nobody had asked about, by two before either holds, takes it from the others once', async () => {
    const one = await arrived();
    await decided(one.id, { lines: [8], decision: 'reject' });
    const [first] = await decisions.decisionsOf(one.id);
    const [taken] = await returns.takenOf(one.tag);
    const recording = {
      ...{ recordedAt: desk.clock(), recordedBy: 'olu.officer', reason },
      source: { kind: 'hand' as const },
    };
    // Proposed at the same moment: it names the line as it was accepted, too.
    await decisions.decide(
      taken!,
      { ...first!, number: 2, decisionId: 'big', decision: 'accept', state: 'proposed' },
      recording,
    );
    await desk.tell({ decidedUploadId: one.id });
    await desk.returns.ask('approveReturnDecision', { as: amy, id: `${one.id}~2`, body: { reason } });
    await desk.settle();
    expect(await careOf(one.packageId)).toEqual(['21 60 ?', '22 60 ?', ...REST]);
    expect((await leftBehind(one)).taken.sums).toMatchObject({
      accepted: 5,
      questioned: 2,
      acceptedPence: 10_000,
    });
  });

  it('whose message was lost is asked for again by the clock, until it holds', async () => {
    const one = await arrived();
    await decided(one.id, { lines: [2], decision: 'accept' });
    const told: string[] = [];
    const clock = scheduleDeps({
      ...{ table: desk.table, clock: desk.clock, send: () => Promise.resolve() },
      tellReturns: (message) => {
        told.push(message.decidedUploadId);
        return desk.tell(message);
      },
    });
    const fire = () => runSchedules({ schedule: 'resend-stuck-shards' }, clock);
    await fire();
    expect(told).toContain(one.id);
    expect(await careOf(one.packageId)).toEqual(['21 60 at 30', '22 60 ?', ...REST]);
    told.length = 0;
    await fire();
    expect(told).not.toContain(one.id);
  });

  it('while its file is still being checked waits until that is through', async () => {
    const { id, packageId } = await arrived();
    await decided(id, { lines: [2], decision: 'accept' });
    await desk.uploads.change(id, ['checked'], { state: 'reading', finishedAt: null });
    await desk.tell({ decidedUploadId: id });
    expect(await careOf(packageId)).toEqual(['21 60 ?', '22 60 ?', ...REST]);
    expect(await returns.dueUploads()).toContain(id);
    await desk.uploads.change(id, ['reading'], { state: 'checked' });
    await desk.tell({ decidedUploadId: id });
    expect(await careOf(packageId)).toEqual(['21 60 at 30', '22 60 ?', ...REST]);
  });
});
