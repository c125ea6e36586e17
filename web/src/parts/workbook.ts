import { writeXlsx, type Cell, type CellValue } from 'hucre/xlsx';
import { londonClock } from '../words/format.ts';
import type { Column, Figure } from './columns.ts';

const FORMATS: Readonly<Record<Figure, string | undefined>> = {
  // Two decimals at least; a rate of more keeps them, so that what is shown is what was agreed.
  pounds: '£#,##0.00##;−£#,##0.00##',
  percent: '0.00##%',
  number: undefined,
  date: 'd mmmm yyyy',
  instant: 'd mmmm yyyy hh:mm',
};
/** The most characters Excel takes in a cell; a workbook with more counts as broken. */
const MOST_CHARACTERS = 32_767;
/** Excel believes in 29 February 1900, so the days before it would come out as others. */
const FIRST_SAFE_DAY = '1900-03-01';

/**
 * Rows as an XLSX workbook: amounts are numbers, days are dates, and every text is text, so none of it runs as a
 * formula. A workbook holds numbers as floats in any case; nothing is reckoned here, only the digits are handed over.
 */
export function workbookOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): Promise<Uint8Array> {
  const cells = new Map<string, Partial<Cell>>();
  const body = rows.map((row, rowIndex) =>
    columns.map(({ text, figure }, columnIndex): CellValue => {
      const value = figure === undefined ? null : valueOf(figure.of(row), figure.is);
      if (figure === undefined || value === null) return text(row).slice(0, MOST_CHARACTERS);
      const numFmt = FORMATS[figure.is];
      if (numFmt !== undefined) cells.set(`${rowIndex + 1},${columnIndex}`, { style: { numFmt } });
      return value;
    }),
  );
  return writeXlsx({
    sheets: [
      {
        name: 'Rows',
        rows: [columns.map(({ heading }) => heading), ...body],
        columns: columns.map(() => ({ autoWidth: true })),
        cells,
        freezePane: { rows: 1 },
      },
    ],
  });
}

/** A figure as a workbook holds it; null where it cannot, and the text stands instead. */
function valueOf(figure: string | null, is: Figure): number | Date | null {
  if (figure === null || figure === '') return null;
  if (is === 'date' || is === 'instant') {
    if (figure < FIRST_SAFE_DAY) return null;
    // A workbook knows no time zones: an instant is written as the clock in London showed it.
    const date = new Date(is === 'date' ? `${figure}T00:00:00Z` : `${londonClock(figure)}Z`);
    return Number.isNaN(date.getTime()) ? null : date;
  }
  // The power of ten is part of the text, so that 4.15% is 0.0415 and not what a division makes of it.
  const number = Number(is === 'percent' ? `${figure}e-2` : figure);
  return Number.isNaN(number) ? null : number;
}
