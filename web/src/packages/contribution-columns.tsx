import type { Column } from '../parts/data-table.tsx';
import { textOf } from '../words/fields.ts';
import { formatDate, formatPounds } from '../words/format.ts';
import { inWords } from '../words/labels.ts';

type Contribution = Readonly<Record<string, unknown>>;

export const contributionColumns: readonly Column<Contribution>[] = [
  {
    heading: 'Contribution',
    text: (row) => textOf(row, 'contributionId'),
    order: (row) => textOf(row, 'contributionId'),
  },
  { heading: 'Kind', text: (row) => kindInWords(textOf(row, 'kind')), order: (row) => textOf(row, 'kind') },
  {
    heading: 'From',
    text: (row) => formatDate(textOf(row, 'startDate')),
    order: (row) => textOf(row, 'startDate'),
  },
  {
    heading: 'To',
    text: (row) => (textOf(row, 'endDate') === '' ? 'No end' : formatDate(textOf(row, 'endDate'))),
    order: (row) => textOf(row, 'endDate') || '9999',
  },
  {
    heading: 'Amount a week',
    numeric: true,
    text: (row) =>
      textOf(row, 'weeklyAmount') === '' ? 'National rate' : formatPounds(textOf(row, 'weeklyAmount')),
    order: (row) => Number(textOf(row, 'weeklyAmount')),
  },
  {
    heading: 'Collected by',
    text: (row) => inWords(textOf(row, 'collector')),
    order: (row) => textOf(row, 'collector'),
  },
  {
    heading: 'Status',
    text: (row) => inWords(textOf(row, 'status') || 'active'),
    order: (row) => textOf(row, 'status'),
  },
];

const KINDS: Readonly<Record<string, string>> = {
  'weeks-1-12': 'Weeks 1 to 12',
  'weeks-13-plus': 'Week 13 onwards',
  'top-up': 'Top-up',
  fnc: 'Funded nursing care',
};

export function kindInWords(kind: string): string {
  return KINDS[kind] ?? inWords(kind);
}
