import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { instant } from '../../domain/calendar.ts';
import { newRun } from '../../domain/pay/run/new-run.ts';
import { openTable } from '../../functions/platform/aws-clients.ts';
import type { RunMessage } from '../../functions/platform/pay/messages.ts';
import { runDeps } from '../../functions/run-pay/run-deps.ts';
import { runPay } from '../../functions/run-pay/run-pay.ts';
import { TABLE } from './engines.ts';
import { THROUGH } from './pay-council.ts';

/** Parts of a run that are worked off at the same time: one for each core. The cloud works off ten. */
const AT_ONCE = 2;

export type PayRunJob = { tableEndpoint: string; bucketEndpoint: string };
export type PayRunOutcome = { seconds: number; lines: number; peakMegabytes: number };

/** A run from request to ready in a process of its own, so that its memory is the worker’s alone. */
async function payRun({ tableEndpoint, bucketEndpoint }: PayRunJob): Promise<PayRunOutcome> {
  const client = { region: 'eu-west-2', credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' } };
  Object.assign(process.env, {
    ...{ AWS_REGION: 'eu-west-2', AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' },
    AWS_ENDPOINT_URL_DYNAMODB: tableEndpoint,
  });
  const table = openTable(TABLE);
  const buckets = {
    client: new S3Client({
      ...client,
      endpoint: bucketEndpoint,
      requestChecksumCalculation: 'WHEN_REQUIRED',
    }),
    evidence: 'evidence',
    previews: 'outbox',
  };
  const queue: RunMessage[] = [];
  const deps = {
    ...runDeps({
      table,
      buckets,
      queue: { client: new SQSClient(client), url: '' },
      clock: () => instant(new Date().toISOString()),
    }),
    send: (message: RunMessage) => {
      queue.push(message);
      return Promise.resolve();
    },
  };
  const start = performance.now();
  const payRunId = await deps.runs.nextPayRunId();
  const run = newRun({
    ...{ payRunId, kind: 'providers', throughDate: THROUGH, calendar: null, scope: null, startedBy: 'bench' },
  });
  const recording = {
    recordedAt: deps.clock(),
    recordedBy: 'bench',
    source: { kind: 'hand' as const },
    reason: null,
  };
  await deps.runs.startRun(run, { scope: null, providerIds: [], personIds: [] }, recording);
  queue.push({ act: 'plan', payRunId, attempt: 1 });
  async function worker(): Promise<void> {
    for (let message = queue.shift(); message !== undefined; message = queue.shift()) {
      await runPay(message, JSON.stringify(message), deps);
    }
  }
  while (queue.length > 0) await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const ready = await deps.runs.readRun(payRunId);
  if (ready?.body.state !== 'ready') throw new Error(`the run is ${ready?.body.state ?? 'gone'}`);
  return {
    seconds: (performance.now() - start) / 1000,
    lines: ready.body.totals?.lineCount ?? 0,
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

console.log(JSON.stringify(await payRun(JSON.parse(process.argv[2] ?? '') as PayRunJob)));
