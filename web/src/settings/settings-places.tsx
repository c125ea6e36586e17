import { Places } from '../parts/places.tsx';

const places = [
  { text: 'Settings', href: '/settings' },
  { text: 'Reference data', href: '/reference' },
];

export function SettingsPlaces({ here }: { here: '/settings' | '/reference' }) {
  return <Places label="Rules" here={here} places={places} />;
}
