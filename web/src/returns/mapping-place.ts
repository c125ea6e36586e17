import type { ShownMapping } from '../../../events/api/return-mappings.ts';
import type { Choice } from '../parts/fields.tsx';
import { layoutNames } from './mapping-words.ts';

/** A provider keeps at most so many ways of writing apart. */
const MOST_MAPPINGS = 9;
const SHOWN_HEADINGS = 3;

/** Where a mapping can be saved: beside those the provider has, or in place of one of them. */
export function placesFor(providerId: string, saved: readonly ShownMapping[]): Choice[] {
  const ids = Array.from({ length: MOST_MAPPINGS }, (_, place) =>
    place === 0 ? providerId : `${providerId}~${place + 1}`,
  );
  const free = ids.find((id) => saved.every(({ mappingId }) => mappingId !== id));
  const beside = free === undefined ? [] : [{ value: free, text: 'Beside what is saved' }];
  return [...beside, ...saved.map((each) => ({ value: each.mappingId, text: inPlaceOf(each) }))];
}

function inPlaceOf({ versions: [current] }: ShownMapping): string {
  const headings = current?.columns.map(({ heading }) => heading) ?? [];
  const more = headings.length > SHOWN_HEADINGS ? ' …' : '';
  const layout = current === undefined ? '' : `${layoutNames[current.layout]}: `;
  return `In place of ${layout}${headings.slice(0, SHOWN_HEADINGS).join(', ')}${more}`;
}
