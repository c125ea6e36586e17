import { Places } from '../parts/places.tsx';
import { useMe } from '../session/me.ts';
import { monthBefore } from './month-text.ts';

type ReturnsPlace = 'files' | 'exceptions' | 'month' | 'checks' | 'headings';

/** What there is to see of providers’ returns, side by side. */
export function ReturnsPlaces({ here }: { here: ReturnsPlace }) {
  const { today } = useMe();
  const hrefs = {
    files: '/returns',
    exceptions: '/returns/exceptions',
    month: `/returns/month/${monthBefore(today.slice(0, 7))}`,
    checks: '/returns/rules',
    headings: '/returns/mappings',
  } as const satisfies Record<ReturnsPlace, string>;
  const places = [
    { text: 'Files sent', href: hrefs.files },
    { text: 'To decide', href: hrefs.exceptions },
    { text: 'Providers by month', href: hrefs.month },
    { text: 'Checks', href: hrefs.checks },
    { text: 'Providers’ own headings', href: hrefs.headings },
  ];
  return <Places label="Returns" here={hrefs[here]} places={places} />;
}
