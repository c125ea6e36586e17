import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { ShownMapping } from '../../../events/api/return-mappings.ts';
import type { ReturnSample } from '../../../events/api/returns.ts';
import { write } from '../api/client.ts';
import type { Answer } from '../api/contract.ts';
import { useAction } from '../api/use-action.ts';
import { ColumnMeanings, idOfColumn, STILL_MISSING, StillMissing } from '../parts/column-meanings.tsx';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { ReasonField, SelectField } from '../parts/fields.tsx';
import { gapsOf, missingOf, saidColumns, type Said } from './mapping-draft.ts';
import { placesFor } from './mapping-place.ts';
import { layoutNames, returnFieldNames, type LayoutOffer } from './mapping-words.ts';
import { SubmitForm } from '../parts/submit-form.tsx';

type MappingFormProps = {
  uploadId: string;
  providerId: string;
  sample: ReturnSample;
  likely: LayoutOffer;
  saved: readonly ShownMapping[];
};

/** Says what the columns of a file mean, keeps it for its provider, and has the file read by it. */
export function MappingForm({ uploadId, providerId, sample, likely, saved }: MappingFormProps) {
  const { route } = useLocation();
  const places = placesFor(providerId, saved);
  const [offer, setOffer] = useState(likely);
  const [said, setSaid] = useState<Said>(likely.guessed);
  const [mappingId, setMappingId] = useState(places[0]?.value ?? providerId);
  const [reason, setReason] = useState('');
  const [gaps, setGaps] = useState<readonly FieldError[]>([]);
  const saving = useAction<Answer<'PUT', '/v1/return-mappings/{id}'>>();
  const reading = useAction<Answer<'POST', '/v1/provider-returns/{id}/read-again'>>();
  const columns = saidColumns(sample.columns, said);
  const missing = missingOf(offer, said);
  const idOf = (field: string): string | null => {
    const place = /^columns\.(\d+)/.exec(field)?.[1];
    const column = place === undefined ? undefined : columns[Number(place)];
    if (column !== undefined) return idOfColumn(column.place);
    if (field === 'columns') return STILL_MISSING;
    return field === 'reason' ? field : null;
  };
  const errors = [...gaps, ...errorsOf(saving.trouble, idOf), ...errorsOf(reading.trouble, idOf)];

  const submit = async (): Promise<void> => {
    const found = gapsOf(offer, said, reason);
    setGaps(found);
    if (found.length > 0) return;
    const { layout } = offer;
    const body = {
      ...{ providerId, layout, reason },
      columns: columns.map(({ heading, field }) => ({ heading, field })),
    };
    const kept = await saving.run({ mappingId, body }, (key) =>
      write('PUT', '/v1/return-mappings/{id}', { id: mappingId, body, key }),
    );
    if (kept === null) return;
    const done = await reading.run({ uploadId, reason }, (key) =>
      write('POST', '/v1/provider-returns/{id}/read-again', { id: uploadId, body: { reason }, key }),
    );
    if (done !== null) route(`/files/${encodeURIComponent(uploadId)}`);
  };

  return (
    <SubmitForm onSubmit={submit}>
      <ErrorSummary errors={errors} />
      <SelectField
        id="layout"
        label="What its lines are"
        value={offer.layout}
        choices={sample.layouts.map(({ layout }) => ({ value: layout, text: layoutNames[layout] }))}
        onValue={(value) => {
          const chosen = sample.layouts.find(({ layout }) => layout === value) ?? likely;
          setOffer(chosen);
          setSaid(chosen.guessed);
          setGaps([]);
        }}
      />
      <ColumnMeanings
        columns={sample.columns}
        rows={sample.rows}
        choices={offer.fields.map((field) => ({
          value: field,
          text: `${returnFieldNames[field]}${offer.mandatory.includes(field) ? ' (needed)' : ''}`,
        }))}
        said={said}
        onSaid={setSaid}
        errors={errors}
      />
      <StillMissing>
        {missing.length === 0
          ? 'Every field that a line needs has its column.'
          : `No column is said to hold yet: ${missing.map((field) => returnFieldNames[field]).join('; ')}.`}
      </StillMissing>
      {saved.length > 0 && (
        <SelectField
          id="place"
          label="Where it is saved"
          hint="Another way of writing stands beside the others. What is replaced is kept as an earlier version."
          value={mappingId}
          choices={places}
          onValue={setMappingId}
        />
      )}
      <ReasonField id="reason" value={reason} onValue={setReason} error={messageFor(errors, 'reason')} />
      <button type="submit" class="govuk-button" aria-disabled={saving.busy || reading.busy}>
        Save and read the file again
      </button>
    </SubmitForm>
  );
}
