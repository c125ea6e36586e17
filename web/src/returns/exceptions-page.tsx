import type { ProviderReturn } from '../../../events/api/return-shapes.ts';
import { useList } from '../api/use-list.ts';
import { countColumn, instantColumn, penceColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Listed } from '../parts/listed.tsx';
import { Page } from '../parts/page.tsx';
import { counted, formatAge, formatMoney } from '../words/format.ts';
import { ageBands, byAge, byProvider, type AgeBand, type Waiting } from './exception-sums.ts';
import { monthInWords } from './month-text.ts';
import { ReturnsPlaces } from './returns-places.tsx';

/** Every return of which lines wait for a decision, with what is held, by provider and by age. */
export function ExceptionsPage() {
  const list = useList('/v1/provider-returns', { query: { state: 'checked', limit: '200' } });
  return (
    <Page question="What waits for a decision?">
      <ReturnsPlaces here="exceptions" />
      <Listed
        of={list}
        what="the returns that wait"
        one="return"
        empty={
          <>
            No line of any return waits for a decision. See <a href="/returns">what providers sent</a>.
          </>
        }
      >
        {(returns) => <Exceptions returns={returns} />}
      </Listed>
    </Page>
  );
}

function Exceptions({ returns }: { returns: readonly ProviderReturn[] }) {
  const now = new Date();
  const providers = byProvider(returns);
  const lines = providers.reduce((sum, each) => sum + each.lines, 0);
  const held = providers.reduce((sum, each) => sum + each.heldPence, 0);
  return (
    <>
      <p class="govuk-body govuk-!-font-weight-bold">
        {counted(lines, 'line')} of {counted(returns.length, 'return')} {lines === 1 ? 'waits' : 'wait'}, and{' '}
        {formatMoney(held)} is held until somebody decides.
      </p>
      <DataTable
        caption="Returns, the longest waiting first"
        columns={returnColumns(now)}
        rows={returns.toSorted((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1))}
        keyOf={({ uploadId }) => uploadId}
        fileName="returns-to-decide"
      />
      <DataTable
        caption="By provider, most held first"
        columns={providerColumns(now)}
        rows={providers}
        keyOf={({ providerId }) => providerId}
        fileName="returns-to-decide-by-provider"
      />
      <DataTable
        caption="By how long they wait"
        columns={ageColumns}
        rows={byAge(returns, now)}
        keyOf={({ band }) => band}
        fileName="returns-to-decide-by-age"
      />
    </>
  );
}

function returnColumns(now: Date): readonly Column<ProviderReturn>[] {
  return [
    {
      ...textColumn<ProviderReturn>('Return', ({ fileName }) => fileName),
      cell: ({ uploadId, fileName }) => <a href={`/returns/${encodeURIComponent(uploadId)}`}>{fileName}</a>,
      wide: true,
    },
    providerColumn(),
    textColumn('Month', ({ taken }) => taken?.month ?? null, monthInWords),
    instantColumn('Received', ({ receivedAt }) => receivedAt),
    {
      ...textColumn(
        'Waiting for',
        ({ receivedAt }) => receivedAt,
        (at) => formatAge(at, now),
      ),
    },
    countColumn('Lines that wait', ({ taken }) => taken?.sums.questioned ?? null),
    penceColumn('Paid meanwhile', ({ taken }) => taken?.sums.meanwhilePence ?? null),
    penceColumn('Held', ({ taken }) => taken?.sums.heldPence ?? null),
  ];
}

function providerColumns(now: Date): readonly Column<Waiting>[] {
  return [
    providerColumn(),
    countColumn('Returns', ({ returns }) => returns),
    countColumn('Lines that wait', ({ lines }) => lines),
    penceColumn('Held', ({ heldPence }) => heldPence),
    textColumn(
      'The oldest waits',
      ({ oldest }) => oldest,
      (at) => formatAge(at, now),
    ),
  ];
}

function providerColumn<Row extends { providerId: string }>(): Column<Row> {
  return {
    ...textColumn<Row>('Provider', ({ providerId }) => providerId),
    cell: ({ providerId }) => <a href={`/providers/${encodeURIComponent(providerId)}`}>{providerId}</a>,
  };
}

const ageColumns: readonly Column<AgeBand>[] = [
  { heading: 'Received', text: ({ band }) => ageBands[band] },
  countColumn('Returns', ({ returns }) => returns),
  countColumn('Lines that wait', ({ lines }) => lines),
  penceColumn('Held', ({ heldPence }) => heldPence),
];
