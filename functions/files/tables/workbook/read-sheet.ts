import { tooManyColumns, tooManyRows } from '../assemble-table.ts';
import type { TableLimits } from '../table-events.ts';
import { isoText, numberText } from './cell-text.ts';
import type { WorkbookParts } from './workbook-parts.ts';
import { decodeEscapes } from './workbook-parts.ts';
import type { XmlAttributes, XmlHandlers } from './read-xml.ts';
import { workbookDamaged } from './workbook-refusals.ts';

export type SheetRow = { line: number; cells: string[]; fault?: string };

export type SheetReading = XmlHandlers & {
  /** Rows that hold anything, since the last call. */
  takeRows: () => SheetRow[];
};

type OpenCell = {
  column: number;
  type: string;
  style: number;
  value: string;
  hasValue: boolean;
  hasFormula: boolean;
};
type CellReading = { text: string } | { fault: string };

/** Rows of one sheet from its XML. Empty rows and cells cost nothing: only what holds a value is kept. */
export function readSheet(
  { strings, formats, from1904 }: Pick<WorkbookParts, 'strings' | 'formats' | 'from1904'>,
  limits: Pick<TableLimits, 'columns' | 'workbookRows'>,
): SheetReading {
  let rows: SheetRow[] = [];
  let line = 0;
  let cells: string[] = [];
  let faults: string[] = [];
  let column = 0;
  let cell: OpenCell | undefined;
  let inValue = false;
  let inPhonetic = false;

  const openRow = ({ r: stated }: XmlAttributes) => {
    line = stated === undefined ? line + 1 : Number(stated);
    if (!Number.isSafeInteger(line) || line < 1) throw workbookDamaged();
    cells = [];
    faults = [];
    column = 0;
  };

  const openCell = ({ r: reference, t: type = 'n', s: style }: XmlAttributes) => {
    if (reference !== undefined) column = columnOf(reference);
    cell = { column, type, style: Number(style ?? -1), value: '', hasValue: false, hasFormula: false };
    column += 1;
  };

  const closeCell = (closed: OpenCell) => {
    const read = readCell(closed);
    if ('text' in read && read.text === '') return;
    if (line > limits.workbookRows) throw tooManyRows(limits.workbookRows, line);
    if (closed.column >= limits.columns) throw tooManyColumns(closed.column + 1, limits.columns, line);
    while (cells.length < closed.column) cells.push('');
    cells[closed.column] = 'text' in read ? read.text : '';
    if ('fault' in read) faults.push(`cell ${columnName(closed.column)}${line} ${read.fault}`);
  };

  const readCell = ({ type, style, value, hasValue, hasFormula }: OpenCell): CellReading => {
    if (hasFormula && !hasValue) return { fault: 'holds a formula that was never worked out' };
    if (!hasValue) return { text: '' };
    switch (type) {
      case 's':
        return textOf(strings[Number(value)], 'refers to a text that is not there');
      case 'str':
      case 'inlineStr':
        return { text: decodeEscapes(value) };
      case 'b':
        return { text: value.trim() === '1' || value.trim() === 'true' ? 'true' : 'false' };
      case 'e':
        return { fault: `shows the error ${value.slice(0, 20)}` };
      case 'd':
        return { text: isoText(value) };
      default: {
        if (value.trim() === '') return { text: '' };
        return textOf(numberText(value, formats[style], from1904), 'holds a number or date out of range');
      }
    }
  };

  const closeRow = () => {
    if (cells.length > 0)
      rows.push({ line, cells, ...(faults.length > 0 ? { fault: faultText(line, faults) } : {}) });
    cells = [];
  };

  return {
    open(name, attributes) {
      if (name === 'c') openCell(attributes);
      else if (name === 'row') openRow(attributes);
      else if (cell === undefined) return;
      else if (name === 'f') cell.hasFormula = true;
      else if (name === 'rPh') inPhonetic = true;
      else if (name === 'v' || (name === 't' && !inPhonetic)) {
        inValue = true;
        cell.hasValue = true;
      }
    },
    close(name) {
      if (name === 'v' || name === 't') inValue = false;
      else if (name === 'rPh') inPhonetic = false;
      else if (name === 'c' && cell !== undefined) {
        closeCell(cell);
        cell = undefined;
      } else if (name === 'row') closeRow();
    },
    text(piece) {
      if (inValue && cell !== undefined) cell.value += piece;
    },
    takeRows() {
      const taken = rows;
      rows = [];
      return taken;
    },
  };
}

function textOf(text: string | undefined, otherwise: string): CellReading {
  return text === undefined ? { fault: otherwise } : { text };
}

/** One problem a row, however many of its cells are wrong: a sheet may have a column of them. */
function faultText(line: number, faults: string[]): string {
  const [first = '', ...more] = faults;
  const others = more.length === 0 ? '' : `, and ${more.length} more in this row are wrong too`;
  return `In row ${line}, ${first}${others}; it was read as empty. Correct it in Excel, save the workbook and send it again.`;
}

function columnOf(reference: string): number {
  let column = 0;
  for (let index = 0; index < reference.length; index += 1) {
    const letter = (reference.charCodeAt(index) & ~32) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  // XFD is the last column that Excel has.
  if (column < 1 || column > 16_384) throw workbookDamaged();
  return column - 1;
}

function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}
