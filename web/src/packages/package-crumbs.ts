import type { Crumb } from '../parts/page.tsx';

/** The way back from a form to its package. */
export function packageCrumbs(id: string): Crumb[] {
  return [
    { text: 'Packages', href: '/packages' },
    { text: id, href: `/packages/${encodeURIComponent(id)}` },
  ];
}
