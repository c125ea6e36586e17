import type { Clock } from '../platform/clock.ts';
import { deferredStore } from '../store/deferred-store.ts';
import { factStore } from '../store/fact-store.ts';
import { listStore } from '../store/list-store.ts';
import type { Table } from '../store/table.ts';
import { workStore } from '../store/work-store.ts';
import type { InterestDeps } from './post-interest.ts';

/** The surroundings of the nightly posting, from the table. */
export function interestDeps(table: Table, clock: Clock): InterestDeps {
  return {
    facts: factStore(table),
    lists: listStore(table),
    deferred: deferredStore(table),
    work: workStore(table),
    clock,
  };
}
