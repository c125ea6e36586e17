import type { PayeeAccount } from '../../../events/api/payments.ts';
import { useState } from 'preact/hooks';
import { useRead } from '../api/use-read.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { formatMoney } from '../words/format.ts';
import { AccountTables } from './account-tables.tsx';
import { KeyOutsidePayment } from './key-outside-payment.tsx';
import { ProviderPlaces } from './provider-places.tsx';
import { useProviderName } from './use-provider-name.ts';

export function ProviderAccountPage({ id }: { id: string }) {
  const about = useProviderName(id);
  const account = useRead('/v1/providers/{id}/account', { id });
  const me = useMe();
  const [done, setDone] = useState<string | null>(null);
  return (
    <Page
      question="What do we owe each other?"
      about={about}
      crumbs={[{ text: 'Providers', href: '/providers' }]}
    >
      <ProviderPlaces id={id} here="account" />
      {done !== null && <Notice title={done} />}
      <Loaded of={account} what="the account">
        {(value) => <Account account={value} fileName={`account-${id}`} />}
      </Loaded>
      {may(me, 'keyInvoices') && (
        <KeyOutsidePayment
          payee={id}
          onDone={(text) => {
            setDone(text);
            account.again();
          }}
        />
      )}
    </Page>
  );
}

export function PersonAccountPage({ id }: { id: string }) {
  const account = useRead('/v1/people/{id}/account', { id });
  return (
    <Page
      question="What was paid to this person by direct payment?"
      about={id}
      crumbs={[
        { text: 'People', href: '/people' },
        { text: id, href: `/people/${encodeURIComponent(id)}` },
      ]}
    >
      <Loaded of={account} what="the account">
        {(value) => <Account account={value} fileName={`account-${id}`} />}
      </Loaded>
    </Page>
  );
}

function Account({ account, fileName }: { account: PayeeAccount; fileName: string }) {
  const { balancePence, unsettledPence, heldPence, owedPence, paidAheadPence } = account;
  return (
    <>
      <p class="govuk-body govuk-!-font-weight-bold">{balanceSentence(balancePence)}</p>
      <dl class="app-figures">
        <Figure name="Sent, not known to have arrived" pence={unsettledPence} />
        <Figure name="Held back by us" pence={heldPence} />
        <Figure name="Overpaid and not given back" pence={owedPence} />
        <Figure name="Paid outside, not taken off yet" pence={paidAheadPence} />
      </dl>
      <AccountTables account={account} fileName={fileName} />
    </>
  );
}

function Figure({ name, pence }: { name: string; pence: number }) {
  return (
    <div class="app-figures__figure">
      <dt>{name}</dt>
      <dd>{formatMoney(pence)}</dd>
    </div>
  );
}

function balanceSentence(pence: number): string {
  if (pence === 0) return 'Today neither owes the other anything.';
  return pence > 0 ? `Today we owe them ${formatMoney(pence)}.` : `Today they owe us ${formatMoney(-pence)}.`;
}
