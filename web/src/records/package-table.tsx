import type { Item } from '../api/contract.ts';
import {
  dateColumn,
  endColumn,
  numberColumn,
  poundsColumn,
  textColumn,
  type Column,
} from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Tag } from '../parts/tag.tsx';
import { inWords, packageStates } from '../words/labels.ts';

/** A package in a list; a provider's own list does not tell the funding. */
type PackageRow = Omit<Item<'/v1/portal/packages'>, 'weeklyPence' | 'agreement'>;

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
  textColumn('Package', ({ packageId }) => packageId),
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
  textColumn('Service', ({ serviceType }) => serviceType, inWords),
  numberColumn('Units a week', ({ unitsPerWeek }) => unitsPerWeek),
  poundsColumn(
    'Rate a unit',
    ({ rate }) => rate,
    ({ rateCardId }) => rateCardId ?? '',
  ),
  dateColumn('From', ({ startDate }) => startDate),
  endColumn('To', ({ endDate }) => endDate),
  {
    ...textColumn('State', ({ state }) => packageStates[state].word),
    cell: ({ state }) => <Tag of={packageStates[state]} />,
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
