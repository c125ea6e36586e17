import { dateColumn, endColumn, poundsColumn, textColumn, type Column } from '../parts/columns.ts';
import { textOf } from '../words/fields.ts';
import { inWords } from '../words/labels.ts';

type Contribution = Readonly<Record<string, unknown>>;

export const contributionColumns: readonly Column<Contribution>[] = [
  textColumn('Contribution', (row) => textOf(row, 'contributionId')),
  textColumn('Kind', (row) => textOf(row, 'kind'), kindInWords),
  dateColumn('From', (row) => textOf(row, 'startDate')),
  endColumn('To', (row) => textOf(row, 'endDate')),
  poundsColumn(
    'Amount a week',
    (row) => textOf(row, 'weeklyAmount'),
    () => 'National rate',
  ),
  textColumn('Collected by', (row) => textOf(row, 'collector'), inWords),
  textColumn('Status', (row) => textOf(row, 'status') || 'active', inWords),
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
