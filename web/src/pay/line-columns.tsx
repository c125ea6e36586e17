import type { ShownPayLine } from '../../../events/api/pay-runs.ts';
import {
  dateColumn,
  numberColumn,
  penceColumn,
  poundsColumn,
  textColumn,
  type Column,
} from '../parts/columns.ts';
import { formatDays, formatMoney, formatPounds } from '../words/format.ts';
import { inWords } from '../words/labels.ts';
import { accountOf, lineKind, payeeInWords } from './pay-words.ts';

/** Where the amount of a line is explained. */
function whyPlace({ payRunId, packageId, lineId }: ShownPayLine): string {
  const query = new URLSearchParams({ package: packageId, line: lineId });
  return `/pay-runs/${encodeURIComponent(payRunId)}/why?${query.toString()}`;
}

const whyColumn: Column<ShownPayLine> = {
  ...penceColumn<ShownPayLine>('Amount', ({ amountPence }) => amountPence),
  cell: (line) => (
    <a href={whyPlace(line)}>
      {formatMoney(line.amountPence)}
      <span class="govuk-visually-hidden">
        {' '}
        for package {line.packageId}, {formatDays(line.from, line.to)}: why this amount
      </span>
    </a>
  ),
};

const from = dateColumn<ShownPayLine>('From', (line) => line.from);
const to = dateColumn<ShownPayLine>('To', (line) => line.to);
const what = textColumn<ShownPayLine>('What', ({ kind }) => kind, lineKind);
const quantity: Column<ShownPayLine> = {
  ...numberColumn<ShownPayLine>('Quantity', (line) => line.quantity),
  cell: (line) => (line.quantity === null ? '–' : `${line.quantity}${unitsOf(line).quantity}`),
};
const rate: Column<ShownPayLine> = {
  ...poundsColumn<ShownPayLine>('Rate', (line) => line.rate),
  cell: (line) => (line.rate === null ? '–' : `${formatPounds(line.rate)}${unitsOf(line).rate}`),
};

/** What a quantity counts, and what its rate is for: planned care counts days and is priced by the week. */
function unitsOf({ explanation: [step], quantity: count }: ShownPayLine): { quantity: string; rate: string } {
  const many = count === '1' ? '' : 's';
  if (step?.step === 'plan') return { quantity: ` day${many}`, rate: ' a week' };
  if (step?.step === 'sessions') return { quantity: ` session${many}`, rate: ' a unit' };
  return { quantity: '', rate: '' };
}

const held: Column<ShownPayLine> = {
  ...textColumn<ShownPayLine>('Held', (line) => (line.held ? 'Held' : 'No')),
  cell: (line) => (line.held ? <a href="/holds">Held</a> : 'No'),
};

/** Columns of the lines of a run; `names` are the names of its providers. */
export function runLineColumns(names: ReadonlyMap<string, string>): readonly Column<ShownPayLine>[] {
  const payeeOf = ({ payee, providerId }: ShownPayLine): string =>
    (providerId === null ? undefined : names.get(providerId)) ?? payeeInWords(payee);
  return [
    {
      ...textColumn<ShownPayLine>('Package', ({ packageId }) => packageId),
      cell: ({ packageId }) => <a href={`/packages/${encodeURIComponent(packageId)}`}>{packageId}</a>,
    },
    {
      ...textColumn<ShownPayLine>('Payee', payeeOf),
      wide: true,
      cell: (line) => {
        const place = accountOf(line.payee);
        return place === null ? payeeOf(line) : <a href={place}>{payeeOf(line)}</a>;
      },
    },
    textColumn('Service', ({ serviceType }) => serviceType, inWords),
    what,
    from,
    to,
    quantity,
    rate,
    whyColumn,
    held,
    {
      heading: 'Look at',
      wide: true,
      text: ({ attention }) => attention.map(({ message }) => message).join(' '),
    },
  ];
}

export const packageLineColumns: readonly Column<ShownPayLine>[] = [
  from,
  to,
  what,
  quantity,
  rate,
  whyColumn,
  held,
  {
    ...textColumn<ShownPayLine>('Pay run', ({ payRunId }) => payRunId),
    cell: ({ payRunId }) => <a href={`/pay-runs/${encodeURIComponent(payRunId)}`}>{payRunId}</a>,
  },
  { heading: 'How it was reached', text: ({ sentence }) => sentence },
];
