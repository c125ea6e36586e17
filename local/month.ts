import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { councilOf } from './month/council-files.ts';
import { openOffice, Refused } from './month/office.ts';
import { readOptions } from './month/options.ts';
import { clearOutputs, SUMMARY_FILE } from './month/outputs.ts';
import { summaryText } from './month/print-summary.ts';
import { summaryHtml } from './month/summary-html.ts';
import { whatDoesNotHold } from './month/what-does-not-hold.ts';
import { workMonth } from './month/work-month.ts';
import { startRuntime } from './runtime.ts';
import { StartError } from './start-error.ts';

async function month(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const council = councilOf(options);
  const outputFolder = clearOutputs(options.out);
  // With --json the summary alone is the output; how far it is goes where it is in nobody's way.
  const say = (line: string) => {
    (options.asJson ? console.error : console.log)(line);
  };
  say(`Starting careledger in memory, on ${council.today} …`);
  const runtime = await startRuntime({ port: 0, today: council.today, withPages: false, retrySeconds: 1 });
  try {
    const summary = await workMonth(openOffice(runtime.url), council, {
      ...{ outputFolder, say, usage: runtime.usage },
    });
    writeFileSync(join(outputFolder, 'summary.html'), summaryHtml(summary));
    writeFileSync(join(outputFolder, 'summary.txt'), `${summaryText(summary)}\n`);
    writeFileSync(join(outputFolder, SUMMARY_FILE), `${JSON.stringify(summary, null, 1)}\n`);
    console.log(options.asJson ? JSON.stringify(summary) : `\n${summaryText(summary)}`);
    const failed = whatDoesNotHold(summary);
    if (failed.length > 0) throw new StartError(failed.join('\n'));
  } finally {
    await runtime.stop();
  }
}

try {
  await month();
  process.exit(0);
} catch (error) {
  const isSaid = error instanceof StartError || error instanceof Refused;
  console.error(isSaid ? error.message : error);
  process.exit(1);
}
