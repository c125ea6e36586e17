import type { Pence } from '../money.ts';
import { placeOf, wordsOf } from './bank-words.ts';
import { mayName, personNameOf, type PersonName } from './person-names.ts';
import type { SpendingCategory } from './classified.ts';
import type { SpendingPlan } from './spending-plan.ts';
import { lookUp, type WordIndex } from './word-index.ts';
import type { WordsOut } from './audit-words.ts';

/** An item of the plan made ready to be found in many texts. */
export type ReadyItem = {
  place: number;
  what: string;
  payee: string | null;
  amountPence: Pence | null;
  category: SpendingCategory;
  words: readonly string[];
  joined: string;
  person: PersonName | null;
};

/** Forms of firms, which a plan and a bank write differently or leave out. */
const forms = new Set(['LTD', 'LIMITED', 'PLC', 'LLP', 'CIC', 'THE']);
const CASH = 'CASH';

export function readyItems(plan: SpendingPlan, index: WordIndex<keyof WordsOut>): ReadyItem[] {
  return plan.items.map(({ what, payee, amountPence }, place) => {
    const words = wordsOf(payee ?? '').filter((word) => !forms.has(word));
    const said = words[0] === CASH ? CASH : null;
    const found = lookUp(index, wordsOf(what)) ?? lookUp(index, wordsOf(`${what} ${payee ?? ''}`));
    const category = said === null ? (found?.category ?? 'care') : 'cash';
    const person = words.length === 2 ? personNameOf(words.join(' ')) : null;
    return { ...{ place, what, payee, amountPence, category, words, joined: words.join('') }, person };
  });
}

/** Shorter names are only found as whole words: `NEST` is in `HONEST BUILDERS`. */
const SHORTEST_JOINED = 6;
/** Banks cut names short: `THORNCOMBE CARE AT` is the beginning of `Thorncombe Care at Home`. */
const SHORTEST_BEGINNING = 10;

/** The item that names the payee of a text, however a bank shortens or joins the name. */
export function itemNaming(
  items: readonly ReadyItem[],
  { words, key }: { words: readonly string[]; key: string },
): ReadyItem | undefined {
  const joined = words.join('');
  return items.find((item) => {
    if (item.words.length === 0 || item.category === 'cash') return false;
    if (placeOf(item.words, words) !== -1) return true;
    if (item.joined.length >= SHORTEST_JOINED && joined.includes(item.joined)) return true;
    if (key.length >= SHORTEST_BEGINNING && item.joined.toLowerCase().startsWith(key)) return true;
    return item.person !== null && mayName(words, item.person);
  });
}

/** Costs that every employer has: whoever is paid for them is as good as named. */
const costsOfEmployers: readonly SpendingCategory[] = ['tax', 'payroll', 'pension', 'insurance', 'cash'];

/** The item that says something of this kind may be bought, from anybody. */
export function itemOfCategory(
  items: readonly ReadyItem[],
  category: SpendingCategory,
): ReadyItem | undefined {
  return items.find(
    (item) => item.category === category && (item.payee === null || costsOfEmployers.includes(category)),
  );
}
