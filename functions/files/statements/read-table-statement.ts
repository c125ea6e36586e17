import { quote } from '../../../domain/outcome.ts';
import { finding, type Finding } from '../../../domain/records/finding.ts';
import { checkStatements } from '../../../domain/statements/check-balance.ts';
import { completeStatement } from '../../../domain/statements/complete-statement.ts';
import { decideDateOrder, type DateOrder } from '../../../domain/statements/statement-date.ts';
import type {
  BankStatement,
  StatementAccount,
  StatementBalance,
  StatementFile,
  StatementTransaction,
} from '../../../domain/statements/statement.ts';
import { accountAbove } from './account-above.ts';
import type { FoundTable } from './find-layout.ts';
import { accountIn, accountKey, balanceIn, dayOf, readRow } from './read-row.ts';
import { cellUnder, sortRows, type SortedRows } from './sort-rows.ts';
import { refuseTooMany, StatementRefusal, unreadableRow } from './statement-refusal.ts';
import type { FoundLayout, StatementRow } from './table-layout.ts';

export type StatementTable = FoundTable & {
  format: 'csv' | 'xlsx' | 'text';
  period: BankStatement['period'];
  notes: readonly Finding[];
};

/** Reads the rows of a table whose layout was found into statements, one for each account and currency in it. */
export function readTableStatement(table: StatementTable): StatementFile {
  const { found, rows, format } = table;
  // A spreadsheet does not keep the empty cells at the end of a row.
  const sorted = sortRows({ rows, found, areShortRowsWhole: format === 'xlsx' });
  refuseTooMany(sorted.transactions.length);
  refuseMissingPoundSign(sorted, found);
  const { order, note } = orderOf(sorted, found);
  const statements = partByAccount(sorted, table, order).map(completeStatement);
  const notes = [
    ...table.notes,
    ...(note === null ? [] : [note]),
    ...sorted.notes,
    ...doubtOf(found),
    ...noTransactions(sorted),
    ...checkStatements(statements),
  ];
  return { format, layout: found.layout.name, statements, notes };
}

/** A spreadsheet that was saved again has lost all pound signs; one that is missing among others was typed. */
function refuseMissingPoundSign({ transactions }: SortedRows, found: FoundLayout): void {
  if (found.layout.hasPoundSigns !== true) return;
  const columns = moneyColumns(found);
  const amounts = transactions.flatMap((row) =>
    columns.map((heading) => ({ line: row.line, text: cellUnder(found, row, heading) })),
  );
  const without = amounts.find(({ text }) => text !== '' && !text.includes('£'));
  if (without === undefined || !amounts.some(({ text }) => text.includes('£'))) return;
  throw unreadableRow(
    without.line,
    `${quote(without.text)} has no pound sign, and the bank writes one with every amount, so the line may have been changed by hand.`,
  );
}

function moneyColumns({ layout: { amount, balance } }: FoundLayout): (string | undefined)[] {
  return amount.kind === 'two-columns' ? [amount.paidIn, amount.paidOut, balance] : [amount.column, balance];
}

/** A British bank puts the day first: that needs no word, but the month first was not written by the bank. */
function orderOf(
  { transactions }: SortedRows,
  found: FoundLayout,
): { order: DateOrder; note: Finding | null } {
  const { date, dateOrder } = found.layout;
  if (dateOrder === 'mdy' || dateOrder === 'ymd') return { order: dateOrder, note: null };
  refuseMixedDates(transactions, found);
  const decided = decideDateOrder(transactions.map((row) => cellUnder(found, row, date)));
  if (dateOrder !== 'dmy' || decided.note === null) return decided;
  const note: Finding | null = decided.order === 'dmy' ? null : { ...decided.note, severity: 'warning' };
  return { ...decided, note };
}

/**
 * A spreadsheet that thinks in American dates makes a date of `02/03/2026`, 3 February, and leaves `13/03/2026` a text:
 * where both kinds stand in one file, days and months of the first kind are turned round.
 */
function refuseMixedDates(transactions: readonly StatementRow[], found: FoundLayout): void {
  const textOf = (row: StatementRow) => cellUnder(found, row, found.layout.date);
  const turned = transactions.find((row) => /^\d{4}-/.test(textOf(row)));
  const untouched = transactions.find((row) => /^\d{1,2}[/.-]\d{1,2}[/.-]\d/.test(textOf(row)));
  if (turned === undefined || untouched === undefined) return;
  throw new StatementRefusal(
    'dates-of-two-forms',
    `The date on line ${turned.line} is written ${quote(textOf(turned))} and that on line ${untouched.line} ${quote(textOf(untouched))}: a spreadsheet may have turned days and months round. Ask for the file as the bank exports it, without opening it in a spreadsheet.`,
    { line: turned.line },
  );
}

type Part = {
  account: StatementAccount;
  currency: string;
  transactions: StatementTransaction[];
  opening: StatementBalance | null;
  closing: StatementBalance | null;
};

/** Rows of one file may be of several accounts, or of pockets of one account in several currencies. */
function partByAccount(sorted: SortedRows, table: StatementTable, order: DateOrder): BankStatement[] {
  const { found, preamble, period } = table;
  const { account, currency } = found.layout;
  const above = { account: accountAbove(preamble), currency: found.currency ?? 'GBP' };
  const parts = new Map<string, Part>();
  const partOf = (row: StatementRow): Part => {
    const written = cellUnder(found, row, currency).toUpperCase();
    const key = `${accountKey(row, found)}\n${written}`;
    const known = parts.get(key);
    if (known !== undefined) return known;
    const part = emptyPart({
      account: account === undefined ? above.account : accountIn(row, found),
      currency: written === '' ? above.currency : written,
    });
    parts.set(key, part);
    return part;
  };

  for (const row of sorted.transactions) partOf(row).transactions.push(readRow(row, found, order));
  for (const row of sorted.openings) partOf(row).opening = statedBalance(row, found, order);
  for (const row of sorted.closings) partOf(row).closing = statedBalance(row, found, order);
  const all = parts.size === 0 ? [emptyPart(above)] : [...parts.values()];
  return all.map((part) => ({ ...part, period }));
}

function emptyPart(of: Pick<Part, 'account' | 'currency'>): Part {
  return { ...of, transactions: [], opening: null, closing: null };
}

function statedBalance(row: StatementRow, found: FoundLayout, order: DateOrder): StatementBalance {
  const amountPence = balanceIn(row, found);
  if (amountPence === null) throw unreadableRow(row.line, 'it names a balance and shows none.');
  return { date: dayOf(row, found, order), amountPence, isStated: true };
}

function doubtOf({ layout: { doubt } }: FoundLayout): Finding[] {
  if (doubt === undefined) return [];
  const message = `It is not certain for statements of this layout ${doubt}. Compare one payment with a statement on paper.`;
  return [finding('warning', 'layout-not-certain', message)];
}

function noTransactions({ transactions }: SortedRows): Finding[] {
  if (transactions.length > 0) return [];
  const message = 'The statement has no transactions. Check that the right account and period were exported.';
  return [finding('warning', 'no-transactions', message)];
}
