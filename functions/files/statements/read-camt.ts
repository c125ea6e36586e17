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
import { childText, descendants, readElements, XmlDamaged, type Element } from '../xml/read-elements.ts';
import { accountOf, otherAccount, unknownAccount } from './account-text.ts';
import { accountId, entryKind, entryOtherAccount, entryReference, entryText } from './camt-entry-text.ts';
import { amountCurrency, dayIn, otherCurrency, signedAmount } from './camt-values.ts';
import { childAt } from './child-at.ts';
import {
  refuseTooLong,
  refuseTooMany,
  StatementRefusal,
  statementReading,
  unreadableRow,
} from './statement-refusal.ts';

/** Reads statements in ISO 20022’s CAMT.053, of any version. Reports within a day and notices of payments are refused by name. */
export function readCamt(text: string): StatementReading {
  return statementReading(() => {
    const { root, entriesOf } = takeApart(text);
    const elements = descendants(root, 'BkToCstmrStmt').flatMap(({ children }) =>
      children.filter(({ name }) => name === 'Stmt'),
    );
    if (elements.length === 0) throw noStatement(root);
    const parts = elements.map((element) => readStatement(element, entriesOf.get(element) ?? []));
    const statements = joinStatements(parts);
    const notes = [...noteLeftOut([...entriesOf.values()].flat()), ...checkStatements(parts)];
    return { ok: true, value: { format: 'camt053', layout: null, statements, notes } };
  });
}

/** An entry of a statement; null where it is pending, future or merely announced, and so in no balance. */
type Entry = { transaction: StatementTransaction; currency: string | null } | null;

/**
 * The file without its entries, and the entries by their statement. An entry is read as it ends and let go: what a
 * bank says of each is so much that to keep all of it takes most of the time.
 */
function takeApart(text: string): { root: Element; entriesOf: ReadonlyMap<Element, Entry[]> } {
  const entriesOf = new Map<Element, Entry[]>();
  let count = 0;
  const takeEntry = (element: Element, statement: Element) => {
    if (element.name !== 'Ntry' || statement.name !== 'Stmt') return;
    count += 1;
    refuseTooMany(count);
    const entries = entriesOf.get(statement) ?? [];
    entries.push(isBooked(element) ? readEntry(element) : null);
    entriesOf.set(statement, entries);
    statement.children.pop();
  };
  try {
    return { root: readElements(text, takeEntry), entriesOf };
  } catch (error) {
    if (!(error instanceof XmlDamaged)) throw error;
    throw new StatementRefusal(damages[error.damage], damageMessage(error), { line: error.line });
  }
}

const damages = {
  'own-entities': 'doctype-refused',
  'too-deep': 'nested-too-deep',
  'not-well-formed': 'file-damaged',
} as const;

function damageMessage({ damage, line }: XmlDamaged): string {
  if (damage === 'own-entities') {
    return 'The file defines its own XML entities, which no bank does. Ask for the statement as the bank exports it.';
  }
  if (damage === 'too-deep') {
    return 'The parts of this file nest far deeper than those of a statement. Ask for the statement as the bank exports it.';
  }
  return `The file is not whole: its XML breaks off or is wrong in line ${line}. Export it again and send the whole file.`;
}

function readStatement(element: Element, entries: readonly Entry[]): BankStatement {
  const booked = entries.filter((entry) => entry !== null);
  const currency = currencyOf(element, booked);
  const foreign = booked.find((entry) => (entry.currency ?? currency) !== currency);
  if (foreign !== undefined) {
    throw otherCurrency(foreign.transaction.place.line, foreign.currency ?? '', currency);
  }
  return completeStatement({
    account: readAccount(element),
    currency,
    period: readPeriod(element),
    opening: readBalance(element, ['OPBD', 'PRCD'], currency),
    closing: readBalance(element, ['CLBD'], currency),
    transactions: booked.map(({ transaction }) => transaction),
  });
}

function isBooked(entry: Element): boolean {
  return (childText(entry, 'Sts') ?? childAt(entry, 'Sts', 'Cd')?.text.trim() ?? 'BOOK') === 'BOOK';
}

