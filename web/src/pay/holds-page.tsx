import type { ShownHold } from '../../../events/api/payments.ts';
import { useState } from 'preact/hooks';
import { useList } from '../api/use-list.ts';
import { countColumn, dateColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { SelectField } from '../parts/fields.tsx';
import { Listed } from '../parts/listed.tsx';
import { Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { Tag } from '../parts/tag.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { bankDetailsOf, targetInText, targetOf } from './hold-target.ts';
import { holdCategories, holdStates } from './pay-words.ts';
import { PayPlaces } from './pay-places.tsx';
import { PlaceHold } from './place-hold.tsx';
import { ReleaseHold } from './release-hold.tsx';

const shownChoices = [
  { value: '', text: 'Active' },
  { value: 'released', text: 'Released' },
  { value: 'every', text: 'Every state' },
];

export function HoldsPage() {
  const me = useMe();
  const filters = useFilters();
  const shown = filters.among('state', { released: '', every: '' });
  const state = shown === 'every' ? undefined : (shown ?? 'active');
  const list = useList('/v1/holds', { query: { state } });
  const [done, setDone] = useState<string | null>(null);
  const releasing =
    list.state === 'here'
      ? list.value.items.find(({ holdId }) => holdId === filters.of('release'))
      : undefined;
  const finish = (text: string): void => {
    setDone(text);
    filters.set({ release: '' });
    list.again();
  };
  return (
    <Page question="What is not paid yet, and why?">
      <PayPlaces here="/holds" />
      {done !== null && <Notice title={done} />}
      {releasing !== undefined && may(me, 'holdPayments') && (
        <ReleaseHold
          key={releasing.holdId}
          hold={releasing}
          onDone={finish}
          close={() => {
            filters.set({ release: '' });
          }}
        />
      )}
      <div class="app-filters">
        <SelectField
          id="state"
          label="State"
          value={shown ?? ''}
          choices={shownChoices}
          onValue={(value) => {
            filters.set({ state: value });
          }}
        />
      </div>
      <Listed
        of={list}
        what="the holds"
        one="hold"
        empty={
          state === 'active'
            ? 'Nothing is held. A hold appears here when someone places one below, when bank details change, or when a payment comes back.'
            : 'No hold is in this state.'
        }
      >
        {(holds) => (
          <DataTable
            caption="Holds, oldest first"
            captionClass="govuk-visually-hidden"
            columns={columnsFor(state, may(me, 'holdPayments'))}
            rows={holds.toSorted((left, right) => right.ageDays - left.ageDays)}
            keyOf={({ holdId }) => holdId}
            fileName="holds"
          />
        )}
      </Listed>
      {may(me, 'holdPayments') && <PlaceHold onDone={finish} />}
    </Page>
  );
}

const columns: readonly Column<ShownHold>[] = [
  {
    ...textColumn('On', (hold) => targetOf(hold).words),
    cell: (hold) => {
      const { words, href } = targetOf(hold);
      return href === null ? words : <a href={href}>{words}</a>;
    },
  },
  textColumn('Why', ({ category }) => holdCategories[category]),
  textColumn('Reason given', ({ reason }) => reason),
  {
    ...textColumn('State', ({ state }) => holdStates[state].word),
    cell: ({ state }) => <Tag of={holdStates[state]} />,
  },
  countColumn('Days held', ({ ageDays }) => ageDays),
  dateColumn('Placed', ({ placedOn }) => placedOn),
  textColumn('By', ({ placedBy }) => placedBy),
  dateColumn('Released', ({ releasedOn }) => releasedOn),
];

const releaseColumn: Column<ShownHold> = {
  heading: 'Act',
  text: ({ holdId }) => holdId,
  cell: (hold) => {
    const { holdId, state, category, payee } = hold;
    if (state !== 'active') return '–';
    if (category === 'bank-details-changed' && payee !== null)
      return (
        <a href={bankDetailsOf(payee)}>
          Call back<span class="govuk-visually-hidden"> about {targetInText(hold)}</span>
        </a>
      );
    return (
      <a href={`/holds?release=${encodeURIComponent(holdId)}`}>
        Release<span class="govuk-visually-hidden"> the hold on {targetInText(hold)}</span>
      </a>
    );
  },
};

/** Among active holds nothing is released yet, and among released ones nothing is left to release. */
function columnsFor(
  state: ShownHold['state'] | undefined,
  mayRelease: boolean,
): readonly Column<ShownHold>[] {
  if (state === 'released') return columns.filter(({ heading }) => heading !== 'State');
  const shown =
    state === undefined
      ? columns
      : columns.filter(({ heading }) => heading !== 'State' && heading !== 'Released');
  return mayRelease ? [...shown, releaseColumn] : shown;
}
