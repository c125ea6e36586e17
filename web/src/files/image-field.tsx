import { useEffect, useRef } from 'preact/hooks';
import type { Upload } from '../../../events/api/uploads.ts';
import type { FieldError } from '../parts/error-summary.tsx';
import { isDone } from './is-done.ts';
import { sendFile } from './send-file.ts';
import { useUpload } from './use-upload.ts';

/** An image on its way: from the choice of a file until it is known to be one. */
export type Image = {
  stage: 'none' | 'sending' | 'checking' | 'ready' | 'refused';
  fileName: string;
  uploadId: string | null;
  problem: string | null;
};
export const noImage: Image = { stage: 'none', fileName: '', uploadId: null, problem: null };

const MOST_MEGABYTES = 10;

type Props = {
  id: string;
  label: string;
  hint: string;
  image: Image;
  error: string | undefined;
  onImage: (image: Image) => void;
};

/** The scan of a paper: sent as soon as it is chosen, so that it is looked at while the rest is typed. */
export function ImageField({ id, label, hint, image, error, onImage }: Props) {
  const chosen = useRef(0);
  const problem = image.problem ?? error;

  const send = async (file: File): Promise<void> => {
    chosen.current += 1;
    const turn = chosen.current;
    const one: Image = { stage: 'sending', fileName: file.name, uploadId: null, problem: null };
    if (file.size > MOST_MEGABYTES * 1024 * 1024) {
      onImage({ ...one, stage: 'refused', problem: `${file.name} is larger than ${MOST_MEGABYTES} MB` });
      return;
    }
    onImage(one);
    const sent = await sendFile({ file, kind: 'invoice-images', owner: '', onProgress: () => undefined });
    // Another file may have been chosen meanwhile.
    if (turn !== chosen.current) return;
    onImage(
      sent.ok
        ? { ...one, stage: 'checking', uploadId: sent.value }
        : { ...one, stage: 'refused', problem: sent.trouble.detail },
    );
  };

  return (
    <div class={`govuk-form-group${problem === undefined ? '' : ' govuk-form-group--error'}`}>
      <label class="govuk-label" for={id}>
        {label}
      </label>
      <div class="govuk-hint" id={`${id}-hint`}>
        A PDF, PNG or JPEG of at most {MOST_MEGABYTES} MB. {hint}
      </div>
      {problem !== undefined && (
        <p class="govuk-error-message" id={`${id}-error`}>
          <span class="govuk-visually-hidden">Error:</span> {problem}
        </p>
      )}
      <input
        class={`govuk-file-upload${problem === undefined ? '' : ' govuk-file-upload--error'}`}
        id={id}
        name={id}
        type="file"
        accept=".pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg"
        aria-describedby={problem === undefined ? `${id}-hint` : `${id}-hint ${id}-error`}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file !== undefined) void send(file);
        }}
      />
      <p class="govuk-body-s" role="status">
        {words(image)}
        {(image.stage === 'ready' || image.stage === 'refused') && (
          <button
            type="button"
            class="app-link-button"
            onClick={() => {
              chosen.current += 1;
              const input = document.getElementById(id);
              if (input instanceof HTMLInputElement) input.value = '';
              onImage(noImage);
            }}
          >
            Remove it
          </button>
        )}
      </p>
      {image.stage === 'checking' && image.uploadId !== null && (
        <Watch
          id={image.uploadId}
          onDone={(upload) => {
            onImage(judged(image, upload));
          }}
        />
      )}
    </div>
  );
}

/** An image that is on its way, or was refused, is not left out in silence. */
export function imageGaps(id: string, { stage }: Image): FieldError[] {
  if (stage === 'none' || stage === 'ready') return [];
  const message =
    stage === 'refused'
      ? 'Choose another image, or remove it and send none'
      : 'Wait until the image has been looked at';
  return [{ id, message }];
}

function words({ stage, fileName }: Image): string {
  if (stage === 'sending') return `Sending ${fileName}…`;
  if (stage === 'checking') return `${fileName} is sent, and is being looked at…`;
  if (stage === 'refused') return `${fileName} is not attached. `;
  return stage === 'ready' ? `${fileName} is attached. ` : '';
}

/** The same bytes may have been sent before: they are an image then, the one that came first. */
function judged(image: Image, { uploadId, state, problem, duplicateOf }: Upload): Image {
  if (state === 'accepted' || state === 'duplicate')
    return { ...image, stage: 'ready', uploadId: duplicateOf ?? uploadId };
  const why = problem?.message ?? 'The image was not taken. Send another.';
  return { ...image, stage: 'refused', uploadId: null, problem: why };
}

function Watch({ id, onDone }: { id: string; onDone: (upload: Upload) => void }) {
  const { upload } = useUpload(id);
  const done = upload !== null && isDone(upload) ? upload : null;
  useEffect(() => {
    if (done !== null) onDone(done);
  }, [done]);
  return null;
}
