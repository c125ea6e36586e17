/** What a row of a table says of itself where it is no movement of money. */
export type BalanceWords = 'opening' | 'closing' | 'either';

const opening =
  /\b(?:brought forward|b\/f(?:wd)?)\b|^(?:statement )?(?:opening|start(?:ing)?|previous) balance\b/i;
const closing =
  /\b(?:carried forward|c\/f(?:wd)?)\b|^(?:statement )?(?:closing|end(?:ing)?|new|final) balance\b/i;
const either = /^(?:your )?balance(?: (?:at|on|as at|as of|from)\b.*)?:?$/i;
const sums = /^(?:(?:sub|grand|page|column) ?)?totals?\b/i;

/** Whether a row shows a balance by its words: `Balance brought forward`, `Closing balance`, `Balance at 3 June`. */
export function balanceWords(text: string): BalanceWords | null {
  if (opening.test(text)) return 'opening';
  if (closing.test(text)) return 'closing';
  return either.test(text) ? 'either' : null;
}

/** Whether these words are all that a row says, as `New balance` is, and `NEW BALANCE SHOES` is not. */
export function isOnlyBalanceWords(text: string): boolean {
  const rest = text
    .replace(/\b(?:from|to|on|at|as|of|your|previous|last|next|statement|page|account)\b/gi, '')
    .replace(/\b(?:opening|start(?:ing)?|closing|end(?:ing)?|new|final|balance)\b/gi, '')
    .replace(/\b(?:brought|carried) forward\b|\b[bc]\/f(?:wd)?\b/gi, '')
    .replace(/\d{1,2}(?:st|nd|rd|th)?[ /.-]?(?:[a-z]{3,9}|\d{1,2})[ /.-]?\d{0,4}/gi, '');
  return !/[a-z]/i.test(rest);
}

export function isSumsRow(text: string): boolean {
  return sums.test(text);
}
