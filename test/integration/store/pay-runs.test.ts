import { describe, expect, it } from 'vitest';
import { calendarDate, instant } from '../../../domain/calendar.ts';
import { payRunSchema, type PayRun } from '../../../domain/pay/run/pay-run.ts';
import type { Reach } from '../../../domain/pay/run/scope.ts';
import { verifyTrail } from '../../../functions/serve-settings/verify-every-trail.ts';
import { factStore } from '../../../functions/store/fact-store.ts';
import { newRun } from '../../../domain/pay/run/new-run.ts';
import { shardStore } from '../../../functions/store/shard-store.ts';
import { payStore, type PayStore } from '../../../functions/store/pay-store.ts';
import { aRecording } from '../../support/sample-facts.ts';
import { testTable } from '../../support/test-table.ts';

const table = await testTable();
const runs = payStore(table);
const shards = shardStore(table);

const aRun = (more: Partial<PayRun> = {}): PayRun =>
  payRunSchema.parse({
    ...newRun({
      ...{ payRunId: 'R000001', kind: 'providers', calendar: null, scope: null, startedBy: 'olu.officer' },
      throughDate: calendarDate('2026-05-03'),
    }),
    ...more,
  });

const whole: Reach = { scope: null, providerIds: [], personIds: [] };
const ofProvider = (providerId: string): Reach => ({
  scope: { providerId },
  providerIds: [providerId],
  personIds: [],
});

async function begin(own: PayStore, more: Partial<PayRun>, reach: Reach = whole) {
  const started = await own.startRun(aRun({ scope: reach.scope, ...more }), reach, aRecording());
  if (started.outcome !== 'started') throw new Error(`It overlaps ${started.payRunId}.`);
  return started.run;
}

const overlaps = async (own: PayStore, more: Partial<PayRun>, reach: Reach = whole) =>
  own.startRun(aRun({ scope: reach.scope, ...more }), reach, aRecording());

describe('W16 the number of a run', () => {
  it('is given once, however many ask at the same time', async () => {
    const own = payStore(await testTable());
    const ids = await Promise.all(Array.from({ length: 12 }, () => own.nextPayRunId()));
    expect(ids.toSorted()).toEqual(
      Array.from({ length: 12 }, (_, place) => `R${String(place + 1).padStart(6, '0')}`),
    );
  });
});

describe('W17 beginning a run', () => {
  it('keeps another of its kind from what it pays, and one of another kind from nothing', async () => {
    const own = payStore(await testTable());
    await begin(own, { payRunId: 'R000001' }, ofProvider('P001'));
    expect(await overlaps(own, { payRunId: 'R000002' }, ofProvider('P001'))).toEqual({
      outcome: 'overlaps',
      payRunId: 'R000001',
    });
    expect(await overlaps(own, { payRunId: 'R000003' })).toMatchObject({ outcome: 'overlaps' });
    expect(await overlaps(own, { payRunId: 'R000004' }, ofProvider('P002'))).toMatchObject({
      outcome: 'started',
    });
    expect(await overlaps(own, { payRunId: 'R000005', kind: 'manual' })).toMatchObject({
      outcome: 'started',
    });
    expect(await own.readRun('R000002')).toBeNull();
  });

  it('lets one of several in that ask for the same at once, and writes nothing of the others', async () => {
    const own = payStore(await testTable());
    const ids = ['R000001', 'R000002', 'R000003', 'R000004'];
    const outcomes = await Promise.all(ids.map((payRunId) => overlaps(own, { payRunId })));
    const started = ids.filter((_, place) => outcomes[place]?.outcome === 'started');
    expect(started).toHaveLength(1);
    expect(await own.openRunIds('providers')).toEqual(started);
    const read = await Promise.all(ids.map((id) => own.readRun(id)));
    expect(read.filter((run) => run !== null)).toHaveLength(1);
  });

  it('loses none of several that ask for different providers at once', async () => {
    const own = payStore(await testTable());
    const ids = ['R000001', 'R000002', 'R000003'];
    await Promise.all(ids.map((payRunId) => begin(own, { payRunId }, ofProvider(payRunId))));
    expect((await own.openRunIds('providers')).toSorted()).toEqual(ids);
  });

  it('of a preview stands in nobody’s way', async () => {
    const own = payStore(await testTable());
    const expiresAt = instant('2026-06-02T09:00:00Z');
    await begin(own, { payRunId: 'R000001', state: 'preview', expiresAt });
    expect(await own.openRunIds('providers')).toEqual([]);
    expect(await overlaps(own, { payRunId: 'R000002' })).toMatchObject({ outcome: 'started' });
  });
});

