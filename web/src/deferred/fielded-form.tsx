import { useState } from 'preact/hooks';
import { ActForm } from '../audits/act-form.tsx';
import type { Answered } from '../api/client.ts';
import { messageFor, type FieldError } from '../parts/error-summary.tsx';
import { DateField, SelectField, TextField, type Choice } from '../parts/fields.tsx';
import { dateProblem } from '../words/date-text.ts';
import { penceOfPounds } from '../words/format.ts';

/** A field of a form by the name the API knows it by. */
export type FormField = {
  name: string;
  label: string;
  hint?: string;
  initial?: string;
  mayBeEmpty?: true;
} & ({ kind: 'date' | 'pounds' | 'percent' | 'text' } | { kind: 'select'; choices: readonly Choice[] });

export type Values = Readonly<Record<string, string>>;

type Props<T> = {
  id: string;
  button: string;
  fields: readonly FormField[];
  send: (values: Values, reason: string, key: string) => Promise<Answered<T>>;
  onDone: () => void;
  onCancel?: () => void;
};

/** A form of a few fields and a reason: each that is empty or cannot be read is named before anything is sent. */
export function FieldedForm<T>({ id, button, fields, send, onDone, ...rest }: Props<T>) {
  const [typed, setTyped] = useState<Values>({});
  const values = Object.fromEntries(
    fields.map(({ name, initial = '' }) => [name, (typed[name] ?? initial).trim()]),
  );
  return (
    <ActForm
      id={id}
      button={button}
      gaps={fields.flatMap((field) => gapOf(id, field, values[field.name] ?? ''))}
      request={values}
      send={(reason, key) => send(values, reason, key)}
      onDone={onDone}
      {...rest}
    >
      {(errors) =>
        fields.map((field) => (
          <Field
            key={field.name}
            id={`${id}-${field.name}`}
            field={field}
            value={typed[field.name] ?? field.initial ?? ''}
            error={messageFor(errors, `${id}-${field.name}`)}
            onValue={(value) => {
              setTyped({ ...typed, [field.name]: value });
            }}
          />
        ))
      }
    </ActForm>
  );
}

type FieldProps = {
  id: string;
  field: FormField;
  value: string;
  error: string | undefined;
  onValue: (value: string) => void;
};

function Field({ field, ...rest }: FieldProps) {
  const shared = { ...rest, label: field.label, hint: field.hint };
  switch (field.kind) {
    case 'date':
      return <DateField {...shared} />;
    case 'select':
      return <SelectField {...shared} choices={field.choices} />;
    case 'text':
      return <TextField {...shared} width="govuk-input--width-20" />;
    case 'pounds':
    case 'percent':
      return <TextField {...shared} width="govuk-input--width-10" inputMode="decimal" />;
  }
}

function gapOf(id: string, field: FormField, value: string): FieldError[] {
  if (value === '')
    return field.mayBeEmpty === true
      ? []
      : [{ id: `${id}-${field.name}`, message: `Enter “${field.label}”` }];
  const problem = problemOf(field, value);
  return problem === null ? [] : [{ id: `${id}-${field.name}`, message: problem }];
}

function problemOf({ kind, label }: FormField, value: string): string | null {
  if (kind === 'date') return dateProblem(value, label);
  if (kind === 'pounds' && (penceOfPounds(value) ?? -1) < 0)
    return `Enter “${label}” in pounds, such as 120.50`;
  if (kind === 'percent' && !/^\d{1,2}(\.\d{1,4})?$/.test(value))
    return `Enter “${label}” as a number, such as 4.25`;
  return null;
}

/** An amount that was typed; what cannot be read never gets here. */
export function penceIn(values: Values, name: string): number {
  return penceOfPounds(values[name] ?? '') ?? 0;
}
