import { beforeAll, describe, expect, it } from 'vitest';
import type { UpliftMessage } from '../../../functions/platform/uplifts/messages.ts';
import { runUplift } from '../../../functions/run-uplift/run-uplift.ts';
import { upliftDesk, upliftUsers } from '../../support/uplift-desk.ts';
import { upliftWorld } from '../../support/uplift-world.ts';

const { olu, amy } = upliftUsers;
const reason = 'The bucket takes files again';
const desk = await upliftDesk();
const world = upliftWorld(desk);

beforeAll(async () => {
  await world.begin();
});

const full = () => Promise.reject(new Error('the bucket takes nothing'));
/** A worker that cannot write one kind of file. */
const without = (what: 'writePlan' | 'writeLines' | 'writeSummary' | 'writeApplied') => ({
  ...desk.worker,
  evidence: { ...desk.worker.evidence, [what]: full },
});

/** An uplift whose preview is asked for, with nobody at work on it. */
async function asked(): Promise<string> {
  const rules = [{ match: {}, change: { percent: '5' } }];
  const body = { name: 'Fees', effectiveDate: '2026-04-01', rules, reason };
  const { upliftId } = await desk.api.ask('proposeUplift', { as: olu, body });
  desk.lose();
  return upliftId;
}

/** A message as often as the queue gives it, by one id, to a worker that fails. */
async function fails(message: UpliftMessage, worker: ReturnType<typeof without>): Promise<void> {
  for (let time = 1; time <= 3; time += 1) {
    await expect(runUplift(message, 'M1', worker)).rejects.toThrow('the bucket takes nothing');
    if (time < 3) expect((await desk.read(message.upliftId)).problem).toBe(null);
  }
}

const openWork = async () =>
  (await world.work()).flatMap(({ workId, title }) => (workId.startsWith('uplift-failed') ? [title] : []));

describe('work on an uplift that cannot be done', () => {
  it.each<[string, UpliftMessage['act'], Parameters<typeof without>[0], string]>([
    [
      'begun',
      'plan',
      'writePlan',
      'Its preview could not be begun in 3 tries. The failed messages say more.',
    ],
    [
      'done in part',
      'shard',
      'writeLines',
      'Part 1 of 1 of its preview could not be done in 3 tries. The failed messages say more.',
    ],
    [
      'concluded',
      'conclude',
      'writeSummary',
      'Its preview could not be concluded in 3 tries. The failed messages say more.',
    ],
  ])(
    'that is, cannot be %s, stands still, is told, and goes on once somebody says so',
    async (_, act, what, problem) => {
      const upliftId = await asked();
      const at = { upliftId, attempt: 1 };
      if (act !== 'plan') await runUplift({ act: 'plan', ...at }, 'M0', desk.worker);
      if (act === 'conclude') await runUplift({ act: 'shard', ...at, shard: 1 }, 'M0', desk.worker);
      desk.lose();
      await fails(act === 'shard' ? { act, ...at, shard: 1 } : { act, ...at }, without(what));
      expect(await desk.read(upliftId)).toMatchObject({ state: 'draft', working: 'preview', problem });
      expect(await openWork()).toContainEqual(`Uplift ${upliftId}: It stands still. ${problem}`);
      if (act === 'shard') {
        const early = await desk.api.refusal('retryUplift', { as: olu, id: upliftId, body: { reason } });
        expect([early.status, early.errors?.[0]?.rule]).toEqual([409, 'still-held']);
        desk.at('2026-03-02T09:05:01.000Z');
      }
      const { state } = await desk.api.ask('retryUplift', { as: olu, id: upliftId, body: { reason } });
      expect(state).toBe('draft');
      expect(await desk.read(upliftId)).toMatchObject({
        problem: null,
        note: 'The bucket takes files again',
      });
      await desk.work();
      expect(await desk.read(upliftId)).toMatchObject({ state: 'previewed', working: null, problem: null });
    },
  );

  it('of an apply is tried again by an approver too, and no rate is written twice', async () => {
    const id = await desk.approved();
    await desk.apply(id);
    desk.lose();
    const { attempt } = (await desk.facts.currentFacts('uplift', [id])).get(id)!.body.work!;
    await fails({ act: 'plan', upliftId: id, attempt }, without('writeApplied'));
    expect(await desk.read(id)).toMatchObject({
      ...{ state: 'applying', working: 'apply' },
      problem: 'Its apply could not be begun in 3 tries. The failed messages say more.',
    });
    await desk.api.ask('retryUplift', { as: amy, id, body: { reason } });
    await desk.work();
    expect(await desk.read(id)).toMatchObject({ state: 'verified', differences: 0, problem: null });
    expect((await world.rates())['RC1']).toEqual(['2025-04-01 20', '2026-04-01 21']);
    const again = await desk.api.refusal('retryUplift', { as: amy, id, body: { reason } });
    expect([again.status, again.errors?.[0]?.rule]).toEqual([409, 'nothing-stands-still']);
  });
});
