import { checkStatements } from '../../../domain/statements/check-balance.ts';
import { completeStatement } from '../../../domain/statements/complete-statement.ts';
import type {
  BankStatement,
  StatementBalance,
  StatementReading,
  StatementTransaction,
} from '../../../domain/statements/statement.ts';
import { decideDateOrder, type DateOrder } from '../../../domain/statements/statement-date.ts';
import { finding, type Finding } from '../../../domain/records/finding.ts';
import { accountOf } from './account-text.ts';
import { joinedText } from './plain-text.ts';
import { amountIn, dateIn } from './read-cell.ts';
import { readQifSections, type QifRecord, type QifSection } from './qif-records.ts';
import { refuseTooMany, StatementRefusal, statementReading, unreadableRow } from './statement-refusal.ts';

/**
 * Reads a statement in Quicken’s format. It has no currency, no closing balance and dates in either order, so it proves
 * little: a statement in another format is better where the bank has one.
 */
export function readQif(text: string): StatementReading {
  return statementReading(() => {
    const { sections, isLastClosed } = readQifSections(text);
    const ofAccounts = sections.filter(({ kind }) => kind === 'account');
    if (ofAccounts.length === 0) throw noAccount(sections);
    const records = ofAccounts.flatMap((section) => section.records);
    refuseTooMany(records.length);
    const { order, note } = decideDateOrder(records.map((record) => record.fields.get('D') ?? ''));
    const statements = readStatements(ofAccounts, order);
    const notes = [
      ...(note === null ? [] : [note]),
      ...noteEnd(records.at(-1), isLastClosed),
      ...noteLeftOut(sections),
      ...checkStatements(statements),
    ];
    return { ok: true, value: { format: 'qif', layout: null, statements, notes } };
  });
}

/** Sections of the same account are one statement, as where a file changes between two accounts and back. */
function readStatements(sections: readonly QifSection[], order: DateOrder): BankStatement[] {
  const byAccount = Map.groupBy(sections, ({ account }) => account);
  return [...byAccount].map(([account, ofAccount]) => {
    const records = ofAccount.flatMap((section) => section.records);
    const [first] = records;
    const opens = first !== undefined && isOpeningBalance(first);
    const moved = opens ? records.slice(1) : records;
    const name = account ?? (opens ? openedAccount(first) : null);
    return completeStatement({
      account: name === null ? accountOf('') : namedAccount(name),
      currency: 'GBP',
      period: null,
      opening: opens ? openingOf(first, order) : null,
      closing: null,
      transactions: moved.map((record) => readTransaction(record, order)),
    });
  });
}

function namedAccount(name: string): BankStatement['account'] {
  const read = accountOf(name);
  return { ...read, accountNumber: read.sortCode === null ? null : read.accountNumber, name };
}

/** Quicken begins an account with a record that moves no money but says what is there: `POpening Balance`, `L[Current]`. */
function isOpeningBalance({ fields }: QifRecord): boolean {
  return fields.get('P')?.trim().toLowerCase() === 'opening balance';
}

function openedAccount({ fields }: QifRecord): string | null {
  return /^\[(.+)\]$/.exec(fields.get('L') ?? '')?.[1] ?? null;
}

function openingOf(record: QifRecord, order: DateOrder): StatementBalance {
  const { date, amountPence } = readTransaction(record, order);
  return { date, amountPence, isStated: true };
}

function readTransaction({ fields, line }: QifRecord, order: DateOrder): StatementTransaction {
  const date = fields.get('D');
  const amount = fields.get('T') ?? fields.get('U');
  if (date === undefined) throw unreadableRow(line, 'the transaction that begins there has no day.');
  if (amount === undefined) throw unreadableRow(line, 'the transaction that begins there has no amount.');
  const amountPence = amountIn(line, amount);
  if (amountPence !== amountIn(line, fields.get('U') ?? amount)) {
    throw unreadableRow(line, 'the transaction that begins there has two amounts that differ.');
  }
  const number = fields.get('N')?.trim() ?? '';
  const isWord = /^[A-Za-z ]+$/.test(number);
  return {
    date: dateIn(line, date, order),
    text: joinedText([fields.get('P') ?? null, fields.get('M') ?? null]),
    amountPence,
    balancePence: null,
    kind: isWord ? number : null,
    reference: isWord || number === '' ? null : number,
    place: { line },
  };
}

function noteEnd(last: QifRecord | undefined, isLastClosed: boolean): Finding[] {
  if (last === undefined || isLastClosed) return [];
  const message = `The last transaction, from line ${last.line} on, has no end mark, so the file may have been cut short. Check its amount and that nothing is missing after it.`;
  return [finding('warning', 'file-may-be-cut-short', message, { line: last.line })];
}

function noteLeftOut(sections: readonly QifSection[]): Finding[] {
  const count = sections
    .filter(({ kind }) => kind === 'investments')
    .reduce((sum, { records }) => sum + records.length, 0);
  if (count === 0) return [];
  const what = count === 1 ? '1 movement of investments was' : `${count} movements of investments were`;
  return [finding('information', 'investments-left-out', `${what} left out.`)];
}

function noAccount(sections: readonly QifSection[]): StatementRefusal {
  if (sections.some(({ kind }) => kind === 'investments')) {
    return new StatementRefusal(
      'statement-of-investments',
      'The file is a statement of investments, not of a bank account. Ask for the statement of the account that care is paid from.',
    );
  }
  return new StatementRefusal(
    'no-statement-in-file',
    'The file holds no transactions of a bank account. Ask for the statement with its transactions, as the bank exports it.',
  );
}
