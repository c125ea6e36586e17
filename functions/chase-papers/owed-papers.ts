import type { Arrangement } from '../../domain/direct-payments/arrangement.ts';
import {
  noReturnsYet,
  type FinancialReturnsRecord,
} from '../../domain/direct-payments/financial-return-record.ts';
import { addressOnRecord } from '../../domain/direct-payments/paper-letter.ts';
import { dueReturns, type FinancialReturn } from '../../domain/direct-payments/returns-calendar.ts';
import type { DirectPaymentAgreement } from '../../domain/records/direct-payment-agreement.ts';
import type { Person } from '../../domain/records/person.ts';
import { arrangementIn, arrangementsOf } from '../platform/direct-payments/known-arrangement.ts';
import type { PaperDeps } from './deps.ts';
import type { PaperTerms } from './paper-terms.ts';

/** An agreement with the papers it owes or sent, and what was done about them. */
export type OwedPapers = {
  agreement: DirectPaymentAgreement;
  person: Person;
  arrangement: Arrangement;
  returns: readonly FinancialReturn[];
  done: FinancialReturnsRecord['done'];
};

/** Agreements looked at together: few enough to keep memory flat however many there are. */
const AT_ONCE = 50;

/** What each of some agreements owes, a few at a time. */
export async function* owedPapers(
  agreementIds: readonly string[],
  terms: PaperTerms,
  { facts }: Pick<PaperDeps, 'facts'>,
): AsyncGenerator<OwedPapers> {
  for (let start = 0; start < agreementIds.length; start += AT_ONCE) {
    const ids = agreementIds.slice(start, start + AT_ONCE);
    const agreements = [...(await facts.currentFacts('direct-payment-agreement', ids)).values()];
    const personIds = agreements.map(({ body }) => body.personId);
    const [people, arrangements, records] = await Promise.all([
      facts.currentFacts('person', personIds),
      arrangementsOf(ids, facts),
      facts.currentFacts('financial-returns', ids),
    ]);
    for (const { body: agreement } of agreements) {
      const { agreementId, personId } = agreement;
      const person = people.get(personId)?.body;
      if (person === undefined) continue;
      const entered = arrangementIn(arrangements.get(agreementId) ?? null);
      // Where nobody entered another address, letters go where the case system says the person lives.
      const arrangement = { ...entered, address: entered.address ?? addressOnRecord(person) };
      const { received, done } = records.get(agreementId)?.body ?? noReturnsYet(agreementId);
      const { today, terms: due, goLive } = terms;
      const returns = dueReturns({
        ...{ agreement, arrangement, person: { diedOn: person.dateOfDeath }, received, done },
        ...{ since: goLive, terms: due, today },
      });
      yield { agreement, person, arrangement, returns, done };
    }
  }
}
