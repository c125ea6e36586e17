import { Places } from '../parts/places.tsx';

/** The pages of one direct payment, side by side. */
export function AgreementPlaces({ id, here }: { id: string; here: '' | 'bank-details' }) {
  const agreement = `/direct-payments/${encodeURIComponent(id)}`;
  return (
    <Places
      label="This direct payment"
      here={here === '' ? agreement : `${agreement}/${here}`}
      places={[
        { text: 'Agreement', href: agreement },
        { text: 'Bank details', href: `${agreement}/bank-details` },
      ]}
    />
  );
}
