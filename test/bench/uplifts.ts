import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Decimal } from '../../domain/money.ts';
import { factStore } from '../../functions/store/fact-store.ts';
import { startEngines, TABLE } from './engines.ts';
import type { Figure } from './figure.ts';
import { packageOf, writeCouncil } from './pay-council.ts';
import { runJob } from './run-job.ts';
import type { UpliftOutcome } from './uplift-job.ts';

const PACKAGES = Number(process.env['BENCH_UPLIFT_PACKAGES'] ?? 50_000);
const MOST_PREVIEW_SECONDS = 30;
const MOST_APPLY_SECONDS = 240;
const MOST_MEGABYTES = 512;

/** An uplift of every package of a large council, previewed, applied and verified. */
export async function upliftFigures(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'careledger-bench-'));
  const engines = await startEngines({ folder, inMemory: true });
  const client = { region: 'eu-west-2', credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' } };
  const engine = new DynamoDBClient({ ...client, endpoint: engines.endpoints.tableEndpoint });
  const table = {
    client: DynamoDBDocumentClient.from(engine, { marshallOptions: { removeUndefinedValues: true } }),
    name: TABLE,
  };
  try {
    // What was paid before matters to no uplift.
    const positions = { writePositions: () => Promise.resolve() };
    await writeCouncil(PACKAGES, { facts: factStore(table), positions });
    const found = await runJob<UpliftOutcome>('uplift-job.ts', engines.endpoints);
    const { previewSeconds, applySeconds, verifySeconds, changed, previewMegabytes, peakMegabytes } = found;
    const loop = upliftInMemory(PACKAGES);
    if (loop.changed !== changed || loop.weeklyPence !== found.weeklyPence)
      throw new Error('the preview and the plain loop come to different rates');
    const packages = PACKAGES.toLocaleString('en-GB');
    const share = PACKAGES / 50_000;
    return [
      {
        job: `uplift of ${packages} packages, preview`,
        ours: `${previewSeconds.toFixed(1)} s, ${changed} rates`,
        peer: `a plain loop over the rates in memory, the same weekly sum: ${loop.seconds.toFixed(2)} s`,
        ratio: previewSeconds / loop.seconds,
        aim: `≤ ${MOST_PREVIEW_SECONDS * share} s, ≤ ${MOST_MEGABYTES} MB`,
        met: previewSeconds <= MOST_PREVIEW_SECONDS * share && previewMegabytes <= MOST_MEGABYTES,
        megabytes: previewMegabytes,
      },
      {
        job: `uplift of ${packages} packages, apply`,
        ours: `${applySeconds.toFixed(1)} s, and ${verifySeconds.toFixed(1)} s to verify`,
        peer: 'no peer: it reads and reckons each package again before it writes, which nothing else does',
        aim: `≤ ${MOST_APPLY_SECONDS * share} s, ≤ ${MOST_MEGABYTES} MB`,
        met: applySeconds <= MOST_APPLY_SECONDS * share && peakMegabytes <= MOST_MEGABYTES,
        megabytes: peakMegabytes,
      },
    ];
  } finally {
    engine.destroy();
    await engines.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The new rates alone, as anybody would reckon them: nothing read, nothing explained, no year’s cost. */
function upliftInMemory(packages: number): { seconds: number; changed: number; weeklyPence: number } {
  const rates = Array.from({ length: packages }, (_, number) => packageOf(number).terms[0]?.rate ?? '0');
  const startedAt = performance.now();
  let changed = 0;
  let weekly = new Decimal(0);
  for (const rate of rates) {
    const more = new Decimal(rate).times('1.05').toDecimalPlaces(2).minus(rate);
    if (!more.isZero()) changed += 1;
    weekly = weekly.plus(more);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  return { seconds, changed, weeklyPence: weekly.times(100).toNumber() };
}
