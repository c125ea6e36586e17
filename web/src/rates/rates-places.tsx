import { Places } from '../parts/places.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';

const uplifts = { text: 'Uplifts', href: '/uplifts' };
const places = [
  { text: 'Rate cards', href: '/rate-cards' },
  { text: 'Service types', href: '/service-types' },
];

export function RatesPlaces({ here }: { here: '/rate-cards' | '/service-types' | '/uplifts' }) {
  const me = useMe();
  return <Places label="Rates" here={here} places={may(me, 'seeUplifts') ? [...places, uplifts] : places} />;
}
