import type { ShownCase } from '../../../events/api/audit-cases.ts';
import { instantColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { formatDate, formatMoney } from '../words/format.ts';
import { caseOutcomes } from './audit-words.ts';
import type { CaseDesk } from './case-desk.ts';
import { Section } from './section.tsx';

type Act = ShownCase['acts'][number];

/** What was done about the case and by whom, and how it ended before. */
export function CaseHistory({ desk: { shown } }: { desk: CaseDesk }) {
  const { acts, earlierConclusions, caseId } = shown;
  return (
    <Section id="history" title="History">
      {earlierConclusions.length > 0 && (
        <ul class="govuk-list govuk-list--bullet">
          {earlierConclusions.map(({ on, by, outcome, recoveryPence, reason }) => (
            <li key={`${on} ${by}`}>
              Concluded before, on {formatDate(on)} by {by}: {caseOutcomes[outcome].choice.toLowerCase()}
              {recoveryPence !== null && `, ${formatMoney(recoveryPence)}`}. “{reason}”
            </li>
          ))}
        </ul>
      )}
      <DataTable
        caption="What was done, the last first"
        captionClass="govuk-visually-hidden"
        columns={columns}
        rows={acts}
        keyOf={({ at, what }) => `${at} ${what}`}
        fileName={`history-${caseId}`}
      />
    </Section>
  );
}

const columns: readonly Column<Act>[] = [
  instantColumn('When', ({ at }) => at),
  { ...textColumn<Act>('What', ({ what }) => what), wide: true },
  textColumn('By', ({ by }) => by),
  { ...textColumn<Act>('Reason', ({ reason }) => reason), wide: true },
];
