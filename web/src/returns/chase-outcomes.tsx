import { textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { counted, formatCount } from '../words/format.ts';
import { outcomeInWords } from './month-words.ts';
import type { ChaseOutcome } from './use-chase.ts';

type ChaseOutcomesProps = { outcomes: readonly ChaseOutcome[]; names: ReadonlyMap<string, string> };

/** What came of each provider that was to be reminded. */
export function ChaseOutcomes({ outcomes, names }: ChaseOutcomesProps) {
  const sent = outcomes.filter(({ outcome }) => outcome === 'sent').length;
  const columns: readonly Column<ChaseOutcome>[] = [
    textColumn('Provider', ({ providerId }) => `${names.get(providerId) ?? ''} (${providerId})`.trim()),
    textColumn('What came of it', ({ outcome }) => outcomeInWords(outcome)),
  ];
  return (
    <>
      <p class="govuk-body govuk-!-font-weight-bold" role="status">
        {counted(sent, 'provider was', 'providers were')} reminded, of {formatCount(outcomes.length)}.
      </p>
      <DataTable
        caption="What came of each"
        captionClass="govuk-table__caption--s"
        columns={columns}
        rows={outcomes}
        keyOf={({ providerId }) => providerId}
        fileName="reminders"
      />
    </>
  );
}
