import { Places } from '../parts/places.tsx';

const places = [
  { text: 'Rate cards', href: '/rate-cards' },
  { text: 'Service types', href: '/service-types' },
];

export function RatesPlaces({ here }: { here: '/rate-cards' | '/service-types' }) {
  return <Places label="Rates" here={here} places={places} />;
}
