import { useState } from 'preact/hooks';
import type { Trouble } from '../api/client.ts';
import { csvText } from '../words/csv.ts';
import { textsOf, type Column } from './columns.ts';
import { saveFile } from './save-file.ts';

type ExportsProps<Row> = {
  /** What is downloaded, as in “these rows”. */
  what: string;
  caption: string;
  /** The name of the file without its ending. */
  fileName: string;
  columns: readonly Column<Row>[];
  rowsOf: () => readonly Row[] | Promise<readonly Row[] | Trouble>;
};
type Form = 'CSV' | 'XLSX';

/** The ways to take rows along: as CSV, or as a workbook. */
export function Exports<Row>({ what, caption, fileName, columns, rowsOf }: ExportsProps<Row>) {
  const [problem, setProblem] = useState<string | null>(null);
  const save = async (form: Form): Promise<void> => {
    const rows = await rowsOf();
    setProblem('detail' in rows ? rows.detail : null);
    if ('detail' in rows) return;
    const content = form === 'CSV' ? csvText(textsOf(columns, rows)) : await workbook(columns, rows);
    saveFile(`${fileName}.${form.toLowerCase()}`, new Blob([content], { type: TYPES[form] }));
  };
  return (
    <>
      <p class="app-exports">
        {(['CSV', 'XLSX'] as const).map((form) => (
          <button
            key={form}
            type="button"
            class="app-link-button"
            onClick={() => {
              save(form).catch(() => {
                setProblem(NOT_MADE);
              });
            }}
          >
            Download {what} ({form})<span class="govuk-visually-hidden">: {caption}</span>
          </button>
        ))}
      </p>
      {problem !== null && (
        <p class="govuk-error-message" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}

const TYPES: Readonly<Record<Form, string>> = {
  CSV: 'text/csv;charset=utf-8',
  XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
const NOT_MADE =
  'The file could not be made, and nothing was saved. Load this page again, then try once more.';

/** What makes workbooks is only fetched when someone wants one. */
async function workbook<Row>(columns: readonly Column<Row>[], rows: readonly Row[]) {
  const { workbookOf } = await import('./workbook.ts');
  return new Uint8Array(await workbookOf(columns, rows));
}
