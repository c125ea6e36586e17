export type ReadRow = { line: number; fields: Readonly<Record<string, string>> };

/** A reader of the test's own, so that the generator's writer is not judged by a kinsman. Assumes a heading row. */
export function readCsv(text: string, separator = ','): ReadRow[] {
  const records = recordsOf(text.replace(/^\uFEFF/, ''), separator).filter(
    ({ cells }) => !(cells[0] ?? '').startsWith('#'),
  );
  const [heading, ...rows] = records;
  const names = heading?.cells ?? [];
  return rows.map(({ line, cells }) => {
    if (cells.length !== names.length)
      throw new Error(`line ${line} has ${cells.length} cells, the heading ${names.length}`);
    return { line, fields: Object.fromEntries(names.map((name, place) => [name, cells[place] ?? ''])) };
  });
}

export function recordsOf(text: string, separator: string): { line: number; cells: string[] }[] {
  const records: { line: number; cells: string[] }[] = [];
  let [line, startLine, cell, quoted] = [1, 1, '', false];
  let cells: string[] = [];
  for (let i = 0; i < text.length; i += 1) {
    const character = text.charAt(i);
    if (character === '\n') line += 1;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text.charAt(i + 1) === '"') [cell, i] = [`${cell}"`, i + 1];
      else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === separator) [cells, cell] = [[...cells, cell], ''];
    else if (character === '\n') {
      records.push({ line: startLine, cells: [...cells, cell] });
      [cells, cell, startLine] = [[], '', line];
    } else if (character !== '\r') cell += character;
  }
  if (cell !== '' || cells.length > 0) records.push({ line: startLine, cells: [...cells, cell] });
  return records;
}
