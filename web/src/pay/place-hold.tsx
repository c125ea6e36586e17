import { useState } from 'preact/hooks';
import { write } from '../api/client.ts';
import { useAction } from '../api/use-action.ts';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { ReasonField, SelectField, TextField } from '../parts/fields.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { holdCategories } from './pay-words.ts';
import { SubmitForm } from '../parts/submit-form.tsx';

const targets = {
  providerId: 'A provider',
  personId: 'A person',
  packageId: 'A package',
  lineId: 'One line',
} as const;
type Target = keyof typeof targets;

/** A hold keeps money back from the next run on; what was issued before is not touched. */
export function PlaceHold({ onDone }: { onDone: (text: string) => void }) {
  const filters = useFilters();
  const [target, setTarget] = useState<Target>(filters.among('on', targets) ?? 'providerId');
  const [id, setId] = useState(filters.of('id'));
  const [category, setCategory] = useState('');
  const [reason, setReason] = useState('');
  const [gaps, setGaps] = useState<readonly FieldError[]>([]);
  const action = useAction<unknown>();
  const errors = [...gaps, ...errorsOf(action.trouble, idOfField)];

  const place = async (): Promise<void> => {
    const found: FieldError[] = [];
    if (id.trim() === '') found.push({ id: 'held-id', message: 'Enter the id of what is to be held' });
    if (category === '') found.push({ id: 'category', message: 'Choose why' });
    if (reason.trim().length < 3) found.push({ id: 'hold-reason', message: 'Say why in your words' });
    setGaps(found);
    if (found.length > 0) return;
    const body = { category, [target]: id.trim(), reason };
    const placed = await action.run(body, (key) => write('POST', '/v1/holds', { body, key }));
    if (placed === null) return;
    setId('');
    setReason('');
    onDone(
      `${targets[target]} (${id.trim()}) is held. Nothing more of it is paid until the hold is released.`,
    );
  };

  return (
    <section class="app-section" aria-labelledby="place-hold">
      <h2 class="govuk-heading-m" id="place-hold">
        Place a hold
      </h2>
      <p class="govuk-body">
        Lines of what is held are still reckoned and still counted, but their money waits until the hold is
        released. What was issued before is not called back.
      </p>
      <SubmitForm onSubmit={place}>
        <ErrorSummary errors={errors} />
        <div class="app-form-grid">
          <SelectField
            id="held-on"
            label="What is held"
            value={target}
            choices={Object.entries(targets).map(([value, text]) => ({ value, text }))}
            onValue={(value) => {
              setTarget(
                value === 'personId' || value === 'packageId' || value === 'lineId' ? value : 'providerId',
              );
            }}
          />
          <TextField
            id="held-id"
            label="Its id"
            value={id}
            onValue={setId}
            error={messageFor(errors, 'held-id')}
          />
          <SelectField
            id="category"
            label="Why"
            value={category}
            choices={[
              { value: '', text: 'Choose' },
              ...Object.entries(holdCategories).map(([value, text]) => ({ value, text })),
            ]}
            onValue={setCategory}
            error={messageFor(errors, 'category')}
          />
        </div>
        <ReasonField
          id="hold-reason"
          value={reason}
          onValue={setReason}
          error={messageFor(errors, 'hold-reason')}
        />
        <button type="submit" class="govuk-button" aria-disabled={action.busy}>
          Hold it
        </button>
      </SubmitForm>
    </section>
  );
}

function idOfField(field: string): string | null {
  if (field === 'reason') return 'hold-reason';
  return field === 'category' ? field : 'held-id';
}
