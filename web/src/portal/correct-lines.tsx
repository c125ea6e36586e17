import { useState } from 'preact/hooks';
import type { ProviderReturn, ReturnDetail, ShownReturnLine } from '../../../events/api/return-shapes.ts';
import type { Trouble } from '../api/client.ts';
import { readAll } from '../api/use-list.ts';
import { saveFile } from '../parts/save-file.ts';
import { csvText } from '../words/csv.ts';
import { counted } from '../words/format.ts';

type CorrectLinesProps = { file: ReturnDetail; taken: NonNullable<ProviderReturn['taken']> };

/** The lines that were not accepted as a file of their own, to be mended and sent again. */
export function CorrectLines({ file, taken }: CorrectLinesProps) {
  const { uploadId, fileName } = file;
  const { columns, sums } = taken;
  const [problem, setProblem] = useState<string | null>(null);
  if (sums.refused === 0) return null;
  const save = async (): Promise<void> => {
    const lines = await linesToMend(uploadId);
    setProblem('detail' in lines ? lines.detail : null);
    if ('detail' in lines) return;
    const rows = lines.map(({ values }) => columns.map((column) => values[column] ?? ''));
    const name = `to-correct-${fileName.replace(/\.\w+$/, '')}.csv`;
    saveFile(name, new Blob([csvText([[...columns], ...rows])], { type: 'text/csv;charset=utf-8' }));
  };
  return (
    <section class="app-section" aria-labelledby="correct">
      <h2 class="govuk-heading-m" id="correct">
        Correct and send again
      </h2>
      <ol class="govuk-list govuk-list--number">
        <li>
          <button
            type="button"
            class="app-link-button app-link-button--body"
            onClick={() => {
              void save();
            }}
          >
            Download the {counted(sums.refused, 'line')} to correct (CSV)
          </button>
        </li>
        <li>Put right what is said of each below. Leave out what should not be claimed.</li>
        <li>
          <a href="/returns">Send the file</a>. The lines that are accepted stay as they are and need not be
          sent again.
        </li>
      </ol>
      {problem !== null && (
        <p class="govuk-error-message" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}

async function linesToMend(id: string): Promise<readonly ShownReturnLine[] | Trouble> {
  const found: ShownReturnLine[] = [];
  for (const state of ['refused', 'rejected']) {
    const lines = await readAll('/v1/portal/returns/{id}/lines', { id, query: { state } });
    if ('detail' in lines) return lines;
    found.push(...lines);
  }
  return found.toSorted((a, b) => a.line - b.line);
}
