import { book, textRow } from '../../functions/files/making-workbooks.ts';

/** The rows of one of our delimited samples as a workbook of texts, as someone saves a download in Excel. */
export function workbookOf(text: string, separator = ','): Buffer {
  const rows = text
    .replace('\ufeff', '')
    .split('\n')
    .map((line, index) => (line === '' ? '' : textRow(index + 1, ...cellsOf(line, separator).map(escaped))));
  return book({ sheets: [{ xml: rows.join('') }] });
}

/** Our samples have no quotation marks inside quoted cells. */
function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  let rest = `${line}${separator}`;
  while (rest !== '') {
    const [whole = rest, quoted, bare = ''] =
      new RegExp(`^(?:"([^"]*)"|([^${separator}]*))${separator}`).exec(rest) ?? [];
    cells.push(quoted ?? bare);
    rest = rest.slice(whole.length);
  }
  return cells;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\t', ' ');
}
