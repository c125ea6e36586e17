const FORMULA_START = /^[=+\-@\t\r]/;
const PLAIN_NUMBER = /^-\d+(\.\d+)?$/;

/**
 * A cell that no spreadsheet runs as a formula (OWASP, CSV injection): text that would begin one gets an apostrophe.
 * A negative number is no formula and stays a number.
 */
function safeCell(text: string): string {
  const safe = FORMULA_START.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
  return /[",;\r\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as CSV in the form Excel opens as it should: a byte order mark and CRLF (RFC 4180). */
export function csvText(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(safeCell).join(',')}\r\n`).join('')}`;
}
