import type { CalendarDate } from '../../../domain/calendar.ts';
import { quote } from '../../../domain/outcome.ts';
import { finding, type Finding } from '../../../domain/records/finding.ts';
import { checkStatements } from '../../../domain/statements/check-balance.ts';
import { completeStatement } from '../../../domain/statements/complete-statement.ts';
import { readStatementDate } from '../../../domain/statements/statement-date.ts';
import type {
  BankStatement,
  StatementAccount,
  StatementBalance,
  StatementReading,
  StatementTransaction,
} from '../../../domain/statements/statement.ts';
import { childText, descendants, type Element } from '../xml/read-elements.ts';
import { accountAt, otherAccount, unknownAccount } from './account-text.ts';
import { childAt } from './child-at.ts';
import { readOfxElements } from './ofx-elements.ts';
import { joinedText, plainText } from './plain-text.ts';
import { amountIn, dateIn, withDecimalPoint } from './read-cell.ts';
import { refuseTooMany, StatementRefusal, statementReading, unreadableRow } from './statement-refusal.ts';

/** Reads a statement in OFX 1 or 2: of bank accounts and cards, not of investments. */
export function readOfx(text: string): StatementReading {
  return statementReading(() => {
    const root = readOfxElements(text);
    const statements = descendants(root, 'STMTRS').concat(descendants(root, 'CCSTMTRS'));
    if (statements.length === 0) throw noStatement(root);
    const rows = statements.map((element) => descendants(element, 'STMTTRN'));
    checkRows(root, rows);
    const read = statements.map((element, index) => readStatement(element, rows[index] ?? []));
    const notes = [...statements.flatMap(noteCurrency), ...noteLeftOut(root), ...checkStatements(read)];
    return { ok: true, value: { format: 'ofx', layout: null, statements: read, notes } };
  });
}

/** A transaction outside of every account would be lost, so the file is refused. */
function checkRows(root: Element, rows: readonly (readonly Element[])[]): void {
  const inStatements = rows.reduce((sum, some) => sum + some.length, 0);
  const ofInvestments = descendants(root, 'INVSTMTRS').flatMap((element) => descendants(element, 'STMTTRN'));
  refuseTooMany(inStatements);
  if (descendants(root, 'STMTTRN').length === inStatements + ofInvestments.length) return;
  throw new StatementRefusal(
    'file-damaged',
    'The file holds transactions that belong to no account. Ask for it again as the bank exports it.',
  );
}

function readStatement(element: Element, rows: readonly Element[]): BankStatement {
  const currency = currencyOf(element) ?? 'GBP';
  const statement = completeStatement({
    ...{ account: readAccount(element), currency, period: readPeriod(childAt(element, 'BANKTRANLIST')) },
    ...{ opening: null, closing: null, transactions: rows.map((row) => readTransaction(row, currency)) },
  });
  return { ...statement, closing: readClosing(element, statement) };
}

function readPeriod(list: Element | undefined): BankStatement['period'] {
  const [from, to] = [dayOf(list, 'DTSTART'), dayOf(list, 'DTEND')];
  if (from === null || to === null || to < from || from === NO_DAY) return null;
  return { from, to, isStated: true };
}

/** What programs write that know no first day. */
const NO_DAY = '1970-01-01';

function readAccount(element: Element): StatementAccount {
  return accountIn(childAt(element, 'BANKACCTFROM') ?? childAt(element, 'CCACCTFROM'));
}

function accountIn(named: Element | undefined): StatementAccount {
  if (named === undefined) return unknownAccount;
  return accountAt(childText(named, 'BANKID'), childText(named, 'ACCTID') ?? '');
}

/** Some exports leave the currency of the account empty and say it beside each transaction. */
function currencyOf(element: Element): string | null {
  const stated = childText(element, 'CURDEF')?.toUpperCase() ?? null;
  return (
    stated ??
    descendants(element, 'STMTTRN')
      .map(currencyOfRow)
      .find((code) => code !== null) ??
    null
  );
}

function currencyOfRow(row: Element): string | null {
  const beside = childAt(row, 'CURRENCY');
  return beside === undefined ? null : (childText(beside, 'CURSYM')?.toUpperCase() ?? null);
}

