import type { Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { messageFor, type FieldError } from '../parts/error-summary.tsx';
import { SelectField } from '../parts/fields.tsx';
import { idOfColumn, type Said } from './mapping-draft.ts';
import { returnFieldNames, type LayoutOffer, type ReturnField } from './mapping-words.ts';

type MappingColumnsProps = {
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  offer: LayoutOffer;
  said: Said;
  onSaid: (said: Said) => void;
  errors: readonly FieldError[];
};
type Row = { place: number; heading: string; values: readonly string[] };

/** Values shown of a column: enough to tell a day from a number. */
const SHOWN = 3;

/** The headings of a file, what stands under each, and what each is said to hold. */
export function MappingColumns({ columns, rows, offer, said, onSaid, errors }: MappingColumnsProps) {
  const choices = [
    { value: '', text: 'Nothing we read' },
    ...offer.fields.map((field) => ({
      value: field,
      text: `${returnFieldNames[field]}${offer.mandatory.includes(field) ? ' (needed)' : ''}`,
    })),
  ];
  const choose = (place: number, value: string): void => {
    const field: ReturnField | null = offer.fields.find((each) => each === value) ?? null;
    onSaid(said.map((each, at) => (at === place ? field : each)));
  };
  const table: readonly Column<Row>[] = [
    { heading: 'Heading', text: ({ heading }) => heading },
    { heading: 'First values', text: ({ values }) => values.join(' · ') },
    {
      heading: 'What it holds',
      text: () => '',
      cell: ({ place, heading }) =>
        heading === '' ? (
          'A column without a heading cannot be read.'
        ) : (
          <SelectField
            id={idOfColumn(place)}
            label={`What ${heading} holds`}
            hideLabel
            value={said[place] ?? ''}
            choices={choices}
            error={messageFor(errors, idOfColumn(place))}
            onValue={(value) => {
              choose(place, value);
            }}
          />
        ),
    },
  ];
  return (
    <DataTable
      caption="Columns of the file"
      columns={table}
      rows={columns.map((heading, place) => ({ place, heading, values: valuesUnder(place, rows) }))}
      keyOf={({ place }) => String(place)}
    />
  );
}

/** The first values of a column that are not empty. */
function valuesUnder(place: number, rows: readonly (readonly string[])[]): string[] {
  return rows
    .map((cells) => cells[place] ?? '')
    .filter((cell) => cell !== '')
    .slice(0, SHOWN);
}
