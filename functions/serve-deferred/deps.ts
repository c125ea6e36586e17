import type { Clock } from '../platform/clock.ts';
import type { ReportDeps } from '../platform/letters/keep-report.ts';
import type { ListStore } from '../store/list-store.ts';
import type { FactStore } from '../store/fact-store.ts';
import type { RestrictedPeople } from '../store/restricted-people.ts';

/** What answers about deferred payment agreements need of the outside. */
export type DeferredDeps = ReportDeps & {
  facts: Pick<FactStore, 'currentFacts' | 'versionsOf' | 'recordVersions'>;
  lists: Pick<ListStore, 'all' | 'ofPerson'>;
  restricted: Pick<RestrictedPeople, 'hiddenIds'>;
  clock: Clock;
};
