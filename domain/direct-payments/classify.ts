import type { StatementTransaction } from '../statements/statement.ts';
import type { AuditFacts } from './audited.ts';
import { classifyPaidIn } from './classify-paid-in.ts';
import { classifyPaidOut } from './classify-paid-out.ts';
import { readingsOf } from './bank-words.ts';
import { payeeKey } from './payee-key.ts';
import { personNameOf, type PersonName } from './person-names.ts';
import { readyItems, type ReadyItem } from './plan-match.ts';
import { wordIndexesOf, type WordIndexes } from './word-indexes.ts';

/** What money in an account was for, or where it came from. */
export const spendingCategories = [
  ...['council-payment', 'contribution', 'refund', 'interest', 'benefit', 'other-income'],
  ...['wages', 'care', 'activity', 'travel', 'trade', 'equipment', 'payroll', 'tax', 'pension', 'insurance'],
  ...['cash', 'gambling', 'alcohol-or-tobacco', 'household-bill', 'shopping', 'transfer-to-own-account'],
  ...['bank-charge', 'paid-to-council', 'other'],
] as const;
export type SpendingCategory = (typeof spendingCategories)[number];

export type Classified = {
  category: SpendingCategory;
  /** The plan comes before what officers confirmed, and that before rules. */
  by: 'plan' | 'confirmed' | 'rule';
  /** In words: what it was told by. */
  why: string;
  payeeKey: string;
  /** The item of the plan it was paid for, by its place from 0. */
  planItem: number | null;
};

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

type Told = Omit<Classified, 'payeeKey'>;

/** Says of each transaction of some statements of an agreement what it is, by the plan, by what was confirmed, by rules. */
export function classifyAll(
  facts: Omit<AuditFacts, 'sent' | 'earlier' | 'sharedPayees'>,
  statements: readonly (readonly StatementTransaction[])[],
): Classified[][] {
  const texts = new Map<string, ReadText>();
  const textOf = ({ text }: StatementTransaction): ReadText => {
    const known = texts.get(text) ?? readText(text);
    texts.set(text, known);
    return known;
  };
  const indexes = wordIndexesOf(facts.terms);
  const { payeeName } = facts.agreement;
  const by: ClassifiedBy = {
    ...{
      facts,
      indexes,
      items: readyItems(facts.plan, indexes.out),
      person: personNameOf(facts.person.name),
    },
    holder: payeeName === null ? null : personNameOf(payeeName),
    household: facts.household.map(personNameOf),
    paidKeys: new Set(statements.flat().flatMap((each) => (each.amountPence < 0 ? [textOf(each).key] : []))),
  };
  const told = new Map<string, Told>();
  return statements.map((transactions) =>
    transactions.map((transaction) => {
      const text = textOf(transaction);
      const memo = `${transaction.amountPence} ${transaction.kind ?? ''} ${transaction.text}`;
      const known = told.get(memo) ?? tell(transaction, text, by);
      told.set(memo, known);
      return { ...known, payeeKey: text.key };
    }),
  );
}

function readText(text: string): ReadText {
  const readings = readingsOf(text);
  return { readings, key: payeeKey(text), joined: readings.map((words) => words.join('')).join(' ') };
}

function tell(transaction: StatementTransaction, text: ReadText, by: ClassifiedBy): Told {
  const confirmed = by.facts.confirmed.get(text.key);
  if (transaction.amountPence >= 0) return classifyPaidIn(transaction, text, { ...by, confirmed });
  return classifyPaidOut(transaction, text, { ...by, confirmed });
}
