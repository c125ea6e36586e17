import * as z from 'zod';
import { extractOrder } from '../sample-council/extracts.ts';
import type { SettingChange } from '../sample-council/settings.ts';
import type { Council, MonthFile } from './council-files.ts';
import { HAND_KEYED } from './hand-keyed.ts';
import { Refused, type Office } from './office.ts';

const OFFICER = 'olu.officer';
const ADMINS = ['ada.admin', 'art.admin'] as const;
const NO_SUCH_FOLDER = 400;

const anything = z.unknown();
const writesShape = z.array(z.object({ path: z.string(), body: z.record(z.string(), z.unknown()) }));

/** What went in, and what nothing takes. */
export type BroughtIn = { leftAside: string[]; keyed: number };

/**
 * Puts the files of the month into the inbox as they come: extracts one after the other, as each refers to those before,
 * then what was reported about the month, a provider’s second return after its first was checked. What is keyed by hand
 * follows once there is something to key it on.
 */
export async function bringIn(
  office: Office,
  council: Council,
  {
    say,
    timed,
  }: { say: (line: string) => void; timed: <T>(step: string, work: () => Promise<T>) => Promise<T> },
): Promise<BroughtIn> {
  const leftAside = new Set<string>();
  const handKeyed: MonthFile[] = [];
  const drop = async (file: MonthFile) => {
    if (file.folder === HAND_KEYED) handKeyed.push(file);
    else if (!(await isTaken(office, file))) leftAside.add(file.folder);
  };
  const following = new Map<string, MonthFile[]>();
  for (const file of council.files) {
    const sender = file.folder === 'provider-returns' ? file.key.split('/')[1] : undefined;
    if (sender !== undefined && following.has(sender)) {
      following.get(sender)?.push(file);
      continue;
    }
    if (sender !== undefined) following.set(sender, []);
    const isExtract = extractOrder.some((name) => name === file.folder);
    if (isExtract) say(`Taking in ${file.key} …`);
    await timed(isExtract ? 'extracts' : file.folder, async () => {
      await drop(file);
      if (isExtract) await office.waitUntilIdle();
    });
  }
  await timed('idle', async () => {
    await office.waitUntilIdle();
    for (const round of roundsOf([...following.values()])) {
      for (const file of round) await drop(file);
      await office.waitUntilIdle();
    }
  });
  return timed('keyed', async () => {
    await setGoLive(office, council.from);
    for (const change of council.settings) await enter(office, change);
    const keyed = await keyByHand(office, handKeyed);
    return { leftAside: [...leftAside].sort(), keyed };
  });
}

/** The first of each, then the second of each, and so on. */
function roundsOf<T>(lists: readonly (readonly T[])[]): T[][] {
  const most = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: most }, (_, place) => lists.flatMap((list) => list.slice(place, place + 1)));
}

async function isTaken(office: Office, { key, bytes }: MonthFile): Promise<boolean> {
  try {
    await office.drop(key, bytes());
    return true;
  } catch (error) {
    if (error instanceof Refused && error.status === NO_SUCH_FOLDER) return false;
    throw error;
  }
}

/** No day before the month is paid: the old system did that. */
async function setGoLive(office: Office, firstDay: string): Promise<void> {
  const reason = 'The council pays from this month on.';
  await enter(office, { setting: 'goLive', value: firstDay, effectiveFrom: firstDay, reason });
}

/** A setting takes two administrators. */
async function enter(office: Office, { setting, ...body }: SettingChange): Promise<void> {
  for (const admin of ADMINS) await office.ask(admin, `PUT /settings/${setting}`, { schema: anything, body });
}

/** What no extract carries, such as stays in hospital: writes of the API, as an officer keys them. */
async function keyByHand(office: Office, files: readonly MonthFile[]): Promise<number> {
  let keyed = 0;
  for (const { bytes } of files)
    for (const { path, body } of writesShape.parse(JSON.parse(Buffer.from(bytes()).toString('utf8')))) {
      await office.ask(OFFICER, `PUT ${path}`, { schema: anything, body });
      keyed += 1;
    }
  return keyed;
}
