import type { Hold } from '../../../domain/pay/run/hold.ts';
import type { FactStore } from '../../store/fact-store.ts';
import type { ListStore } from '../../store/list-store.ts';

/** The holds that keep money back now. */
export function activeHolds({
  facts,
  lists,
}: {
  facts: Pick<FactStore, 'currentFacts'>;
  lists: Pick<ListStore, 'everyId'>;
}): () => Promise<Hold[]> {
  return async () => {
    const holds = await facts.currentFacts('hold', await lists.everyId('hold'));
    return [...holds.values()].map(({ body }) => body).filter(({ state }) => state === 'active');
  };
}
