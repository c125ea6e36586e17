import { formatPounds, negatePence, pence, readPounds, type Pence } from '../money.ts';
import { quote, refuse, type Reading, type Refusal } from '../outcome.ts';

/** No amount is longer, and a paragraph in the wrong column is refused before it is looked at. */
const LONGEST_AMOUNT = 60;

/**
 * The sum of as many transactions as one file may hold, 200,000, stays an exact number of pence, whatever is in it. A
 * personal budget for care never comes near.
 */
const HIGHEST_AMOUNT = pence(40_000_000_000);

/**
 * Reads an amount as banks write it: `1,234.56`, `-£52.00`, `£-52.00`, `12.00-`, `(12.00)`, `12.00 DR`, `.50`. A sign or a
 * word for paid out makes it negative; decimals past the second may only be zeros, since a bank moves whole pence.
 */
export function readStatementAmount(text: string): Reading<Pence> {
  if (text.length > LONGEST_AMOUNT) return refuseShape(text);
  const signed = takeSign(text.trim());
  if (signed === null) return refuseShape(text);
  const written = wholePenceText(signed.digits);
  if (written === null) return refuseFraction(text);
  const reading = readPounds(written);
  if (!reading.ok) return reading;
  if (reading.value > HIGHEST_AMOUNT) return refuseSize(text);
  return signed.isNegative ? { ok: true, value: negatePence(reading.value) } : reading;
}

type Signed = { isNegative: boolean; digits: string };

/** A sign, a word and brackets each say which way the money goes. Two of them may contradict each other, so only one may stand. */
function takeSign(text: string): Signed | null {
  const parts = /^(\()?([^\d.()]*)([\d.,]*)([^\d.,()]*)(\))?$/.exec(text);
  if (!parts) return null;
  const [, opened, before = '', digits = '', after = '', closed] = parts;
  if ((opened === undefined) !== (closed === undefined)) return null;
  const marks = [
    before.replace(/[£\s]/g, ''),
    after.replace(/\s/g, '').toUpperCase(),
    opened === undefined ? '' : '()',
  ].filter((mark) => mark !== '');
  const [mark = '+'] = marks;
  if (marks.length > 1 || before.split('£').length > 2) return null;
  if (positiveMarks.has(mark)) return { isNegative: false, digits: withoutZeros(digits) };
  return negativeMarks.has(mark) ? { isNegative: true, digits: withoutZeros(digits) } : null;
}

/** In credit, and overdrawn or paid out: `OD` and a bare `D` stand beside balances. */
const positiveMarks = new Set(['+', 'CR', 'C']);
const negativeMarks = new Set(['-', '−', '–', '()', 'DR', 'D', 'OD']);

/** Some banks fill amounts up with zeros: `00000000000007.38`. */
function withoutZeros(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '');
}

/** `.5000` as `0.50`, `12.` as `12`; null where the decimals past the second are not zeros. */
function wholePenceText(digits: string): string | null {
  const pointAt = digits.indexOf('.');
  if (pointAt === -1 || digits === '.') return digits;
  const decimals = digits.slice(pointAt + 1);
  const whole = pointAt === 0 ? '0' : digits.slice(0, pointAt);
  if (decimals === '') return whole;
  if (/^\d{2}0*[1-9]\d*$/.test(decimals)) return null;
  return `${whole}.${/^\d{3,}$/.test(decimals) ? decimals.slice(0, 2) : decimals}`;
}

function refuseFraction(text: string): Refusal {
  return refuse(
    'amount-not-whole-pence',
    `${quote(text.trim())} is not a whole number of pence: an amount in pounds has two decimals, as in 1234.50.`,
  );
}

function refuseShape(text: string): Refusal {
  return refuse(
    'amount-not-plain',
    `${quote(text.trim())} is not an amount: it is written like 1,234.50, -1234.50 or 1234.50 DR.`,
  );
}

function refuseSize(text: string): Refusal {
  return refuse(
    'amount-too-large',
    `${quote(text.trim())} is more than ${formatPounds(HIGHEST_AMOUNT)}, the highest amount that is read.`,
  );
}
