import type { ShownStatement, StatementFinding } from '../../../events/api/statements.ts';
import { formatDays, formatDate } from '../words/format.ts';
import { inWords } from '../words/labels.ts';

/** What each check of statements found, as a title; a rule that is not here is named well enough. */
const statementChecks: Readonly<Record<string, string>> = {
  'statement-repeated': 'The same statement was sent before',
  'account-not-the-agreements': 'Another account than the agreement’s',
  'account-name-differs': 'Another name on the account',
  'running-balance-broken': 'The balances do not add up',
  'money-not-in-pounds': 'An account that is not in pounds',
  'document-not-whole': 'Something of the statement is missing',
  'document-altered': 'The document was changed after it was made',
  'reading-in-doubt': 'To be compared with the statement on paper',
  'transaction-after-receipt': 'Dated after the statement came',
  'statement-period-gap': 'Days are missing since the last statement',
  'statement-period-overlap': 'Days that were sent before',
  'opening-differs-from-last-closing': 'It opens with another balance than the last one closed with',
  'transaction-repeated': 'The same transaction twice',
  'council-payment-missing': 'A payment of the council is missing',
  'council-payment-late': 'A payment of the council came late',
  'council-payment-wrong-amount': 'A payment of the council of another amount',
  'contribution-not-paid-in': 'The contribution was not paid in',
  'transfer-to-own-account': 'Moved to an own account',
  'relative-in-household-paid': 'A relative of the household was paid',
  'payee-shared-across-agreements': 'The same payee in several agreements',
  'payee-not-in-plan': 'Not in the plan',
  'bank-charge-or-overdraft': 'Bank charge or overdraft',
  'other-income-mixed-in': 'Other money in the account',
  underspend: 'Less spent than planned',
  'balance-beyond-contingency': 'More in the account than belongs there',
  'sudden-change-from-own-pattern': 'Unlike the months before',
};

export function titleOfFinding({ rule }: Pick<StatementFinding, 'rule'>): string {
  return statementChecks[rule] ?? inWords(rule);
}

/** What an officer may say that somebody is paid for, the usual first. */
export const payeeCategories = [
  ...['wages', 'care', 'activity', 'travel', 'equipment', 'trade', 'shopping'],
  ...['payroll', 'tax', 'pension', 'insurance', 'bank-charge', 'paid-to-council', 'refund'],
  ...['contribution', 'council-payment', 'benefit', 'interest', 'other-income'],
  ...['household-bill', 'cash', 'transfer-to-own-account', 'gambling', 'alcohol-or-tobacco', 'other'],
] as const satisfies readonly ShownStatement['transactions'][number]['category'][];
export type PayeeCategory = (typeof payeeCategories)[number];

type Severity = StatementFinding['severity'];

/** What each severity asks of an officer; in this order they stand. */
export const meaningOfSeverity = {
  error: 'Asks for a decision',
  warning: 'To be looked at',
  information: 'Only adds weight to the others',
} as const satisfies Record<Severity, string>;
export const severityOrder: readonly Severity[] = ['error', 'warning', 'information'];

const statementForms = {
  csv: 'CSV',
  xlsx: 'Excel (XLSX)',
  text: 'Text',
  ofx: 'OFX',
  qif: 'QIF',
  mt940: 'MT940',
  camt053: 'CAMT.053',
  pdf: 'PDF',
} as const satisfies Record<ShownStatement['format'], string>;

export function formOf({ format }: Pick<ShownStatement, 'format'>): string {
  return statementForms[format];
}

/** The days a statement is of, as far as it says. */
export function daysOf({ from, to }: Pick<ShownStatement, 'from' | 'to'>): string {
  if (from !== null && to !== null) return formatDays(from, to);
  const known = from ?? to;
  return known === null ? 'No days are known' : formatDate(known);
}

/** The address of a statement; the first account of a file needs no number. */
export function statementAddress(uploadId: string, account = 1): string {
  const page = `/statements/${encodeURIComponent(uploadId)}`;
  return account === 1 ? page : `${page}?account=${account}`;
}
