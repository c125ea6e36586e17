import { messageFor, type FieldError } from '../parts/error-summary.tsx';
import { DateField, SelectField, TextField } from '../parts/fields.tsx';
import { inWords } from '../words/labels.ts';

export type SetRow = Readonly<Record<string, string>>;
export type SetColumn = {
  field: string;
  label: string;
  kind: 'text' | 'date' | readonly string[];
  word?: (value: string) => string;
  mandatory?: boolean;
};

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
        {columns.map(({ field, label, kind, word = inWords, mandatory }) => {
          const id = `${field}-${rowKey}`;
          const shared = {
            id,
            label: mandatory === true ? label : `${label} (optional)`,
            value: values[field] ?? '',
            error: messageFor(errors, id),
            onValue: (value: string) => {
              change({ ...values, [field]: value });
            },
          };
          if (kind === 'text') return <TextField key={field} {...shared} />;
          if (kind === 'date') return <DateField key={field} {...shared} />;
          const choices = [
            { value: '', text: 'Choose' },
            ...kind.map((value) => ({ value, text: word(value) })),
          ];
          return <SelectField key={field} {...shared} choices={choices} />;
        })}
      </div>
      <button type="button" class="app-link-button" onClick={remove}>
        Remove<span class="govuk-visually-hidden"> {title}</span>
      </button>
    </fieldset>
  );
}
