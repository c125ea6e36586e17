import { useState } from 'preact/hooks';
import type { Setting } from '../../../events/api/settings.ts';
import { write } from '../api/client.ts';
import { useAction } from '../api/use-action.ts';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { DateField, ReasonField } from '../parts/fields.tsx';
import { useMe } from '../session/me.ts';
import { dateProblem } from '../words/date-text.ts';
import { ValueField } from './value-field.tsx';
import { formFor, textOfValue, valueOfText } from './value-text.ts';
import { SubmitForm } from '../parts/submit-form.tsx';

/** Proposes a new value for a setting, from a day on. */
export function ProposeForm({ setting, onProposed }: { setting: Setting; onProposed: () => void }) {
  const { today } = useMe();
  const form = formFor(setting);
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
    const dateGap = dateProblem(effectiveFrom, 'From');
    if (dateGap !== null) found.push({ id: 'effectiveFrom', message: dateGap });
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
      <SubmitForm onSubmit={submit}>
        <ErrorSummary errors={errors} />
        <ValueField form={form} value={text} onValue={setText} error={messageFor(errors, 'value')} />
        <DateField
          id="effectiveFrom"
          label="From"
          hint="The first day on which the new value holds"
          value={effectiveFrom}
          onValue={setEffectiveFrom}
          error={messageFor(errors, 'effectiveFrom')}
        />
        <ReasonField id="reason" value={reason} onValue={setReason} error={messageFor(errors, 'reason')} />
        <button type="submit" class="govuk-button" aria-disabled={action.busy}>
          Propose this change
        </button>
      </SubmitForm>
    </section>
  );
}

function idOfProblem(field: string): string {
  return field === 'effectiveFrom' || field === 'reason' ? field : 'value';
}
