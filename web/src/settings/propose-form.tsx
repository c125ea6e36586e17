import { useState } from 'preact/hooks';
import type { Setting } from '../../../events/api/settings.ts';
import { write } from '../api/client.ts';
import { useAction } from '../api/use-action.ts';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { LongTextField, ReasonField, SelectField, TextField } from '../parts/fields.tsx';
import { useMe } from '../session/me.ts';
import { formFor, textOfValue, valueOfText, type ValueForm } from './value-text.ts';

/** Proposes a new value for a setting, from a day on. */
export function ProposeForm({ setting, onProposed }: { setting: Setting; onProposed: () => void }) {
  const { today } = useMe();
  const form = formFor(setting.value);
  const [text, setText] = useState(textOfValue(setting.value, form));
  const [effectiveFrom, setEffectiveFrom] = useState<string>(today);
  const [reason, setReason] = useState('');
  const [gaps, setGaps] = useState<readonly FieldError[]>([]);
  const action = useAction<unknown>();
  const errors = [...gaps, ...errorsOf(action.trouble, idOfProblem)];

  const submit = async (): Promise<void> => {
    const read = valueOfText(text, form);
    const found: FieldError[] = [];
    if (!read.ok) found.push({ id: 'value', message: read.message });
    else if (JSON.stringify(read.value) === JSON.stringify(setting.value)) {
      found.push({ id: 'value', message: 'Enter another value than the one in force' });
    }
    if (reason.trim().length < 3) found.push({ id: 'reason', message: 'Say why this should change' });
    setGaps(found);
    if (found.length > 0 || !read.ok) return;
    const body = { value: read.value, reason, ...(effectiveFrom !== '' && { effectiveFrom }) };
    const proposed = await action.run(body, (key) =>
      write('PUT', '/v1/settings/{name}', { id: setting.name, body, key }),
    );
    if (proposed !== null) onProposed();
  };

  return (
    <section class="app-section" aria-labelledby="propose">
      <h2 class="govuk-heading-m" id="propose">
        Propose a change
      </h2>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <ErrorSummary errors={errors} />
        <ValueField form={form} value={text} onValue={setText} error={messageFor(errors, 'value')} />
        <TextField
          id="effectiveFrom"
          type="date"
          label="From"
          hint="The first day on which the new value holds"
          width="govuk-input--width-10"
          value={effectiveFrom}
          onValue={setEffectiveFrom}
          error={messageFor(errors, 'effectiveFrom')}
        />
        <ReasonField id="reason" value={reason} onValue={setReason} error={messageFor(errors, 'reason')} />
        <button type="submit" class="govuk-button" aria-disabled={action.busy}>
          Propose this change
        </button>
      </form>
    </section>
  );
}

function idOfProblem(field: string): string {
  return field === 'effectiveFrom' || field === 'reason' ? field : 'value';
}

type ValueFieldProps = {
  form: ValueForm;
  value: string;
  onValue: (value: string) => void;
  error: string | undefined;
};

function ValueField({ form, ...rest }: ValueFieldProps) {
  const shared = { ...rest, id: 'value', label: 'New value' };
  switch (form) {
    case 'yes-no':
      return (
        <SelectField
          {...shared}
          choices={[
            { value: 'yes', text: 'Yes' },
            { value: 'no', text: 'No' },
          ]}
        />
      );
    case 'number':
      return <TextField {...shared} inputMode="decimal" width="govuk-input--width-10" />;
    case 'text':
      return <TextField {...shared} width="govuk-input--width-20" />;
    case 'lines':
      return <LongTextField {...shared} hint="One a line" rows={6} />;
    case 'json':
      return <LongTextField {...shared} hint="As JSON, in the form shown above" rows={8} />;
  }
}
