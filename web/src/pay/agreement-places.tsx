import { Places } from '../parts/places.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';

/** The pages of one direct payment, side by side. */
export function AgreementPlaces({ id, here }: { id: string; here: '' | 'bank-details' | 'statements' }) {
  const me = useMe();
  const agreement = `/direct-payments/${encodeURIComponent(id)}`;
  return (
    <Places
      label="This direct payment"
      here={here === '' ? agreement : `${agreement}/${here}`}
      places={[
        { text: 'Agreement', href: agreement },
        { text: 'Bank details', href: `${agreement}/bank-details` },
        ...(may(me, 'seeStatements') ? [{ text: 'Statements', href: `${agreement}/statements` }] : []),
      ]}
    />
  );
}
