import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import type { SentStatements } from '../../../events/api/portal-accounts.ts';
import { write } from '../api/client.ts';
import { useList } from '../api/use-list.ts';
import { DropZone } from '../files/drop-zone.tsx';
import { sendTo } from '../files/send-file.ts';
import { countColumn, instantColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { ErrorSummary, type FieldError } from '../parts/error-summary.tsx';
import { Listed } from '../parts/listed.tsx';
import { Page } from '../parts/page.tsx';
import { Tag } from '../parts/tag.tsx';
import { useMe } from '../session/me.ts';
import { stateOf } from './account-words.ts';

/** The place to send statements of all clients, and what was sent before. */
export function OwnStatementsPage() {
  const me = useMe();
  const list = useList('/v1/portal/statements');
  return (
    <Page
      question="How do I send statements, and what became of them?"
      about={me.accountProviderId ?? undefined}
    >
      <SendStatements onSent={list.again} />
      <section class="app-section" aria-labelledby="your-files">
        <h2 class="govuk-heading-m" id="your-files">
          Your files
        </h2>
        <Listed
          of={list}
          what="your files"
          one="file"
          empty="You have not sent statements yet. Choose a file above: one for all your clients is enough."
        >
          {(files) => (
            <DataTable
              caption="Files you sent, newest first"
              captionClass="govuk-visually-hidden"
              columns={columns}
              rows={files}
              keyOf={({ uploadId }) => uploadId}
              fileName="our-statements"
            />
          )}
        </Listed>
      </section>
    </Page>
  );
}

function SendStatements({ onSent }: { onSent: () => void }) {
  const { route } = useLocation();
  const [busy, setBusy] = useState<string | null>(null);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const send = async (files: readonly File[]): Promise<void> => {
    if (busy !== null || files.length === 0) return;
    setErrors([]);
    let last: string | null = null;
    for (const file of files) {
      setBusy(file.name);
      const sent = await sendOne(file);
      if (sent.ok) last = sent.value;
      else setErrors((before) => [...before, { id: 'files', message: sent.trouble.detail }]);
    }
    setBusy(null);
    if (last !== null && files.length === 1) route(`/statements/${last}`);
    else onSent();
  };
  return (
    <section class="app-section" aria-labelledby="send">
      <h2 class="govuk-heading-m" id="send">
        Send statements
      </h2>
      <p class="govuk-body">One file may hold the statements of all your clients:</p>
      <ul class="govuk-list govuk-list--bullet">
        <li>
          a ZIP with the statements of your clients, as many files each as there are, named by the agreement
          number or in a folder of that name
        </li>
        <li>
          a CSV or Excel table with a column <strong>agreementId</strong> beside the columns of the statement
        </li>
      </ul>
      <ErrorSummary errors={errors} />
      <DropZone
        hint="A ZIP, CSV or Excel file of at most 50 MB. It is sent at once and parted within seconds."
        onFiles={(files) => {
          void send(files);
        }}
      />
      <p class="govuk-body" role="status" aria-live="polite">
        {busy === null ? '' : `Sending ${busy}…`}
      </p>
    </section>
  );
}

async function sendOne(file: File) {
  const announced = await write('POST', '/v1/portal/statements', {
    body: { fileName: file.name, sizeBytes: file.size },
    key: crypto.randomUUID(),
  });
  return announced.ok ? sendTo(announced.value, file, () => undefined) : announced;
}

const columns: readonly Column<SentStatements>[] = [
  instantColumn('Received', ({ receivedAt }) => receivedAt),
  {
    ...textColumn<SentStatements>('File', ({ fileName }) => fileName),
    cell: ({ uploadId, fileName }) => <a href={`/statements/${uploadId}`}>{fileName}</a>,
  },
  {
    ...textColumn<SentStatements>('State', (file) => stateOf(file).word),
    cell: (file) => <Tag of={stateOf(file)} />,
  },
  countColumn('Lines or files', ({ counts }) => counts.rows),
  countColumn('Taken', ({ counts }) => counts.accepted),
  countColumn('Not taken', ({ counts }) => counts.refused),
];
