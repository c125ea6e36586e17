import type { Answer } from '../api/contract.ts';
import { DataTable } from '../parts/data-table.tsx';
import { textColumn, type Column } from '../parts/columns.ts';
import { SummaryList } from '../parts/summary-list.tsx';
import { counted, formatDate, formatDays } from '../words/format.ts';
import { sentLines, summaryOf, type EntryLine, type EntryPackage } from './entered-week.ts';

type CheckWeekProps = {
  week: Answer<'GET', '/v1/portal/returns/expected'>;
  packages: readonly EntryPackage[];
  busy: boolean;
  send: () => void;
  back: () => void;
};

/** What is about to be sent, in numbers, before it is. */
export function CheckWeek({ week, packages, busy, send, back }: CheckWeekProps) {
  const { asPlanned, changed, notDelivered, leftOut, planned, claimed } = summaryOf(packages);
  const different = sentLines(packages).filter(({ said }) => said !== 'as-planned');
  const all = asPlanned + changed + notDelivered;
  return (
    <section aria-labelledby="check">
      <h2 class="govuk-heading-m app-heading" id="check" tabIndex={-1}>
        Check before you send
      </h2>
      <SummaryList
        rows={[
          { name: 'Week', value: formatDays(week.from, week.to) },
          { name: 'As planned', value: counted(asPlanned, 'line') },
          { name: 'Changed', value: counted(changed, 'line') },
          { name: 'Not delivered', value: counted(notDelivered, 'line') },
          { name: 'Planned', value: planned },
          { name: 'You claim', value: <strong>{claimed}</strong> },
          ...(leftOut === 0
            ? []
            : [
                {
                  name: 'Left out',
                  value: `${counted(leftOut, 'package')}: nothing is paid for them until you claim them`,
                },
              ]),
        ]}
      />
      {different.length > 0 && (
        <DataTable caption="What was different" columns={columns} rows={different} keyOf={({ id }) => id} />
      )}
      <div class="app-actions">
        <button type="button" class="govuk-button" aria-disabled={busy} onClick={send}>
          {busy ? 'Sending…' : `Send ${counted(all, 'line')}`}
        </button>
        <button type="button" class="app-link-button" onClick={back}>
          Go back and change
        </button>
      </div>
    </section>
  );
}

const columns: readonly Column<EntryLine>[] = [
  { heading: 'Care', text: ({ plan }) => `${formatDate(plan.date)}: ${plan.personName}, ${plan.packageId}` },
  { heading: 'Planned', text: ({ plan }) => quantityText(plan, plan.quantity, String(plan.carers)) },
  {
    heading: 'You claim',
    text: ({ plan, said, quantity, carers }) =>
      said === 'not-delivered' ? 'Not delivered' : quantityText(plan, quantity, carers),
  },
  textColumn('Why', ({ note }) => note),
];

function quantityText({ layout, unit }: EntryLine['plan'], quantity: string, carers: string): string {
  if (layout === 'stays') return `${quantity} ${unit}${Number(quantity) === 1 ? '' : 's'}`;
  return `${quantity} minutes${carers.trim() === '1' ? '' : `, ${carers} carers`}`;
}
