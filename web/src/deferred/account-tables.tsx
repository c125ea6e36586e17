import type { ShownDeferredAccount, ShownDeferredStatement } from '../../../events/api/deferred.ts';
import {
  dateColumn,
  endColumn,
  penceColumn,
  percentColumn,
  textColumn,
  type Column,
} from '../parts/columns.ts';
import { formatDate, formatDays, formatMoney } from '../words/format.ts';
import { chargeKinds, statementKinds } from './deferred-words.ts';

type Standing = ShownDeferredAccount['standings'][number];
type Rate = ShownDeferredAccount['rates'][number];
type Charge = ShownDeferredAccount['charges'][number];
type Repayment = ShownDeferredAccount['repayments'][number];
type Valuation = ShownDeferredAccount['valuations'][number];
type Line = ShownDeferredStatement['lines'][number];
type Sent = ShownDeferredAccount['statements'][number];

export const standingColumns: readonly Column<Standing>[] = [
  dateColumn('At the end of', ({ date }) => date),
  penceColumn('Owed', ({ owedPence }) => owedPence),
  penceColumn(
    'Equity limit',
    ({ equityLimitPence }) => equityLimitPence,
    () => 'Not known',
  ),
];

export const rateColumns: readonly Column<Rate>[] = [
  dateColumn('From', ({ from }) => from),
  dateColumn('To', ({ to }) => to),
  percentColumn('Rate a year', ({ percent }) => percent),
  textColumn('Why this one', ({ basis }) => (basis === 'agreed' ? 'As agreed' : 'The most the law allows')),
  percentColumn('Most the law allows', ({ ceilingPercent }) => ceilingPercent),
  textColumn('Where that is from', ({ source }) => source),
];

export const chargeColumns: readonly Column<Charge>[] = [
  textColumn('What for', ({ description }) => description),
  textColumn('How often', ({ kind }) => chargeKinds[kind]),
  penceColumn('Each time', ({ amountPence }) => amountPence),
  dateColumn('From', ({ from }) => from),
  endColumn('To', ({ to, kind, from }) => to ?? (kind === 'annual' || kind === 'weekly' ? null : from)),
  dateColumn('Told on', ({ toldOn }) => toldOn),
  textColumn('Paid', ({ isAdded }) => (isAdded ? 'Added to the debt' : 'Separately')),
];

export const repaymentColumns: readonly Column<Repayment>[] = [
  dateColumn('Day', ({ on }) => on),
  penceColumn('Repaid', ({ amountPence }) => amountPence),
  textColumn('By', ({ from }) => from),
];

export const valuationColumns: readonly Column<Valuation>[] = [
  dateColumn('Asked for', ({ requestedOn }) => requestedOn),
  textColumn('Asked again', ({ remindedOn }) => remindedOn.map(formatDate).join(', ')),
  {
    ...textColumn<Valuation>('Came', ({ received }) => received?.on ?? null, formatDate),
    cell: ({ received }) => (received === null ? 'Awaited' : formatDate(received.on)),
  },
  dateColumn('Value of', ({ received }) => received?.valuedOn ?? null),
  penceColumn('Value', ({ received }) => received?.valuePence ?? null),
  penceColumn('Owed to others first', ({ received }) => received?.encumbrancesPence ?? null),
  textColumn('Valuer', ({ received }) => received?.valuer ?? null),
];

export const sentColumns: readonly Column<Sent>[] = [
  textColumn('Which', ({ kind }) => statementKinds[kind]),
  textColumn('Days', ({ from, to }) => formatDays(from, to)),
  dateColumn('Asked for', ({ askedOn }) => askedOn),
  dateColumn('Sent', ({ sentOn }) => sentOn),
];

export const lineColumns: readonly Column<Line>[] = [
  dateColumn('Day', ({ date }) => date),
  {
    ...textColumn<Line>('What happened', ({ explanation }) => explanation),
    wide: true,
  },
  penceColumn('Amount', ({ amountPence }) => amountPence),
  penceColumn('Owed after it', ({ balancePence }) => balancePence),
];

/** What is in a statement in a sentence. */
export function statementInWords({
  from,
  to,
  openingPence,
  closingPence,
  redemptionOn,
}: ShownDeferredStatement): string {
  const before = `${formatDays(from, to)}: ${formatMoney(openingPence)} was owed before`;
  return redemptionOn === null
    ? `${before}, ${formatMoney(closingPence)} at the end.`
    : `${before}. ${formatMoney(closingPence)} on ${formatDate(redemptionOn)} repays all, with the care until the day before, if nothing is corrected until then.`;
}
