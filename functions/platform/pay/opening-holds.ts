import { holdCategorySchema, type Hold, type HoldCategory } from '../../../domain/pay/run/hold.ts';
import type { FactStore } from '../../store/fact-store.ts';
import type { ListStore } from '../../store/list-store.ts';

type Deps = { facts: Pick<FactStore, 'currentFacts' | 'whichExist'>; lists: Pick<ListStore, 'everyId'> };

const HOLD_PREFIX = 'hold:';

/**
 * The holds the old system had at the move, as long as nobody released them here. An opening position names no kind of
 * thing: it is a provider, else a package or agreement, else a person.
 */
export async function openingHolds({ facts, lists }: Deps): Promise<Hold[]> {
  const positions = (await lists.everyId('opening-position')).filter((id) => id.startsWith(HOLD_PREFIX));
  if (positions.length === 0) return [];
  const ids = positions.map((id) => id.slice(HOLD_PREFIX.length));
  const [known, released, providers, packages, agreements] = await Promise.all([
    facts.currentFacts('opening-position', positions),
    facts.whichExist('hold', ids.map(openingHoldId)),
    facts.whichExist('provider', ids),
    facts.whichExist('package', ids),
    facts.whichExist('direct-payment-agreement', ids),
  ]);
  return [...known.values()]
    .filter(({ body }) => !released.has(openingHoldId(body.id)))
    .map(({ body: { id, date, detail }, recordedBy }) => ({
      holdId: openingHoldId(id),
      category: categoryOf(detail),
      on: providers.has(id)
        ? { providerId: id }
        : packages.has(id) || agreements.has(id)
          ? { packageId: id }
          : { personId: id },
      state: 'active',
      placedBy: recordedBy,
      placedOn: date,
      releasedOn: null,
    }));
}

function openingHoldId(id: string): string {
  return `opening-${id}`;
}

/** The old system’s word where it is one of ours. */
function categoryOf(detail: string | null): HoldCategory {
  const word = holdCategorySchema.safeParse((detail ?? '').trim().toLowerCase().replaceAll(' ', '-'));
  return word.success ? word.data : 'manual';
}
