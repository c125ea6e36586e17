import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import * as z from 'zod';

/** Runs every suite and closes with what the runner’s own report counts, and with what was skipped for want of what. */

const REPORT = 'reports/tests.json';
const reportSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numFailedTestSuites: z.int(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(
        z.object({ status: z.string(), title: z.string(), ancestorTitles: z.array(z.string()) }),
      ),
    }),
  ),
});

type Report = z.infer<typeof reportSchema>;

/** The tests that reach every line of `domain`. Counting lines takes half as long again, so that the others run without it. */
const counted = [
  ...['test/domain/', 'test/events/', 'test/functions/'],
  ...['runs', 'brought-forward', 'accruals', 'answers'].map((name) => `test/integration/pay/${name}.test.ts`),
];

const asked = process.argv.slice(2);
const [first, ...rest] = asked;
const runs =
  first === '--coverage' && rest.length === 0
    ? [
        ['--coverage', ...counted],
        counted.map((path) => `--exclude=${path}${path.endsWith('/') ? '**' : ''}`),
      ]
    : first === '--counted'
      ? [['--coverage', ...counted]]
      : [asked];

type Ran = { code: number; report: Report };

async function run(options: readonly string[]): Promise<Ran> {
  rmSync(REPORT, { force: true });
  mkdirSync('reports', { recursive: true });
  const runner = spawn(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${REPORT}`,
      ...options,
    ],
    { stdio: 'inherit' },
  );
  const [code] = z.tuple([z.int().nullable(), z.unknown()]).parse(await once(runner, 'close'));
  return { code: code ?? 1, report: reportSchema.parse(JSON.parse(readFileSync(REPORT, 'utf8'))) };
}

const ran: Ran[] = [];
for (const options of runs) ran.push(await run(options));

const files = ran.flatMap(({ report }) => report.testResults);
const skipped = new Map<string, number>();
for (const file of files) {
  for (const test of file.assertionResults) {
    if (test.status !== 'skipped' && test.status !== 'pending' && test.status !== 'todo') continue;
    const suite = test.ancestorTitles.find((title) => title !== '') ?? test.title;
    skipped.set(suite, (skipped.get(suite) ?? 0) + 1);
  }
}
for (const [suite, count] of skipped) console.log(`skipped ${count}: ${suite}`);
// A file that failed before its first test counts as one failure, or a broken import would pass for none.
const broken = files.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
for (const file of broken) console.log(`could not be run: ${file.name}`);
const sum = (of: (report: Report) => number) => ran.reduce((total, { report }) => total + of(report), 0);
const failed = sum(({ numFailedTests }) => numFailedTests) + broken.length;
const code = ran.find((each) => each.code !== 0)?.code ?? 0;
// Else a missed threshold would be a red run of which every line that is read is green.
if (code !== 0 && failed === 0) console.log('no test failed, and yet the run did: look above for ERROR');
console.log(
  `${sum(({ numPassedTests }) => numPassedTests)} passed, ${failed} failed, ${sum(({ numPendingTests }) => numPendingTests)} skipped`,
);
process.exitCode = code;