function currencyOf(element: Element, entries: readonly NonNullable<Entry>[]): string {
  const account = childAt(element, 'Acct', 'Ccy')?.text.trim() ?? '';
  if (account !== '') return account;
  const balances = element.children.filter(({ name }) => name === 'Bal').map(amountCurrency);
  return [...balances, ...entries.map(({ currency }) => currency)].find((code) => code !== null) ?? 'GBP';
}

function readAccount(element: Element): StatementAccount {
  const account = childAt(element, 'Acct');
  if (account === undefined) return unknownAccount;
  const name = childText(account, 'Nm') ?? childAt(account, 'Ownr', 'Nm')?.text.trim() ?? null;
  return { ...accountOf(accountId(account)), name };
}

function readPeriod(element: Element): BankStatement['period'] {
  const stated = childAt(element, 'FrToDt');
  const from = stated === undefined ? null : dayIn(stated, ['FrDtTm', 'FrDt']);
  const to = stated === undefined ? null : dayIn(stated, ['ToDtTm', 'ToDt']);
  return from === null || to === null || to < from ? null : { from, to, isStated: true };
}

/** The first of the kinds of balance that is stated; `PRCD`, what the day before closed with, is what this one opens with. */
function readBalance(element: Element, kinds: readonly string[], currency: string): StatementBalance | null {
  const balances = element.children.filter(({ name }) => name === 'Bal');
  const kindOf = (balance: Element) => childAt(balance, 'Tp', 'CdOrPrtry', 'Cd')?.text.trim() ?? '';
  const balance = kinds.flatMap((kind) => balances.filter((each) => kindOf(each) === kind))[0];
  if (balance === undefined) return null;
  const day = childAt(balance, 'Dt');
  const date = day === undefined ? null : dayIn(day, ['Dt', 'DtTm']);
  const itsCurrency = amountCurrency(balance) ?? currency;
  if (date === null) throw unreadableRow(balance.line, 'the day of this balance is missing.');
  if (itsCurrency !== currency) throw otherCurrency(balance.line, itsCurrency, currency);
  return { date, amountPence: signedAmount(balance), isStated: true };
}

function readEntry(entry: Element): Entry {
  const booked = childAt(entry, 'BookgDt') ?? childAt(entry, 'ValDt');
  const date = booked === undefined ? null : dayIn(booked, ['Dt', 'DtTm']);
  if (date === null) throw unreadableRow(entry.line, 'the day of this entry is missing.');
  const text = entryText(entry);
  refuseTooLong(text.length, entry.line);
  return {
    currency: amountCurrency(entry),
    transaction: {
      date,
      text,
      amountPence: signedAmount(entry),
      balancePence: null,
      kind: entryKind(entry),
      reference: entryReference(entry),
      ...otherAccount(entryOtherAccount(entry)),
      place: { line: entry.line },
    },
  };
}

function noteLeftOut(entries: readonly Entry[]): Finding[] {
  const count = entries.filter((entry) => entry === null).length;
  if (count === 0) return [];
  const what =
    count === 1
      ? '1 transaction that is not booked yet was'
      : `${count} transactions that are not booked yet were`;
  return [finding('information', 'rows-left-out', `${what} left out.`)];
}

const otherMessages = [
  ['BkToCstmrAcctRpt', 'a report within a day (CAMT.052)'],
  ['BkToCstmrDbtCdtNtfctn', 'a notice of single payments (CAMT.054)'],
  ['CstmrCdtTrfInitn', 'an order to pay (PAIN.001)'],
  ['CstmrDrctDbtInitn', 'an order to collect (PAIN.008)'],
] as const;

function noStatement(root: Element): StatementRefusal {
  const other = otherMessages.find(([name]) => descendants(root, name).length > 0);
  if (other === undefined) {
    return new StatementRefusal(
      'no-statement-in-file',
      'The file holds no CAMT.053 statement. Ask for the statement as the bank exports it.',
    );
  }
  return new StatementRefusal(
    'message-not-a-statement',
    `The file is ${other[1]}, not a statement. Ask for the statement of the account (CAMT.053).`,
  );
}
