import { beforeAll, describe, expect, it } from 'vitest';
import { enginesInMemory } from './engines-in-memory.ts';
import { dyingClients, type Moment } from '../support/dying-function.ts';
import { upliftDesk, upliftUsers } from '../support/uplift-desk.ts';
import { upliftWorld } from '../support/uplift-world.ts';

const { amy } = upliftUsers;
const desk = await upliftDesk(enginesInMemory());
const world = upliftWorld(desk);
const body = { reason: 'As decided' };
const onePercent = { rules: [{ match: {}, change: { percent: '1' } }] };

beforeAll(async () => {
  await world.begin();
});

const versions = async () => {
  const packages = await desk.facts.currentFacts('package', ['PK1', 'PK2', 'PK3']);
  const cards = await desk.facts.currentFacts('rate-card', ['RC1']);
  return [...packages, ...cards].map(([id, { version }]) => `${id} ${version}`);
};

/** Every moment at which the worker may die while it works off what waits, and last one that never comes. */
async function everyMoment(begin: () => Promise<void>, check: (moment: Moment) => Promise<void>) {
  for (let call = 1; ; call += 1) {
    // Before a call is after the one before it; only the first has none.
    const moment: Moment = { call, when: call === 1 ? 'before' : 'after' };
    await begin();
    const clients = dyingClients(moment);
    await desk.workDying(clients);
    await check(moment);
    if (clients.calls() < call) return;
  }
}

describe('a worker that dies at any call', () => {
  it('of a preview leaves the same preview', async () => {
    const id = await desk.propose();
    const { previewHash } = await desk.read(id);
    const again = { name: 'Fees 2026-27', effectiveDate: '2026-04-01', reason: 'Look again' };
    const rules = [{ match: {}, change: { percent: '5' } }];
    await everyMoment(
      async () => {
        await desk.api.ask('editUplift', { as: upliftUsers.olu, id, body: { ...again, rules } });
      },
      async (moment) => {
        const { state, previewHash: hash, working } = await desk.read(id);
        expect({ moment, state, hash, working }).toEqual({
          ...{ moment, state: 'previewed', hash: previewHash, working: null },
        });
      },
    );
  }, 600_000);

  it('of an apply, its verification and its undoing writes each rate once and gives it back once', async () => {
    const before = await world.rates();
    let applied: Record<string, string[]> = {};
    let seen: string[] = [];
    let id = '';
    await everyMoment(
      async () => {
        seen = await versions();
        id = await desk.approved(onePercent);
        await desk.apply(id);
      },
      async (moment) => {
        const uplift = await desk.read(id);
        expect({ moment, state: uplift.state, differing: uplift.differing }).toEqual({
          ...{ moment, state: 'verified', differing: [] },
        });
        if (moment.call === 1) applied = await world.rates();
        expect(await world.rates()).toEqual(applied);
        expect(await versions()).not.toEqual(seen);
        await desk.api.ask('undoUplift', { as: amy, id, body });
        await desk.workDying(dyingClients(moment));
        expect((await desk.read(id)).state).toBe('undone');
        expect(await world.rates()).toEqual(before);
        expect(await versions()).toEqual(seen.map(twoMore));
      },
    );
  }, 600_000);
});

/** Applied and undone are two versions more; a package that only a card moves has none. */
function twoMore(version: string): string {
  const [id, number] = version.split(' ');
  return `${id} ${Number(number) + (id === 'PK3' ? 0 : 2)}`;
}
