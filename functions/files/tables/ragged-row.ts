import { finding, type Finding } from '../../../domain/records/finding.ts';
import type { TableRow } from './table-events.ts';

/** What is said of a row with more or fewer cells than there are headings. */
export function raggedRow(row: Pick<TableRow, 'line' | 'cells'>, expected: number): Finding {
  const cells = row.cells.findLastIndex((cell) => cell !== '') + 1;
  return finding(
    'error',
    'row-ragged',
    cells > expected
      ? `This line has ${cells} cells but the heading has ${expected}. A comma inside a value needs quotation marks round it.`
      : `This line has fewer cells than the heading, which has ${expected}.`,
    { line: row.line },
  );
}
