export type CsvShape = { separator?: string; lineEnd?: string };

/** One record; a field is quoted only where it must be. */
export function csvRecord(
  fields: readonly string[],
  { separator = ',', lineEnd = '\n' }: CsvShape = {},
): string {
  return fields.map((field) => quoteWhereNeeded(field, separator)).join(separator) + lineEnd;
}

export function* csvLines(
  columns: readonly string[],
  rows: Iterable<readonly string[]>,
  shape: CsvShape = {},
): Generator<string> {
  yield csvRecord(columns, shape);
  for (const row of rows) yield csvRecord(row, shape);
}

/** Joins lines in blocks, so that a county of rows is never one array of strings. */
export function bytesOf(
  lines: Iterable<string>,
  encode: (text: string) => Buffer = (text) => Buffer.from(text),
): Buffer {
  const blocks: Buffer[] = [];
  let block = '';
  for (const line of lines) {
    block += line;
    if (block.length < 1_000_000) continue;
    blocks.push(encode(block));
    block = '';
  }
  blocks.push(encode(block));
  return Buffer.concat(blocks);
}

function quoteWhereNeeded(field: string, separator: string): string {
  const needsQuotes = field.includes(separator) || /["\r\n]|^\s|\s$/.test(field);
  return needsQuotes ? `"${field.replaceAll('"', '""')}"` : field;
}
