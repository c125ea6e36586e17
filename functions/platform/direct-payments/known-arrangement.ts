import { emptyArrangement, type Arrangement } from '../../../domain/direct-payments/arrangement.ts';
import type { FactStore } from '../../store/fact-store.ts';
import type { StoredFact } from '../../store/items.ts';

/** What was entered about some agreements; those of which nothing was entered are not in the answer. */
export function arrangementsOf(
  agreementIds: readonly string[],
  facts: Pick<FactStore, 'currentFacts'>,
): Promise<Map<string, StoredFact<'arrangement'>>> {
  return facts.currentFacts('arrangement', agreementIds);
}

/** The arrangement itself; the empty one where nobody entered anything. */
export function arrangementIn(fact: StoredFact<'arrangement'> | null): Arrangement {
  if (fact === null) return emptyArrangement;
  const { agreementId: _agreementId, ...arrangement } = fact.body;
  return arrangement;
}
