import { Page } from '../parts/page.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { ChangeBankDetails } from './change-bank-details.tsx';
import { ProviderPlaces } from './provider-places.tsx';
import { useProviderName } from './use-provider-name.ts';
import { useWaitingChange, WaitingChange } from './waiting-change.tsx';

export function BankDetailsPage({ id }: { id: string }) {
  const me = useMe();
  const about = useProviderName(id);
  const change = useWaitingChange();
  return (
    <Page
      question="Into which account is this provider paid, and who checked it?"
      about={about}
      crumbs={[{ text: 'Providers', href: '/providers' }]}
    >
      <ProviderPlaces id={id} here="bank-details" />
      <WaitingChange payee={{ kind: 'provider', id }} change={change} />
      {may(me, 'changeBankDetails') && <ChangeBankDetails id={id} onDone={change.finish} />}
    </Page>
  );
}
