import type { StatementTable } from '../../../events/api/statement-mappings.ts';
import type { Body } from '../api/contract.ts';
import type { Choice } from '../parts/fields.tsx';

/** What is said of the columns of a file, as the API takes it. */
export type SaidMapping = Body<'POST', '/v1/statements/{id}/preview'>;
export type StatementField = NonNullable<NonNullable<StatementTable['guess']>['fields'][number]>;
export type DateOrder = SaidMapping['dateOrder'];

/** The page where it is said what the columns of a statement hold. */
export function columnsAddress(uploadId: string): string {
  return `/statements/${encodeURIComponent(uploadId)}/columns`;
}

/** What a column of a statement holds, as the people say who read it. */
export const statementFieldNames = {
  date: 'Date',
  text: 'Bank’s text',
  amount: 'Amount, in or out',
  paidIn: 'Paid in',
  paidOut: 'Paid out',
  mark: 'Word that says in or out',
  balance: 'Balance afterwards',
  reference: 'Reference',
  kind: 'Kind of transaction',
  currency: 'Currency',
} as const satisfies Record<StatementField, string>;

const orderNames = {
  dmy: 'Day first, as in 31/12/2026',
  mdy: 'Month first, as in 12/31/2026',
  ymd: 'Year first, as in 2026-12-31',
  'as-the-file-shows': 'As each file shows',
} as const satisfies Record<DateOrder, string>;

export const orderChoices: readonly (Choice & { value: DateOrder })[] = [
  { value: 'dmy', text: orderNames.dmy },
  { value: 'mdy', text: orderNames.mdy },
  { value: 'ymd', text: orderNames.ymd },
  { value: 'as-the-file-shows', text: orderNames['as-the-file-shows'] },
];

export const fieldChoices: readonly (Choice & { value: StatementField })[] = [
  { value: 'date', text: `${statementFieldNames.date} (needed)` },
  { value: 'text', text: `${statementFieldNames.text} (needed)` },
  { value: 'amount', text: statementFieldNames.amount },
  { value: 'paidIn', text: statementFieldNames.paidIn },
  { value: 'paidOut', text: statementFieldNames.paidOut },
  { value: 'mark', text: statementFieldNames.mark },
  { value: 'balance', text: statementFieldNames.balance },
  { value: 'reference', text: statementFieldNames.reference },
  { value: 'kind', text: statementFieldNames.kind },
  { value: 'currency', text: statementFieldNames.currency },
];

/** What a mapping says, column by column. */
export function columnsInWords({
  date,
  text,
  amount,
  balance,
  reference,
  kind,
  currency,
}: SaidMapping): string {
  const money =
    amount.kind === 'two-columns'
      ? { paidIn: amount.paidIn, paidOut: amount.paidOut }
      : { amount: amount.column, ...(amount.kind === 'marked' && { mark: amount.mark }) };
  const columns = { date, text: text.join(' + '), ...money, balance, reference, kind, currency };
  return fieldChoices
    .flatMap(({ value }) => {
      const heading = Object.entries(columns).find(([field]) => field === value)?.[1] ?? null;
      return heading === null ? [] : [`${heading}: ${statementFieldNames[value]}`];
    })
    .join('; ');
}
