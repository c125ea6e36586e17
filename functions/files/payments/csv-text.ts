/** Rows as CSV, a line end after each; a cell is quoted where it must be. */
export function csvText(rows: readonly (readonly string[])[], delimiter = ','): string {
  return rows.map((cells) => `${cells.map((cell) => quoted(cell, delimiter)).join(delimiter)}\r\n`).join('');
}

function quoted(cell: string, delimiter: string): string {
  const needsQuotes = /["\r\n]|^\s|\s$/.test(cell) || cell.includes(delimiter);
  return needsQuotes ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Text of a file that people open in a spreadsheet, which would run `=…` as a formula (OWASP ASVS 1.2.10, CWE-1236). */
export function harmlessText(text: string): string {
  return /^[=+\-@\t\r\n\0＝＋－＠]/.test(text) ? `'${text}` : text;
}
