import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { instant } from '../../domain/calendar.ts';
import { newRun } from '../../domain/pay/run/new-run.ts';
import type { PayRun } from '../../domain/pay/run/pay-run.ts';
import type { RunMessage } from '../../functions/platform/pay/messages.ts';
import { runDeps } from '../../functions/run-pay/run-deps.ts';
import { runPay } from '../../functions/run-pay/run-pay.ts';
import { factStore } from '../../functions/store/fact-store.ts';
import { positionStore } from '../../functions/store/position-store.ts';
import { startEngines, TABLE } from './engines.ts';
import type { Figure } from './figure.ts';
import { THROUGH, writeCouncil } from './pay-council.ts';
import { reckonInSql } from './pay-sql.ts';
import { reckonInMemory } from './pay-domain.ts';

const PACKAGES = Number(process.env['BENCH_PACKAGES'] ?? 20_000);
/** Parts of a run that are worked off at the same time, as the queue’s poller of the local runtime does. */
const AT_ONCE = 2;
const MOST_SECONDS = 45;
const MOST_DOMAIN_SECONDS = 2;
const MOST_MEGABYTES = 512;

/** A run over a council with two years behind it, from request to ready, and what of it is reckoning. */
export async function payRunFigures(): Promise<Figure[]> {
  const council = await startCouncil();
  try {
    await writeCouncil(PACKAGES, council);
    const { seconds, run, megabytes } = await runOnce(council);
    const { milliseconds, lines, totalPence } = reckonInMemory(PACKAGES);
    const sql = reckonInSql(PACKAGES);
    const agree = sql === null || (sql.lines === lines && sql.totalPence === totalPence);
    if (!agree) throw new Error('SQL and the domain reckon differently');
    const packages = PACKAGES.toLocaleString('en-GB');
    return [
      {
        job: `pay run of ${packages} packages, request to ready`,
        ours: `${seconds.toFixed(1)} s, ${run.totals?.lineCount ?? 0} lines`,
        aim: `≤ ${(MOST_SECONDS * PACKAGES) / 20_000} s, ≤ ${MOST_MEGABYTES} MB`,
        met: seconds <= (MOST_SECONDS * PACKAGES) / 20_000 && megabytes <= MOST_MEGABYTES,
        megabytes,
      },
      {
        job: `reckoning ${packages} packages with two years of lines`,
        ours: `${(milliseconds / 1000).toFixed(2)} s, ${lines} lines, explained`,
        ...(sql !== null && {
          peer: `SQL over DuckDB, one thread, totals only: ${(sql.milliseconds / 1000).toFixed(2)} s`,
          ratio: milliseconds / sql.milliseconds,
        }),
        aim: `≤ ${MOST_DOMAIN_SECONDS} s, ratio ≤ 3`,
        met:
          milliseconds / 1000 <= MOST_DOMAIN_SECONDS &&
          milliseconds <= 3 * (sql?.milliseconds ?? milliseconds),
      },
    ];
  } finally {
    await council.stop();
  }
}

type Council = Awaited<ReturnType<typeof startCouncil>>;

async function runOnce({
  deps,
  queue,
}: Council): Promise<{ seconds: number; run: PayRun; megabytes: number }> {
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
  let most = 0;
  async function worker(): Promise<void> {
    for (let message = queue.shift(); message !== undefined; message = queue.shift()) {
      await runPay(message, deps);
      most = Math.max(most, process.memoryUsage().rss);
    }
  }
  while (queue.length > 0) await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const ready = await deps.runs.readRun(payRunId);
  if (ready?.body.state !== 'ready') throw new Error(`the run is ${ready?.body.state ?? 'gone'}`);
  return {
    seconds: (performance.now() - start) / 1000,
    run: ready.body,
    megabytes: Math.round(most / 1024 ** 2),
  };
}

/** A table in memory and buckets, as a test has them. */
async function startCouncil() {
  const folder = mkdtempSync(join(tmpdir(), 'careledger-bench-'));
  const engines = await startEngines({ folder, inMemory: true });
  const { tableEndpoint, bucketEndpoint } = engines.endpoints;
  const client = { region: 'eu-west-2', credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' } };
  const table = {
    client: DynamoDBDocumentClient.from(new DynamoDBClient({ ...client, endpoint: tableEndpoint }), {
      marshallOptions: { removeUndefinedValues: true },
    }),
    name: TABLE,
  };
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
  return {
    deps,
    queue,
    facts: factStore(table),
    positions: positionStore(table),
    async stop() {
      await engines.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
