/** What a row of a table says of itself where it is no movement of money. */
export type BalanceWords = 'opening' | 'closing' | 'either';

const opening =
  /\b(?:brought forward|b\/f(?:wd)?)\b|^(?:statement )?(?:opening|start(?:ing)?|previous) balance\b/i;
const closing =
  /\b(?:carried forward|c\/f(?:wd)?)\b|^(?:statement )?(?:closing|end(?:ing)?|new|final) balance\b/i;
const either = /^(?:your )?balance\b/i;

/** Words that may stand in rows of balances and of sums. Any other, as in `NEW BALANCE SHOES`, makes a row a movement. */
const fillers = new Set([
  ...[
    'balance',
    'opening',
    'start',
    'starting',
    'closing',
    'end',
    'ending',
    'new',
    'final',
    'previous',
    'last',
    'next',
  ],
  ...[
    'brought',
    'carried',
    'forward',
    'b/f',
    'c/f',
    'bfwd',
    'cfwd',
    'b/fwd',
    'c/fwd',
    'your',
    'the',
    'this',
    'from',
  ],
  ...[
    'to',
    'on',
    'at',
    'as',
    'of',
    'for',
    'and',
    'statement',
    'page',
    'account',
    'dated',
    'no',
    'number',
    'close',
  ],
  ...[
    'day',
    'month',
    'period',
    'business',
    'total',
    'totals',
    'sub',
    'subtotal',
    'grand',
    'column',
    'paid',
    'money',
  ],
  ...['payment', 'payments', 'receipts', 'withdrawals', 'deposits', 'debits', 'credits', 'in', 'out', 'into'],
  ...[
    'january',
    'february',
    'march',
    'april',
    'may',
    'june',
    'july',
    'august',
    'september',
    'october',
    'november',
  ],
  ...['december', 'jan', 'feb', 'mar', 'apr', 'jun', 'jul', 'aug', 'sep', 'sept', 'oct', 'nov', 'dec'],
]);

/** Whether a row shows a balance by its words: `Balance brought forward`, `Closing balance`, `Balance at 3 June`. */
export function balanceWords(text: string): BalanceWords | null {
  if (!areFillers(text)) return null;
  if (opening.test(text)) return 'opening';
  if (closing.test(text)) return 'closing';
  return either.test(text) ? 'either' : null;
}

/** Whether a row shows sums: `Total`, `Total paid in`, `Page totals`. */
export function isSumsRow(text: string): boolean {
  return /^(?:(?:sub|grand|page|column)[ -]?)?totals?\b/i.test(text) && areFillers(text);
}

function areFillers(text: string): boolean {
  const words = text.toLowerCase().split(/[\s:,.–-]+/);
  return words.every(
    (word) => fillers.has(word) || !/[a-z]/.test(word) || /^\d{1,2}(?:st|nd|rd|th)$/.test(word),
  );
}
