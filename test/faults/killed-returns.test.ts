import { beforeAll, describe, expect, it } from 'vitest';
import type { FileState } from '../../events/api/uploads.ts';
import { checkReturns } from '../../functions/check-returns/check-returns.ts';
import { enginesInMemory } from './engines-in-memory.ts';
import { dyingClients, type Moment } from '../support/dying-function.ts';
import { PACKAGE_HEADING } from '../support/small-council.ts';
import { aWeek, returnDesk, visitsFile } from '../support/return-desk.ts';

const desk = await returnDesk(enginesInMemory());

/** More than a story has calls, two tries each. */
const MOST_TRIES = 150;
const tagOf = (story: number, attempt: number) => `Q${story}${String(attempt).padStart(4, '0')}`;

/** Every try has a provider of its own, so that what one leaves is not in the way of the next. */
beforeAll(async () => {
  const tags = [1, 2, 3].flatMap((story) =>
    Array.from({ length: MOST_TRIES }, (_, attempt) => tagOf(story, attempt)),
  );
  const providers = tags.map((tag) => `${tag},Care ${tag},organisation`);
  await desk.drop('providers/tries.csv', ['providerId,name,kind', ...providers, ''].join('\n'));
  const packages = tags.map((tag) => `PK-${tag},U1,${tag},home-care,2026-04-06,,7,20.00`);
  await desk.drop('care-packages/tries.csv', [PACKAGE_HEADING, ...packages, ''].join('\n'));
}, 60_000);

const week = (tag: string, monday: string, sequence: number, total = '140.00') =>
  visitsFile(
    aWeek(
      monday,
      { packageId: `PK-${tag}`, invoiceNumber: `I-${tag}-${sequence}` },
      { 6: { personId: 'U99' } },
    ),
    {
      file: [`${tag}-${sequence}`, sequence],
      total: [7, total],
    },
  );
const key = (tag: string, name: string) => `provider-returns/${tag}/${name}.csv`;

type Story = {
  before: (tag: string) => Promise<void>;
  content: (tag: string) => string;
  ends: FileState;
};
const first = '2026-09-07';
const second = '2026-09-14';
const send = async (tag: string, name: string, content: string) =>
  checkReturns(await desk.put(key(tag, name), content, `${name}-${tag}`), desk.deps);
const stories: Record<string, Story> = {
  'that is taken, and for which another waited': {
    before: async (tag) => {
      await send(tag, 'first', week(tag, first, 1));
      await send(tag, 'waits', week(tag, '2026-09-21', 3));
    },
    content: (tag) => week(tag, second, 2),
    ends: 'part-accepted',
  },
  'that waits': {
    before: (tag) => send(tag, 'first', week(tag, first, 1)),
    content: (tag) => week(tag, second, 5),
    ends: 'waiting',
  },
  'whose totals are wrong': {
    before: () => Promise.resolve(),
    content: (tag) => week(tag, first, 1, '1.00'),
    ends: 'quarantined',
  },
};

async function run({ before, content }: Story, tag: string, moment?: Moment) {
  await before(tag);
  const event = await desk.put(key(tag, 'up'), content(tag), `up-${tag}`);
  const sent = new Set<string>();
  const queues = Object.assign(Object.create(desk.deps.queues) as typeof desk.deps.queues, {
    send: (command: { input: { MessageBody: string } }) => {
      sent.add(command.input.MessageBody);
      return Promise.resolve();
    },
  });
  const clients = dyingClients(moment);
  const attempt = checkReturns(event, {
    ...desk.deps,
    table: { ...desk.table, client: clients.wrap(desk.table.client) },
    buckets: clients.wrap(desk.deps.buckets),
    queues: clients.wrap(queues),
  });
  if (moment === undefined) await attempt;
  else {
    await expect(attempt, JSON.stringify(moment)).rejects.toThrow('killed');
    await clients.settled();
    await checkReturns(event, { ...desk.deps, queues });
  }
  await checkReturns(event, { ...desk.deps, queues });
  const text = JSON.stringify(await leftBehind(tag, sent)).replaceAll(tag, '*');
  return { calls: clients.calls(), left: JSON.parse(text) as Awaited<ReturnType<typeof leftBehind>> };
}

async function leftBehind(tag: string, sent: ReadonlySet<string>) {
  const { upload, lines, findings } = await desk.read(`up-${tag}`);
  return {
    upload: { ...upload, sha256: upload.sha256 !== null },
    ...{ lines, findings, sent: [...sent].toSorted() },
    taken: await desk.returns.takenOf(tag),
    waiting: await desk.returns.waitingFor(tag, { layout: 'visits', sequence: 5 }),
    work: await desk.work.readWork(`upload:up-${tag}`),
  };
}

describe('A return whose function is killed at any call, and called again,', () => {
  it.each(Object.entries(stories))(
    '%s ends as one in peace does',
    async (name, story) => {
      const place = Object.keys(stories).indexOf(name) + 1;
      const undisturbed = await run(story, tagOf(place, 0));
      expect(undisturbed.left.upload.state).toBe(story.ends);
      expect(undisturbed.left.sent).toHaveLength(story.ends === 'part-accepted' ? 1 : 0);
      for (let call = 1; call <= undisturbed.calls; call += 1) {
        for (const when of ['before', 'after'] as const) {
          const { left } = await run(story, tagOf(place, 2 * call + (when === 'before' ? 0 : 1)), {
            call,
            when,
          });
          expect.soft(left, `killed ${when} call ${call} of ${undisturbed.calls}`).toEqual(undisturbed.left);
        }
      }
    },
    180_000,
  );
});
