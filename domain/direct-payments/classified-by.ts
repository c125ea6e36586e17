import type { AuditFacts } from './audited.ts';
import type { Classified } from './classified.ts';
import type { PersonName } from './person-names.ts';
import type { ReadyItem } from './plan-match.ts';
import type { WordIndexes } from './word-indexes.ts';

/** A text as it is read once, however often it stands in a statement. */
export type ReadText = { readings: readonly (readonly string[])[]; key: string; joined: string };

/** What of an agreement transactions are told by. */
export type ClassifiedBy = {
  facts: Pick<AuditFacts, 'agreement' | 'confirmed' | 'councilPayments' | 'terms'>;
  items: readonly ReadyItem[];
  indexes: WordIndexes;
  person: PersonName;
  holder: PersonName | null;
  household: readonly PersonName[];
  /** Who was paid by these statements: what comes from them is money given back. */
  paidKeys: ReadonlySet<string>;
};

/** What a transaction is, by what it was told. */
export type Told = Omit<Classified, 'payeeKey'>;
