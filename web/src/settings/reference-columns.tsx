import type { ReferenceKind } from '../../../events/api/settings.ts';
import type { Column } from '../parts/data-table.tsx';
import { formatDate, formatPounds } from '../words/format.ts';
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
  return [
    { heading: 'For', text: ({ category }) => inWords(category), order: ({ category }) => category },
    { heading: 'From', text: ({ from }) => formatDate(from), order: ({ from }) => from },
    {
      heading: 'To',
      text: ({ to }) => (to === null ? 'No end' : formatDate(to)),
      order: ({ to }) => to ?? '9999',
    },
    {
      heading: `Value${unitInWords(unit)}`,
      numeric: true,
      text: ({ value }) => (value === null ? NOT_FOUND : valueInUnit(value, unit)),
      cell: ({ value }) =>
        value === null ? <strong class="app-not-found">{NOT_FOUND}</strong> : valueInUnit(value, unit),
      order: ({ value }) => Number(value ?? -1),
    },
    {
      heading: 'Source',
      text: ({ source, enteredBy }) => (enteredBy === null ? source : `${source} (entered by ${enteredBy})`),
    },
    {
      heading: 'How sure',
      text: ({ confidence }) => CONFIDENCE[confidence] ?? confidence,
      order: ({ confidence }) => confidence,
    },
  ];
}

function unitInWords(unit: string): string {
  if (unit === 'pounds-a-week') return ', a week';
  return unit === 'percent-a-year' ? ', a year' : '';
}

function valueInUnit(value: string, unit: string): string {
  return unit.startsWith('percent') ? `${value}%` : formatPounds(value);
}
