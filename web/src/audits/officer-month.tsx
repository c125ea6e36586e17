import type { Answer } from '../api/contract.ts';
import { useRead } from '../api/use-read.ts';
import { countColumn, penceColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { monthStart } from '../timeline/days.ts';
import { counted, formatMoney, monthName } from '../words/format.ts';

type Target = Answer<'GET', '/v1/audit-targets'>['items'][number];
type Sums = Readonly<Record<'concluded' | 'onTime' | 'proposedPence' | 'recoveredPence', number>>;

/** What was concluded this month: an officer’s own, and everybody’s for those who look after all. */
export function OfficerMonth() {
  const me = useMe();
  const { today, userId } = me;
  const reading = useRead('/v1/audit-targets', { query: { from: monthStart(today), to: today } });
  if (reading.state !== 'here') return null;
  const isOfficer = may(me, 'workAudits');
  const { items } = reading.value;
  const own = items.filter(({ officer }) => !isOfficer || officer === userId);
  const month = `${monthName(Number(today.slice(5, 7)))} ${today.slice(0, 4)}`;
  return (
    <section class="app-section" aria-labelledby="officer-month">
      <h2 class="govuk-heading-m" id="officer-month">
        {isOfficer ? `Your ${month}` : `${month}, all officers`}
      </h2>
      <Figures sums={own.reduce<Sums>(added, NONE)} />
      {items.some(({ officer }) => officer !== userId) && (
        <details class="app-fold">
          <summary>What every officer concluded in {month}</summary>
          <DataTable
            caption={`Concluded in ${month}, by officer`}
            captionClass="govuk-visually-hidden"
            columns={columns}
            rows={items}
            keyOf={({ officer, month: of }) => `${officer} ${of}`}
            fileName={`audits-concluded-${today.slice(0, 7)}`}
          />
        </details>
      )}
    </section>
  );
}

function Figures({ sums: { concluded, onTime, proposedPence, recoveredPence } }: { sums: Sums }) {
  const figures = [
    { name: 'Concluded', value: counted(concluded, 'case') },
    { name: 'Of these in time', value: concluded === 0 ? '–' : `${onTime} of ${concluded}` },
    { name: 'To come back', value: formatMoney(proposedPence) },
    { name: 'Came back so far', value: formatMoney(recoveredPence) },
  ];
  return (
    <dl class="app-figures">
      {figures.map(({ name, value }) => (
        <div class="app-figures__figure" key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const NONE = { concluded: 0, onTime: 0, proposedPence: 0, recoveredPence: 0 };

function added(sums: Sums, each: Sums): Sums {
  return {
    concluded: sums.concluded + each.concluded,
    onTime: sums.onTime + each.onTime,
    proposedPence: sums.proposedPence + each.proposedPence,
    recoveredPence: sums.recoveredPence + each.recoveredPence,
  };
}

const columns: readonly Column<Target>[] = [
  textColumn('Officer', ({ officer }) => officer),
  countColumn('Concluded', ({ concluded }) => concluded),
  countColumn('In time', ({ onTime }) => onTime),
  penceColumn('To come back', ({ proposedPence }) => proposedPence),
  penceColumn('Came back so far', ({ recoveredPence }) => recoveredPence),
];
