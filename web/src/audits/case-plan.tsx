import type { ShownCase } from '../../../events/api/audit-cases.ts';
import { countColumn, penceColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Nothing } from '../parts/loaded.tsx';
import { Tag } from '../parts/tag.tsx';
import { formatChange, formatMoney, poundsOfPence } from '../words/format.ts';
import type { CaseDesk } from './case-desk.ts';
import { Section } from './section.tsx';

type Row = ShownCase['plan'][number];

/** What the plan expects on the days of the statements, beside what was spent. */
export function CasePlan({ desk: { shown } }: { desk: CaseDesk }) {
  const { plan, caseId } = shown;
  return (
    <Section id="plan" title="Plan beside spending">
      {plan.length === 0 ? (
        <Nothing>Nothing is planned and nothing was spent, or no statement says on which days.</Nothing>
      ) : (
        <>
          <p class="govuk-body govuk-!-font-weight-bold">{inASentence(plan)}</p>
          <DataTable
            caption="The plan beside what was spent on the days of the statements"
            captionClass="govuk-visually-hidden"
            columns={columns}
            rows={plan}
            keyOf={({ what, payee, isPlanned }) => [what, payee, isPlanned].join('|')}
            fileName={`plan-beside-spending-${caseId}`}
          />
        </>
      )}
    </Section>
  );
}

function inASentence(plan: readonly Row[]): string {
  const planned = plan.filter(({ isPlanned }) => isPlanned);
  const beside = plan.filter(({ isPlanned }) => !isPlanned);
  const expected = planned.reduce((sum, { plannedPence }) => sum + (plannedPence ?? 0), 0);
  const spent = formatMoney(sumOf(planned));
  const priced = planned.some(({ plannedPence }) => plannedPence !== null);
  return [
    planned.length === 0
      ? 'No plan says what the money is for.'
      : `${spent} was spent on what is planned${priced ? `, where the plan expects ${formatMoney(expected)} on these days` : ''}.`,
    beside.length === 0
      ? 'Nothing else was paid.'
      : `${formatMoney(sumOf(beside))} went to what no plan names.`,
  ].join(' ');
}

function sumOf(rows: readonly Row[]): number {
  return rows.reduce((sum, { spentPence }) => sum + spentPence, 0);
}

function differenceOf({ spentPence, plannedPence }: Row): number | null {
  return plannedPence === null ? null : spentPence - plannedPence;
}

const columns: readonly Column<Row>[] = [
  {
    heading: 'What',
    text: ({ what, payee }) => (payee === null ? what : `${what}: ${payee}`),
    cell: ({ what, payee, isPlanned }) => (
      <>
        {what}
        {payee !== null && <span class="app-note">{payee}</span>}
        {!isPlanned && (
          <span class="app-late">
            <Tag of={{ word: 'Not in the plan', tone: 'yellow' }} />
          </span>
        )}
      </>
    ),
    order: ({ what }) => what,
    wide: true,
  },
  penceColumn('Planned', ({ plannedPence }) => plannedPence),
  penceColumn('Spent', ({ spentPence }) => spentPence),
  {
    heading: 'Difference',
    text: (row) => {
      const difference = differenceOf(row);
      return difference === null ? '' : formatChange(difference);
    },
    order: (row) => differenceOf(row) ?? -Infinity,
    figure: {
      is: 'pounds',
      of: (row) => {
        const difference = differenceOf(row);
        return difference === null ? null : poundsOfPence(difference);
      },
    },
  },
  countColumn('Payments', ({ payments }) => payments),
];
