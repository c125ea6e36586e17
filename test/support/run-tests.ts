import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import * as z from 'zod';

/** Runs every suite and closes with what the runner's own report counts, and with what was skipped for want of what. */

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
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit' },
);

runner.on('close', (code) => {
  const report = reportSchema.parse(JSON.parse(readFileSync(REPORT, 'utf8')));
  const skipped = new Map<string, number>();
  for (const file of report.testResults) {
    for (const test of file.assertionResults) {
      if (test.status !== 'skipped' && test.status !== 'pending' && test.status !== 'todo') continue;
      const suite = test.ancestorTitles.find((title) => title !== '') ?? test.title;
      skipped.set(suite, (skipped.get(suite) ?? 0) + 1);
    }
  }
  for (const [suite, count] of skipped) console.log(`skipped ${count}: ${suite}`);
  // A file that failed before its first test counts as one failure, or a broken import would pass for none.
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  for (const file of broken) console.log(`could not be run: ${file.name}`);
  const failed = report.numFailedTests + broken.length;
  console.log(`${report.numPassedTests} passed, ${failed} failed, ${report.numPendingTests} skipped`);
  process.exitCode = code ?? 1;
});