describe('W18 moving a run on', () => {
  it('keeps the run as it was, in an unbroken trail', async () => {
    const seen = await begin(runs, { payRunId: 'R001800', kind: 'carers' });
    const moved = await runs.moveRun(seen, { ...seen.body, state: 'ready' }, aRecording());
    expect(moved).toMatchObject({ outcome: 'moved', run: { version: 2, body: { state: 'ready' } } });
    const facts = factStore(table);
    const versions = await facts.versionsOf('pay-run', 'R001800');
    expect(versions.map(({ body }) => body.state)).toEqual(['ready', 'computing']);
    const trail = await verifyTrail({ kind: 'pay-run', id: 'R001800' }, facts);
    expect(trail).toEqual({ entries: 2, breaks: [] });
    await runs.moveRun(versions[0]!, { ...seen.body, state: 'cancelled' }, aRecording());
  });

  it('is done by one of two who saw the same', async () => {
    const seen = await begin(runs, { payRunId: 'R001801', kind: 'manual' });
    const acts = (['ready', 'cancelled'] as const).map((state) =>
      runs.moveRun(seen, { ...seen.body, state }, aRecording()),
    );
    const outcomes = (await Promise.all(acts)).map(({ outcome }) => outcome);
    expect(outcomes.toSorted()).toEqual(['changed-meanwhile', 'moved']);
  });

  it.each(['issued', 'cancelled', 'failed'] as const)(
    'gives what it pays free in the same write when it is %s, and not before',
    async (state) => {
      const own = payStore(await testTable());
      const seen = await begin(own, { payRunId: 'R000001' });
      const approved = await own.moveRun(seen, { ...seen.body, state: 'approved' }, aRecording());
      if (approved.outcome !== 'moved') throw new Error('Nobody else moves it.');
      expect(await overlaps(own, { payRunId: 'R000002' })).toMatchObject({ outcome: 'overlaps' });
      await own.moveRun(approved.run, { ...approved.run.body, state }, aRecording());
      expect(await own.openRunIds('providers')).toEqual([]);
      expect(await overlaps(own, { payRunId: 'R000002' })).toMatchObject({ outcome: 'started' });
    },
  );
});

describe('AP21 one run', () => {
  it('is read as it is; there is none that nobody began', async () => {
    const own = payStore(await testTable());
    await begin(own, { payRunId: 'R000001' });
    expect((await own.readRun('R000001'))?.body).toEqual(aRun());
    expect(await own.readRun('R000002')).toBeNull();
  });
});

describe('AP31 the run the clock began for a period', () => {
  it('is begun once for it, however often the clock asks at once, even where it would overlap nothing', async () => {
    const own = payStore(await testTable());
    const mark = 'providers:four-weekly:2026-04-06';
    expect(await own.runBegunFor(mark)).toBeNull();
    const started = await Promise.all(
      ['R000001', 'R000002'].map((payRunId) => own.startRun(aRun({ payRunId }), whole, aRecording(), mark)),
    );
    const [first] = started.filter(({ outcome }) => outcome === 'started');
    const begun = first?.outcome === 'started' ? first.run : null;
    expect(await own.runBegunFor(mark)).toBe(begun?.body.payRunId);
    expect(started.filter(({ outcome }) => outcome === 'begun-before')).toEqual([
      { outcome: 'begun-before', payRunId: begun?.body.payRunId },
    ]);
    await own.moveRun(begun!, { ...begun!.body, state: 'cancelled' }, aRecording());
    expect(await own.startRun(aRun({ payRunId: 'R000003' }), whole, aRecording(), mark)).toMatchObject({
      outcome: 'begun-before',
    });
  });
});

