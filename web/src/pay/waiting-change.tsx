import { useState } from 'preact/hooks';
import { useList } from '../api/use-list.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Notice } from '../parts/notice.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { formatDate } from '../words/format.ts';
import type { Payee } from './hold-target.ts';
import { VerifyBankDetails } from './verify-bank-details.tsx';

/** Whether the account of a payee waits for a call back, and what was done about it just now. */
export function useWaitingChange() {
  const [done, setDone] = useState<{ title: string; text: string } | null>(null);
  const holds = useList('/v1/holds', { query: { state: 'active', limit: '200' } });
  const finish = (title: string, text: string): void => {
    setDone({ title, text });
    holds.again();
  };
  return { done, holds, finish };
}

type WaitingChangeProps = { payee: Payee; change: ReturnType<typeof useWaitingChange> };

/** A changed account is paid into only after somebody who did not change it has called back. */
export function WaitingChange({ payee, change: { done, holds, finish } }: WaitingChangeProps) {
  const me = useMe();
  return (
    <>
      {done !== null && (
        <Notice title={done.title}>
          <p class="govuk-body">{done.text}</p>
        </Notice>
      )}
      <Loaded of={holds} what="whether a change waits to be checked">
        {({ items }) => {
          const waiting = items.filter(
            (hold) =>
              hold.category === 'bank-details-changed' &&
              hold.payee?.kind === payee.kind &&
              hold.payee.id === payee.id,
          );
          const [hold] = waiting;
          if (hold === undefined) {
            return <p class="govuk-body">No change of the account waits to be checked.</p>;
          }
          const isMine = waiting.some(({ placedBy }) => placedBy === me.userId);
          return (
            <section class="app-panel" aria-labelledby="verify">
              <h2 class="govuk-heading-m" id="verify">
                A change waits for a call back
              </h2>
              {waiting.map(({ holdId, placedBy, placedOn, reason }) => (
                <p key={holdId} class="govuk-body">
                  The account changed on {formatDate(placedOn)}, by {placedBy}
                  {reason === null ? '.' : `: ${reason}`}
                </p>
              ))}
              <p class="govuk-body">Nothing is paid to this payee until somebody else has called back.</p>
              {!may(me, 'changeBankDetails') && <p class="govuk-body">A payments officer calls back.</p>}
              {may(me, 'changeBankDetails') && isMine && (
                <p class="govuk-body">You made a change, so somebody else has to call back.</p>
              )}
              {may(me, 'changeBankDetails') && !isMine && (
                <VerifyBankDetails payee={payee} hold={hold} onDone={finish} />
              )}
            </section>
          );
        }}
      </Loaded>
    </>
  );
}
