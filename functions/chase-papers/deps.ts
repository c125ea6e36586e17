import { letterDeps, type LetterDeps } from '../platform/letters/letter-deps.ts';
import { factStore, type FactStore } from '../store/fact-store.ts';
import { listStore, type ListStore } from '../store/list-store.ts';
import type { Table } from '../store/table.ts';
import { workStore, type WorkStore } from '../store/work-store.ts';

/** What chasing papers needs of the outside. */
export type PaperDeps = Omit<LetterDeps, 'work'> & {
  facts: Pick<FactStore, 'currentFacts' | 'recordVersions'>;
  lists: Pick<ListStore, 'everyId'>;
  work: WorkStore;
};

/** The surroundings of chasing papers, from the table, the buckets and the mail service. */
export function paperDeps({
  table,
  ...others
}: { table: Table } & Pick<LetterDeps, 'buckets' | 'evidenceBucket' | 'sendMail' | 'clock'>): PaperDeps {
  return {
    ...letterDeps({ table, ...others }),
    facts: factStore(table),
    lists: listStore(table),
    work: workStore(table),
  };
}
