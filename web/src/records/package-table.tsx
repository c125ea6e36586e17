import type { Item } from '../api/contract.ts';
import { DataTable, type Column } from '../parts/data-table.tsx';
import { Tag } from '../parts/tag.tsx';
import { formatDate, formatPounds } from '../words/format.ts';
import { inWords, packageStates } from '../words/labels.ts';

/** A package in a list; a provider's own list does not tell the funding. */
type PackageRow = Item<'/v1/portal/packages'>;

type PackageTableProps = {
  rows: readonly PackageRow[];
  fileName: string;
  /** Columns that are the same in every row, or that the reader may not follow. */
  without?: readonly string[];
  linked?: boolean;
};

/** Packages in rows, wherever they are listed. */
export function PackageTable({ rows, fileName, without = [], linked = true }: PackageTableProps) {
  const shown = (linked ? linkedColumns : columns).filter(({ heading }) => !without.includes(heading));
  return (
    <DataTable
      caption="Packages"
      captionClass="govuk-visually-hidden"
      columns={shown}
      rows={rows}
      keyOf={({ packageId }) => packageId}
      fileName={fileName}
    />
  );
}

const columns: readonly Column<PackageRow>[] = [
  { heading: 'Package', text: ({ packageId }) => packageId, order: ({ packageId }) => packageId },
  {
    heading: 'Person',
    text: ({ personId, personName }) => (personName === null ? personId : `${personName} (${personId})`),
    order: ({ personId, personName }) => personName ?? personId,
  },
  {
    heading: 'Provider',
    text: ({ providerId, providerName }) =>
      providerName === null ? providerId : `${providerName} (${providerId})`,
    order: ({ providerId, providerName }) => providerName ?? providerId,
  },
  {
    heading: 'Service',
    text: ({ serviceType }) => inWords(serviceType),
    order: ({ serviceType }) => serviceType,
  },
  {
    heading: 'Units a week',
    numeric: true,
    text: ({ unitsPerWeek }) => unitsPerWeek,
    order: ({ unitsPerWeek }) => Number(unitsPerWeek),
  },
  {
    heading: 'Rate a unit',
    numeric: true,
    text: ({ rate, rateCardId }) => (rate === null ? (rateCardId ?? '') : formatPounds(rate)),
    order: ({ rate }) => Number(rate ?? -1),
  },
  { heading: 'From', text: ({ startDate }) => formatDate(startDate), order: ({ startDate }) => startDate },
  {
    heading: 'To',
    text: ({ endDate }) => (endDate === null ? 'No end' : formatDate(endDate)),
    order: ({ endDate }) => endDate ?? '9999',
  },
  {
    heading: 'State',
    text: ({ state }) => packageStates[state].word,
    cell: ({ state }) => <Tag of={packageStates[state]} />,
    order: ({ state }) => state,
  },
];

const places: Readonly<Record<string, (row: PackageRow) => string>> = {
  Package: ({ packageId }) => `/packages/${encodeURIComponent(packageId)}`,
  Person: ({ personId }) => `/people/${encodeURIComponent(personId)}`,
  Provider: ({ providerId }) => `/providers/${encodeURIComponent(providerId)}`,
};

const linkedColumns = columns.map((column): Column<PackageRow> => {
  const place = places[column.heading];
  return place === undefined
    ? column
    : { ...column, cell: (row) => <a href={place(row)}>{column.text(row)}</a> };
});
