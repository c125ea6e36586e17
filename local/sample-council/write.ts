import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultOptions } from './model.ts';
import { type TruthEntry } from './sample-file.ts';
import { sampleFiles } from './sample-files.ts';
import { truthText } from './truth.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    people: { type: 'string', default: String(defaultOptions.people) },
    seed: { type: 'string', default: String(defaultOptions.seed) },
    month: { type: 'string', default: defaultOptions.month },
  },
});
if (values.out === undefined) {
  console.error(
    'Say where to write: node local/sample-council/write.ts --out DIR [--people N] [--seed S] [--month YYYY-MM]',
  );
  process.exitCode = 1;
} else {
  write(values.out, { people: Number(values.people), seed: Number(values.seed), month: values.month });
}

function write(folder: string, options: { people: number; seed: number; month: string }): void {
  const entries: TruthEntry[] = [];
  let files = 0;
  for (const { key, bytes, truth } of sampleFiles(options)) {
    for (const entry of truth) entries.push(entry);
    const path = join(folder, key);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
    files += 1;
  }
  writeFileSync(join(folder, 'truth.json'), truthText(options, entries));
  console.log(`${files} files of Larkshire written to ${folder}`);
}
