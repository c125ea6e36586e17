import { finding, type Finding } from '../../../domain/records/finding.ts';
import { readStatementDate } from '../../../domain/statements/statement-date.ts';
import { santanderTextLayout } from './bank-layouts.ts';
import { positions } from './find-layout.ts';
import type { StatementTable } from './read-table-statement.ts';
import { unreadableRow } from './statement-refusal.ts';
import type { StatementRow } from './table-layout.ts';

const NAMES = ['date', 'description', 'amount', 'balance'];
/** Santander writes no more into one text file, and says nothing of what it left away. */
const MOST_IN_ONE_FILE = 600;

/** Names before a colon one under the other, as in no other form of statement. */
export function isSantanderText(head: string): boolean {
  return NAMES.every((name) => new RegExp(`^\\s*${name}:`, 'im').test(head));
}

type Block = { line: number; cells: Map<string, string> };

/** Finds the transactions of Santander’s text statements, each a block of four named lines, as rows of a table. */
export function findSantanderText(text: string): StatementTable {
  const above: StatementRow[] = [];
  const blocks: Block[] = [];
  let period: StatementTable['period'] = null;
  for (const [index, written] of text.split(/\r\n|[\n\r]/).entries()) {
    const line = index + 1;
    const [, label = '', rest = ''] = /^\s*(\w+):(.*)$/.exec(written) ?? [];
    const name = label.toLowerCase();
    const value = plainValue(rest);
    const block = blocks.at(-1);
    if (name === 'from') period = periodOf(value);
    else if (name === 'account') above.push({ line, cells: ['Account Number', value] });
    else if (name === 'date') blocks.push({ line, cells: new Map([[name, value]]) });
    else if (NAMES.includes(name) && block?.cells.has(name) === false) block.cells.set(name, value);
    else if (written.trim() !== '') throw unreadableRow(line, 'it is no line of a transaction.');
  }
  return {
    format: 'text',
    found: positions(santanderTextLayout),
    preamble: above,
    rows: blocks.map(rowOf),
    period,
    notes: capNotes(blocks.length),
  };
}

/** What stands behind a colon is parted from it by characters that differ from file to file, and pounds may be named. */
function plainValue(text: string): string {
  return text
    .replaceAll(/[\u00a0\ufffd\s]+/g, ' ')
    .trim()
    .replace(/ GBP$/, '');
}

function rowOf({ line, cells }: Block): StatementRow {
  const missing = NAMES.find((name) => !cells.has(name));
  if (missing !== undefined) throw unreadableRow(line, `the transaction there has no ${missing}.`);
  return { line, cells: NAMES.map((name) => cells.get(name) ?? '') };
}

function periodOf(text: string): StatementTable['period'] {
  const [from, to] = text.split(/ to:? /i).map((date) => readStatementDate(date, 'dmy'));
  return from?.ok === true && to?.ok === true ? { from: from.value, to: to.value, isStated: true } : null;
}

function capNotes(count: number): Finding[] {
  if (count < MOST_IN_ONE_FILE) return [];
  const message = `Santander gives at most ${MOST_IN_ONE_FILE} transactions in one file, and this one has ${count}: earlier ones may be missing. Ask for shorter periods.`;
  return [finding('warning', 'file-may-be-capped', message)];
}
