import { messageFor, type FieldError } from '../parts/error-summary.tsx';
import { SetField, type SetColumn, type SetRow } from './set-field.tsx';

export type { SetColumn, SetRow } from './set-field.tsx';

type SetEditorRowProps = {
  title: string;
  rowKey: number;
  columns: readonly SetColumn[];
  values: SetRow;
  errors: readonly FieldError[];
  change: (values: SetRow) => void;
  remove: () => void;
};

/** One row of a set: its fields side by side, one below the other where it is narrow. */
export function SetEditorRow({ title, rowKey, columns, values, errors, change, remove }: SetEditorRowProps) {
  return (
    <fieldset class="govuk-fieldset app-set-row">
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{title}</legend>
      <div class="app-form-grid app-form-grid--narrow">
        {columns.map((column) => {
          const id = `${column.field}-${rowKey}`;
          return (
            <SetField
              key={column.field}
              id={id}
              column={column}
              value={values[column.field] ?? ''}
              error={messageFor(errors, id)}
              onValue={(value) => {
                change({ ...values, [column.field]: value });
              }}
            />
          );
        })}
      </div>
      <button type="button" class="app-link-button" onClick={remove}>
        Remove<span class="govuk-visually-hidden"> {title}</span>
      </button>
    </fieldset>
  );
}
