import { Page } from '../parts/page.tsx';
import { AgreementPlaces } from './agreement-places.tsx';
import { useWaitingChange, WaitingChange } from './waiting-change.tsx';

export function AgreementBankDetailsPage({ id }: { id: string }) {
  const change = useWaitingChange();
  return (
    <Page
      question="Who checked the account this direct payment goes to?"
      about={id}
      crumbs={[{ text: 'Direct payments', href: '/direct-payments' }]}
    >
      <AgreementPlaces id={id} here="bank-details" />
      <WaitingChange payee={{ kind: 'agreement', id }} change={change} />
    </Page>
  );
}
