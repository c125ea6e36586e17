import type { Timeline, TimelineStretch } from '../../../events/api/record-shapes.ts';
import { dateColumn, endColumn, poundsColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { poundsOfPence } from '../words/format.ts';
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
      columns={[...leading, ...shareColumns, suspended]}
      rows={rows}
      keyOf={(row) => `${row.packageId}-${row.stretch.from}`}
      fileName={fileName}
    />
  );
}

const leading: readonly Column<Row>[] = [
  {
    ...textColumn('Package', (row) => row.packageId),
    cell: (row) => <a href={`/packages/${encodeURIComponent(row.packageId)}`}>{row.packageId}</a>,
  },
  dateColumn('From', ({ stretch }) => stretch.from),
  endColumn('To', ({ stretch }) => stretch.to),
  poundsColumn(
    'Cost',
    ({ stretch }) => (stretch.weeklyCostPence === null ? null : poundsOfPence(stretch.weeklyCostPence)),
    ({ stretch }) => (stretch.rateCardId === null ? 'No rate' : `Rate card ${stretch.rateCardId}`),
  ),
];

function shareColumn(share: Share): Column<Row> {
  return poundsColumn(shares[share], ({ stretch }) => {
    const pence = weeklyShares(stretch).get(share) ?? 0;
    return pence === 0 ? null : poundsOfPence(pence);
  });
}

const suspended: Column<Row> = { heading: 'Suspended', text: ({ stretch }) => stretch.suspended ?? '' };
