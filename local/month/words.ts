const inPounds = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' });
const inDays = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const inNumbers = new Intl.NumberFormat('en-GB');

export function pounds(pence: number): string {
  return inPounds.format(pence / 100).replace(/^-/, '−');
}

/** `5 November 2026`. */
export function dayInWords(day: string): string {
  return inDays.format(new Date(`${day}T00:00:00Z`));
}

export function number(value: number): string {
  return inNumbers.format(value);
}

/** `1 payment`, `2,031 packages`. */
export function some(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** `direct-payments` as a person says it. */
export function plain(code: string): string {
  const words = code.replaceAll('-', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

const KB = 1024;

export function size(bytes: number): string {
  return bytes < KB * KB
    ? `${number(Math.ceil(bytes / KB))} KB`
    : `${number(Math.round(bytes / KB / KB))} MB`;
}
