import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import Papa from 'papaparse';
import { factStore } from '../../functions/store/fact-store.ts';
import { startEngines, TABLE } from './engines.ts';
import type { Figure } from './figure.ts';
import { checkInSql } from './returns-sql.ts';
import { packagesFor, writeAgency, writeVisits } from './return-files.ts';
import { runJob } from './run-job.ts';

const LINES = Number(process.env['BENCH_LINES'] ?? 1_000_000);
const LEAST_A_SECOND = 100_000;
const MOST_MEGABYTES = 512;
const MOST_TO_PAPAPARSE = 5;
const MOST_TO_SQL = 4;
const LINES_A_UNIT = 20;

type Outcome = {
  seconds: number;
  checkedSeconds: number;
  cpuSeconds: number;
  units: number;
  state: string;
  counts: { accepted: number; questioned: number };
  peakMegabytes: number;
};

/** A month’s visits of a county’s agency, checked in one function, beside a parser that does nothing and SQL. */
export async function returnFigures(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'careledger-bench-'));
  const engines = await startEngines({ folder, inMemory: true });
  const { tableEndpoint } = engines.endpoints;
  const credentials = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
  const engine = new DynamoDBClient({ region: 'eu-west-2', endpoint: tableEndpoint, credentials });
  const client = DynamoDBDocumentClient.from(engine, { marshallOptions: { removeUndefinedValues: true } });
  try {
    await writeAgency(LINES, factStore({ client, name: TABLE }));
    const path = join(folder, 'visits.csv');
    await writeVisits(path, LINES);
    const key = 'provider-returns/P001/visits.csv';
    const ours = await runJob<Outcome>('returns-job.ts', { key, path, table: TABLE, ...engines.endpoints });
    if (ours.state !== 'checked') throw new Error(`the file ended ${JSON.stringify(ours)}`);
    const parsed = await parseOnly(path);
    const sql = checkInSql(path, LINES);
    const lines = LINES.toLocaleString('en-GB');
    const perSecond = Math.round(LINES / ours.checkedSeconds);
    return [
      {
        job: `check a return of ${lines} visits, lines written`,
        ours: `${perSecond.toLocaleString('en-GB')} lines/s (${ours.checkedSeconds.toFixed(1)} s, whole function ${ours.seconds.toFixed(1)} s)`,
        peer: `papaparse, doing nothing: ${parsed.toFixed(1)} s`,
        ratio: ours.checkedSeconds / parsed,
        aim: `≥ ${LEAST_A_SECOND.toLocaleString('en-GB')} lines/s, ≤ ${MOST_MEGABYTES} MB, ratio ≤ ${MOST_TO_PAPAPARSE}`,
        met:
          perSecond >= LEAST_A_SECOND &&
          ours.peakMegabytes <= MOST_MEGABYTES &&
          ours.checkedSeconds <= MOST_TO_PAPAPARSE * parsed,
        megabytes: ours.peakMegabytes,
      },
      ...(sql === null
        ? []
        : [
            {
              job: `the checks of ${lines} visits beside each other`,
              ours: `${ours.checkedSeconds.toFixed(1)} s`,
              peer: `the same joins in SQL over DuckDB, one thread: ${sql.toFixed(1)} s`,
              ratio: ours.checkedSeconds / sql,
              aim: `ratio ≤ ${MOST_TO_SQL}`,
              met: ours.checkedSeconds <= MOST_TO_SQL * sql,
            },
          ]),
      {
        job: `write units of ${lines} visits of ${packagesFor(LINES).toLocaleString('en-GB')} packages`,
        ours: `${ours.units.toLocaleString('en-GB')} units, lines / ${(LINES / ours.units).toFixed(1)}`,
        aim: `≤ lines / ${LINES_A_UNIT}`,
        met: ours.units <= LINES / LINES_A_UNIT,
      },
    ];
  } finally {
    engine.destroy();
    await engines.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Seconds that papaparse takes to read the file and do nothing with its rows. */
function parseOnly(path: string): Promise<number> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    Papa.parse(createReadStream(path), {
      chunk: () => undefined,
      complete: () => {
        resolve((performance.now() - startedAt) / 1000);
      },
      error: reject,
    });
  });
}
