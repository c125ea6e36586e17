import { useEffect } from 'preact/hooks';
import { Tag } from '../parts/tag.tsx';
import { counted } from '../words/format.ts';
import { fileStates, meaningOf } from '../words/labels.ts';
import { isDone } from './is-done.ts';
import { useUpload } from './use-upload.ts';

/** What became of a file that was sent, read again until it is settled. */
export function FileFate({ id, onSettled }: { id: string; onSettled: () => void }) {
  const { upload, trouble } = useUpload(id);
  const done = upload !== null && isDone(upload);
  useEffect(() => {
    if (done) onSettled();
  }, [done]);
  if (upload === null)
    return <p class="govuk-body-s">{trouble?.detail ?? 'Sent. Waiting for the first news…'}</p>;
  const { counts } = upload;
  return (
    <div role="status" aria-live="polite">
      <p class="govuk-body-s govuk-!-margin-bottom-1">
        <Tag of={fileStates[upload.state]} /> {meaningOf(upload)}
      </p>
      <p class="govuk-body-s">
        {counts.rows > 0 &&
          `${counted(counts.rows, 'row')}: ${counts.accepted} accepted, ${counts.unchanged} unchanged, ${counts.refused} refused. `}
        {upload.problem?.message}{' '}
        <a href={`/files/${encodeURIComponent(id)}`}>
          What became of it<span class="govuk-visually-hidden">: {upload.fileName}</span>
        </a>
      </p>
    </div>
  );
}
