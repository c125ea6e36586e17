import type { Answer } from '../api/contract.ts';
import { useRead } from '../api/use-read.ts';
import { countColumn, penceColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { SelectField } from '../parts/fields.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { addDays, monthStart } from '../timeline/days.ts';
import { monthName } from '../words/format.ts';
import { inTimePercent, MonthFigures } from './month-figures.tsx';

type Targets = Answer<'GET', '/v1/audit-targets'>;
type OfficerTarget = Targets['items'][number];

/** Two years of months, this one among them. */
const MONTHS_SHOWN = 24;

/** What was concluded in a month, beside what the council aims at: an officer’s own, and everybody’s for those who look after all. */
export function OfficerMonth() {
  const me = useMe();
  const filters = useFilters();
  const months = monthsUpTo(me.today);
  const month = filters.among('month', months) ?? me.today.slice(0, 'yyyy-mm'.length);
  const from = `${month}-01`;
  const reading = useRead('/v1/audit-targets', { query: { from, to: addDays(monthStart(from, 1), -1) } });
  const name = months[month] ?? '';
  return (
    <section class="app-section" aria-labelledby="officer-month">
      <h2 class="govuk-heading-m" id="officer-month">
        {may(me, 'workAudits') ? `Your ${name}` : `${name}, all officers`}
      </h2>
      <div class="app-filters">
        <SelectField
          id="month"
          label="Month"
          value={month}
          choices={Object.entries(months).map(([value, text]) => ({ value, text }))}
          onValue={(value) => {
            filters.set({ month: value });
          }}
        />
      </div>
      <Loaded of={reading} what="what was concluded">
        {(targets) => <Concluded targets={targets} month={month} name={name} />}
      </Loaded>
    </section>
  );
}

function Concluded({ targets, month, name }: { targets: Targets; month: string; name: string }) {
  const me = useMe();
  const { items, target } = targets;
  const isOfficer = may(me, 'workAudits');
  return (
    <>
      <MonthFigures
        of={items.filter(({ officer }) => !isOfficer || officer === me.userId)}
        target={target}
        isOwn={isOfficer}
        isRunning={me.today.startsWith(month)}
      />
      {items.some(({ officer }) => officer !== me.userId) && (
        <details class="app-fold">
          <summary>What every officer concluded in {name}</summary>
          <DataTable
            caption={`Concluded in ${name}, by officer`}
            captionClass="govuk-visually-hidden"
            columns={columns}
            rows={items}
            keyOf={({ officer, month: of }) => `${officer} ${of}`}
            fileName={`audits-concluded-${month}`}
          />
        </details>
      )}
    </>
  );
}

/** Months by their names, the latest first: `2026-11` is November 2026. */
function monthsUpTo(today: string): Readonly<Record<string, string>> {
  const starts = Array.from({ length: MONTHS_SHOWN }, (_, place) => monthStart(today, -place));
  return Object.fromEntries(
    starts.map((start) => [
      start.slice(0, 'yyyy-mm'.length),
      `${monthName(Number(start.slice(5, 7)))} ${start.slice(0, 4)}`,
    ]),
  );
}

const columns: readonly Column<OfficerTarget>[] = [
  textColumn('Officer', ({ officer }) => officer),
  countColumn('Concluded', ({ concluded }) => concluded),
  countColumn('In time', ({ onTime }) => onTime),
  textColumn('In time, per cent', (row) => inTimePercent(row)),
  penceColumn('To come back', ({ proposedPence }) => proposedPence),
  penceColumn('Came back so far', ({ recoveredPence }) => recoveredPence),
];
