import type { CaseRow } from '../../../events/api/audit-cases.ts';
import { useList, type List } from '../api/use-list.ts';
import type { Reading } from '../api/use-read.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Exports } from '../parts/exports.tsx';
import { SelectField } from '../parts/fields.tsx';
import { Listed } from '../parts/listed.tsx';
import { Page } from '../parts/page.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { counted, formatMoney } from '../words/format.ts';
import { caseStates } from './audit-words.ts';
import { caseColumns, exportedCaseColumns } from './case-columns.tsx';
import { OfficerMonth } from './officer-month.tsx';

/** Whose cases are shown; anything else in the address is a user name. */
const whose = { mine: 'Mine', nobody: 'Nobody’s' } as const;

/** The queue of audits, the riskiest first. */
export function AuditsPage() {
  const me = useMe();
  const filters = useFilters();
  const state = filters.among('state', caseStates);
  const officer = filters.of('officer');
  const assignee = officer === 'mine' ? me.userId : officer === '' ? undefined : officer;
  const list = useList('/v1/audit-cases', { query: { state, assignee, limit: '200' } });
  const isNarrowed = state !== undefined || officer !== '';
  return (
    <Page question="Which case first?">
      <OfficerMonth />
      <div class="app-filters">
        <SelectField
          id="state"
          label="State"
          value={state ?? ''}
          choices={[
            { value: '', text: 'Everything not concluded' },
            ...Object.entries(caseStates).map(([value, { word }]) => ({ value, text: word })),
          ]}
          onValue={(value) => {
            filters.set({ state: value });
          }}
        />
        <SelectField
          id="officer"
          label="Whose"
          value={officer}
          choices={[
            { value: '', text: 'Everyone’s' },
            ...Object.entries(whose).map(([value, text]) => ({ value, text })),
            ...officersOf(list, officer)
              .filter((name) => name !== me.userId)
              .map((name) => ({ value: name, text: name })),
          ]}
          onValue={(value) => {
            filters.set({ officer: value });
          }}
        />
      </div>
      <Listed of={list} what="the cases" one="case" empty={<Empty isNarrowed={isNarrowed} />}>
        {(cases, { hasMore }) => (
          <>
            <p class="govuk-body govuk-!-font-weight-bold">{inSentences(cases, hasMore)}</p>
            <div class="app-audits">
              <DataTable
                caption="Audits, the riskiest first"
                captionClass="govuk-visually-hidden"
                columns={caseColumns({ me: me.userId, onTaken: may(me, 'workAudits') ? list.again : null })}
                rows={cases}
                keyOf={({ caseId }) => caseId}
              />
            </div>
            <Exports
              what="these rows"
              caption="Audits, the riskiest first"
              fileName="audits"
              columns={exportedCaseColumns}
              rowsOf={() => cases}
            />
          </>
        )}
      </Listed>
    </Page>
  );
}

/** Who has one of the cases that are shown, and whoever was chosen before. */
function officersOf(list: Reading<List<CaseRow>>, chosen: string): string[] {
  const rows = list.state === 'here' ? list.value.items : [];
  const names = [...rows.flatMap(({ assignee }) => assignee ?? []), ...(chosen in whose ? [] : [chosen])];
  return [...new Set(names)].filter((name) => name !== '').sort();
}

function Empty({ isNarrowed }: { isNarrowed: boolean }) {
  if (isNarrowed)
    return <>No case is in this state with this officer. Choose everyone’s, or everything not concluded.</>;
  return (
    <>
      No case waits. One is opened by itself for each return of papers that comes in: send bank statements on
      the <a href="/files">files page</a>. Or open one by hand from the page of a{' '}
      <a href="/direct-payments">direct payment</a>.
    </>
  );
}

/** How many there are, what is late, and how much is in question. */
function inSentences(cases: readonly CaseRow[], hasMore: boolean): string {
  const late = cases.filter(({ daysLate }) => daysLate > 0).length;
  const free = cases.filter(({ assignee, state }) => assignee === null && state !== 'concluded').length;
  const pence = cases.reduce((sum, { inQuestionPence }) => sum + inQuestionPence, 0);
  return [
    `${hasMore ? 'The first ' : ''}${counted(cases.length, 'case')}:`,
    late === 0 ? 'none is late,' : `${late} ${late === 1 ? 'is' : 'are'} late,`,
    free === 0 ? 'each has an officer.' : `${free} ${free === 1 ? 'is' : 'are'} nobody’s.`,
    `${formatMoney(pence)} is in question.`,
  ].join(' ');
}
