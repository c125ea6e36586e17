import { GetObjectCommand } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FileState } from '../../events/api/uploads.ts';
import { importExtract } from '../../functions/import-extract/import-extract.ts';
import { verifyTrail } from '../../functions/serve-settings/verify-every-trail.ts';
import { enginesInMemory } from './engines-in-memory.ts';
import { dyingClients, type Moment } from '../support/dying-function.ts';
import { inboxDesk } from '../support/inbox-desk.ts';
import { bringIn, PACKAGE_HEADING } from '../support/small-council.ts';

const desk = await inboxDesk(enginesInMemory());
beforeAll(() => bringIn(desk));

const packages = (...rows: string[]) => `${[PACKAGE_HEADING, ...rows].join('\n')}\n`;
const aPackage = (packageId: string, personId: string, rate = '20.00') =>
  `${packageId},${personId},P001,home-care,2026-04-06,,10,${rate}`;
async function take(key: string, content: string | Uint8Array, uploadId: string): Promise<void> {
  await importExtract(await desk.put(key, content, uploadId), desk.deps);
}

const waitFor = (tag: string, packageId: string) =>
  take(
    `contributions/${tag}.csv`,
    `contributionId,personId,packageId,kind,startDate,weeklyAmount,collector\nC-${tag},U1,${packageId},non-residential,2026-04-06,10.00,council\n`,
    `waits-${tag}`,
  );
const arrives = (content: (tag: string) => string) => (tag: string) =>
  desk.put(`care-packages/${tag}.csv`, content(tag), `up-${tag}`);
const nothing = () => Promise.resolve();

/** What happens to a file; every id bears the tag, so that each killed run has records of its own. */
type Story = {
  before: (tag: string) => Promise<void>;
  message: (tag: string) => Promise<unknown>;
  /** Where the file ends, and where the same bytes end that are sent once more. */
  ends: [FileState, FileState];
};
const stories: Record<string, Story> = {
  'that comes in with rows that are new, changed, unchanged, wrong and waiting': {
    async before(tag) {
      const known = packages(aPackage(`B-${tag}`, 'U1'), aPackage(`C-${tag}`, 'U2'));
      await take(`care-packages/before-${tag}.csv`, known, `before-${tag}`);
      await waitFor(tag, `A-${tag}`);
    },
    message: arrives((tag) =>
      packages(
        aPackage(`A-${tag}`, 'U1'),
        aPackage(`B-${tag}`, 'U1', '21.50'),
        aPackage(`C-${tag}`, 'U2'),
        aPackage(`D-${tag}`, 'U2', '1e3'),
        aPackage(`E-${tag}`, `X-${tag}`),
      ),
    ),
    ends: ['part-accepted', 'duplicate'],
  },
  'that is looked at again since what it waited for is there': {
    async before(tag) {
      const rows = [aPackage(`A-${tag}`, `X-${tag}`), aPackage(`B-${tag}`, 'U1')];
      await take(`care-packages/${tag}.csv`, packages(...rows), `up-${tag}`);
      await waitFor(tag, `A-${tag}`);
      const person = `personId,name,dateOfBirth\nX-${tag},Late Comer,1950-01-01\n`;
      await take(`people/${tag}.csv`, person, `person-${tag}`);
    },
    message: (tag) => Promise.resolve({ recheckUploadId: `up-${tag}` }),
    ends: ['accepted', 'duplicate'],
  },
  'of which no row can be taken': {
    before: nothing,
    message: arrives((tag) => packages(aPackage(`A-${tag}`, 'U1', '1e3'))),
    ends: ['rejected', 'rejected'],
  },
  'whose heading is wrong': {
    before: nothing,
    message: arrives((tag) => `packageId,person\nA-${tag},U1\n`),
    ends: ['rejected', 'rejected'],
  },
  'that came before': {
    before: (tag) =>
      take(`care-packages/first-${tag}.csv`, packages(aPackage(`A-${tag}`, 'U1')), `first-${tag}`),
    message: arrives((tag) => packages(aPackage(`A-${tag}`, 'U1'))),
    ends: ['duplicate', 'duplicate'],
  },
};

