import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { calendarDate, instant } from '../../domain/calendar.ts';
import type { KeptUplift } from '../../domain/uplift/kept-uplift.ts';
import { newUplift, upliftAfter } from '../../domain/uplift/uplift.ts';
import type { UpliftAct } from '../../domain/uplift/uplift-state.ts';
import { openTable } from '../../functions/platform/aws-clients.ts';
import { withWork } from '../../functions/platform/uplifts/begin-work.ts';
import type { UpliftMessage } from '../../functions/platform/uplifts/messages.ts';
import { runUplift } from '../../functions/run-uplift/run-uplift.ts';
import { upliftDeps } from '../../functions/run-uplift/uplift-deps.ts';
import { TABLE } from './engines.ts';

/** Parts of an uplift that are worked off at the same time: one for each core. The cloud works off ten. */
const AT_ONCE = 2;

type UpliftJob = { tableEndpoint: string; bucketEndpoint: string };
export type UpliftOutcome = {
  previewSeconds: number;
  applySeconds: number;
  verifySeconds: number;
  changed: number;
  weeklyPence: number;
  /** The most memory of the process until the preview was made, and until all was verified. */
  previewMegabytes: number;
  peakMegabytes: number;
};

/** An uplift of every package, from its request to its verification, in a process of its own. */
async function uplift({ tableEndpoint, bucketEndpoint }: UpliftJob): Promise<UpliftOutcome> {
  const client = { region: 'eu-west-2', credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' } };
  Object.assign(process.env, {
    ...{ AWS_REGION: 'eu-west-2', AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' },
    AWS_ENDPOINT_URL_DYNAMODB: tableEndpoint,
  });
  const buckets = new S3Client({
    ...client,
    endpoint: bucketEndpoint,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  const queue: UpliftMessage[] = [];
  const deps = {
    ...upliftDeps({
      table: openTable(TABLE),
      evidenceBucket: { client: buckets, bucket: 'evidence' },
      queue: { client: new SQSClient(client), url: '' },
      clock: () => instant(new Date().toISOString()),
    }),
    send: (message: UpliftMessage) => {
      queue.push(message);
      return Promise.resolve();
    },
  };
  const upliftId = await deps.uplifts.nextUpliftId();
  const on = calendarDate('2026-03-02');
  const done = { by: 'bench', on, reason: 'bench' };

  async function current() {
    const fact = (await deps.records.currentFacts('uplift', [upliftId])).get(upliftId);
    if (fact === undefined) throw new Error('the uplift is gone');
    return fact;
  }
  async function keep(seen: Awaited<ReturnType<typeof current>> | null, body: KeptUplift): Promise<void> {
    const recording = { recordedAt: deps.clock(), recordedBy: 'bench', source: { kind: 'hand' as const } };
    const open = await deps.uplifts.openUplifts();
    const moved = await deps.uplifts.moveUplift(seen, body, {
      recording: { ...recording, reason: null },
      open,
    });
    if (moved.outcome !== 'moved') throw new Error('somebody else moved the uplift');
    if (body.work?.shards === null) queue.push({ act: 'plan', upliftId, attempt: body.work.attempt });
  }
  async function workUntil(isOver: () => boolean): Promise<number> {
    const start = performance.now();
    async function worker(): Promise<void> {
      for (let message = queue.shift(); message !== undefined; message = queue.shift()) {
        await runUplift(message, JSON.stringify(message), deps);
        if (isOver()) return;
      }
    }
    while (queue.length > 0 && !isOver()) await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return (performance.now() - start) / 1000;
  }

  const asked = {
    ...{ name: 'Fees 2026-27', effectiveDate: calendarDate('2026-04-01') },
    rules: [{ match: {}, change: { percent: '5' as never } }],
    ...{ budgetThisYearPence: null, budgetFullYearPence: null },
  };
  const empty = { attempts: 0, work: null, previewed: null, applied: null, verified: null, problem: null };
  const first = { ...empty, uplift: newUplift({ upliftId, asked, by: 'bench', reason: 'bench' }) };
  await keep(null, withWork(first, { phase: 'preview', by: 'bench', asOf: on }));
  const previewSeconds = await workUntil(() => false);
  const previewMegabytes = peakMegabytes();
  const seen = await current();
  const { preview } = seen.body.uplift;
  if (preview === null) throw new Error('the uplift was not previewed');
  const { previewHash } = preview;
  const acts: UpliftAct[] = [
    { act: 'submit', ...done, previewHash, confirmed: ['cannot-be-priced'] },
    { act: 'sample', ...done, by: 'checker', lineIds: preview.sample, isRight: true },
    { act: 'approve', ...done, by: 'checker', previewHash },
    { act: 'apply', ...done, by: 'checker', previewHash },
  ];
  let { uplift: moved } = seen.body;
  for (const act of acts) {
    const after = upliftAfter(moved, act, preview.totals.atStakePence);
    if (!after.ok) throw new Error(after.message);
    moved = after.value;
  }
  await keep(seen, withWork({ ...seen.body, uplift: moved }, { phase: 'apply', by: 'checker', asOf: on }));
  const { attempts } = (await current()).body;
  // The verification is a piece of work of its own, begun by the end of the apply.
  const isVerifying = () => queue.some(({ attempt }) => attempt > attempts);
  const applySeconds = await workUntil(isVerifying);
  const verifySeconds = await workUntil(() => false);
  const { state } = (await current()).body.uplift;
  if (state !== 'verified') throw new Error(`the uplift is ${state}`);
  return {
    ...{ previewSeconds, applySeconds, verifySeconds },
    ...{ changed: preview.totals.changed, weeklyPence: preview.totals.weeklyPence },
    ...{ previewMegabytes, peakMegabytes: peakMegabytes() },
  };
}

/** The system tells it in kilobytes on Linux. */
const peakMegabytes = (): number => Math.round(process.resourceUsage().maxRSS / 1024);

console.log(JSON.stringify(await uplift(JSON.parse(process.argv[2] ?? '') as UpliftJob)));
