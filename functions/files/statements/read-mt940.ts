import type { CalendarDate } from '../../../domain/calendar.ts';
import { negatePence, type Pence } from '../../../domain/money.ts';
import { quote } from '../../../domain/outcome.ts';
import { finding, type Finding } from '../../../domain/records/finding.ts';
import { checkStatements } from '../../../domain/statements/check-balance.ts';
import { completeStatement } from '../../../domain/statements/complete-statement.ts';
import { joinStatements } from '../../../domain/statements/join-statements.ts';
import type {
  BankStatement,
  StatementAccount,
  StatementBalance,
  StatementReading,
  StatementTransaction,
} from '../../../domain/statements/statement.ts';
import { accountAt, accountOf, otherAccount } from './account-text.ts';
import { fullYear, readMt940Line } from './mt940-line.ts';
import { readMt940Messages, type Mt940Field, type Mt940Message } from './mt940-messages.ts';
import { joinedText } from './plain-text.ts';
import { amountIn, dateIn, withDecimalPoint } from './read-cell.ts';
import {
  refuseTooLong,
  refuseTooMany,
  StatementRefusal,
  statementReading,
  unreadableRow,
} from './statement-refusal.ts';

/** Reads statements in SWIFT’s MT940, and interim reports in MT942, which have no balances and prove nothing. */
export function readMt940(text: string): StatementReading {
  return statementReading(() => {
    const messages = withAccounts(readMt940Messages(text)).filter(hasContent);
    if (messages.length === 0) throw noStatement();
    refuseTooMany(messages.reduce((sum, { fields }) => sum + fieldsOf(fields, '61').length, 0));
    const parts = messages.map(readMessage);
    const statements = joinStatements(parts);
    const notes = [...messages.flatMap(noteInterim), ...checkStatements(parts)];
    return { ok: true, value: { format: 'mt940', layout: null, statements, notes } };
  });
}

type Message = Mt940Message & { account: string };

/** A statement that begins without naming its account goes on with the one before. */
function withAccounts(messages: readonly Mt940Message[]): Message[] {
  let account = '';
  return messages.map((message) => {
    const [named] = fieldsOf(message.fields, '25');
    const begins = message.fields.some(({ tag }) => tag === '20');
    account = named?.lines[0]?.trim() ?? (begins ? '' : account);
    return { ...message, account };
  });
}

function fieldsOf(fields: readonly Mt940Field[], start: string): Mt940Field[] {
  return fields.filter(({ tag }) => tag.startsWith(start));
}

function hasContent({ fields }: Message): boolean {
  return ['34', '60', '61', '62'].some((start) => fieldsOf(fields, start).length > 0);
}

function isInterim({ fields }: Message): boolean {
  return fieldsOf(fields, '34').length > 0 && fieldsOf(fields, '6').every(({ tag }) => tag === '61');
}

function noteInterim(message: Message): Finding[] {
  if (!isInterim(message)) return [];
  const text =
    'The file is an interim report (MT942): it has no balances, so nothing shows whether it is complete. Ask for the statement of the day (MT940).';
  return [finding('warning', 'interim-report', text, { line: message.line })];
}

function readMessage(message: Message): BankStatement {
  const { fields, line } = message;
  const [opens] = fieldsOf(fields, '60');
  const closes = fieldsOf(fields, '62').at(-1);
  if (!isInterim(message) && opens === undefined) throw balanceMissing(line, 'opening', '60F');
  if (!isInterim(message) && closes === undefined) throw balanceMissing(line, 'closing', '62F');
  const opening = opens === undefined ? null : readBalance(opens);
  const closing = closes === undefined ? null : readBalance(closes);
  const [limit] = fieldsOf(fields, '34');
  const currency = opening?.currency ?? limit?.lines[0]?.slice(0, 3) ?? null;
  if (currency === null) throw unreadableRow(opens?.line ?? line, 'its currency is missing.');
  if (closing !== null && (closing.currency ?? currency) !== currency) {
    throw unreadableRow(closing.line, 'its currency is not that of the opening balance.');
  }
  return completeStatement({
    account: accountOf(withoutCurrency(message.account, currency)),
    currency,
    period: null,
    ...datedBalances(opening, closing),
    transactions: readTransactions(fields),
  });
}

