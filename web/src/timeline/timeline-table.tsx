import type { Timeline, TimelineStretch } from '../../../events/api/records.ts';
import { DataTable, type Column } from '../parts/data-table.tsx';
import { formatDate, formatMoney } from '../words/format.ts';
import { shares, type Share } from '../words/labels.ts';
import { weeklyShares } from './bars.ts';

type Row = { packageId: string; stretch: TimelineStretch };

/** The same as the drawing, as rows. */
export function TimelineTable({ packages, fileName }: { packages: Timeline['packages']; fileName: string }) {
  const rows = packages.flatMap(({ packageId, stretches }) =>
    stretches.map((stretch) => ({ packageId, stretch })),
  );
  const used = new Set(rows.flatMap(({ stretch }) => [...weeklyShares(stretch).keys()]));
  const shareColumns = (Object.keys(shares) as Share[]).filter((share) => used.has(share)).map(shareColumn);
  return (
    <DataTable
      caption="Who pays what: every amount is for a week"
      columns={[...leading, ...shareColumns, state]}
      rows={rows}
      keyOf={(row) => `${row.packageId}-${row.stretch.from}`}
      fileName={fileName}
    />
  );
}

const leading: readonly Column<Row>[] = [
  {
    heading: 'Package',
    text: (row) => row.packageId,
    cell: (row) => <a href={`/packages/${encodeURIComponent(row.packageId)}`}>{row.packageId}</a>,
    order: (row) => row.packageId,
  },
  { heading: 'From', text: (row) => formatDate(row.stretch.from), order: (row) => row.stretch.from },
  {
    heading: 'To',
    text: (row) => (row.stretch.to === null ? 'No end' : formatDate(row.stretch.to)),
    order: (row) => row.stretch.to ?? '9999',
  },
  {
    heading: 'Cost',
    numeric: true,
    text: ({ stretch }) => weekly(stretch.weeklyCostPence, stretch.rateCardId),
    order: ({ stretch }) => stretch.weeklyCostPence ?? -1,
  },
];

function shareColumn(share: Share): Column<Row> {
  const penceOf = (row: Row): number => weeklyShares(row.stretch).get(share) ?? 0;
  return {
    heading: shares[share],
    numeric: true,
    text: (row) => (penceOf(row) === 0 ? '' : formatMoney(penceOf(row))),
    order: penceOf,
  };
}

const state: Column<Row> = {
  heading: 'Suspended',
  text: ({ stretch }) => stretch.suspended ?? '',
};

function weekly(pence: number | null, rateCardId: string | null): string {
  if (pence !== null) return formatMoney(pence);
  return rateCardId === null ? 'No rate' : `Rate card ${rateCardId}`;
}
