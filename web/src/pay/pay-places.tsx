import { Places } from '../parts/places.tsx';

const places = [
  { text: 'Pay runs', href: '/pay-runs' },
  { text: 'Holds', href: '/holds' },
  { text: 'Recoveries', href: '/recoveries' },
  { text: 'Paper invoices', href: '/paper-invoices' },
  { text: 'Year-end accruals', href: '/accruals' },
  { text: 'Parallel runs', href: '/parallel-runs' },
];

type PayPlace = '/pay-runs' | '/holds' | '/recoveries' | '/paper-invoices' | '/accruals' | '/parallel-runs';

export function PayPlaces({ here }: { here: PayPlace }) {
  return <Places label="Pay" here={here} places={places} />;
}
