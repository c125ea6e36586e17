import * as z from 'zod';
import type { DataFolder } from './data-folder.ts';
import { defaultOptions } from './sample-council/model.ts';
import { sampleFiles } from './sample-council/sample-files.ts';

export type Sample = 'larkshire' | 'none';

const progressShape = z.object({ sample: z.enum(['larkshire', 'none']), loaded: z.array(z.string()) });

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
  const progress = kept ?? { sample: options.sample, loaded: [] };
  data.writeJson('created.json', progress);
  if (progress.sample === 'none') return;
  for (const { kind, key, bytes } of sampleFiles(defaultOptions)) {
    if (kind !== 'extract' || progress.loaded.includes(key)) continue;
    options.say(`Loading ${key} of Larkshire …`);
    await options.put(key, bytes);
    await options.waitUntilIdle();
    progress.loaded.push(key);
    data.writeJson('created.json', progress);
  }
}