/** Takes the file, dying at a moment and then being asked again as the queue does; gives what is left behind. */
async function run(story: Story, tag: string, moment?: Moment) {
  await story.before(tag);
  const message = await story.message(tag);
  const sent = new Set<string>();
  const queues = Object.assign(Object.create(desk.deps.queues) as typeof desk.deps.queues, {
    send: (command: { input: { MessageBody: string } }) => {
      sent.add(command.input.MessageBody);
      return desk.deps.queues.send(command as never);
    },
  });
  const clients = dyingClients(moment);
  const dying = {
    ...desk.deps,
    table: { ...desk.table, client: clients.wrap(desk.table.client) },
    buckets: clients.wrap(desk.deps.buckets),
    queues: clients.wrap(queues),
  };
  const attempt = importExtract(message, dying);
  if (moment === undefined) await attempt;
  else {
    await expect(attempt, JSON.stringify(moment)).rejects.toThrow('killed');
    await clients.settled();
    await importExtract(message, { ...desk.deps, queues });
  }
  return { calls: clients.calls(), left: await leftBehind(tag, [...sent].toSorted()) };
}

async function leftBehind(tag: string, sent: readonly string[]) {
  const { upload, findings, lines } = await desk.read(`up-${tag}`);
  const ids = ['A', 'B', 'C', 'D', 'E'].map((letter) => `${letter}-${tag}`);
  const facts = await Promise.all(
    ids.map(async (id) => ({
      versions: (await desk.facts.versionsOf('package', id)).map(
        ({ version, body, source, recordedBy, entry }) => ({
          ...{ version, body, source, recordedBy },
          place: entry.number,
        }),
      ),
      trail: await verifyTrail({ kind: 'package', id }, desk.facts),
    })),
  );
  const work = await desk.work.readWork(`upload:up-${tag}`);
  const waiting = (await desk.uploads.listWaiting()).map(({ uploadId }) => uploadId);
  await stopWaiting(waiting);
  const content = await desk.deps.buckets.send(
    new GetObjectCommand({ Bucket: desk.deps.inboxBucket, Key: upload.key }),
  );
  const bytes = (await content.Body?.transformToByteArray()) ?? '';
  await take(`care-packages/again-${tag}.csv`, bytes, `again-${tag}`);
  const again = await desk.read(`again-${tag}`);
  await stopWaiting([`again-${tag}`]);
  const left = {
    ...{ upload: { ...upload, sha256: upload.sha256 !== null }, findings, lines, facts, work, waiting, sent },
    sentAgain: again.upload.state,
  };
  return JSON.parse(JSON.stringify(left).replaceAll(tag, '*')) as typeof left;
}

/** The files of one run must not be called for by the next. */
async function stopWaiting(uploadIds: readonly string[]): Promise<void> {
  for (const uploadId of uploadIds)
    await desk.uploads.change(uploadId, ['part-accepted', 'rejected', 'accepted'], { rowsWaiting: 0 });
}

describe('a function killed at any of its calls, and called again', () => {
  it.each(Object.entries(stories))(
    'leaves of a file %s what one that was left in peace leaves',
    async (title, story) => {
      const number = Object.keys(stories).indexOf(title);
      const undisturbed = await run(story, `T${number}p00`);
      const { upload, sentAgain } = undisturbed.left;
      expect([upload.state, sentAgain]).toEqual(story.ends);
      expect(undisturbed.left.facts.flatMap(({ trail }) => trail.breaks)).toEqual([]);
      for (let call = 1; call <= undisturbed.calls; call += 1) {
        for (const when of ['before', 'after'] as const) {
          const tag = `T${number}${when.charAt(0)}${String(call).padStart(2, '0')}`;
          const { left } = await run(story, tag, { call, when });
          expect.soft(left, `killed ${when} call ${call} of ${undisturbed.calls}`).toEqual(undisturbed.left);
        }
      }
    },
    120_000,
  );
});
