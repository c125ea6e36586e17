import { fileGap } from '../files/image-value.tsx';
import type { SetColumn, SetRow } from '../packages/set-field.tsx';
import type { FieldError } from '../parts/error-summary.tsx';
import { dateProblem } from '../words/date-text.ts';
import { penceOfPounds } from '../words/format.ts';
import type { ArrangementSection } from './arrangement-sections.ts';

export type KeyedLists = Readonly<Record<string, readonly { key: number; values: SetRow }[]>>;
type Typed = { values: SetRow; lists: KeyedLists; reason: string };

/** What has to be put right before a section can be sent. */
export function gapsOf(section: ArrangementSection, { values, lists, reason }: Typed): FieldError[] {
  const columns = section.fields(values);
  return [
    ...columns.flatMap((column) => gapOf(column, values, { id: column.field, where: '' })),
    ...(section.needs ?? [])
      .filter(({ field, needs }) => isGiven(values, field) && !isGiven(values, needs))
      .map(({ needs, message }) => ({ id: needs, message })),
    ...section.lists.flatMap(({ field: list, one, columns: ofList }) =>
      (lists[list] ?? []).flatMap((row, index) =>
        ofList.flatMap((column) =>
          gapOf(column, row.values, { id: `${column.field}-${row.key}`, where: ` of ${one} ${index + 1}` }),
        ),
      ),
    ),
    ...(reason.trim().length < 3 ? [{ id: 'reason', message: 'Say why you are changing this' }] : []),
  ];
}

function gapOf(
  { field, label, kind, mandatory }: SetColumn,
  values: SetRow,
  { id, where }: { id: string; where: string },
): FieldError[] {
  const value = (values[field] ?? '').trim();
  const name = `“${label}”${where}`;
  if (value === '') return mandatory === true ? [{ id, message: `Enter ${name}` }] : [];
  if (kind === 'date') {
    const problem = dateProblem(value, name);
    return problem === null ? [] : [{ id, message: problem }];
  }
  if (kind === 'image') return fileGap(id, value, name);
  if (kind !== 'pounds') return [];
  const pence = penceOfPounds(value);
  return pence !== null && pence >= 0 ? [] : [{ id, message: `${name} must be pounds, such as 225.00` }];
}

function isGiven(values: SetRow, field: string): boolean {
  return (values[field] ?? '').trim() !== '';
}

/** Where a refusal of the server stands in the form: a field of the body, such as `arrangement.representatives.1.email`. */
export function fieldOfProblem(field: string, section: ArrangementSection, lists: KeyedLists): string | null {
  if (field === 'reason') return field;
  const path = field.replace(/^arrangement\./, '').split('.');
  const [first = '', place = '', inner = ''] = path;
  const row = lists[first]?.[Number(place)];
  if (row === undefined) return section.fields({}).some((each) => each.field === first) ? first : null;
  const columns = section.lists.find((each) => each.field === first)?.columns ?? [];
  const column = columns.find((each) => each.field === inner) ?? columns[0];
  return column === undefined ? null : `${column.field}-${row.key}`;
}
