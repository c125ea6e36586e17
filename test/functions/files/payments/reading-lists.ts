import { strFromU8, unzipSync } from 'fflate';
import { parse } from 'papaparse';
import { SaxesParser } from 'saxes';

/** Readers of lists for people that share no code with what writes them: a spreadsheet would read them so. */

/** The cells of a CSV file as a strict reader takes them. */
export function csvCells(bytes: Uint8Array): string[][] {
  const { data, errors } = parse<string[]>(new TextDecoder('utf-8', { fatal: true }).decode(bytes), {
    delimiter: ',',
    skipEmptyLines: false,
  });
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join(' '));
  // What follows the last line break is no row.
  return data.filter((row) => row.length > 1 || row[0] !== '');
}

/** A cell of a workbook: text, an amount or a day, and whether a formula made it. */
export type Cell = { is: 'text' | 'number' | 'date'; value: string; hasFormula: boolean };
export type Sheet = { name: string; rows: Cell[][] };

/** The one sheet of a workbook, from its parts. */
export function xlsxSheet(bytes: Uint8Array): Sheet {
  const parts = unzipSync(bytes);
  const part = (name: string): string => {
    const found = parts[name];
    if (found === undefined) throw new Error(`The workbook has no ${name}.`);
    return strFromU8(found);
  };
  const names: string[] = [];
  walk(part('xl/workbook.xml'), {
    open: (tag, attributes) => {
      if (tag === 'sheet') names.push(attributes['name'] ?? '');
    },
  });
  const [name] = names;
  if (name === undefined || names.length > 1) throw new Error('The workbook has one sheet.');
  const shared = parts['xl/sharedStrings.xml'] === undefined ? [] : sharedTexts(part('xl/sharedStrings.xml'));
  const dates = dateStyles(part('xl/styles.xml'));
  return { name, rows: rowsOf(part('xl/worksheets/sheet1.xml'), { shared, dates }) };
}

type Walk = {
  open?: (tag: string, attributes: Readonly<Record<string, string>>) => void;
  text?: (text: string) => void;
  close?: (tag: string) => void;
};

function walk(xml: string, { open, text, close }: Walk): void {
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => open?.(name, attributes));
  parser.on('text', (found) => text?.(found));
  parser.on('closetag', ({ name }) => close?.(name));
  parser.write(xml).close();
}

function sharedTexts(xml: string): string[] {
  const texts: string[] = [];
  let isInText = false;
  walk(xml, {
    open: (tag) => {
      if (tag === 'si') texts.push('');
      isInText = tag === 't';
    },
    text: (text) => {
      if (isInText) texts.push((texts.pop() ?? '') + text);
    },
    close: () => {
      isInText = false;
    },
  });
  return texts;
}

/** Which cell styles show a number as a day. */
function dateStyles(xml: string): Set<number> {
  const days = new Set<string>();
  const styles = new Set<number>();
  let isInCellStyles = false;
  let style = 0;
  walk(xml, {
    open: (tag, { numFmtId = '', formatCode = '' }) => {
      if (tag === 'numFmt' && /[dy]/.test(formatCode)) days.add(numFmtId);
      if (tag === 'cellXfs') isInCellStyles = true;
      if (tag !== 'xf' || !isInCellStyles) return;
      if (days.has(numFmtId) || numFmtId === '14') styles.add(style);
      style += 1;
    },
    close: (tag) => {
      if (tag === 'cellXfs') isInCellStyles = false;
    },
  });
  return styles;
}

function rowsOf(xml: string, { shared, dates }: { shared: string[]; dates: Set<number> }): Cell[][] {
  const rows: Cell[][] = [];
  let cell = { type: '', style: 0, text: '', hasFormula: false };
  let isInValue = false;
  walk(xml, {
    open: (tag, { t = '', s = '0' }) => {
      if (tag === 'row') rows.push([]);
      if (tag === 'c') cell = { type: t, style: Number(s), text: '', hasFormula: false };
      if (tag === 'f') cell.hasFormula = true;
      isInValue = tag === 'v' || tag === 't';
    },
    text: (text) => {
      if (isInValue) cell.text += text;
    },
    close: (tag) => {
      isInValue = false;
      if (tag === 'c') rows.at(-1)?.push(shown(cell));
    },
  });
  return rows;

  function shown({ type, style, text, hasFormula }: typeof cell): Cell {
    if (type === 's') return { is: 'text', value: shared[Number(text)] ?? '', hasFormula };
    if (type !== '' && type !== 'n') return { is: 'text', value: text, hasFormula };
    if (!dates.has(style)) return { is: 'number', value: text, hasFormula };
    // Day 25,569 of a workbook is 1 January 1970.
    const milliseconds = (Number(text) - 25_569) * 86_400_000;
    return { is: 'date', value: new Date(milliseconds).toISOString().slice(0, 10), hasFormula };
  }
}
