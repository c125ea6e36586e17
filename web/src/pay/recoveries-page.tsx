import type { Item } from '../api/contract.ts';
import { useList } from '../api/use-list.ts';
import { dateColumn, penceColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { SelectField } from '../parts/fields.tsx';
import { Listed } from '../parts/listed.tsx';
import { Page } from '../parts/page.tsx';
import { Tag } from '../parts/tag.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { PayPlaces } from './pay-places.tsx';
import { accountOf, payeeInWords, recoveryStates } from './pay-words.ts';
import { FactLinks } from './fact-links.tsx';

export type Recovery = Item<'/v1/recoveries'>;

export function RecoveriesPage() {
  const filters = useFilters();
  const state = filters.among('state', recoveryStates);
  const list = useList('/v1/recoveries', { query: { state } });
  return (
    <Page question="Who was overpaid, why, and what came back?">
      <PayPlaces here="/recoveries" />
      <div class="app-filters">
        <SelectField
          id="state"
          label="State"
          value={state ?? ''}
          choices={[
            { value: '', text: 'Every state' },
            ...Object.entries(recoveryStates).map(([value, { word }]) => ({ value, text: word })),
          ]}
          onValue={(value) => {
            filters.set({ state: value });
          }}
        />
      </div>
      <Listed
        of={list}
        what="the recoveries"
        one="recovery"
        many="recoveries"
        empty={
          state === undefined
            ? 'Nobody was overpaid. A recovery is proposed when a run finds an overpayment that nothing else of the package makes good.'
            : 'No recovery is in this state. Choose another, or every state.'
        }
      >
        {(recoveries) => <RecoveryTable rows={recoveries} fileName="recoveries" />}
      </Listed>
    </Page>
  );
}

type RecoveryTableProps = { rows: readonly Recovery[]; fileName: string; without?: readonly string[] };

/** Recoveries in rows, wherever they are listed. */
export function RecoveryTable({ rows, fileName, without = [] }: RecoveryTableProps) {
  return (
    <DataTable
      caption="Recoveries"
      captionClass="govuk-visually-hidden"
      columns={columns.filter(({ heading }) => !without.includes(heading))}
      rows={rows}
      keyOf={({ recoveryId }) => recoveryId}
      fileName={fileName}
    />
  );
}

const columns: readonly Column<Recovery>[] = [
  {
    ...textColumn('Payee', ({ payeeId }) => payeeInWords(payeeId)),
    cell: ({ payeeId }) => {
      const place = accountOf(payeeId);
      return place === null ? payeeInWords(payeeId) : <a href={place}>{payeeInWords(payeeId)}</a>;
    },
  },
  {
    ...textColumn('Package', ({ packageId }) => packageId),
    cell: ({ packageId }) => <a href={`/packages/${encodeURIComponent(packageId)}#pay-lines`}>{packageId}</a>,
  },
  dateColumn('From', ({ from }) => from),
  dateColumn('To', ({ to }) => to),
  penceColumn('Overpaid', ({ amountPence }) => amountPence),
  penceColumn('Made good since', ({ cancelledPence }) => cancelledPence),
  penceColumn('Still owed', ({ amountPence, cancelledPence }) => amountPence - cancelledPence),
  {
    ...textColumn('State', ({ state }) => recoveryStates[state].word),
    cell: ({ state }) => <Tag of={recoveryStates[state]} />,
  },
  {
    heading: 'Cause',
    text: ({ cause }) => cause.map(({ kind, id, version }) => `${kind} ${id} version ${version}`).join(', '),
    cell: ({ cause }) => (cause.length === 0 ? '–' : <FactLinks facts={cause} />),
  },
];
