import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { ErrorSummary, type FieldError } from '../parts/error-summary.tsx';
import { DropZone } from '../files/drop-zone.tsx';
import { counted, formatSize } from '../words/format.ts';
import { sendOwnFile } from './send-own-file.ts';
import { addressOfReturn } from './return-address.ts';

type Sent = { uploadId: string; fileName: string };
type OnTheWay = { name: string; size: number; sentBytes: number };

/** Sends returns as soon as they are chosen: one leads to its answer, of several each has its link. */
export function SendReturns({ onSent }: { onSent: () => void }) {
  const { route } = useLocation();
  const [onTheWay, setOnTheWay] = useState<OnTheWay | null>(null);
  const [sent, setSent] = useState<readonly Sent[]>([]);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const send = async (files: readonly File[]): Promise<void> => {
    if (onTheWay !== null || files.length === 0) return;
    setErrors([]);
    const done: Sent[] = [];
    const failed: FieldError[] = [];
    for (const file of files) {
      const { name, size } = file;
      const show = (sentBytes: number): void => {
        setOnTheWay({ name, size, sentBytes });
      };
      show(0);
      const answered = await sendOwnFile({ file, kind: 'provider-returns', onProgress: show });
      if (answered.ok) done.push({ uploadId: answered.value, fileName: name });
      else
        failed.push({
          id: 'files',
          message: [answered.trouble.detail, ...answered.trouble.errors.map(({ message }) => message)].join(
            ' ',
          ),
        });
    }
    setOnTheWay(null);
    setErrors(failed);
    const [only] = done;
    if (only !== undefined && files.length === 1) {
      route(addressOfReturn(only.uploadId));
      return;
    }
    setSent((before) => [...done, ...before]);
    onSent();
  };
  return (
    <section class="app-section" aria-labelledby="send">
      <h2 class="govuk-heading-m" id="send">
        Send a file
      </h2>
      <ErrorSummary errors={errors} />
      <DropZone
        hint="Your month’s or week’s return, as a CSV or Excel file. It is sent at once and checked within seconds."
        onFiles={(files) => {
          void send(files);
        }}
      />
      <div role="status" aria-live="polite">
        {onTheWay !== null && <Progress {...onTheWay} />}
        {sent.length > 0 && (
          <>
            <p class="govuk-body">{counted(sent.length, 'file')} sent. Was it accepted?</p>
            <ul class="govuk-list govuk-list--bullet">
              {sent.map(({ uploadId, fileName }) => (
                <li key={uploadId}>
                  <a href={addressOfReturn(uploadId)}>{fileName}</a>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      <p class="govuk-body">
        No file? <a href="/returns/enter">Enter a week by hand</a>.
      </p>
    </section>
  );
}

function Progress({ name, size, sentBytes }: OnTheWay) {
  const most = Math.max(1, size);
  return (
    <p class="govuk-body-s">
      <progress
        class="app-progress"
        max={most}
        value={Math.min(sentBytes, most)}
        aria-label={`Sending ${name}`}
      />{' '}
      {formatSize(Math.min(sentBytes, size))} of {formatSize(size)} of {name} sent
    </p>
  );
}
