import { formatDate } from '../calendar.ts';
import { addPence, formatPounds, pence, subtractPence, sumPence, type Pence } from '../money.ts';
import { finding, type Finding } from '../records/finding.ts';
import { accountKey } from './join-statements.ts';
import type { BankStatement, StatementFile, StatementTransaction } from './statement.ts';

/** What has to be said of all statements of a file: whether each adds up and follows the one before, and of how many accounts they are. */
export function checkStatements(statements: readonly BankStatement[]): Finding[] {
  const accounts = Map.groupBy(statements, accountKey);
  const findings = [...[...checkEach(accounts).values()].flat(), ...checkAccounts(accounts.size)];
  return [...new Map(findings.map((each) => [each.message, each])).values()];
}

function checkAccounts(count: number): Finding[] {
  if (count < 2) return [];
  const message = `This file holds ${count} accounts. Each is a statement of its own: check that all of them belong here.`;
  return [finding('warning', 'several-accounts', message)];
}

type Accounts = ReadonlyMap<string, readonly BankStatement[]>;

/** What has to be said of each statement: by itself, and of whether it follows the one before it of its account. */
function checkEach(accounts: Accounts): Map<BankStatement, Finding[]> {
  return new Map(
    [...accounts.values()].flatMap((same) =>
      same.map((each, index) => [each, [...checkStatement(each), ...checkFollows(each, same[index - 1])]]),
    ),
  );
}

function checkFollows({ account, opening }: BankStatement, last: BankStatement | undefined): Finding[] {
  const before = last?.closing ?? null;
  if (before === null || opening === null || opening.date < before.date) return [];
  if (before.amountPence === opening.amountPence) return [];
  const message = `The statement${ofAccount(account)} that opens on ${formatDate(opening.date)} with ${formatPounds(opening.amountPence)} does not follow from the one before it, which closes on ${formatDate(before.date)} with ${formatPounds(before.amountPence)}. Ask for the statements between them.`;
  return [finding('warning', 'statement-missing-between', message)];
}

/** What was said of the reading of one statement of a file, without what is about its other statements. */
export function notesAbout({ statements, notes }: StatementFile, statement: BankStatement): Finding[] {
  const told = [...checkEach(Map.groupBy(statements, accountKey))];
  const isOwn = toldIn(told.filter(([each]) => each === statement));
  const isOfOthers = toldIn(told.filter(([each]) => each !== statement));
  return notes.filter((note) => isOwn(note) || !isOfOthers(note));
}

function toldIn(
  checks: readonly (readonly [BankStatement, readonly Finding[]])[],
): (note: Finding) => boolean {
  const messages = new Set(checks.flatMap(([, findings]) => findings.map(({ message }) => message)));
  return ({ message }) => messages.has(message);
}

/** Whether a statement proves itself: it is in pounds, its balances follow from its transactions, and none is missing in between. */
export function checkStatement(statement: BankStatement): Finding[] {
  return [
    ...checkCurrency(statement),
    ...checkOpeningToClosing(statement),
    ...checkRunningBalances(statement),
  ];
}

function checkCurrency({ account, currency }: BankStatement): Finding[] {
  if (currency === 'GBP') return [];
  const message = `The account${endingOf(account)} is kept in ${currency}, not in pounds. Ask for the statement of an account in pounds.`;
  return [finding('error', 'currency-not-pounds', message, { value: currency })];
}

function checkOpeningToClosing({ account, opening, closing, transactions }: BankStatement): Finding[] {
  if (opening === null || closing === null) return [];
  const moved = sumPence(transactions.map(({ amountPence }) => amountPence));
  const expected = addPence(opening.amountPence, moved);
  if (expected === closing.amountPence) return [];
  const message = `The statement${ofAccount(account)} to ${formatDate(closing.date)} does not add up: it opens with ${formatPounds(opening.amountPence)} and its transactions come to ${formatPounds(moved)}, which makes ${formatPounds(expected)}, but it closes with ${formatPounds(closing.amountPence)}. ${differenceOf(closing.amountPence, expected)} Ask for a statement that shows every transaction of its period.`;
  return [finding('error', 'balance-does-not-add-up', message)];
}

function differenceOf(found: Pence, expected: Pence): string {
  const difference = subtractPence(found, expected);
  return `That is ${formatPounds(pence(Math.abs(difference)))} too ${difference < 0 ? 'little' : 'much'}.`;
}

function checkRunningBalances({ account, opening, transactions }: BankStatement): Finding[] {
  const [first, ...others] = brokenBalances(opening?.amountPence ?? null, transactions);
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : ` The same happens ${timesMore(others.length)}.`;
  const message = `The balance ${whereOf(first.transaction)} of the statement${ofAccount(account)} does not follow from the one before: ${formatPounds(first.expected)} was expected and ${formatPounds(first.found)} is shown. ${differenceOf(first.found, first.expected)} A transaction may be missing or changed there.${more}`;
  const value = formatPounds(first.found);
  return [finding('error', 'running-balance-broken', message, { line: first.transaction.place.line, value })];
}

function timesMore(count: number): string {
  return count === 1 ? 'once more' : `${count} more times`;
}

type BrokenBalance = { transaction: StatementTransaction; expected: Pence; found: Pence };

/** Where some rows show no balance, the next that does must follow from all rows since the last. */
function brokenBalances(
  opening: Pence | null,
  transactions: readonly StatementTransaction[],
): readonly BrokenBalance[] {
  const broken: BrokenBalance[] = [];
  let known = opening;
  for (const transaction of transactions) {
    const expected = known === null ? null : addPence(known, transaction.amountPence);
    const found = transaction.balancePence;
    if (expected !== null && found !== null && expected !== found) {
      broken.push({ transaction, expected, found });
    }
    known = found ?? expected;
  }
  return broken;
}

function whereOf({ place }: StatementTransaction): string {
  return place.page === undefined ? `in line ${place.line}` : `on page ${place.page}, line ${place.line},`;
}

function ofAccount(account: BankStatement['account']): string {
  const ending = endingOf(account);
  return ending === '' ? '' : ` of the account${ending}`;
}

/** Enough to tell two accounts apart, as banks themselves show it. */
const SHOWN_CHARACTERS = 4;

function endingOf({ accountNumber, iban }: BankStatement['account']): string {
  const number = accountNumber ?? iban;
  return number === null ? '' : ` ending ${number.slice(-SHOWN_CHARACTERS)}`;
}
