import type { RecordView } from '../api/contract.ts';

/** Where a version came from: a line of a file, or a person's hand. */
export function sourceInWords(source: RecordView['source']) {
  if (source.kind === 'hand') return <>by hand</>;
  if (source.kind === 'uplift')
    return (
      <>
        by <a href={`/uplifts/${encodeURIComponent(source.upliftId)}`}>uplift {source.upliftId}</a>
      </>
    );
  return (
    <>
      from line {source.line} of <a href={`/files/${encodeURIComponent(source.uploadId)}`}>a file</a>
    </>
  );
}
