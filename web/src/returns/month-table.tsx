import type { MonthRow } from '../../../events/api/returns.ts';
import { countColumn, penceColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Tag } from '../parts/tag.tsx';
import { formatChange, formatCount } from '../words/format.ts';
import { monthInWords } from './month-text.ts';
import {
  changeOf,
  changePercent,
  percentInWords,
  remindedInWords,
  standingOf,
  standings,
} from './month-words.ts';

type MonthTableProps = { month: string; isOver: boolean; rows: readonly MonthRow[] };

/** Every provider of a month in a row. */
export function MonthTable({ month, isOver, rows }: MonthTableProps) {
  return (
    <DataTable
      caption={`Providers in ${monthInWords(month)}, who is missing first`}
      captionClass="govuk-visually-hidden"
      columns={columnsOf(month, isOver)}
      rows={rows}
      keyOf={({ providerId }) => providerId}
      fileName={`returns-${month}`}
    />
  );
}

function columnsOf(month: string, isOver: boolean): readonly Column<MonthRow>[] {
  return [
    {
      ...textColumn('Provider', ({ name, providerId }) => `${name} (${providerId})`),
      cell: ({ name, providerId }) => (
        <a href={`/returns?${new URLSearchParams({ provider: providerId, month }).toString()}`}>
          {name}
          <span class="govuk-visually-hidden"> ({providerId}), its returns of the month</span>
        </a>
      ),
      wide: true,
    },
    {
      ...textColumn('Where it is', (row) =>
        [standings[standingOf(row, isOver)].word, remindedInWords(row)].filter(Boolean).join('. '),
      ),
      cell: (row) => (
        <>
          <Tag of={standings[standingOf(row, isOver)]} />
          {row.remindedAt.length > 0 && <span class="app-note">{remindedInWords(row)}</span>}
        </>
      ),
    },
    countColumn('Packages', ({ packages, isExpected }) => (isExpected ? packages : null), 'None'),
    countColumn('Files', ({ received }) => received),
    countColumn('Lines', ({ lines }) => lines),
    {
      ...countColumn<MonthRow>('Exceptions', ({ questioned, refused }) => questioned + refused),
      cell: ({ questioned, refused }) => (
        <>
          {formatCount(questioned + refused)}
          {questioned > 0 && <span class="app-note">{formatCount(questioned)} to decide</span>}
        </>
      ),
    },
    penceColumn('Accepted', ({ acceptedPence }) => acceptedPence),
    penceColumn('Held', ({ heldPence }) => heldPence),
    penceColumn('Last month', ({ lastMonthPence }) => lastMonthPence),
    {
      ...penceColumn<MonthRow>('Change', changeOf),
      text: (row) => [formatChange(changeOf(row)), shareOf(row)].filter(Boolean).join(' or '),
      cell: (row) => (
        <>
          <span class="app-amount">{formatChange(changeOf(row))}</span>
          {shareOf(row) !== '' && <span class="app-note">{shareOf(row)}</span>}
        </>
      ),
    },
  ];
}

function shareOf(row: MonthRow): string {
  const percent = changePercent(changeOf(row), row.lastMonthPence);
  return percent === null ? '' : percentInWords(percent);
}
