import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { factStore } from '../../functions/store/fact-store.ts';
import { startEngines, TABLE } from './engines.ts';
import type { Figure } from './figure.ts';
import { writeCouncil } from './pay-council.ts';
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
    const { previewSeconds, applySeconds, verifySeconds, changed, peakMegabytes } = found;
    const packages = PACKAGES.toLocaleString('en-GB');
    const share = PACKAGES / 50_000;
    return [
      {
        job: `uplift of ${packages} packages, preview`,
        ours: `${previewSeconds.toFixed(1)} s, ${changed} rates`,
        aim: `≤ ${MOST_PREVIEW_SECONDS * share} s, ≤ ${MOST_MEGABYTES} MB`,
        met: previewSeconds <= MOST_PREVIEW_SECONDS * share && peakMegabytes <= MOST_MEGABYTES,
        megabytes: peakMegabytes,
      },
      {
        job: `uplift of ${packages} packages, apply`,
        ours: `${applySeconds.toFixed(1)} s, and ${verifySeconds.toFixed(1)} s to verify`,
        aim: `≤ ${MOST_APPLY_SECONDS * share} s`,
        met: applySeconds <= MOST_APPLY_SECONDS * share,
      },
    ];
  } finally {
    engine.destroy();
    await engines.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
