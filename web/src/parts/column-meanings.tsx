import type { ComponentChildren } from 'preact';
import type { Column } from './columns.ts';
import { DataTable } from './data-table.tsx';
import { messageFor, type FieldError } from './error-summary.tsx';
import { SelectField, type Choice } from './fields.tsx';

type ColumnMeaningsProps<Field extends string> = {
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  choices: readonly (Choice & { value: Field })[];
  said: readonly (Field | null)[];
  onSaid: (said: readonly (Field | null)[]) => void;
  errors: readonly FieldError[];
  /** Why nothing can be said of a column; null where it can. */
  unsayable?: (place: number) => string | null;
};
type Row = { place: number; heading: string; values: readonly string[] };

/** Values shown of a column: enough to tell a day from a number. */
const SHOWN = 3;

/** Where it is said what no column holds yet. */
export const STILL_MISSING = 'still-missing';

export const idOfColumn = (place: number): string => `column-${place}`;

/** The headings of a file, what stands under each, and what each is said to hold. */
export function ColumnMeanings<Field extends string>(props: ColumnMeaningsProps<Field>) {
  const { columns, rows, choices, said, onSaid, errors, unsayable = () => null } = props;
  const choose = (place: number, value: string): void => {
    const field = choices.find((each) => each.value === value)?.value ?? null;
    onSaid(said.map((each, at) => (at === place ? field : each)));
  };
  const reasonOf = ({ place, heading }: Row): string | null =>
    heading === '' ? 'A column without a heading cannot be read.' : unsayable(place);
  const table: readonly Column<Row>[] = [
    { heading: 'Heading', text: ({ heading }) => heading },
    { heading: 'First values', text: ({ values }) => values.join(' · ') },
    {
      heading: 'What it holds',
      text: () => '',
      cell: (row) =>
        reasonOf(row) ?? (
          <SelectField
            id={idOfColumn(row.place)}
            label={`What ${row.heading} holds`}
            hideLabel
            value={said[row.place] ?? ''}
            choices={[{ value: '', text: 'Nothing we read' }, ...choices]}
            error={messageFor(errors, idOfColumn(row.place))}
            onValue={(value) => {
              choose(row.place, value);
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

/** What no column is said to hold yet; a problem that is about no one column leads here. */
export function StillMissing({ children }: { children: ComponentChildren }) {
  return (
    <p class="govuk-inset-text" role="status" id={STILL_MISSING} tabIndex={-1}>
      {children}
    </p>
  );
}
