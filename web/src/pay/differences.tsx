import type { ParallelRun } from '../../../events/api/parallel-runs.ts';
import { countColumn, dateColumn, penceColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { SelectField } from '../parts/fields.tsx';
import { Nothing } from '../parts/loaded.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { counted } from '../words/format.ts';
import { componentInWords, differenceCauses, type Difference } from './difference-words.ts';

type Count = ParallelRun['causes'][number];

/** How often each cause is the first of a difference, and what those come to. */
export function CauseTable({ found }: { found: ParallelRun }) {
  const filters = useFilters();
  if (found.causes.length < 2) return null;
  const columns: readonly Column<Count>[] = [
    {
      ...textColumn<Count>('Cause', ({ cause }) => differenceCauses[cause]),
      cell: ({ cause }) => (
        <button
          type="button"
          class="app-link-button"
          onClick={() => {
            filters.set({ cause, after: '' });
          }}
        >
          {differenceCauses[cause]}
          <span class="govuk-visually-hidden">: show these differences</span>
        </button>
      ),
    },
    countColumn('Differences', ({ differences }) => differences),
    penceColumn('Theirs less ours', ({ differencePence }) => differencePence),
  ];
  return (
    <section class="app-section" aria-labelledby="causes">
      <h2 class="govuk-heading-m" id="causes">
        Why they differ
      </h2>
      <DataTable
        caption="Causes of the differences"
        captionClass="govuk-visually-hidden"
        columns={columns}
        rows={found.causes}
        keyOf={({ cause }) => cause}
        fileName={`causes-${found.uploadId}`}
      />
    </section>
  );
}

type DifferencesProps = { found: ParallelRun; cause: Difference['cause'] | undefined };

/** Every difference with its cause, of one cause or of all. */
export function Differences({ found, cause }: DifferencesProps) {
  const filters = useFilters();
  const choices = [
    { value: '', text: 'Every cause' },
    ...found.causes.map((each) => ({
      value: each.cause,
      text: `${differenceCauses[each.cause]} (${each.differences})`,
    })),
  ];
  if (found.differenceCount === 0)
    return <Nothing>Every line of the file agrees with ours, and we pay nothing that they do not.</Nothing>;
  return (
    <section class="app-section" aria-labelledby="differences">
      <h2 class="govuk-heading-m" id="differences">
        Each difference
      </h2>
      <div class="app-filters">
        <SelectField
          id="cause"
          label="Cause"
          value={cause ?? ''}
          choices={choices}
          onValue={(value) => {
            filters.set({ cause: value, after: '' });
          }}
        />
      </div>
      {found.differences.length === 0 ? (
        <Nothing>No difference has this cause. Choose another, or every cause.</Nothing>
      ) : (
        <DataTable
          caption={counted(found.differences.length, 'difference')}
          captionClass="govuk-table__caption--s"
          columns={columnsOf(found.differences)}
          rows={found.differences}
          keyOf={(row) => `${row.packageId} ${row.component ?? ''} ${row.from} ${row.to}`}
          fileName={`parallel-run-${found.uploadId}`}
        />
      )}
      <Further found={found} />
    </section>
  );
}

function Further({ found }: { found: ParallelRun }) {
  const filters = useFilters();
  const go = (after: string): void => {
    filters.set({ after });
    document.getElementById('differences')?.scrollIntoView();
  };
  const { nextCursor } = found;
  return (
    <div class="govuk-button-group">
      {nextCursor !== null && (
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          onClick={() => {
            go(nextCursor);
          }}
        >
          Show the next differences
        </button>
      )}
      {filters.of('after') !== '' && (
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          onClick={() => {
            go('');
          }}
        >
          Back to the first
        </button>
      )}
    </div>
  );
}

/** A file that names no components has no column for them. */
function columnsOf(rows: readonly Difference[]): readonly Column<Difference>[] {
  return rows.some(({ component }) => component !== null) ? columns : columns.filter((each) => each !== what);
}

const what: Column<Difference> = textColumn('What', ({ component }) => componentInWords(component));
const columns: readonly Column<Difference>[] = [
  {
    ...textColumn('Package', ({ packageId }) => packageId),
    cell: ({ packageId, cause, ourPayees }) =>
      cause === 'unknown-package' ? packageId : <a href={placeOf(packageId, ourPayees)}>{packageId}</a>,
  },
  dateColumn('From', ({ from }) => from),
  dateColumn('To', ({ to }) => to),
  what,
  penceColumn('They pay', ({ theirPence }) => theirPence),
  penceColumn('We pay', ({ ourPence }) => ourPence),
  penceColumn('Theirs less ours', ({ differencePence }) => differencePence),
  textColumn('Cause', ({ cause }) => differenceCauses[cause]),
  { heading: 'Why', text: ({ sentence }) => sentence },
];

/** A direct payment is an agreement, and is paid to itself. */
function placeOf(packageId: string, ourPayees: readonly string[]): string {
  const kind = ourPayees.some((payee) => payee.startsWith('agreement:')) ? 'direct-payments' : 'packages';
  return `/${kind}/${encodeURIComponent(packageId)}`;
}
