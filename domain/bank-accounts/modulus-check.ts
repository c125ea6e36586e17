import { modulo } from '../epoch-day.ts';
import { readStandardAccount, type AccountNumbers } from './standard-account.ts';

/** One row of the weight table that Pay.UK issues: a check for a range of sort codes. */
type ModulusRow = {
  firstSortCode: number;
  lastSortCode: number;
  method: 'MOD10' | 'MOD11' | 'DBLAL';
  exception: number | null;
  /** Of the six digits of the sort code (u to z) and the eight of the account number (a to h). */
  weights: readonly number[];
};

export type ModulusTables = {
  weights: readonly ModulusRow[];
  /** Sort codes of exception 5 and those they are checked as. */
  substitutes: ReadonlyMap<string, string>;
};

/** `valid` is null where no check exists for the sort code. A pass means that the account could exist, not that it does. */
export type ModulusResult = { valid: boolean | null; known: boolean; checks: ModulusCheck[] };

type ModulusCheck = { check: string; exception: number | null; passed: boolean; explanation: string };

/** Exceptions 2, 10 and 12 stand on a first check of two of which one is enough. */
const oneOfTwoIsEnough: ReadonlySet<number | null> = new Set([2, 10, 12]);

/**
 * Whether an account number can belong to its sort code, by the specification “Validating account numbers” that
 * Vocalink publishes for Pay.UK, over the weight table of the day: 08-99-99 with 66374958 passes, with 66374959 not.
 * Each call reads the tables and changes nothing in them, so no account is judged by another that came before it.
 */
export function modulusCheck(account: AccountNumbers, tables: ModulusTables): ModulusResult {
  const reading = readStandardAccount(account);
  if (!reading.ok) {
    const form = { check: 'form', exception: null, passed: false, explanation: reading.message };
    return { valid: false, known: false, checks: [form] };
  }
  const standard = reading.value;
  const rows = rowsFor(standard.sortCode, tables);
  if (rows.length === 0) return { valid: null, known: false, checks: [] };
  if (rows.some((row) => row.exception === 6) && isForeignCurrency(standard)) {
    return { valid: true, known: true, checks: [foreignCurrency] };
  }
  const checks: ModulusCheck[] = [];
  let valid = true;
  for (const row of rows.filter((each) => !isSpared(each, standard))) {
    const check = checkRow(row, standard, tables);
    checks.push(check);
    valid = check.passed;
    if (valid === oneOfTwoIsEnough.has(row.exception)) break;
  }
  return { valid, known: true, checks };
}

function rowsFor(sortCode: string, tables: ModulusTables): ModulusRow[] {
  const code = Number(sortCode);
  return tables.weights.filter((row) => row.firstSortCode <= code && code <= row.lastSortCode);
}

const foreignCurrency: ModulusCheck = {
  check: 'foreign-currency',
  exception: 6,
  passed: true,
  explanation: 'The number is one of a foreign currency account, for which there is no check.',
};

/** Exception 6: a is 4 to 8, and g equals h. */
function isForeignCurrency({ accountNumber }: AccountNumbers): boolean {
  return /^[4-8]/.test(accountNumber) && accountNumber.charAt(6) === accountNumber.charAt(7);
}

/** Exception 3: the second check is not made where c is 6 or 9. */
function isSpared(row: ModulusRow, { accountNumber }: AccountNumbers): boolean {
  return row.exception === 3 && ['6', '9'].includes(accountNumber.charAt(2));
}

function checkRow(row: ModulusRow, account: AccountNumbers, tables: ModulusTables): ModulusCheck {
  const check = checkDigits(row, { ...account, sortCode: sortCodeOf(row, account, tables) });
  // Exception 14 (Coutts): where the last digit is 0, 1 or 9 the number may lack the 0 in front and have one behind.
  const canShift = row.exception === 14 && /[019]$/.test(account.accountNumber);
  if (check.passed || !canShift) return check;
  return checkDigits(row, { ...account, accountNumber: `0${account.accountNumber.slice(0, 7)}` });
}

/** The sort code that is put into the sum: exceptions 5, 8 and 9 exchange it. */
function sortCodeOf(row: ModulusRow, { sortCode }: AccountNumbers, tables: ModulusTables): string {
  if (row.exception === 5) return tables.substitutes.get(sortCode) ?? sortCode;
  if (row.exception === 8) return '090126';
  if (row.exception === 9) return '309634';
  return sortCode;
}

function checkDigits(row: ModulusRow, account: AccountNumbers): ModulusCheck {
  const digits = `${account.sortCode}${account.accountNumber}`;
  const products = weightsOf(row, account).map((weight, index) => weight * Number(digits.charAt(index)));
  const total = products.reduce(
    (sum, product) => sum + (row.method === 'DBLAL' ? digitSum(product) : product),
    // Exception 1.
    row.exception === 1 ? 27 : 0,
  );
  const divisor = row.method === 'MOD11' ? 11 : 10;
  const remainder = modulo(total, divisor);
  const wanted = wantedRemainder(row, account, divisor);
  return {
    check: row.method,
    exception: row.exception,
    passed: remainder === wanted,
    explanation: `${row.method}: ${total} leaves ${remainder} when divided by ${divisor}; it must leave ${wanted}.`,
  };
}

function digitSum(product: number): number {
  return Math.floor(product / 10) + (product % 10);
}

/** Nought, but where digits of the account number carry the remainder: exceptions 4 and 5. */
function wantedRemainder(row: ModulusRow, { accountNumber }: AccountNumbers, divisor: number): number {
  if (row.exception === 4) return Number(accountNumber.slice(6));
  if (row.exception !== 5) return 0;
  // The check digit is the divisor less the remainder, or 0 where nothing remains. So no digit answers to a remainder of 1 by 11.
  const checkDigit = Number(accountNumber.charAt(row.method === 'MOD11' ? 6 : 7));
  return modulo(divisor - checkDigit, divisor);
}

const lloydsEuro = [0, 0, 1, 2, 5, 3, 6, 4, 8, 7, 10, 9, 3, 1];
const lloydsEuroNine = [0, 0, 0, 0, 0, 0, 0, 0, 8, 7, 10, 9, 3, 1];

/** The weights of a row, which exceptions 2, 7 and 10 exchange or empty from u to b. */
function weightsOf(row: ModulusRow, { accountNumber }: AccountNumbers): readonly number[] {
  const nine = accountNumber.charAt(6) === '9';
  if (row.exception === 2 && !accountNumber.startsWith('0')) return nine ? lloydsEuroNine : lloydsEuro;
  const empties = row.exception === 7 || (row.exception === 10 && /^[09]9/.test(accountNumber));
  if (nine && empties) return row.weights.map((weight, index) => (index < 8 ? 0 : weight));
  return row.weights;
}
