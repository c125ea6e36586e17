import { withoutGluedKind, wordsOf } from './bank-words.ts';

/** What banks put before the payee: how the money went. Longer ones first, as `CARD PAYMENT` holds `CARD`. */
const prefixes = [
  ...[
    'FASTER PAYMENT TO',
    'FASTER PAYMENT FROM',
    'FASTER PAYMENTS RECEIPT',
    'FASTER PAYMENT',
    'BILL PAYMENT TO',
  ],
  ...[
    'BILL PAYMENT VIA FASTER PAYMENT TO',
    'BILL PAYMENT',
    'CARD PAYMENT TO',
    'CARD PAYMENT',
    'CARD PURCHASE',
  ],
  ...['DIRECT DEBIT PAYMENT TO', 'DIRECT DEBIT TO', 'DIRECT DEBIT', 'STANDING ORDER TO', 'STANDING ORDER'],
  ...[
    'BANK CREDIT',
    'BANK GIRO CREDIT',
    'CREDIT FROM',
    'PAYMENT TO',
    'PAYMENT FROM',
    'TRANSFER TO',
    'TRANSFER FROM',
  ],
  ...['MOBILE PAYMENT TO', 'VISA PURCHASE', 'VISA DEBIT', 'DEBIT CARD', 'CONTACTLESS', 'CONTACTLESS PAYMENT'],
  ...[
    'ATM WITHDRAWAL',
    'CASH WITHDRAWAL AT',
    'CASH WITHDRAWAL',
    'POS',
    'DEB',
    'DD',
    'SO',
    'STO',
    'FPO',
    'FPI',
    'FPS',
  ],
  ...['BGC', 'BACS', 'BP', 'OBP', 'TFR', 'VIS', 'CPT', 'BCC', 'CR', 'DR', 'CD', 'TO', 'FROM'],
]
  .map((prefix) => prefix.split(' '))
  .toSorted((left, right) => right.length - left.length);
/** Of a text without `WITHDRAWAL` this is all there is of a payee; of `ATM WITHDRAWAL ATM HIGH ST` it is said once. */
const suffixes = new Set([
  ...[
    'FPO',
    'FPI',
    'FPS',
    'DEB',
    'DD',
    'SO',
    'STO',
    'BGC',
    'BACS',
    'BP',
    'TFR',
    'VIS',
    'CPT',
    'CR',
    'DR',
    'CHG',
  ],
  ...['GB', 'GBR', 'GBP', 'UK', 'BCC', 'CD', 'ON', 'REF', 'MANDATE', 'NO'],
]);
const months = new Set([
  'JAN',
  'FEB',
  'MAR',
  'APR',
  'MAY',
  'JUN',
  'JUL',
  'AUG',
  'SEP',
  'SEPT',
  'OCT',
  'NOV',
  'DEC',
]);

/** What a payment was for says nothing of the payee. */
const purpose = /(?:wages?|salary|final|refund|returned|reversal|unpaid)$/;
const SHORTEST_KEY = 3;

/**
 * The key by which a payee is known again: without what banks put around it, references, dates and numbers, and
 * without spaces. `CARD PAYMENT TO TESCO STORES 3245 ON 12 MAR` is `tescostores`, as is `TESCO STORES 2178`.
 */
export function payeeKey(text: string): string {
  const words = payeeWords(text);
  return trimmedKey(words.join('').toLowerCase());
}

/** The words of a payee, as `payeeKey` joins them. */
function payeeWords(text: string): string[] {
  const words = wordsOf(withoutGluedKind(text));
  const named = words.filter(
    (word, at) => !isNumber(word) && !(months.has(word) && isBesideNumber(words, at)),
  );
  const kept = said(withoutSuffixes(withoutPrefixes(withoutReference(named))));
  return kept.length > 0 ? kept : words;
}

function isNumber(word: string): boolean {
  return /\d/.test(word);
}

function isBesideNumber(words: readonly string[], at: number): boolean {
  const beside = [...words.slice(Math.max(0, at - 1), at), ...words.slice(at + 1, at + 2)];
  return beside.some((word) => /^\d/.test(word));
}

const references = new Set(['REF', 'REFERENCE', 'MANDATE']);
const sides = new Set(['FROM', 'TO']);

/** `TO JO FENBY REFERENCE WAGES` is to Jo Fenby, and so is `REF WAGES TO JO FENBY`. */
function withoutReference(words: readonly string[]): readonly string[] {
  const at = words.findIndex((word) => references.has(word));
  if (at === -1) return words;
  const side = words.findIndex((word, place) => place > at && sides.has(word));
  const before = words.slice(0, at);
  const isOnlyWay = at === 0 || prefixes.some((prefix) => prefix.join(' ') === before.join(' '));
  return isOnlyWay && side !== -1 ? words.slice(side + 1) : before;
}

function withoutPrefixes(words: readonly string[]): readonly string[] {
  const prefix = prefixes.find(
    (each) => each.length < words.length && each.every((word, at) => words[at] === word),
  );
  return prefix === undefined ? words : withoutPrefixes(words.slice(prefix.length));
}

function withoutSuffixes(words: readonly string[]): readonly string[] {
  const last = words.findLastIndex((word) => !suffixes.has(word));
  return words.slice(0, Math.max(1, last + 1));
}

/** Starling and Monzo write name and reference, which are often the same. */
function said(words: readonly string[]): string[] {
  const half = words.length / 2;
  const isTwice = Number.isInteger(half) && words.slice(0, half).join(' ') === words.slice(half).join(' ');
  return isTwice ? words.slice(0, half) : [...words];
}

function trimmedKey(key: string): string {
  const trimmed = key.replace(purpose, '');
  if (trimmed === key || trimmed.length < SHORTEST_KEY) return key;
  return trimmedKey(trimmed);
}
