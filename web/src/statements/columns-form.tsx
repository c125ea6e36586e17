import { useState } from 'preact/hooks';
import type { StatementTable } from '../../../events/api/statement-mappings.ts';
import { write } from '../api/client.ts';
import type { Answer } from '../api/contract.ts';
import { useAction } from '../api/use-action.ts';
import { ColumnMeanings, StillMissing } from '../parts/column-meanings.tsx';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { ReasonField, TextField } from '../parts/fields.tsx';
import {
  draftOf,
  elementOf,
  gapsOf,
  mappingOf,
  missingIn,
  unsayableIn,
  type Draft,
} from './columns-draft.ts';
import { ColumnsHabits } from './columns-habits.tsx';
import { ColumnsPreview } from './columns-preview.tsx';
import { fieldChoices } from './columns-words.ts';
import { SubmitForm } from '../parts/submit-form.tsx';

type ColumnsFormProps = {
  table: StatementTable;
  headings: readonly string[];
  guess: NonNullable<StatementTable['guess']>;
  onDone: () => void;
};

/** Says what the columns of a statement hold, shows what would be read so, keeps it, and has the file read by it. */
export function ColumnsForm({ table, headings, guess, onDone }: ColumnsFormProps) {
  const { uploadId, saved, rows } = table;
  const [draft, setDraft] = useState(() => draftOf(headings, guess, saved));
  const [reason, setReason] = useState('');
  const [gaps, setGaps] = useState<readonly FieldError[]>([]);
  const saving = useAction<Answer<'POST', '/v1/statement-mappings'>>();
  const reading = useAction<Answer<'POST', '/v1/statements/{id}/read-again'>>();
  const idOf = (field: string): string | null => elementOf(field, draft);
  const errors = [...gaps, ...errorsOf(saving.trouble, idOf), ...errorsOf(reading.trouble, idOf)];
  const missing = missingIn(draft);
  const change = (changed: Partial<Draft>): void => {
    setDraft({ ...draft, ...changed });
  };

  const submit = async (): Promise<void> => {
    const found = [
      ...(draft.bank.trim() === '' ? [{ id: 'bank', message: 'Enter whose statements these are' }] : []),
      ...gapsOf(draft),
      ...(reason.trim().length < 3 ? [{ id: 'reason', message: 'Say why' }] : []),
    ];
    setGaps(found);
    if (found.length > 0) return;
    const replaces = saved === null || saved.isWithdrawn ? null : saved.version;
    const body = { ...mappingOf(headings, draft), replaces, reason };
    const kept = await saving.run(body, (key) => write('POST', '/v1/statement-mappings', { body, key }));
    if (kept === null) return;
    const done = await reading.run({ uploadId, reason }, (key) =>
      write('POST', '/v1/statements/{id}/read-again', { id: uploadId, body: { reason }, key }),
    );
    if (done !== null) onDone();
  };

  return (
    <SubmitForm onSubmit={submit}>
      <ErrorSummary errors={errors} />
      <TextField
        id="bank"
        label="Whose statements these are"
        hint="The name of the bank, building society or card"
        value={draft.bank}
        error={messageFor(errors, 'bank')}
        width="govuk-input--width-20"
        onValue={(bank) => {
          change({ bank });
        }}
      />
      <ColumnMeanings
        columns={headings}
        rows={rows.map(({ cells }) => cells)}
        choices={fieldChoices}
        said={draft.fields}
        unsayable={unsayableIn(headings)}
        errors={errors}
        onSaid={(fields) => {
          change({ fields });
        }}
      />
      <StillMissing>
        {missing.length === 0
          ? 'Every field that a transaction needs has its column.'
          : `${missing.join('. ')}.`}
      </StillMissing>
      <ColumnsHabits draft={draft} dateNote={guess.dateNote} errors={errors} onChange={change} />
      <ColumnsPreview
        uploadId={uploadId}
        said={gapsOf(draft).length === 0 ? mappingOf(headings, draft) : null}
      />
      <ReasonField id="reason" value={reason} onValue={setReason} error={messageFor(errors, 'reason')} />
      <button type="submit" class="govuk-button" aria-disabled={saving.busy || reading.busy}>
        Save and read the file again
      </button>
    </SubmitForm>
  );
}
