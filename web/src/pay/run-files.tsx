import { useState } from 'preact/hooks';
import type { PayRunDetail } from '../../../events/api/pay-runs.ts';
import type { Trouble } from '../api/client.ts';
import type { Item } from '../api/contract.ts';
import { readAll, useList } from '../api/use-list.ts';
import { textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { follow } from '../parts/follow.ts';
import { Listed } from '../parts/listed.tsx';
import { formatSize } from '../words/format.ts';

type RunFile = Item<'/v1/pay-runs/{id}/files'>;

/** The files of an issued run, each with the fingerprint by which a copy of it is known. */
export function RunFiles({ run }: { run: PayRunDetail }) {
  const id = run.payRunId;
  const list = useList('/v1/pay-runs/{id}/files', { id });
  const [problem, setProblem] = useState<string | null>(null);
  // An address holds for five minutes only, so a new one is asked for with every download.
  const download = async (name: string): Promise<void> => {
    const files: readonly RunFile[] | Trouble = await readAll('/v1/pay-runs/{id}/files', { id });
    const file = 'detail' in files ? undefined : files.find((each) => each.name === name);
    setProblem('detail' in files ? files.detail : file === undefined ? GONE : null);
    if (file !== undefined) follow(file);
  };
  const columns: readonly Column<RunFile>[] = [
    {
      ...textColumn<RunFile>('File', ({ name }) => name),
      cell: ({ name }) => (
        <button
          type="button"
          class="app-link-button"
          onClick={() => {
            void download(name);
          }}
        >
          Download {name}
        </button>
      ),
    },
    textColumn<RunFile>('What it is', ({ kind }) => kindWords[kind]),
    {
      heading: 'Size',
      text: ({ bytes }) => formatSize(bytes),
      order: ({ bytes }) => bytes,
    },
    {
      ...textColumn<RunFile>('Fingerprint (SHA-256)', ({ sha256 }) => sha256),
      cell: ({ sha256 }) => <code class="app-code">{sha256}</code>,
    },
  ];
  return (
    <section class="app-section" aria-labelledby="files">
      <h2 class="govuk-heading-m" id="files">
        Files
      </h2>
      {problem !== null && (
        <p class="govuk-error-message" role="alert">
          {problem}
        </p>
      )}
      <Listed
        of={list}
        what="the files"
        one="file"
        empty={
          <>
            The run has no files: nothing was to be paid, or a file could not be written. What could not be
            written stands in the <a href="/">work queue</a>.
          </>
        }
      >
        {(files) => (
          <>
            <DataTable
              caption="Files of this run"
              captionClass="govuk-visually-hidden"
              columns={columns}
              rows={files.filter((file) => !isRemittance(file))}
              keyOf={({ name }) => name}
              fileName={`files-${id}`}
            />
            <details class="govuk-details">
              <summary class="govuk-details__summary">
                <span class="govuk-details__summary-text">Remittances, one for each payee</span>
              </summary>
              <DataTable
                caption="Remittances of this run"
                captionClass="govuk-visually-hidden"
                columns={columns}
                rows={files.filter(isRemittance)}
                keyOf={({ name }) => name}
              />
            </details>
          </>
        )}
      </Listed>
    </section>
  );
}

/** What a payee is told: as many as there are payees, and seldom what an officer looks for. */
function isRemittance({ kind }: RunFile): boolean {
  return kind === 'remittance';
}

const kindWords: Readonly<Record<RunFile['kind'], string>> = {
  'bacs-standard-18': 'Payments for the bank (Bacs Standard 18)',
  'pain-001': 'Payments for the bank (ISO 20022)',
  'ledger-payments': 'Payments for the ledger',
  journal: 'Journal for the ledger',
  payments: 'Payments to read',
  remittance: 'Remittance to a payee',
  'nhs-recharge': 'Recharge to the NHS',
};

const GONE = 'The file is no longer listed, and nothing was saved. Load this page again.';
