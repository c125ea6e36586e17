import { useState } from 'preact/hooks';
import { write } from '../api/client.ts';
import type { Answer, Path, RecordView } from '../api/contract.ts';
import { useAction } from '../api/use-action.ts';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { DateField, ReasonField, SelectField, TextField } from '../parts/fields.tsx';
import { dateProblem } from '../words/date-text.ts';
import { fieldName, textOf } from '../words/fields.ts';
import { inWords } from '../words/labels.ts';
import { Pending } from './pending-changes.tsx';
import { Written } from './written.tsx';
import { SubmitForm } from '../parts/submit-form.tsx';

export type FieldSpec = {
  field: string;
  kind: 'text' | 'date' | 'decimal' | 'whole' | 'flag' | readonly string[];
  mandatory?: boolean;
  hint?: string;
};
type RecordPath = Extract<Path<'PUT'>, '/v1/packages/{id}'>;
type Outcome = Answer<'PUT', RecordPath>;

type ChangeFormProps = {
  path: RecordPath;
  id: string;
  record: RecordView;
  specs: readonly FieldSpec[];
  back: string;
};

/** Changes a record by hand: every field, what will change, why, and then what the checks had to say. */
export function ChangeForm({ path, id, record, specs, back }: ChangeFormProps) {
  const before = Object.fromEntries(specs.map(({ field, kind }) => [field, initialOf(record, field, kind)]));
  const [values, setValues] = useState<Record<string, string>>(before);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState<readonly FieldError[]>([]);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const action = useAction<Outcome>();
  const changed = specs.filter(({ field }) => (values[field] ?? '') !== (before[field] ?? ''));
  const errors = [
    ...missing,
    ...errorsOf(action.trouble, (field) => (field === 'reason' || field in before ? field : null)),
  ];

  const submit = async (): Promise<void> => {
    const gaps = specs
      .filter(({ field, mandatory }) => mandatory === true && (values[field] ?? '').trim() === '')
      .map(({ field }) => ({ id: field, message: `Enter ${fieldName(field).toLowerCase()}` }));
    for (const { field, kind } of specs) {
      const problem = kind === 'date' ? dateProblem(values[field] ?? '', fieldName(field)) : null;
      if (problem !== null) gaps.push({ id: field, message: problem });
    }
    if (changed.length === 0)
      gaps.push({ id: specs[0]?.field ?? 'reason', message: 'Change at least one field' });
    if (reason.trim().length < 3) gaps.push({ id: 'reason', message: 'Say why you are changing this' });
    setMissing(gaps);
    if (gaps.length > 0) return;
    const body = {
      ...Object.fromEntries(specs.map(({ field }) => [field, nullIfEmpty(values[field])])),
      reason,
    };
    const written = await action.run(body, (key) => write('PUT', path, { id, body, key }));
    if (written !== null) setOutcome(written);
  };

  if (outcome !== null) return <Written outcome={outcome} back={back} />;
  return (
    <SubmitForm onSubmit={submit}>
      <ErrorSummary errors={errors} />
      <div class="app-form-grid">
        {specs.map((spec) => (
          <SpecField
            key={spec.field}
            spec={spec}
            value={values[spec.field] ?? ''}
            error={messageFor(errors, spec.field)}
            onValue={(value) => {
              setValues({ ...values, [spec.field]: value });
            }}
          />
        ))}
      </div>
      <Pending
        changes={changed.map(({ field }) => ({ field, before: before[field], after: values[field] }))}
      />
      <ReasonField id="reason" value={reason} onValue={setReason} error={messageFor(errors, 'reason')} />
      <div class="app-actions">
        <button type="submit" class="govuk-button" aria-disabled={action.busy}>
          Record the change
        </button>
        <a href={back} class="govuk-link">
          Cancel
        </a>
      </div>
    </SubmitForm>
  );
}

function initialOf(record: RecordView, field: string, kind: FieldSpec['kind']): string {
  const text = textOf(record, field);
  return kind === 'flag' && text !== '' ? (text === 'true' ? 'yes' : 'no') : text;
}

type SpecFieldProps = {
  spec: FieldSpec;
  value: string;
  error: string | undefined;
  onValue: (value: string) => void;
};

function SpecField({ spec, ...rest }: SpecFieldProps) {
  const { field, kind, hint } = spec;
  const label = spec.mandatory === true ? fieldName(field) : `${fieldName(field)} (optional)`;
  const shared = { ...rest, id: field, label, hint };
  if (kind === 'flag') {
    return <SelectField {...shared} choices={choicesOf(['yes', 'no'])} />;
  }
  if (kind === 'text') return <TextField {...shared} />;
  if (kind === 'date') return <DateField {...shared} />;
  if (kind === 'decimal') return <TextField {...shared} inputMode="decimal" width="govuk-input--width-10" />;
  if (kind === 'whole') return <TextField {...shared} inputMode="numeric" width="govuk-input--width-5" />;
  return <SelectField {...shared} choices={choicesOf(kind)} />;
}

function choicesOf(words: readonly string[]) {
  return [{ value: '', text: 'Not given' }, ...words.map((word) => ({ value: word, text: inWords(word) }))];
}

function nullIfEmpty(text = ''): string | null {
  const trimmed = text.trim();
  return trimmed === '' ? null : trimmed;
}
