import { useState } from 'preact/hooks';
import type { Trouble } from '../api/client.ts';
import { FileFate } from '../files/file-fate.tsx';
import { sendFile } from '../files/send-file.ts';

type Props = {
  uploadId: string | null;
  error: string | undefined;
  onSent: (uploadId: string | null) => void;
};

/** A file that names single new rates: sent at once, and what became of it stands beneath it. */
export function RatesFile({ uploadId, error, onSent }: Props) {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const send = async (file: File): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    const sent = await sendFile({ file, kind: 'uplifts', owner: '', onProgress: () => undefined });
    setBusy(false);
    if (sent.ok) onSent(sent.value);
    else setTrouble(sent.trouble);
  };
  const wrong = error ?? trouble?.detail;
  return (
    <div class={`govuk-form-group${wrong === undefined ? '' : ' govuk-form-group--error'}`}>
      <label class="govuk-label govuk-label--s" for="ratesUploadId">
        File of new rates (optional)
      </label>
      <div class="govuk-hint" id="ratesUploadId-hint">
        CSV or XLSX. Each row names a package (packageId) or a rate of a card (rateCardId) and its newRate.
        The dayType any names the rate of days without one of their own. No rule may be for the same rate.
      </div>
      {wrong !== undefined && (
        <p class="govuk-error-message" id="ratesUploadId-error" role="alert">
          <span class="govuk-visually-hidden">Error:</span> {wrong}
        </p>
      )}
      <input
        class="govuk-file-upload"
        id="ratesUploadId"
        type="file"
        aria-describedby={`ratesUploadId-hint${wrong === undefined ? '' : ' ratesUploadId-error'}`}
        aria-disabled={busy}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          if (file !== undefined && !busy) void send(file);
          currentTarget.value = '';
        }}
      />
      {busy && (
        <p class="govuk-body-s" role="status">
          The file is being sent…
        </p>
      )}
      {uploadId !== null && (
        <>
          <FileFate id={uploadId} onSettled={() => undefined} />
          <button
            type="button"
            class="app-link-button"
            onClick={() => {
              onSent(null);
            }}
          >
            Use no file of rates
          </button>
        </>
      )}
    </div>
  );
}
