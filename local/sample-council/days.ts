const MS_A_DAY = 86_400_000;

/** Days are whole numbers since 1 January 1970 inside the generator: arithmetic is plain, no time zone can slip in. */
export function dayOf(iso: string): number {
  const [year = 0, month = 0, day = 0] = iso.split('-').map(Number);
  return Date.UTC(year, month - 1, day) / MS_A_DAY;
}

const isoTexts = new Map<number, string>();

/** A county writes the same few thousand days millions of times, so their texts are kept. */
export function isoOf(day: number): string {
  const known = isoTexts.get(day);
  if (known !== undefined) return known;
  const text = new Date(day * MS_A_DAY).toISOString().slice(0, 10);
  isoTexts.set(day, text);
  return text;
}

export function ukDateOf(day: number): string {
  const [year, month, date] = isoOf(day).split('-');
  return `${String(date)}/${String(month)}/${String(year)}`;
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

export function mondayOf(day: number): number {
  return day - weekdayOf(day) + 1;
}

export function timeOf(minutes: number): string {
  const inDay = ((minutes % 1440) + 1440) % 1440;
  return `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`;
}

export type SampleCalendar = {
  month: string;
  monthFrom: number;
  monthTo: number;
  /** The council goes live on the first day of the sample month; opening positions stand at the day before. */
  goLive: number;
  /** The day the month's returns and statements arrive; "future" and "too old" are judged against it. */
  receivedOn: number;
  fyStart: number;
  previousFyStart: number;
  /** Benefits, allowances and charges move on the first Monday from 6 April. */
  chargesMoveOn: number;
};

export function calendarOf(month: string): SampleCalendar {
  if (!/^20[2-9]\d-(0[1-9]|1[0-2])$/.test(month))
    throw new RangeError(`month must be written YYYY-MM, not ${month}`);
  const monthFrom = dayOf(`${month}-01`);
  const monthTo = dayOf(isoOf(monthFrom + 31).slice(0, 7) + '-01') - 1;
  const year = Number(month.slice(0, 4)) - (month.slice(5) < '04' ? 1 : 0);
  const sixthOfApril = dayOf(`${year}-04-06`);
  return {
    month,
    monthFrom,
    monthTo,
    goLive: monthFrom,
    receivedOn: monthTo + 5,
    fyStart: dayOf(`${year}-04-01`),
    previousFyStart: dayOf(`${year - 1}-04-01`),
    chargesMoveOn: weekdayOf(sixthOfApril) === 1 ? sixthOfApril : mondayOf(sixthOfApril) + 7,
  };
}
