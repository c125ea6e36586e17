import { useEffect, useRef, useState } from 'preact/hooks';
import { write } from '../api/client.ts';
import type { Answer } from '../api/contract.ts';
import { useAction } from '../api/use-action.ts';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { LongTextField } from '../parts/fields.tsx';
import { sendOwnFile } from './send-own-file.ts';
import { SubmitForm } from '../parts/submit-form.tsx';

type Kept = Answer<'POST', '/v1/portal/returns/{id}/lines/{lineRef}/dispute'>;
type DisputeLineProps = {
  uploadId: string;
  lineRef: string;
  onDone: (text: string) => void;
  close: () => void;
};

const FEWEST_LETTERS = 3;

/** Says why a line should be paid, with what proves it. */
export function DisputeLine({ uploadId, lineRef, onDone, close }: DisputeLineProps) {
  const [reason, setReason] = useState('');
  const [evidence, setEvidence] = useState<File | null>(null);
  const [gaps, setGaps] = useState<readonly FieldError[]>([]);
  const [sending, setSending] = useState(false);
  const action = useAction<Kept>();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  const errors = [
    ...gaps,
    ...errorsOf(action.trouble, (field) => (field === 'evidenceUploadId' ? 'evidence' : field)),
  ];
  const dispute = async (): Promise<void> => {
    if (sending || action.busy) return;
    const found =
      reason.trim().length < FEWEST_LETTERS
        ? [{ id: 'reason', message: 'Say why the line should be paid' }]
        : [];
    setGaps(found);
    if (found.length > 0) return;
    setSending(true);
    const sent = evidence === null ? null : await sendEvidence(evidence);
    setSending(false);
    if (sent !== null && !sent.ok) {
      setGaps([{ id: 'evidence', message: sent.trouble.detail }]);
      return;
    }
    const body = { reason, ...(sent === null ? {} : { evidenceUploadId: sent.value }) };
    const done = await action.run({ lineRef, reason, evidence: evidence?.name ?? null }, (key) =>
      write('POST', '/v1/portal/returns/{id}/lines/{lineRef}/dispute', {
        id: uploadId,
        part: lineRef,
        body,
        key,
      }),
    );
    if (done !== null) onDone(`The council looks at line ${lineRef} and answers you here.`);
  };
  const busy = sending || action.busy;
  return (
    <section class="app-panel" aria-labelledby="dispute">
      <h2 class="govuk-heading-m app-heading" id="dispute" tabIndex={-1} ref={heading}>
        Why should line {lineRef} be paid?
      </h2>
      <p class="govuk-body">
        An officer of the council reads what you write and decides. Nothing that is paid now changes until
        then.
      </p>
      <SubmitForm onSubmit={dispute}>
        <ErrorSummary errors={errors} />
        <LongTextField
          id="reason"
          label="What the council should know"
          hint="Such as: the visit took longer because she had a fall. Leave out names."
          value={reason}
          onValue={setReason}
          error={messageFor(errors, 'reason')}
        />
        <Evidence error={messageFor(errors, 'evidence')} choose={setEvidence} />
        <div class="app-actions">
          <button type="submit" class="govuk-button" aria-disabled={busy}>
            {busy ? 'Sending…' : 'Dispute this line'}
          </button>
          <button type="button" class="app-link-button" onClick={close}>
            Not now
          </button>
        </div>
      </SubmitForm>
    </section>
  );
}

function sendEvidence(file: File) {
  return sendOwnFile({ file, kind: 'invoice-images', onProgress: () => undefined });
}

function Evidence({ error, choose }: { error: string | undefined; choose: (file: File | null) => void }) {
  return (
    <div class={`govuk-form-group${error === undefined ? '' : ' govuk-form-group--error'}`}>
      <label class="govuk-label" for="evidence">
        Evidence (you may leave this empty)
      </label>
      <div class="govuk-hint" id="evidence-hint">
        A PDF, PNG or JPEG, such as a page of the visit log.
      </div>
      {error !== undefined && (
        <p class="govuk-error-message" id="evidence-error">
          <span class="govuk-visually-hidden">Error:</span> {error}
        </p>
      )}
      <input
        class="govuk-file-upload"
        id="evidence"
        type="file"
        accept="application/pdf,image/png,image/jpeg"
        aria-describedby={error === undefined ? 'evidence-hint' : 'evidence-hint evidence-error'}
        onChange={(event) => {
          choose(event.currentTarget.files?.[0] ?? null);
        }}
      />
    </div>
  );
}