/** German and Dutch banks write the currency behind the account: `51210600/9223382012EUR`. */
function withoutCurrency(account: string, currency: string): string {
  return account.endsWith(currency) ? account.slice(0, account.length - currency.length) : account;
}

type Balance = { currency: string | null; date: CalendarDate | null; amountPence: Pence; line: number };

function readBalance({ lines: [text = ''], line }: Mt940Field): Balance {
  const [match, mark, day = '', currency = null, amount = ''] =
    /^([CD])(\d{6})([A-Z]{3})?(\d+(?:[,.]\d*)?)\s*$/.exec(text) ?? [];
  if (match === undefined)
    throw unreadableRow(line, `${quote(text)} is not a balance like C250613GBP120,50.`);
  const amountPence = amountIn(line, withDecimalPoint(amount));
  return {
    ...{ currency, line, amountPence: mark === 'D' ? negatePence(amountPence) : amountPence },
    date: Number(day) === 0 ? null : dateIn(line, `${fullYear(day)}${day.slice(2)}`, 'ymd'),
  };
}

/** An account that had no movement before has an opening balance of no day, `C000000GBP0,00`. */
function datedBalances(
  opening: Balance | null,
  closing: Balance | null,
): { opening: StatementBalance | null; closing: StatementBalance | null } {
  const date = opening?.date ?? closing?.date ?? null;
  const stated = (balance: Balance | null): StatementBalance | null => {
    const itsDate = balance?.date ?? date;
    if (balance === null || itsDate === null) return null;
    return { date: itsDate, amountPence: balance.amountPence, isStated: true };
  };
  return { opening: stated(opening), closing: stated(closing) };
}

/** What stands in `:86:` after a `:61:` is of that transaction; some banks send one `:86:` for each line of it. */
function readTransactions(fields: readonly Mt940Field[]): StatementTransaction[] {
  const transactions: StatementTransaction[] = [];
  for (const [index, field] of fields.entries()) {
    if (field.tag !== '61') continue;
    const after = fields.slice(index + 1, index + 1 + MOST_DETAILS);
    const end = after.findIndex(({ tag }) => tag !== '86' && tag !== 'NS');
    const details = end === -1 ? after : after.slice(0, end);
    transactions.push(readTransaction(field, fieldsOf(details, '86')));
  }
  return transactions;
}

/** `:86:` fields of one transaction. */
const MOST_DETAILS = 50;

function readTransaction(field: Mt940Field, details: readonly Mt940Field[]): StatementTransaction {
  const { date, amountPence, kind, reference, rest } = readMt940Line(field);
  const text = joinedText([...details.map(({ lines }) => detailText(lines)), rest]);
  refuseTooLong(text.length, field.line);
  return {
    ...{ date, text, amountPence, balancePence: null, kind, reference, place: { line: field.line } },
    ...otherAccount(otherAccountIn(details.map(({ lines }) => lines.join('')).join(''))),
  };
}

/** What stands behind the codes of German banks, `?30` and `?31`, or behind `/IBAN/` as Dutch banks write it. */
function otherAccountIn(details: string): StatementAccount {
  const [, account = ''] = /(?:\?31|\/IBAN\/|\/CNTP\/)([A-Z0-9]+)/.exec(details) ?? [];
  const [, sortCode = null] = /\?30(\d{6})(?!\d)/.exec(details) ?? [];
  return accountAt(sortCode, account);
}

/** German banks part the text by codes, `?20` to `?63` after three digits of the kind; what stands between is read. */
function detailText(lines: readonly string[]): string {
  const text = lines.join(' ');
  return /^\d{3}\?/.test(text) ? text.slice(3).replaceAll(/\?\d{2}/g, ' ') : text;
}

function balanceMissing(line: number, which: string, tag: string): StatementRefusal {
  const message = `The statement that begins in line ${line} has no ${which} balance (:${tag}:), so a part of it is missing. Ask for the whole file as the bank exports it.`;
  return new StatementRefusal('balance-missing', message, { line });
}

function noStatement(): StatementRefusal {
  return new StatementRefusal(
    'no-statement-in-file',
    'The file holds no MT940 statement. Ask for the statement as the bank exports it.',
  );
}
