import { useState } from 'preact/hooks';
import { useList } from '../api/use-list.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { formatDate } from '../words/format.ts';
import { ChangeBankDetails } from './change-bank-details.tsx';
import { ProviderPlaces } from './provider-places.tsx';
import { useProviderName } from './use-provider-name.ts';
import { VerifyBankDetails } from './verify-bank-details.tsx';

export function BankDetailsPage({ id }: { id: string }) {
  const me = useMe();
  const about = useProviderName(id);
  const [done, setDone] = useState<{ title: string; text: string } | null>(null);
  const holds = useList('/v1/holds', { query: { state: 'active', limit: '200' } });
  const finish = (title: string, text: string): void => {
    setDone({ title, text });
    holds.again();
  };
  return (
    <Page
      question="Into which account is this provider paid, and who checked it?"
      about={about}
      crumbs={[{ text: 'Providers', href: '/providers' }]}
    >
      <ProviderPlaces id={id} here="bank-details" />
      {done !== null && (
        <Notice title={done.title}>
          <p class="govuk-body">{done.text}</p>
        </Notice>
      )}
      <Loaded of={holds} what="whether a change waits to be checked">
        {({ items }) => {
          const hold = items.find(
            ({ category, on }) =>
              category === 'bank-details-changed' && 'providerId' in on && on.providerId === id,
          );
          if (hold === undefined) {
            return <p class="govuk-body">No change of the account waits to be checked.</p>;
          }
          return (
            <section class="app-panel" aria-labelledby="verify">
              <h2 class="govuk-heading-m" id="verify">
                A change waits for a call back
              </h2>
              <p class="govuk-body">
                {hold.placedBy} changed the account on {formatDate(hold.placedOn)}. Nothing is paid to this
                provider until somebody else has called back.
              </p>
              {!may(me, 'changeBankDetails') && <p class="govuk-body">A payments officer calls back.</p>}
              {may(me, 'changeBankDetails') && hold.placedBy === me.userId && (
                <p class="govuk-body">You made the change, so somebody else has to call back.</p>
              )}
              {may(me, 'changeBankDetails') && hold.placedBy !== me.userId && (
                <VerifyBankDetails id={id} onDone={finish} />
              )}
            </section>
          );
        }}
      </Loaded>
      {may(me, 'changeBankDetails') && <ChangeBankDetails id={id} onDone={finish} />}
    </Page>
  );
}
