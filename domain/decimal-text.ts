import { quote, refuse, type Reading, type Refusal } from './outcome.ts';

/** A decimal number as it was written, taken apart; `decimals` is empty where there was no point. */
export type DecimalParts = { negative: boolean; whole: string; decimals: string };

export type DecimalRules = {
  /** What a sentence calls it, such as `an amount`. */
  noun: string;
  maximumDecimals: number;
  allowNegative: boolean;
  allowPoundSign: boolean;
};

/** Digits before the point: the most that stays a safe integer as pence. */
const MAXIMUM_WHOLE_DIGITS = 13;

/** Groups: minus (hyphen or U+2212), pound sign, whole part (plain, or with commas between thousands), decimals. */
const decimalPattern = /^([-−])?(£)?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/;

/**
 * Takes a written decimal apart. Spreadsheets write `1e3` and people write `12,34`; to guess at either would be to
 * guess at money, so both are refused in words.
 */
export function readDecimalParts(text: string, rules: DecimalRules): Reading<DecimalParts> {
  const trimmed = text.trim();
  const match = decimalPattern.exec(trimmed);
  if (!match) return refuseShape(trimmed, rules);
  const [, minus, poundSign, written = '', decimals = ''] = match;
  const whole = written.replaceAll(',', '');
  if (poundSign !== undefined && !rules.allowPoundSign) return refuseShape(trimmed, rules);
  if (minus !== undefined && !rules.allowNegative) {
    return refuse('number-negative', `${quote(trimmed)} is negative: ${rules.noun} is 0 or more.`);
  }
  if (decimals.length > rules.maximumDecimals) return refusePrecision(trimmed, decimals.length, rules);
  if (whole.length > MAXIMUM_WHOLE_DIGITS) {
    return refuse('number-too-large', `${quote(trimmed)} is too large to be ${rules.noun}.`);
  }
  return { ok: true, value: { negative: minus !== undefined, whole, decimals } };
}

function refuseShape(text: string, { noun, maximumDecimals }: DecimalRules): Refusal {
  if (text === '') return refuse('number-missing', `Empty: ${noun} is missing.`);
  if (/^[-−]?£?\d[\d,]*(?:\.\d+)?$/.test(text) && text.includes(',')) {
    return refuse(
      'number-comma-misplaced',
      `${quote(text)} has a comma in the wrong place: commas may only part thousands, as in 1,234.50.`,
    );
  }
  return refuse(
    'number-not-plain',
    `${quote(text)} is not ${noun}: write plain digits with at most ${maximumDecimals} decimals, such as 1234.50.`,
  );
}

function refusePrecision(text: string, found: number, { noun, maximumDecimals }: DecimalRules): Refusal {
  return refuse(
    'number-too-many-decimals',
    `${quote(text)} has ${found} decimals: ${noun} has at most ${maximumDecimals}.`,
  );
}

const DIGIT_ZERO = 48;
const POINT = 46;
const PLAIN_CHARACTERS = MAXIMUM_WHOLE_DIGITS;

/**
 * The hundredths (pence, of pounds) of a text that is digits with at most two decimals and nothing else, else NaN: nearly every amount of
 * an extract of millions is, and this reads it several times faster than the pattern that also explains refusals.
 */
export function plainHundredths(text: string): number {
  if (text.length > PLAIN_CHARACTERS) return Number.NaN;
  let amount = 0;
  let point = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    const digit = code - DIGIT_ZERO;
    if (digit >= 0 && digit <= 9) amount = amount * 10 + digit;
    else if (code === POINT && point === text.length && index > 0) point = index;
    else return Number.NaN;
  }
  const decimals = text.length - point - 1;
  if (decimals === 2) return amount;
  if (decimals === 1) return amount * 10;
  return decimals === -1 && point > 0 ? amount * 100 : Number.NaN;
}

/** Whether a text is canonical already: no sign, no needless zero, few enough decimals. */
export function isPlainDecimal(text: string, maximumDecimals: number): boolean {
  let point = text.length;
  if (text.length > PLAIN_CHARACTERS) return false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === POINT && point === text.length) point = index;
    else if (code < DIGIT_ZERO || code > DIGIT_ZERO + 9) return false;
  }
  const decimals = text.length - point - 1;
  if (point === 0 || (point > 1 && text.charCodeAt(0) === DIGIT_ZERO)) return false;
  if (decimals === -1) return true;
  return decimals > 0 && decimals <= maximumDecimals && text.charCodeAt(text.length - 1) !== DIGIT_ZERO;
}