function readTransaction(row: Element, currency: string): StatementTransaction {
  const { line } = row;
  const posted = childText(row, 'DTPOSTED');
  const amount = childText(row, 'TRNAMT');
  const itsCurrency = currencyOfRow(row) ?? currency;
  if (posted === null) throw unreadableRow(line, 'the day of this transaction is missing.');
  if (amount === null) throw unreadableRow(line, 'the amount of this transaction is missing.');
  if (itsCurrency !== currency) {
    throw unreadableRow(line, `its amount is in ${quote(itsCurrency)}, that of the account in ${currency}.`);
  }
  return {
    date: dateIn(line, dayText(posted), 'ymd'),
    text: textOf(row),
    amountPence: amountIn(line, withDecimalPoint(amount)),
    balancePence: null,
    kind: childText(row, 'TRNTYPE'),
    reference: childText(row, 'REFNUM') ?? childText(row, 'CHECKNUM'),
    ...otherAccount(accountIn(childAt(row, 'BANKACCTTO'))),
    place: { line },
  };
}

/** `20130913000000.000[-7:MST]`: the day as the bank wrote it, in its own time zone. */
function dayText(text: string): string {
  return /^\d{8}/.exec(text)?.[0] ?? text;
}

function textOf(row: Element): string {
  const payee = childAt(row, 'PAYEE');
  const payeeName = payee === undefined ? null : (childText(payee, 'NAME') ?? childText(row, 'PAYEE'));
  return joinedText([
    childText(row, 'NAME') ?? payeeName,
    childText(row, 'EXTDNAME'),
    childText(row, 'MEMO'),
  ]);
}

function dayOf(element: Element | undefined, name: string): CalendarDate | null {
  const text = element === undefined ? null : childText(element, name);
  const reading = text === null ? null : readStatementDate(dayText(text), 'ymd');
  return reading?.ok === true ? reading.value : null;
}

/**
 * What the bank says is in the account. Its day may come after the last transaction; where a bank writes zeros for the
 * day, it is the end of the period.
 */
function readClosing(element: Element, { period }: BankStatement): StatementBalance | null {
  const balance = childAt(element, 'LEDGERBAL');
  const amount = balance === undefined ? null : childText(balance, 'BALAMT');
  const date = dayOf(balance, 'DTASOF') ?? period?.to ?? null;
  if (balance === undefined || amount === null || date === null) return null;
  return { date, amountPence: amountIn(balance.line, withDecimalPoint(amount)), isStated: true };
}

function noteCurrency(element: Element): Finding[] {
  if (currencyOf(element) !== null) return [];
  const message = 'The file does not say in which currency it is. Its amounts are read as pounds.';
  return [finding('warning', 'currency-assumed', message, { line: element.line })];
}

function noteLeftOut(root: Element): Finding[] {
  const pending = descendants(root, 'STMTTRNP').length;
  const investments = descendants(root, 'INVSTMTRS').length;
  return [
    ...(pending === 0 ? [] : [leftOut('rows-left-out', pending, 'pending transaction')]),
    ...(investments === 0
      ? []
      : [
          leftOut(
            'investments-left-out',
            investments,
            'statement of investments',
            'statements of investments',
          ),
        ]),
  ];
}

function leftOut(rule: string, count: number, one: string, several = `${one}s`): Finding {
  const message = count === 1 ? `1 ${one} was left out.` : `${count} ${several} were left out.`;
  return finding('information', rule, message);
}

function noStatement(root: Element): StatementRefusal {
  const failed = descendants(root, 'STATUS').find((status) => childText(status, 'SEVERITY') === 'ERROR');
  if (failed !== undefined) {
    const said = childText(failed, 'MESSAGE');
    const words = said === null ? '' : `: ${quote(plainText(said))}`;
    const message = `The file holds no statement but an error of the bank${words}. Ask for the statement again.`;
    return new StatementRefusal('bank-reported-error', message, { line: failed.line });
  }
  const [investments] = descendants(root, 'INVSTMTRS');
  if (investments !== undefined) {
    const message =
      'The file is a statement of investments, not of a bank account. Ask for the statement of the account that care is paid from.';
    return new StatementRefusal('statement-of-investments', message, { line: investments.line });
  }
  return new StatementRefusal(
    'no-statement-in-file',
    'The file holds no statement of a bank account. Ask for the statement with its transactions, as the bank exports it.',
  );
}