describe('AP22 the runs of the council', () => {
  it('are listed newest first, a page at a time, each once and as it is now', async () => {
    const own = payStore(await testTable());
    const ids = ['R000001', 'R000002', 'R000003', 'R000004', 'R000005'];
    for (const payRunId of ids) await begin(own, { payRunId }, ofProvider(payRunId));
    const seen = await own.readRun('R000004');
    await own.moveRun(seen!, { ...seen!.body, state: 'cancelled' }, aRecording());
    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const page = await own.listRuns({ limit: 2, cursor });
      pages.push(page.items.map(({ body }) => `${body.payRunId} ${body.state}`));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(pages).toEqual([
      ['R000005 computing', 'R000004 cancelled'],
      ['R000003 computing', 'R000002 computing'],
      ['R000001 computing'],
    ]);
  });
});

describe('AP23 the open runs of a kind', () => {
  it('are those that began and are not over', async () => {
    const own = payStore(await testTable());
    const seen = await begin(own, { payRunId: 'R000001' }, ofProvider('P001'));
    await begin(own, { payRunId: 'R000002' }, ofProvider('P002'));
    await begin(own, { payRunId: 'R000003', kind: 'carers' });
    await own.moveRun(seen, { ...seen.body, state: 'issued' }, aRecording());
    expect(await own.openRunIds('providers')).toEqual(['R000002']);
    expect(await own.openRunIds('carers')).toEqual(['R000003']);
    expect(await own.openRunIds('direct-payments')).toEqual([]);
  });
});

const nine = '2026-06-01T09:00:00.000Z';
const fivePast = '2026-06-01T09:05:00.000Z';
const sixPast = '2026-06-01T09:06:00.000Z';
const elevenPast = '2026-06-01T09:11:00.000Z';
const at = (id: string, shard = 1, attempt = 1) => ({ id, shard, attempt });
const partOf = (...ids: string[]) => ({ subjects: ids.map((id) => `package:${id}`), rareFacts: [] });
let messages = 0;
/** The message of a worker of its own claims it. */
const claimAtNine = (payRunId: string, shard = 1, attempt = 1) =>
  shards.claimShard({
    ...at(payRunId, shard, attempt),
    by: `M${(messages += 1)}`,
    now: nine,
    until: fivePast,
  });

describe('W19 cutting a run into parts', () => {
  it('again, after a death, changes nothing of what was begun', async () => {
    await shards.putShards('R001900', 1, [partOf('A', 'B'), partOf('C')]);
    await claimAtNine('R001900');
    await shards.completeShard(at('R001900'));
    await shards.putShards('R001900', 1, [partOf('A', 'B'), partOf('C')]);
    expect((await shards.shardsOf('R001900', 1)).map(({ state }) => state)).toEqual(['done', 'waiting']);
    expect(await shards.shardsDone('R001900', 1)).toBe(1);
  });

  it('for another attempt begins all of it anew, and an earlier attempt comes too late', async () => {
    await shards.putShards('R001901', 1, [partOf('A'), partOf('B')]);
    await claimAtNine('R001901');
    await shards.completeShard(at('R001901'));
    await shards.putShards('R001901', 2, [partOf('B')]);
    await shards.putShards('R001901', 1, [partOf('A')]);
    expect(await shards.shardsOf('R001901', 2)).toEqual([
      {
        shard: 1,
        attempt: 2,
        ...partOf('B'),
        state: 'waiting',
        claimedUntil: null,
        claimedBy: null,
        claims: 0,
      },
    ]);
    expect(await shards.shardsDone('R001901', 2)).toBe(0);
  });
});

