import { addDays, monthStart } from '../timeline/days.ts';
import type { Word } from '../words/labels.ts';
import { leftToRecover, type Recovery } from './recovery-table.tsx';

type Instalment = NonNullable<Recovery['instalments']>['items'][number];
export type PlannedInstalment = { dueOn: string; amountPence: number };
export type Frequency = 'weekly' | 'four-weekly' | 'monthly';

export const frequencies = {
  weekly: 'Every week',
  'four-weekly': 'Every four weeks',
  monthly: 'Every month',
} as const satisfies Record<Frequency, string>;

export function isFrequency(name: string): name is Frequency {
  return name in frequencies;
}

const DAYS = { weekly: 7, 'four-weekly': 28 } as const;

/** The most instalments that are agreed at once. */
export const MOST = 240;

/** So much a time from a first day until a sum is reached: the last instalment is what is left of it. */
export function planOf(
  left: number,
  { amountPence, frequency, firstOn }: { amountPence: number; frequency: Frequency; firstOn: string },
): PlannedInstalment[] {
  if (amountPence <= 0 || left <= 0) return [];
  const count = Math.min(MOST + 1, Math.ceil(left / amountPence));
  return Array.from({ length: count }, (_, place) => ({
    dueOn: dayAt(firstOn, frequency, place),
    amountPence: Math.min(amountPence, left - place * amountPence),
  }));
}

/** The day some times after a first; a month that is too short for it ends earlier. */
function dayAt(firstOn: string, frequency: Frequency, times: number): string {
  if (frequency !== 'monthly') return addDays(firstOn, times * DAYS[frequency]);
  const start = monthStart(firstOn, times);
  const last = addDays(monthStart(firstOn, times + 1), -1);
  const wanted = `${start.slice(0, 8)}${firstOn.slice(8)}`;
  return wanted < last ? wanted : last;
}

export type InstalmentStanding = Instalment & { camePence: number; is: Word };

/** What came of each agreed instalment, the oldest first, and which are late. */
export function standingOf(recovery: Recovery, today: string): InstalmentStanding[] {
  const items = recovery.instalments?.items ?? [];
  const total = items.reduce((sum, { amountPence }) => sum + amountPence, 0);
  let came = total - leftToRecover(recovery);
  return items.map((item) => {
    const camePence = Math.min(item.amountPence, Math.max(0, came));
    came -= camePence;
    return { ...item, camePence, is: wordOf(item, { camePence, today }) };
  });
}

function wordOf(
  { amountPence, dueOn }: Instalment,
  { camePence, today }: { camePence: number; today: string },
): Word {
  if (camePence === amountPence) return { word: 'Paid', tone: 'green' };
  if (dueOn < today) return { word: 'Late', tone: 'red' };
  return camePence > 0 ? { word: 'Part paid', tone: 'blue' } : { word: 'To come', tone: 'grey' };
}
