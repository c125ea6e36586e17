import type { StatementTransaction } from '../statements/statement.ts';
import type { AuditFacts } from './audited.ts';
import { readingsOf } from './bank-words.ts';
import type { ClassifiedBy, ReadText, Told } from './classified-by.ts';
import type { Classified, Found } from './classified.ts';
import { classifyPaidIn } from './classify-paid-in.ts';
import { classifyPaidOut } from './classify-paid-out.ts';
import { payeeKey } from './payee-key.ts';
import { personNameOf } from './person-names.ts';
import { readyItems } from './plan-match.ts';
import { wordIndexesOf } from './word-indexes.ts';

type Transactions = readonly StatementTransaction[];

/** What is known of an agreement beside its statements. */
type Known = Omit<AuditFacts, 'sent' | 'receivedOn' | 'earlier' | 'sharedPayees'>;

/** Says of each transaction of some statements what it is: by the plan, by what was confirmed, by rules. */
export function classifyAll(facts: Known, statements: readonly Transactions[]): Classified[][] {
  const classify = classifier(facts, statements);
  return statements.map((transactions) => classify(transactions).map(({ told }) => told));
}

/** What says it of the transactions of some statements. Each text is read once, however often it stands in them. */
export function classifier(
  facts: Known,
  statements: readonly Transactions[],
): (transactions: Transactions) => Found[] {
  const textOf = textReader();
  const by = { ...whatTells(facts), paidKeys: paidKeysOf(statements, textOf) };
  const told = new Map<string, Told>();
  return (transactions) =>
    transactions.map((transaction, place) => {
      const text = textOf(transaction);
      const memo = `${transaction.amountPence} ${transaction.kind ?? ''} ${transaction.text}`;
      const known = told.get(memo) ?? tell(transaction, text, by);
      told.set(memo, known);
      return { place, transaction, told: { ...known, payeeKey: text.key } };
    });
}

type TextOf = (transaction: StatementTransaction) => ReadText;

function textReader(): TextOf {
  const texts = new Map<string, ReadText>();
  return ({ text }) => {
    const known = texts.get(text) ?? readText(text);
    texts.set(text, known);
    return known;
  };
}

function readText(text: string): ReadText {
  const readings = readingsOf(text);
  return { readings, key: payeeKey(text), joined: readings.map((words) => words.join('')).join(' ') };
}

function paidKeysOf(statements: readonly Transactions[], textOf: TextOf): Set<string> {
  return new Set(statements.flat().flatMap((each) => (each.amountPence < 0 ? [textOf(each).key] : [])));
}

function whatTells(facts: Known): Omit<ClassifiedBy, 'paidKeys'> {
  const indexes = wordIndexesOf(facts.terms);
  const { payeeName } = facts.agreement;
  return {
    ...{ facts, indexes, items: readyItems(facts.plan, indexes.out) },
    person: personNameOf(facts.person.name),
    holder: payeeName === null ? null : personNameOf(payeeName),
    household: facts.household.map(personNameOf),
  };
}

function tell(transaction: StatementTransaction, text: ReadText, by: ClassifiedBy): Told {
  const confirmed = by.facts.confirmed.get(text.key);
  if (transaction.amountPence >= 0) return classifyPaidIn(transaction, text, { ...by, confirmed });
  return classifyPaidOut(transaction, text, { ...by, confirmed });
}
