import type { ShownDeferredAccount } from '../../../events/api/deferred.ts';
import { counted, formatDate, formatDays, formatMoney } from '../words/format.ts';
import type { Word } from '../words/labels.ts';

export const chargeStatuses = {
  registered: { word: 'Registered', tone: 'green' },
  requested: { word: 'Requested', tone: 'yellow' },
  none: { word: 'None', tone: 'red' },
} as const satisfies Record<string, Word>;

export const chargeKinds = {
  'one-off': 'Once',
  annual: 'Each year',
  weekly: 'Each week',
  'at-cost': 'At cost',
  event: 'For an event',
} as const;

export const compoundings = {
  simple: 'earlier interest bears none',
  daily: 'added each day',
  monthly: 'added each month',
  quarterly: 'added each quarter',
} as const;

export const statementKinds = {
  regular: 'Regular',
  requested: 'Asked for',
  redemption: 'To repay all',
} as const;

/** Parts of the list that are chosen by what needs somebody. */
export const flagChoices = {
  any: 'Those that need somebody',
  'account-not-reckoned': 'Not reckoned, as a rate is missing',
  'equity-limit-reached': 'Equity limit reached',
  'debt-unsecured': 'Owed without security',
  'review-with-person': 'To be reviewed with the person',
  'revaluation-due': 'To be valued again',
  'valuation-too-old': 'Valuation too old',
  'valuation-awaited': 'Valuation awaited',
  'due-after-death': 'Due after a death',
  'overdue-after-death': 'Overdue after a death',
  'repaid-too-much': 'Too much was repaid',
  'to-be-closed': 'To be closed',
} as const;

/** How much is owed and how safe it is, in two sentences. */
export function standingInWords(shown: ShownDeferredAccount): string {
  const { owedPence, through, equityLimitPence, shareOfValuePercent, valuePence, valuedOn } = shown;
  const share = shareOfValuePercent === null ? '' : `, ${shareOfValuePercent}% of the value of the property`;
  const owed = `At the end of ${formatDate(through)} ${formatMoney(owedPence)} is owed${share} (${formatMoney(valuePence)} on ${formatDate(valuedOn)}).`;
  return shown.closedOn === null ? `${owed} ${roomInWords(owedPence, equityLimitPence)}` : owed;
}

function roomInWords(owed: number, limit: number | null): string {
  if (limit === null) return 'The equity limit is not known.';
  const room = limit - owed;
  return room > 0
    ? `${formatMoney(room)} may still be deferred up to the equity limit of ${formatMoney(limit)}.`
    : `The equity limit of ${formatMoney(limit)} is reached: no more care is deferred, while interest and charges are still added.`;
}

/** When the next statement is due, and how late the oldest is. */
export function nextStatementInWords({
  kind,
  from,
  to,
  dueOn,
  daysLate,
}: ShownDeferredAccount['nextStatement']): string {
  const late = daysLate > 0 ? `: ${counted(daysLate, 'day')} late` : '';
  return `${statementKinds[kind]}, for ${formatDays(from, to)}, due by ${formatDate(dueOn)}${late}`;
}
