import type { Hold } from '../../../domain/pay/run/hold.ts';
import type { FactStore } from '../../store/fact-store.ts';
import type { ListStore } from '../../store/list-store.ts';
import { openingHolds } from './opening-holds.ts';

/** The holds that keep money back now: those people placed, and those the old system had. */
export function activeHolds(deps: {
  facts: Pick<FactStore, 'currentFacts' | 'whichExist'>;
  lists: Pick<ListStore, 'everyId'>;
}): () => Promise<Hold[]> {
  return async () => {
    const placed = await deps.facts.currentFacts('hold', await deps.lists.everyId('hold'));
    const holds = [...placed.values()].map(({ body }) => body);
    return [...holds, ...(await openingHolds(deps))].filter(({ state }) => state === 'active');
  };
}
