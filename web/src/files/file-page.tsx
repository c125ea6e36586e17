import type { Upload } from '../../../events/api/uploads.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { SummaryList, type Row } from '../parts/summary-list.tsx';
import { Tag } from '../parts/tag.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { counted, formatCount, formatDate, formatInstant, formatSize } from '../words/format.ts';
import { fileKinds, fileStates, meaningOf } from '../words/labels.ts';
import { FindingsTable } from './findings-table.tsx';
import { LinesTable } from './lines-table.tsx';
import { useUpload, type Watched } from './use-upload.ts';

export function FilePage({ id }: { id: string }) {
  const watched = useUpload(id);
  return (
    <Page
      question="What became of this file?"
      about={watched.upload?.fileName}
      crumbs={[{ text: 'Files', href: '/files' }]}
    >
      <Loaded of={readingOf(watched)} what="the file">
        {(upload) => (
          <>
            <StateInWords upload={upload} />
            <WhereNext upload={upload} />
            <SummaryList rows={summaryOf(upload)} />
            <FindingsTable key={`findings-${upload.state}`} upload={upload} />
            <LinesTable key={`lines-${upload.state}`} upload={upload} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** What a file was brought in for, or how to mend it, where that is another page. */
function WhereNext({ upload }: { upload: Upload }) {
  const { kind, state, uploadId, problem } = upload;
  const me = useMe();
  if (kind === 'provider-returns' && state === 'rejected' && problem?.rule === 'column-missing')
    return may(me, 'mapHeadings') ? (
      <p class="govuk-body">
        <a href={`/returns/mappings/new?upload=${encodeURIComponent(uploadId)}`}>Say what its columns mean</a>
      </p>
    ) : null;
  if (kind === 'provider-returns')
    return (
      <p class="govuk-body">
        <a href={`/returns/${encodeURIComponent(uploadId)}`}>
          See what it claims, and decide about its lines
        </a>
      </p>
    );
  if (kind === 'bank-statements' && waitsForMapping(upload) && may(me, 'mapStatements'))
    return (
      <p class="govuk-body">
        <a href={`/statements/${encodeURIComponent(uploadId)}/columns`}>Say what its columns are</a>
      </p>
    );
  if (kind === 'bank-statements' && state === 'accepted' && may(me, 'seeStatements'))
    return (
      <p class="govuk-body">
        <a href={`/statements/${encodeURIComponent(uploadId)}`}>
          See what it was spent on, and what was found
        </a>
      </p>
    );
  if (kind !== 'parallel-run' || !(state === 'accepted' || state === 'part-accepted')) return null;
  return (
    <p class="govuk-body">
      <a href={`/parallel-runs/${encodeURIComponent(uploadId)}`}>Compare its lines with ours</a>
    </p>
  );
}

/** Whether a statement waits for somebody to say what its columns hold. */
function waitsForMapping({ state, problem }: Upload): boolean {
  const rule = problem?.rule;
  return state === 'quarantined' && (rule === 'layout-unknown' || rule === 'mapping-does-not-fit');
}

function readingOf({ upload, trouble, again }: Watched) {
  if (upload !== null) return { state: 'here' as const, value: upload, again };
  return trouble === null
    ? { state: 'loading' as const, again }
    : { state: 'failed' as const, trouble, again };
}

function StateInWords({ upload }: { upload: Upload }) {
  const state = fileStates[upload.state];
  return (
    <div class="govuk-inset-text" role="status" aria-live="polite">
      <p class="govuk-body">
        <Tag of={state} /> {meaningOf(upload)}
      </p>
      {upload.problem !== null && <p class="govuk-body govuk-!-font-weight-bold">{upload.problem.message}</p>}
      {upload.duplicateOf !== null && (
        <p class="govuk-body">
          The same bytes came in as{' '}
          <a href={`/files/${encodeURIComponent(upload.duplicateOf)}`}>an earlier file</a>.
        </p>
      )}
      {upload.rowsWaiting > 0 && (
        <p class="govuk-body">
          {counted(upload.rowsWaiting, 'refused row goes', 'refused rows go')} in without you once what they
          refer to is known: send the file that names it.
        </p>
      )}
      {upload.unknownColumns.length > 0 && (
        <p class="govuk-body">
          Columns we do not know were kept and not read: {upload.unknownColumns.join(', ')}.
        </p>
      )}
    </div>
  );
}

function summaryOf(upload: Upload): Row[] {
  const { counts } = upload;
  return [
    { name: 'Kind', value: fileKinds[upload.kind] },
    {
      name: 'Received',
      value: `${formatInstant(upload.receivedAt)}, ${upload.uploadedBy === 'inbox' ? 'dropped into the inbox' : `by ${upload.uploadedBy}`}`,
    },
    ...(upload.finishedAt === null ? [] : [{ name: 'Finished', value: formatInstant(upload.finishedAt) }]),
    { name: 'Rows', value: formatCount(counts.rows) },
    { name: 'Accepted', value: formatCount(counts.accepted) },
    { name: 'Unchanged', value: `${formatCount(counts.unchanged)} (the same as before, nothing written)` },
    { name: 'Refused', value: formatCount(counts.refused) },
    { name: 'Findings', value: formatCount(upload.findingCount) },
    ...(upload.extract === null ? [] : [{ name: 'Extract', value: extractInWords(upload.extract) }]),
    { name: 'Size', value: formatSize(upload.sizeBytes) },
    ...(upload.sha256 === null
      ? []
      : [{ name: 'Fingerprint (SHA-256)', value: <code class="app-code">{upload.sha256}</code> }]),
  ];
}

function extractInWords({ mode, asAt }: NonNullable<Upload['extract']>): string {
  const words = mode === 'full' ? 'Full: everything there is' : 'Delta: what changed since the last';
  return asAt === null ? words : `${words}, as at ${formatDate(asAt)}`;
}