describe('W20 claiming a part', () => {
  it('is granted to one of several workers, who is told what to do', async () => {
    await shards.putShards('R002000', 1, [partOf('A', 'B')]);
    const claims = await Promise.all([1, 2, 3, 4].map(() => claimAtNine('R002000')));
    expect(claims.filter((claim) => claim !== null)).toEqual([
      {
        ...{ shard: 1, attempt: 1, ...partOf('A', 'B') },
        ...{ state: 'claimed', claimedUntil: fivePast, claimedBy: expect.any(String) as string, claims: 1 },
      },
    ]);
  });

  it('of a worker that died is granted to another once its time is over, not before', async () => {
    await shards.putShards('R002001', 1, [partOf('A')]);
    await claimAtNine('R002001');
    const early = { ...at('R002001'), by: 'other', now: fivePast, until: elevenPast };
    expect(await shards.claimShard(early)).toBeNull();
    const late = { ...at('R002001'), by: 'other', now: sixPast, until: elevenPast };
    expect(await shards.claimShard(late)).toMatchObject({ claimedUntil: elevenPast, claims: 2 });
    expect(await shards.claimShard({ ...late, by: 'a third' })).toBeNull();
  });

  it('of a message that comes again is its own at once: its worker failed or died', async () => {
    await shards.putShards('R002003', 1, [partOf('A')]);
    const mine = { ...at('R002003'), by: 'mine', now: nine, until: fivePast };
    await shards.claimShard(mine);
    expect(await shards.claimShard({ ...mine, by: 'other' })).toBeNull();
    expect(await shards.claimShard(mine)).toMatchObject({ claims: 2 });
  });

  it('is refused for a part that is done, of another attempt, or that there is not', async () => {
    await shards.putShards('R002002', 2, [partOf('A')]);
    expect(await claimAtNine('R002002', 1, 1)).toBeNull();
    expect(await claimAtNine('R002002', 2, 2)).toBeNull();
    await claimAtNine('R002002', 1, 2);
    await shards.completeShard(at('R002002', 1, 2));
    const later = { ...at('R002002', 1, 2), by: 'later', now: elevenPast, until: elevenPast };
    expect(await shards.claimShard(later)).toBeNull();
  });
});

describe('W21 completing a part', () => {
  it('counts it once, however often and by however many it is told', async () => {
    await shards.putShards('R002100', 1, [partOf('A'), partOf('B')]);
    await claimAtNine('R002100', 1);
    await Promise.all([1, 2, 3].map(() => shards.completeShard(at('R002100'))));
    expect(await shards.completeShard(at('R002100'))).toBe(1);
    await claimAtNine('R002100', 2);
    expect(await shards.completeShard(at('R002100', 2))).toBe(2);
  });

  it('counts every part of many that are completed at once', async () => {
    const parts = Array.from({ length: 20 }, (_, place) => place + 1);
    await shards.putShards(
      'R002101',
      1,
      parts.map((part) => partOf(String(part))),
    );
    await Promise.all(parts.map((part) => claimAtNine('R002101', part)));
    const batches = [parts.slice(0, 5), parts.slice(5, 10), parts.slice(10, 15), parts.slice(15)];
    for (const batch of batches) {
      await Promise.all(batch.map((part) => shards.completeShard(at('R002101', part))));
    }
    expect(await shards.shardsDone('R002101', 1)).toBe(20);
  });

  it('counts nothing of a part that nobody claimed or that is computed anew', async () => {
    await shards.putShards('R002102', 1, [partOf('A')]);
    expect(await shards.completeShard(at('R002102'))).toBe(0);
    await claimAtNine('R002102');
    await shards.putShards('R002102', 2, [partOf('A')]);
    expect(await shards.completeShard(at('R002102'))).toBe(0);
    expect(await shards.shardsDone('R002102', 2)).toBe(0);
  });
});

describe('AP24 the parts of a run', () => {
  it('are in order, each with how far it is, beyond nine of them', async () => {
    const parts = Array.from({ length: 11 }, (_, place) => partOf(String(place)));
    await shards.putShards('R002400', 1, parts);
    await claimAtNine('R002400', 10);
    const read = await shards.shardsOf('R002400', 1);
    expect(read.map(({ shard }) => shard)).toEqual(parts.map((_, place) => place + 1));
    expect(read.filter(({ state }) => state === 'claimed').map(({ shard }) => shard)).toEqual([10]);
    expect(await shards.shardsOf('R-none', 1)).toEqual([]);
  });
});

describe('AP25 how many parts are done', () => {
  it('is none of a run that was not planned, and none of an attempt that is not the last', async () => {
    expect(await shards.shardsDone('R-none', 1)).toBe(0);
    await shards.putShards('R002500', 1, [partOf('A')]);
    await claimAtNine('R002500');
    await shards.completeShard(at('R002500'));
    expect(await shards.shardsDone('R002500', 1)).toBe(1);
    expect(await shards.shardsDone('R002500', 2)).toBe(0);
  });
});
