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
  /** Sets a setting as a user. */
  set: (user: string, setting: string, change: Record<string, unknown>) => Promise<void>;
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
  await setGoLive(options.set);
  await setOwnSettings(options.set);
  data.writeJson('created.json', { ...progress, isComplete: true });
}

/** Imported when they are wanted only: most starts find Larkshire loaded. */
async function makeExtracts() {
  const { buildCouncil } = await import('./sample-council/council.ts');
  const { extractFiles } = await import('./sample-council/extracts.ts');
  const { defaultOptions } = await import('./sample-council/model.ts');
  return extractFiles(buildCouncil(defaultOptions));
}

/** A setting takes two administrators; set again, it stays. */
type SetSetting = Parameters<typeof loadSample>[0]['set'];

/** Larkshire pays from the first day of its sample month on. */
async function setGoLive(set: SetSetting): Promise<void> {
  const { defaultOptions } = await import('./sample-council/model.ts');
  const firstDay = `${defaultOptions.month}-01`;
  const change = {
    value: firstDay,
    effectiveFrom: firstDay,
    reason: 'Larkshire moved to careledger on this day.',
  };
  for (const user of ['ada.admin', 'art.admin']) await set(user, 'goLive', change);
}

/** What Larkshire decided beside its go-live. */
async function setOwnSettings(set: SetSetting): Promise<void> {
  const { calendarOf } = await import('./sample-council/days.ts');
  const { defaultOptions } = await import('./sample-council/model.ts');
  const { councilSettings } = await import('./sample-council/settings.ts');
  for (const { setting, ...change } of councilSettings(defaultOptions, calendarOf(defaultOptions.month)))
    for (const user of ['ada.admin', 'art.admin']) await set(user, setting, change);
}
