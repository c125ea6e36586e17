import type { StatementTransaction } from '../statements/statement.ts';
import type { ClassifiedBy, ReadText, Told } from './classified-by.ts';
import type { SpendingCategory } from './classified.ts';
import { offBy } from './council-payments.ts';
import { confirmedAs, ruled, whyOf } from './classify-paid-out.ts';
import { wordsOf } from './bank-words.ts';
import { namedIn } from './person-names.ts';
import { itemNaming } from './plan-match.ts';
import { lookUp } from './word-index.ts';

type By = ClassifiedBy & { confirmed: SpendingCategory | undefined };

export function classifyPaidIn(transaction: StatementTransaction, text: ReadText, by: By): Told {
  if (by.confirmed !== undefined) return confirmedAs(by.confirmed);
  const { agreement, councilPayments } = by.facts;
  const { agreementId } = agreement;
  const sent = councilPayments.find(({ paymentId }) => paymentId !== undefined && isIn(text, paymentId));
  if (sent?.paymentId !== undefined)
    return ruled(
      'council-payment',
      `The text has the number of a payment careledger sent, ${sent.paymentId}.`,
    );
  if (isIn(text, agreementId))
    return ruled('council-payment', `The text has the agreement’s number, ${agreementId}.`);
  return byPayer(text, by) ?? byWords(text, by) ?? byAmount(transaction, by) ?? byName(text, by);
}

function isIn({ joined }: ReadText, number: string): boolean {
  return joined.includes(wordsOf(number).join(''));
}

function byPayer({ readings, key }: ReadText, { items, paidKeys }: By): Told | undefined {
  for (const words of readings) {
    const item = itemNaming(items, { words, key });
    if (item !== undefined)
      return ruled('refund', `It comes from ${String(item.payee)}, whom the plan names.`);
  }
  return paidKeys.has(key)
    ? ruled('refund', 'It comes from somebody who was paid from the account.')
    : undefined;
}

function byWords({ readings }: ReadText, { indexes }: By): Told | undefined {
  for (const words of readings) {
    const said = lookUp(indexes.in, words);
    if (said !== null) return ruled(said.category, whyOf(said));
  }
  return undefined;
}

/** How people pay a weekly contribution in: by the week, two, four or thirteen weeks. */
const weeksAtOnce = [1, 2, 4, 13];

function byAmount({ amountPence }: StatementTransaction, { facts }: By): Told | undefined {
  if (facts.councilPayments.some((due) => offBy(due, amountPence) === 0)) {
    return ruled('council-payment', 'It is as much as the council was to pay.');
  }
  const weekly = facts.agreement.weeklyContributionPence;
  if (weekly === null || weekly === 0) return undefined;
  const isMonth = Math.abs(amountPence - (weekly * 52) / 12) < 100;
  if (!isMonth && !weeksAtOnce.some((weeks) => weeks * weekly === amountPence)) return undefined;
  return ruled('contribution', 'It is as much as the person’s contribution.');
}

function byName({ readings }: ReadText, { person, holder }: By): Told {
  const names = holder === null ? [person] : [person, holder];
  const isOwn = readings.some((words) => names.some((name) => namedIn(words, name) !== null));
  if (isOwn)
    return ruled('contribution', 'It comes from the person, their family or whoever holds the account.');
  return ruled('other-income', 'It is no payment of the council, no contribution and no refund.');
}
