import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { badExtractFiles } from './bad-extracts.ts';
import { buildCouncil } from './council.ts';
import { defaultOptions, type SampleOptions } from './model.ts';
import { type SampleFile, type TruthEntry } from './sample-file.ts';
import { sampleFiles } from './sample-files.ts';
import { truthText } from './truth.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    people: { type: 'string', default: String(defaultOptions.people) },
    seed: { type: 'string', default: String(defaultOptions.seed) },
    month: { type: 'string', default: defaultOptions.month },
    'with-bad-extracts': { type: 'boolean', default: false },
  },
});
if (values.out === undefined) {
  console.error(
    'Say where to write: node local/sample-council/write.ts --out DIR [--people N] [--seed S] [--month YYYY-MM] [--with-bad-extracts]',
  );
  process.exitCode = 1;
} else {
  write(values.out, { people: Number(values.people), seed: Number(values.seed), month: values.month });
}

function write(folder: string, options: SampleOptions): void {
  const entries: TruthEntry[] = [];
  let files = 0;
  const keep = (root: string, { key, bytes, truth }: SampleFile): void => {
    const path = join(root, key);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
    for (const entry of truth) entries.push(entry);
    files += 1;
  };
  for (const file of sampleFiles(options)) keep(folder, file);
  // Apart from the rest, so that a folder can be loaded whole without them.
  if (values['with-bad-extracts'])
    for (const file of badExtractFiles(buildCouncil(options))) keep(join(folder, 'bad-extracts'), file);
  writeFileSync(join(folder, 'truth.json'), truthText(options, entries));
  console.log(`${files} files of Larkshire written to ${folder}`);
}
