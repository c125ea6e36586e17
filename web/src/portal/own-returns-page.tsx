import type { ProviderReturn } from '../../../events/api/return-shapes.ts';
import { useList } from '../api/use-list.ts';
import { countColumn, instantColumn, penceColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Listed } from '../parts/listed.tsx';
import { Page } from '../parts/page.tsx';
import { Tag } from '../parts/tag.tsx';
import { monthInWords } from '../returns/month-text.ts';
import { useMe } from '../session/me.ts';
import { addressOfReturn } from './return-address.ts';
import { stateOf } from './return-words.ts';
import { SendReturns } from './send-returns.tsx';

/** The files a provider sent, and the place to send the next. */
export function OwnReturnsPage() {
  const me = useMe();
  const list = useList('/v1/portal/returns');
  return (
    <Page question="What did I send, and what became of it?" about={me.providerId ?? undefined}>
      <SendReturns onSent={list.again} />
      <section class="app-section" aria-labelledby="your-files">
        <h2 class="govuk-heading-m" id="your-files">
          Your files
        </h2>
        <Listed
          of={list}
          what="your files"
          one="file"
          empty={
            <>
              You have not sent a file yet. Choose your return above, or{' '}
              <a href="/returns/enter">enter a week by hand</a>.
            </>
          }
        >
          {(files) => (
            <DataTable
              caption="Files you sent, newest first"
              captionClass="govuk-visually-hidden"
              columns={columns}
              rows={files}
              keyOf={({ uploadId }) => uploadId}
              fileName="our-files"
            />
          )}
        </Listed>
      </section>
    </Page>
  );
}

type Taken = NonNullable<ProviderReturn['taken']>;
const sumOf =
  (of: (taken: Taken) => number) =>
  ({ taken }: ProviderReturn) =>
    taken === null || taken.isWithdrawn ? null : of(taken);

const columns: readonly Column<ProviderReturn>[] = [
  instantColumn('Received', ({ receivedAt }) => receivedAt),
  {
    ...textColumn('File', ({ fileName }) => fileName),
    cell: ({ uploadId, fileName }) => <a href={addressOfReturn(uploadId)}>{fileName}</a>,
    wide: true,
  },
  textColumn('Month', ({ taken }) => taken?.month ?? null, monthInWords),
  {
    ...textColumn('State', (file) => stateOf(file).word),
    cell: (file) => <Tag of={stateOf(file)} />,
  },
  countColumn(
    'Lines accepted',
    sumOf(({ sums }) => sums.accepted + sums.unchanged),
  ),
  countColumn(
    'In question',
    sumOf(({ sums }) => sums.questioned),
  ),
  countColumn(
    'Not accepted',
    sumOf(({ sums }) => sums.refused),
  ),
  penceColumn(
    '£ accepted',
    sumOf(({ sums }) => sums.acceptedPence),
  ),
  penceColumn(
    '£ held',
    sumOf(({ sums }) => sums.heldPence),
  ),
];
