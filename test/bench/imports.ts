import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { writeFileSync } from 'node:fs';
import { currentKey } from '../../functions/store/keys.ts';
import { batchGet } from '../../functions/store/table.ts';
import { startEngines, TABLE } from './engines.ts';
import type { Figure } from './figure.ts';
import { runJob } from './run-job.ts';
import { smallFiles, writePackages, writePeople } from './package-files.ts';

const ROWS = Number(process.env['BENCH_ROWS'] ?? 200_000);

/** The import of a council's packages: the first time, against the table's own speed, and again unchanged. */
export async function importFigures(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'careledger-bench-'));
  try {
    return await measure(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(folder: string): Promise<Figure[]> {
  const [people, packages, again, items] = ['people', 'packages', 'again', 'items'].map((name) =>
    join(folder, name),
  );
  if (people === undefined || packages === undefined || again === undefined || items === undefined) return [];
  await writePeople(people, ROWS);
  await writePackages(packages, ROWS, 0);
  await writePackages(again, ROWS, 1);
  const check = await run({ job: 'check', path: packages });

  const council = await startEngines({ folder: join(folder, 'ours'), inMemory: false });
  const importJob = { job: 'import', table: TABLE, ...council.endpoints };
  for (const [key, text] of Object.entries(smallFiles)) {
    const path = join(folder, 'small');
    writeFileSync(path, text);
    await run({ ...importJob, key, path });
  }
  await run({ ...importJob, key: 'people/people.csv', path: people });
  const first = await run({ ...importJob, key: 'care-packages/first.csv', path: packages });
  const unchanged = await run({ ...importJob, key: 'care-packages/again.csv', path: again });
  await writeItems(council.endpoints.tableEndpoint, items);
  await council.stop();

  const peer = await startEngines({ folder: join(folder, 'peer'), inMemory: false });
  const raw = await run({
    job: 'raw-writes',
    table: TABLE,
    path: items,
    tableEndpoint: peer.endpoints.tableEndpoint,
  });
  await peer.stop();
  const rows = ROWS.toLocaleString('en-GB');
  return [
    {
      job: `check ${rows} package rows`,
      ours: `${check.rowsPerSecond} rows/s`,
      aim: '≥ 100,000 rows/s',
      met: Number(check.rowsPerSecond) >= 100_000,
      megabytes: check.peakMegabytes,
    },
    {
      job: `first import of ${rows} package rows`,
      ours: seconds(first.seconds),
      peer: `the same items, raw: ${seconds(raw.seconds)} (${raw.itemsPerSecond} items/s)`,
      ratio: first.seconds / raw.seconds,
      aim: 'ratio ≤ 1.2, ≤ 512 MB',
      met: first.seconds / raw.seconds <= 1.2 && first.peakMegabytes <= 512,
      megabytes: first.peakMegabytes,
    },
    {
      job: `unchanged import of ${rows} package rows`,
      ours: `${seconds(unchanged.seconds)}, ${unchanged.counts?.accepted} written`,
      aim: '0 written, ≤ 60 s',
      met: unchanged.counts?.accepted === 0 && unchanged.counts.unchanged === ROWS && unchanged.seconds <= 60,
      megabytes: unchanged.peakMegabytes,
    },
  ];
}

type Outcome = {
  seconds: number;
  peakMegabytes: number;
  rowsPerSecond?: number;
  itemsPerSecond?: number;
  counts?: { accepted: number; unchanged: number };
};

const run = (job: Record<string, unknown>): Promise<Outcome> => runJob<Outcome>('import-job.ts', job);

/** Every package item that the import left, one a line, for the peer to write again. */
async function writeItems(endpoint: string, path: string): Promise<void> {
  const engine = new DynamoDBClient({
    region: 'eu-west-2',
    endpoint,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const table = { client: DynamoDBDocumentClient.from(engine), name: TABLE };
  const file = createWriteStream(path);
  for (let first = 0; first < ROWS; first += 10_000) {
    const keys = Array.from({ length: Math.min(10_000, ROWS - first) }, (_, at) =>
      currentKey({ kind: 'package', id: `PK${first + at}` }),
    );
    for (const item of await batchGet(table, keys)) file.write(`${JSON.stringify(item)}\n`);
  }
  await new Promise<void>((resolve) => file.end(resolve));
  engine.destroy();
}

function seconds(value: number): string {
  return `${value.toFixed(1)} s`;
}
