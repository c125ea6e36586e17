const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** `2026-12-07` as 7 December 2026; anything that is no date stays as it is. */
export function formatDate(date: string): string {
  const parts = DATE.exec(date);
  const month = MONTHS[Number(parts?.[2]) - 1];
  return parts === null || month === undefined ? date : `${Number(parts[3])} ${month} ${parts[1] ?? ''}`;
}

export function monthName(month: number): string {
  return MONTHS[month - 1] ?? '';
}

const londonParts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  ...({ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const),
});

/** What the clock in London shows at an instant: `2026-12-07T14:05:00`; empty where there is no such instant. */
export function londonClock(instant: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return '';
  const parts = Object.fromEntries(londonParts.formatToParts(at).map(({ type, value }) => [type, value]));
  const { year = '', month = '', day = '', hour = '', minute = '' } = parts;
  return `${year}-${month}-${day}T${hour}:${minute}:00`;
}

/** An instant as people in London say it: 7 December 2026 at 14:05. */
export function formatInstant(instant: string): string {
  const [date = '', time] = londonClock(instant).split('T');
  return time === undefined ? instant : `${formatDate(date)} at ${time.slice(0, 5)}`;
}

/** Whole pence as decimal text of pounds: `-1250` is -12.50. Digits are moved, never divided, so every penny stays. */
export function poundsOfPence(pence: number): string {
  const digits = String(Math.abs(pence)).padStart(3, '0');
  return `${pence < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Whole pence as people read them: −£1,234.50. */
export function formatMoney(pence: number): string {
  return formatPounds(poundsOfPence(pence));
}

/** A change of money with its sign: +£12.50, −£12.50, £0.00. */
export function formatChange(pence: number): string {
  return `${pence > 0 ? '+' : ''}${formatMoney(pence)}`;
}

/** A number as people type it: a comma may only part thousands, since `20,50` may be meant as 20.50. */
const TYPED = /^([-−]?)£?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/;
const MOST_WHOLE_DIGITS = 9;

function typedParts(text: string, mostDecimals: number) {
  const [found, sign = '', whole = '', decimals = ''] = TYPED.exec(text.trim()) ?? [];
  const digits = whole.replaceAll(',', '');
  if (found === undefined || digits.length > MOST_WHOLE_DIGITS || decimals.length > mostDecimals) return null;
  return { isNegative: sign !== '', whole: digits, decimals };
}

/** Pounds as people type them, as whole pence: `1,234.5` is 123450; null where it is no amount. */
export function penceOfPounds(text: string): number | null {
  const parts = typedParts(text, 2);
  if (parts === null) return null;
  const amount = Number(parts.whole + parts.decimals.padEnd(2, '0'));
  return parts.isNegative && amount !== 0 ? -amount : amount;
}

/**
 * A rate or another number as people type it, as the API takes it: `£1,020.50` is 1020.5, `−4.0` is -4; null where it is
 * none, or has more than four decimals.
 */
export function decimalOfTyped(text: string): string | null {
  const parts = typedParts(text, 4);
  if (parts === null) return null;
  const decimals = parts.decimals.replace(/0+$/, '');
  const digits = `${parts.whole.replace(/^0+(?=\d)/, '')}${decimals === '' ? '' : `.${decimals}`}`;
  return parts.isNegative && digits !== '0' ? `-${digits}` : digits;
}

/** The days of something: one day, or from the first to the last. */
export function formatDays(from: string, to: string): string {
  return from === to ? formatDate(from) : `${formatDate(from)} to ${formatDate(to)}`;
}

/** Decimal text of pounds as people read it: `27.1` is £27.10, `27.1875` stays £27.1875. */
export function formatPounds(text: string): string {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (parts === null) return text;
  const [, sign = '', whole = '', decimals = ''] = parts;
  return `${sign === '-' ? '−' : ''}£${groupThousands(whole)}.${decimals.padEnd(2, '0')}`;
}

export function formatCount(count: number): string {
  return count < 0 ? `−${groupThousands(String(-count))}` : groupThousands(String(count));
}

/** `1 file`, `2 files`, `1,000 files`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

function groupThousands(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

const UNITS = ['bytes', 'kB', 'MB', 'GB'];

/** The size of a file with three digits at most: 1.4 MB. */
export function formatSize(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${unit === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${UNITS[unit] ?? ''}`;
}

/** How long ago an instant was, in words; by the day, since work is counted in days. */
export function formatAge(instant: string, now: Date): string {
  const hours = Math.floor((now.getTime() - new Date(instant).getTime()) / 3_600_000);
  if (Number.isNaN(hours) || hours < 1) return 'less than an hour';
  return hours < 24 ? counted(hours, 'hour') : counted(Math.floor(hours / 24), 'day');
}
