import * as z from 'zod';
import type { DataFolder } from './data-folder.ts';

export type Sample = 'larkshire' | 'none';

const progressShape = z.object({
  sample: z.enum(['larkshire', 'none']),
  loaded: z.array(z.string()),
  isComplete: z.boolean(),
});

/**
 * Loads the sample council through the inbox, a file after the other in the order in which they refer to each other. A
 * start that was cut off goes on where it stopped; a data folder that began without the sample stays without.
 */
export async function loadSample(options: {
  data: DataFolder;
  sample: Sample;
  put: (key: string, bytes: Buffer) => Promise<void>;
  waitUntilIdle: () => Promise<void>;
  say: (line: string) => void;
}): Promise<void> {
  const { data } = options;
  const kept = progressShape.safeParse(data.readJson('created.json')).data;
  const progress = kept ?? { sample: options.sample, loaded: [], isComplete: options.sample === 'none' };
  data.writeJson('created.json', progress);
  if (progress.isComplete) return;
  const files = await makeExtracts();
  for (const { kind, key, bytes } of files) {
    if (kind !== 'extract' || progress.loaded.includes(key)) continue;
    options.say(`Loading ${key} of Larkshire …`);
    await options.put(key, bytes);
    await options.waitUntilIdle();
    progress.loaded.push(key);
    data.writeJson('created.json', progress);
  }
  data.writeJson('created.json', { ...progress, isComplete: true });
}

/** Imported when they are wanted only: most starts find Larkshire loaded. */
async function makeExtracts() {
  const { buildCouncil } = await import('./sample-council/council.ts');
  const { extractFiles } = await import('./sample-council/extracts.ts');
  const { defaultOptions } = await import('./sample-council/model.ts');
  return extractFiles(buildCouncil(defaultOptions));
}
