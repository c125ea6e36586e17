import { useState } from 'preact/hooks';
import type { ProviderReturn } from '../../../events/api/return-shapes.ts';
import { useList } from '../api/use-list.ts';
import { countColumn, instantColumn, penceColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { SelectField, TextField } from '../parts/fields.tsx';
import { Listed } from '../parts/listed.tsx';
import { Page } from '../parts/page.tsx';
import { Tag } from '../parts/tag.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { useMe } from '../session/me.ts';
import { fileStates, type Word } from '../words/labels.ts';
import { isMonth, monthChoices, monthInWords } from './month-text.ts';
import { ReturnsPlaces } from './returns-places.tsx';

export function ReturnsPage() {
  const { today } = useMe();
  const filters = useFilters();
  const provider = filters.of('provider');
  const month = isMonth(filters.of('month')) ? filters.of('month') : '';
  const state = filters.among('state', fileStates);
  const list = useList('/v1/provider-returns', {
    query: { providerId: provider, period: month, state },
  });
  return (
    <Page question="What did providers send?">
      <ReturnsPlaces here="files" />
      <div class="app-filters">
        <ProviderField
          key={provider}
          value={provider}
          show={(text) => {
            filters.set({ provider: text });
          }}
        />
        <SelectField
          id="month"
          label="Month it tells of"
          value={month}
          choices={[{ value: '', text: 'Any month' }, ...monthChoices(today.slice(0, 7), month)]}
          onValue={(value) => {
            filters.set({ month: value });
          }}
        />
        <SelectField
          id="state"
          label="State"
          value={state ?? ''}
          choices={[
            { value: '', text: 'Every state' },
            ...Object.entries(fileStates).map(([value, { word }]) => ({ value, text: word })),
          ]}
          onValue={(value) => {
            filters.set({ state: value });
          }}
        />
      </div>
      <Listed
        of={list}
        what="the returns"
        one="return"
        empty={
          provider === '' && month === '' && state === undefined ? (
            <>
              No provider has sent a return yet. Returns come by the providers’ portal, or as files: see{' '}
              <a href="/files">what came in</a>.
            </>
          ) : (
            <>
              No return is of this provider, month and state. <a href="/returns">See every return</a>, or
              choose others.
            </>
          )
        }
      >
        {(returns) => (
          <DataTable
            caption="Returns, newest first"
            captionClass="govuk-visually-hidden"
            columns={columns}
            rows={returns}
            keyOf={({ uploadId }) => uploadId}
            fileName="returns"
          />
        )}
      </Listed>
    </Page>
  );
}

function ProviderField({ value, show }: { value: string; show: (providerId: string) => void }) {
  const [text, setText] = useState(value);
  return (
    <form
      class="app-filters__form"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        show(text.trim());
      }}
    >
      <TextField id="provider" label="Provider’s id" value={text} onValue={setText} />
      <button type="submit" class="govuk-button govuk-button--secondary">
        Show these
      </button>
    </form>
  );
}

const withdrawn: Word = { word: 'Taken back', tone: 'grey' };

function stateOf({ state, taken }: ProviderReturn): Word {
  return taken?.isWithdrawn === true ? withdrawn : fileStates[state];
}

const columns: readonly Column<ProviderReturn>[] = [
  {
    ...textColumn('File', ({ fileName }) => fileName),
    cell: ({ uploadId, fileName }) => <a href={`/returns/${encodeURIComponent(uploadId)}`}>{fileName}</a>,
    wide: true,
  },
  {
    ...textColumn('Provider', ({ providerId }) => providerId),
    cell: ({ providerId }) => <a href={`/providers/${encodeURIComponent(providerId)}`}>{providerId}</a>,
  },
  instantColumn('Received', ({ receivedAt }) => receivedAt),
  {
    ...textColumn('Month', ({ taken }) => taken?.month ?? null, monthInWords),
    cell: ({ taken }) =>
      taken === null ? '–' : <a href={`/returns/month/${taken.month}`}>{monthInWords(taken.month)}</a>,
  },
  {
    ...textColumn('State', (each) => stateOf(each).word),
    cell: (each) => <Tag of={stateOf(each)} />,
  },
  countColumn('Lines', linesOf),
  countColumn('To decide', ({ taken }) => taken?.sums.questioned ?? null),
  countColumn('Not taken', ({ taken }) => taken?.sums.refused ?? null),
  penceColumn('Accepted', ({ taken }) => taken?.sums.acceptedPence ?? null),
  penceColumn('Held', ({ taken }) => taken?.sums.heldPence ?? null),
];

function linesOf({ taken }: ProviderReturn): number | null {
  if (taken === null) return null;
  const { accepted, questioned, refused, unchanged } = taken.sums;
  return accepted + questioned + refused + unchanged;
}
