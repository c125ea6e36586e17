import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { factStore } from '../../functions/store/fact-store.ts';
import { positionStore } from '../../functions/store/position-store.ts';
import { startEngines, TABLE } from './engines.ts';
import type { Figure } from './figure.ts';
import type { PayRunOutcome } from './pay-run-job.ts';
import { runJob } from './run-job.ts';
import { writeCouncil } from './pay-council.ts';
import { reckonInSql } from './pay-sql.ts';
import { reckonInMemory } from './pay-domain.ts';

const PACKAGES = Number(process.env['BENCH_PACKAGES'] ?? 20_000);
const MOST_SECONDS = 45;
const MOST_DOMAIN_SECONDS = 2;
const MOST_MEGABYTES = 512;

/** A run over a council with two years behind it, from request to ready, and what of it is reckoning. */
export async function payRunFigures(): Promise<Figure[]> {
  const council = await startCouncil();
  try {
    const {
      seconds,
      lines: written,
      peakMegabytes,
    } = await runJob<PayRunOutcome>('pay-run-job.ts', council.endpoints);
    const { milliseconds, lines, totalPence } = reckonInMemory(PACKAGES);
    const sql = reckonInSql(PACKAGES);
    const agree = sql === null || (sql.lines === lines && sql.totalPence === totalPence);
    if (!agree) throw new Error('SQL and the domain reckon differently');
    const packages = PACKAGES.toLocaleString('en-GB');
    return [
      {
        job: `pay run of ${packages} packages, request to ready`,
        ours: `${seconds.toFixed(1)} s, ${written} lines`,
        aim: `≤ ${(MOST_SECONDS * PACKAGES) / 20_000} s, ≤ ${MOST_MEGABYTES} MB`,
        met: seconds <= (MOST_SECONDS * PACKAGES) / 20_000 && peakMegabytes <= MOST_MEGABYTES,
        megabytes: peakMegabytes,
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

/** A council in a table in memory and buckets, written before anything is measured. */
async function startCouncil() {
  const folder = mkdtempSync(join(tmpdir(), 'careledger-bench-'));
  const engines = await startEngines({ folder, inMemory: true });
  const client = { region: 'eu-west-2', credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' } };
  const engine = new DynamoDBClient({ ...client, endpoint: engines.endpoints.tableEndpoint });
  const table = {
    client: DynamoDBDocumentClient.from(engine, { marshallOptions: { removeUndefinedValues: true } }),
    name: TABLE,
  };
  await writeCouncil(PACKAGES, { facts: factStore(table), positions: positionStore(table) });
  return {
    endpoints: engines.endpoints,
    async stop() {
      engine.destroy();
      await engines.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
