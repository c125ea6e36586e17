/** How a cell shows its number. A cell is read as it looks, since that is what its author checked. */
export type CellFormat =
  | { kind: 'number' | 'percent' | 'date' | 'time' | 'date-time' | 'elapsed' }
  | { kind: 'digits'; pattern: string };

// ECMA-376 18.8.30: formats that every workbook knows without writing them down.
const builtInDates = new Set(['14', '15', '16', '17', '27', '28', '29', '30', '31', '34', '35', '36']);
const moreBuiltInDates = new Set(['50', '51', '52', '53', '54', '55', '56', '57', '58']);
const builtInTimes = new Set(['18', '19', '20', '21', '32', '33', '45', '47']);

export function cellFormat(id: string, code: string | undefined): CellFormat {
  if (code !== undefined) return formatOfCode(code);
  if (builtInDates.has(id) || moreBuiltInDates.has(id)) return { kind: 'date' };
  if (builtInTimes.has(id)) return { kind: 'time' };
  if (id === '22') return { kind: 'date-time' };
  if (id === '46') return { kind: 'elapsed' };
  if (id === '9' || id === '10') return { kind: 'percent' };
  return { kind: 'number' };
}

function formatOfCode(written: string): CellFormat {
  // Excel takes 255 characters; a longer one would only cost time.
  const code = written.slice(0, 255);
  const withoutTexts = code.replaceAll(/"[^"]*"|\\.|[_*]./g, '');
  if (/\[(?:h+|m+|s+)\]/i.test(withoutTexts)) return { kind: 'elapsed' };
  const bare = withoutTexts.replaceAll(/\[[^\]]*\]/g, '').split(';')[0] ?? '';
  if (/general|@/i.test(bare)) return { kind: 'number' };
  const hasTime = /[hs]|am\/pm/i.test(bare);
  const hasDate = /[yd]|m{3}/i.test(bare) || (!hasTime && /m/i.test(bare));
  if (hasDate) return { kind: hasTime ? 'date-time' : 'date' };
  if (hasTime) return { kind: 'time' };
  if (bare.includes('%')) return { kind: 'percent' };
  // 00000000 or 00-00-00: account numbers and sort codes whose leading zeros exist in the format only.
  const pattern = code.replaceAll(/[\\"]/g, '');
  return /^0[0 -]*0$/.test(pattern) ? { kind: 'digits', pattern } : { kind: 'number' };
}

/** Text of a stored number, or undefined where it cannot be said without losing or inventing digits. */
export function numberText(
  stored: string,
  format: CellFormat | undefined,
  from1904: boolean,
): string | undefined {
  const value = Number(stored);
  if (stored.trim() === '' || !Number.isFinite(value)) return undefined;
  switch (format?.kind) {
    case 'date':
    case 'date-time':
      return dateText(value, format.kind === 'date-time', from1904);
    case 'time':
      return value < 0 ? undefined : clockText(Math.round((value % 1) * secondsPerDay) % secondsPerDay);
    case 'elapsed':
      return value < 0 ? undefined : clockText(Math.round(value * secondsPerDay));
    case 'percent':
      return appendPercent(plainText(value * 100));
    case 'digits':
      return digitsText(value, format.pattern);
    case 'number':
    case undefined:
      return plainText(value);
  }
}

/**
 * Excel keeps 15 significant digits; what stands behind them is noise of binary fractions (0.1+0.2, 27.18*3).
 * A whole number beyond 2^53 has already lost digits of its own.
 */
function plainText(value: number): string | undefined {
  if (Number.isInteger(value)) return Number.isSafeInteger(value) ? String(value) : undefined;
  const shortest = String(Number(value.toPrecision(15)));
  const [mantissa = '', exponent] = shortest.split('e-');
  if (exponent === undefined) return shortest;
  const decimals = (mantissa.split('.')[1] ?? '').length + Number(exponent);
  return decimals > 40 ? undefined : value.toFixed(decimals);
}

function appendPercent(text: string | undefined): string | undefined {
  return text === undefined ? undefined : `${text}%`;
}

function digitsText(value: number, pattern: string): string | undefined {
  if (!Number.isSafeInteger(value) || value < 0) return plainText(value);
  const places = pattern.replaceAll(/[^0]/g, '').length;
  const digits = String(value).padStart(places, '0');
  let used = digits.length - places;
  const first = digits.slice(0, used);
  return first + pattern.replaceAll('0', () => digits.charAt(used++));
}

const secondsPerDay = 86_400;
const millisecondsPerDay = 86_400_000;
const epoch1900 = Date.UTC(1899, 11, 30);
const epoch1904 = Date.UTC(1904, 0, 1);
const lastDay = Date.UTC(9999, 11, 31);

/** Days are counted in UTC throughout: a date has no clock, so no summer time can move it. */
function dateText(serial: number, withTime: boolean, from1904: boolean): string | undefined {
  const seconds = Math.round(serial * secondsPerDay);
  const day = Math.floor(seconds / secondsPerDay);
  // Day 60 of the 1900 system is 29 February 1900, which never was; the days before it are one off for its sake.
  if (day < 0 || (!from1904 && (day === 0 || day === 60))) return undefined;
  const epoch = from1904 ? epoch1904 : day < 60 ? epoch1900 + millisecondsPerDay : epoch1900;
  const time = epoch + day * millisecondsPerDay;
  if (time > lastDay) return undefined;
  const date = new Date(time).toISOString().slice(0, 10);
  const clock = seconds - day * secondsPerDay;
  return withTime && clock !== 0 ? `${date}T${clockText(clock)}` : date;
}

function clockText(total: number): string {
  const pad = (part: number) => String(part).padStart(2, '0');
  const seconds = total % 60;
  const minutes = Math.floor(total / 60) % 60;
  const hours = Math.floor(total / 3600);
  return seconds === 0 ? `${pad(hours)}:${pad(minutes)}` : `${pad(hours)}:${pad(minutes)}:${pad(seconds)}`;
}

/** Strict workbooks and some writers store dates as ISO text. */
export function isoText(stored: string): string {
  return stored.replace(/T00:00(?::00(?:\.0+)?)?Z?$/, '').replace(/(T\d\d:\d\d:\d\d)\.0+Z?$/, '$1');
}
