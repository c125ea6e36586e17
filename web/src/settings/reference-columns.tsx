import type { ReferenceKind } from '../../../events/api/settings.ts';
import {
  dateColumn,
  endColumn,
  percentColumn,
  poundsColumn,
  textColumn,
  type Column,
} from '../parts/columns.ts';
import { inWords } from '../words/labels.ts';

type Row = ReferenceKind['rows'][number];

const NOT_FOUND = 'Not found: enter the value your council uses';

const CONFIDENCE: Readonly<Record<string, string>> = {
  A: 'Law or official text',
  B: 'Official page',
  C: 'One other source',
  D: 'Derived: check it',
};

/** The rows of a kind of reference data, its values in their unit. */
export function referenceColumns(unit: string): readonly Column<Row>[] {
  const column = unit.startsWith('percent') ? percentColumn : poundsColumn;
  const value = column<Row>(
    `Value${unitInWords(unit)}`,
    (row) => row.value,
    () => NOT_FOUND,
  );
  return [
    textColumn('For', ({ category }) => category, inWords),
    dateColumn('From', ({ from }) => from),
    endColumn('To', ({ to }) => to),
    {
      ...value,
      cell: (row) =>
        row.value === null ? <strong class="app-not-found">{NOT_FOUND}</strong> : value.text(row),
    },
    {
      heading: 'Source',
      text: ({ source, enteredBy }) => (enteredBy === null ? source : `${source} (entered by ${enteredBy})`),
    },
    textColumn(
      'How sure',
      ({ confidence }) => confidence,
      (grade) => CONFIDENCE[grade] ?? grade,
    ),
  ];
}

function unitInWords(unit: string): string {
  if (unit === 'pounds-a-week') return ', a week';
  return unit === 'percent-a-year' ? ', a year' : '';
}
