import type { StatementTransaction } from '../statements/statement.ts';
import type { ClassifiedBy, ReadText, Told } from './classified-by.ts';
import type { SpendingCategory } from './classified.ts';
import { mayName, namedIn, type PersonName } from './person-names.ts';
import { itemNaming, itemOfCategory, type ReadyItem } from './plan-match.ts';
import { lookUp, type SaidBy } from './word-index.ts';

type By = ClassifiedBy & { confirmed: SpendingCategory | undefined };

/** How banks mark cash and their own charges beside the text. */
const categoryOfKind: ReadonlyMap<string, SpendingCategory> = new Map([
  ...(['CPT', 'C/L', 'ATM', 'CSH', 'CASH'] as const).map((kind) => [kind, 'cash'] as const),
  ...(['CHG', 'FEE', 'SRVCHG'] as const).map((kind) => [kind, 'bank-charge'] as const),
]);

/** Beside the person’s own name these words say nothing: whoever pays themselves wages keeps the money. */
const weakWords: readonly SpendingCategory[] = [
  'paid-to-council',
  'wages',
  'care',
  'activity',
  'travel',
  'trade',
  'shopping',
];

export function classifyPaidOut(transaction: StatementTransaction, text: ReadText, by: By): Told {
  const named = firstOf(text, (words) => itemNaming(by.items, { words, key: text.key }));
  if (named !== undefined) return planned(named, `The plan names ${String(named.payee)} for ${named.what}.`);
  if (by.confirmed !== undefined) return confirmedAs(by.confirmed);
  const kind = categoryOfKind.get(transaction.kind?.toUpperCase() ?? '');
  if (kind !== undefined) return told(kind, `The bank marks it ${String(transaction.kind)}.`, by);
  const said = firstOf(text, (words) => lookUp(by.indexes.out, words) ?? undefined);
  if (said !== undefined && !weakWords.includes(said.category)) return told(said.category, whyOf(said), by);
  if (isOwn(text, by, said?.category)) return ruled('transfer-to-own-account', 'It names whose money it is.');
  if (said !== undefined) return told(said.category, whyOf(said), by);
  return (
    asWages(transaction, by) ??
    ruled('other', 'No plan item, no earlier answer and no word tells what it is.')
  );
}

function firstOf<T>(
  { readings }: ReadText,
  find: (words: readonly string[]) => T | undefined,
): T | undefined {
  for (const words of readings) {
    const found = find(words);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function whyOf({ category, phrase }: SaidBy<string>): string {
  return `The text has “${phrase.replace('*', '…')}”: ${category.replaceAll('-', ' ')} by rule.`;
}

function planned({ place, category }: ReadyItem, why: string): Told {
  return { category, by: 'plan', why, planItem: place };
}

export function confirmedAs(category: SpendingCategory): Told {
  const why = `An officer said before that this payee is ${category.replaceAll('-', ' ')}.`;
  return { category, by: 'confirmed', why, planItem: null };
}

export function ruled(category: SpendingCategory, why: string): Told {
  return { category, by: 'rule', why, planItem: null };
}

/** By a word, unless the plan says that something of the kind may be bought. */
function told(category: SpendingCategory, why: string, { items }: By): Told {
  const item = itemOfCategory(items, category);
  if (item === undefined) return ruled(category, why);
  return planned(item, `${why} The plan has ${item.what}.`);
}

/** The person, or whoever holds the account for them; somebody of the household is not meant. */
function isOwn(
  { readings }: ReadText,
  { person, holder, household }: By,
  category: SpendingCategory | undefined,
): boolean {
  // Nobody pays wages to themselves: by an initial alone they may be a relative’s.
  const isWork = category === 'wages' || category === 'care';
  const names = (words: readonly string[], name: PersonName): boolean =>
    isWork ? namedIn(words, name) === 'person' : mayName(words, name);
  return readings.some((words) => {
    const isOfHousehold = household.some(
      ({ given, family }) => given.length > 0 && [...given, ...family].every((word) => words.includes(word)),
    );
    if (isOfHousehold) return false;
    return names(words, person) || (holder !== null && names(words, holder));
  });
}

/** A plan that leaves open who the assistant is says what is paid: a payment of about as much is wages. */
function asWages({ amountPence }: StatementTransaction, { facts, items }: By): Told | undefined {
  const item = items.find(({ category, payee }) => category === 'wages' && payee === null);
  if (item === undefined) return undefined;
  const expected = item.amountPence;
  if (expected === null || Math.abs(amountPence + expected) * 100 > expected * facts.terms.plannedRatePercent)
    return undefined;
  return planned(
    item,
    `It is about what the plan expects for ${item.what}, of which it leaves open who is paid.`,
  );
}
