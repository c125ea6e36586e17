import { londonDate } from '../../../domain/calendar.ts';
import { mattersOn, type Hold } from '../../../domain/pay/run/hold.ts';
import type { FactStore } from '../../store/fact-store.ts';
import type { ListStore } from '../../store/list-store.ts';
import type { Clock } from '../clock.ts';
import { openingHolds } from './opening-holds.ts';

/** The holds a run has to know of: those people placed, those the old system had, and what came back not long ago. */
export function holdsThatMatter(deps: {
  facts: Pick<FactStore, 'currentFacts' | 'whichExist'>;
  lists: Pick<ListStore, 'everyId'>;
  clock: Clock;
}): () => Promise<Hold[]> {
  return async () => {
    const placed = await deps.facts.currentFacts('hold', await deps.lists.everyId('hold'));
    const holds = [...placed.values()].map(({ body }) => body);
    const today = londonDate(deps.clock());
    return [...holds, ...(await openingHolds(deps))].filter((hold) => mattersOn(hold, today));
  };
}
