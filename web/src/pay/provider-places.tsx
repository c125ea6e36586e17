import { Places } from '../parts/places.tsx';

/** The pages of one provider, side by side. */
export function ProviderPlaces({ id, here }: { id: string; here: '' | 'account' | 'bank-details' }) {
  const provider = `/providers/${encodeURIComponent(id)}`;
  return (
    <Places
      label="This provider"
      here={here === '' ? provider : `${provider}/${here}`}
      places={[
        { text: 'Provider', href: provider },
        { text: 'Account', href: `${provider}/account` },
        { text: 'Bank details', href: `${provider}/bank-details` },
      ]}
    />
  );
}
