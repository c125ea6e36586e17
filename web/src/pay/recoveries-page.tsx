import { useState } from 'preact/hooks';
import { useList } from '../api/use-list.ts';
import { SelectField } from '../parts/fields.tsx';
import { Listed } from '../parts/listed.tsx';
import { Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { AskBack } from './ask-back.tsx';
import { DecideRecovery } from './decide-recovery.tsx';
import { PayPlaces } from './pay-places.tsx';
import { recoveryStates } from './pay-words.ts';
import { RecoveryTable } from './recovery-table.tsx';

export function RecoveriesPage() {
  const filters = useFilters();
  const state = filters.among('state', recoveryStates);
  const list = useList('/v1/recoveries', { query: { state } });
  const [done, setDone] = useState<string | null>(null);
  const deciding =
    list.state === 'here'
      ? list.value.items.find(({ recoveryId }) => recoveryId === filters.of('decide'))
      : undefined;
  const close = (): void => {
    filters.set({ decide: '' });
  };
  return (
    <Page question="What is to come back, why, and what did?">
      <PayPlaces here="/recoveries" />
      {done !== null && <Notice title={done} />}
      {deciding !== undefined && (
        <DecideRecovery
          key={deciding.recoveryId}
          recovery={deciding}
          onDone={(text) => {
            setDone(text);
            close();
            list.again();
          }}
          close={close}
        />
      )}
      {deciding === undefined && (
        <AskBack
          onDone={(text) => {
            setDone(text);
            list.again();
          }}
        />
      )}
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
            ? 'Nothing is to come back. A recovery is proposed when a run finds an overpayment that nothing else of the package makes good, an audit finds money left over, or somebody asks for it.'
            : 'No recovery is in this state. Choose another, or every state.'
        }
      >
        {(recoveries) => <RecoveryTable rows={recoveries} fileName="recoveries" />}
      </Listed>
    </Page>
  );
}
