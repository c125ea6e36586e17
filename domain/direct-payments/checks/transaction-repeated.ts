import { formatDate } from '../../calendar.ts';
import { formatPounds, pence, sumPence } from '../../money.ts';
import type { AuditCheck, AuditFinding } from '../audited.ts';
import type { Found } from '../classified.ts';
import { auditFinding, inGroups, payeeOf, type FoundTogether } from '../found.ts';
import { alreadySent } from '../sent-before.ts';

/**
 * The same payment twice on one day, or in two statements. Equal wages of two weeks are on two days, and small sums
 * (bus fares, lunches) may well come twice.
 */
export const transactionRepeated: AuditCheck = (facts) => {
  const least = facts.terms.repeatedFromPence;
  const large = facts.movements.filter(({ transaction }) => Math.abs(transaction.amountPence) >= least);
  const kept = large.filter(({ place }) => !facts.givenBack.has(place));
  const alike = inGroups(
    kept,
    ({ transaction: { date, amountPence }, told }) => `${date} ${amountPence} ${told.payeeKey}`,
  );
  const twice = alike.filter((found) => found.length > 1).map(paidTwice);
  const places = new Set(alreadySent(facts));
  const before = large.filter(({ place }) => places.has(place));
  return before.length === 0 ? twice : [...twice, sentBefore(before)];
};

function paidTwice(found: FoundTogether): AuditFinding {
  const [{ transaction }, ...again] = found;
  const often = found.length === 2 ? 'twice' : `${found.length} times`;
  const way = transaction.amountPence < 0 ? 'to' : 'by';
  return auditFinding('transaction-repeated', {
    severity: 'warning',
    found,
    amountPence: pence(Math.abs(sumPence(again.map((each) => each.transaction.amountPence)))),
    sentence: `${formatPounds(pence(Math.abs(transaction.amountPence)))} was paid ${often} on ${formatDate(transaction.date)} ${way} ${payeeOf(found)}. Ask what each payment was for, and whether one was given back.`,
    evidence: ['Date, amount and text are the same.'],
  });
}

function sentBefore(found: readonly Found[]): AuditFinding {
  return auditFinding('transaction-repeated', {
    severity: 'warning',
    found,
    sentence: `${found.length === 1 ? 'One movement' : `${found.length} movements`} of this statement ${found.length === 1 ? 'is' : 'are'} in an earlier one as well. Count ${found.length === 1 ? 'it' : 'them'} once.`,
    evidence: ['Date, amount and text are the same in both.'],
  });
}
