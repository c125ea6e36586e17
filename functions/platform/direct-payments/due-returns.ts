import type { CalendarDate } from '../../../domain/calendar.ts';
import {
  noReturnsYet,
  type FinancialReturnsRecord,
} from '../../../domain/direct-payments/financial-return-record.ts';
import type { Arrangement } from '../../../domain/direct-payments/arrangement.ts';
import { nextStep, type NextStep, type ReturnLadder } from '../../../domain/direct-payments/return-ladder.ts';
import {
  dueReturns,
  type FinancialReturn,
  type FinancialReturnTerms,
} from '../../../domain/direct-payments/returns-calendar.ts';
import type { DirectPaymentAgreement } from '../../../domain/records/direct-payment-agreement.ts';
import { valueOn } from '../../../domain/settings/setting-definition.ts';
import { settings } from '../../../domain/settings/settings.ts';
import type { ShownReturn } from '../../../events/api/financial-returns.ts';
import type { FactStore } from '../../store/fact-store.ts';
import { arrangementIn, arrangementsOf } from './known-arrangement.ts';

type Facts = Pick<FactStore, 'currentFacts'>;

/** What the council’s settings say on a day about papers that are due. */
type DueTerms = {
  today: CalendarDate;
  terms: FinancialReturnTerms;
  ladder: ReturnLadder;
  goLive: CalendarDate | null;
};

/** The financial returns of an agreement, with all that was recorded about them. */
export type KnownReturns = {
  personName: string;
  arrangement: Arrangement;
  record: FinancialReturnsRecord;
  terms: FinancialReturnTerms;
  returns: readonly ShownReturn[];
};

export async function dueTermsOn(today: CalendarDate, facts: Facts): Promise<DueTerms> {
  const { financialReturns, returnLadder, goLive } = settings;
  const names = [financialReturns, returnLadder, goLive].map(({ name }) => name);
  const stored = await facts.currentFacts('setting', names);
  const entriesOf = ({ name }: { name: string }) => stored.get(name)?.body.entries ?? [];
  return {
    today,
    terms: valueOn(financialReturns, entriesOf(financialReturns), today),
    ladder: valueOn(returnLadder, entriesOf(returnLadder), today),
    goLive: valueOn(goLive, entriesOf(goLive), today),
  };
}

/** What each of some agreements owes or sent, reckoned from the facts as they are now. */
export async function knownReturns(
  agreements: readonly DirectPaymentAgreement[],
  dueTerms: DueTerms,
  facts: Facts,
): Promise<Map<string, KnownReturns>> {
  const ids = agreements.map(({ agreementId }) => agreementId);
  const [people, arrangements, records] = await Promise.all([
    facts.currentFacts(
      'person',
      agreements.map(({ personId }) => personId),
    ),
    arrangementsOf(ids, facts),
    facts.currentFacts('financial-returns', ids),
  ]);
  const { terms, ladder, goLive: since, today } = dueTerms;
  return new Map(
    agreements.map((agreement) => {
      const { agreementId, personId } = agreement;
      const known = people.get(personId)?.body;
      const entered = arrangementIn(arrangements.get(agreementId) ?? null);
      // Where nobody entered another address, letters go where the case system says the person lives.
      const address = entered.address ?? known?.addressLine1 ?? null;
      const arrangement = { ...entered, address };
      const person = { name: known?.name ?? '', diedOn: known?.dateOfDeath ?? null };
      const record = records.get(agreementId)?.body ?? noReturnsYet(agreementId);
      const { received, done } = record;
      const facts = { agreement, arrangement, person, received, done, since, terms, today };
      const returns = dueReturns(facts).map((financialReturn) =>
        shownReturn(financialReturn, {
          done,
          next: nextStep({ financialReturn, person, arrangement, done }, ladder, today),
        }),
      );
      return [agreementId, { personName: person.name, arrangement: entered, record, terms, returns }];
    }),
  );
}

function shownReturn(
  { missing, ...financialReturn }: FinancialReturn,
  { done, next }: { done: FinancialReturnsRecord['done']; next: NextStep },
): ShownReturn {
  const last = done.findLast(({ periodFrom }) => periodFrom === financialReturn.period.from);
  return {
    ...financialReturn,
    missing: [...missing],
    lastStep: last === undefined ? null : { step: last.step, on: last.on },
    nextStep: {
      ...{ outcome: next.outcome, why: next.why },
      step: next.outcome === 'send' ? next.step : null,
      until: next.outcome === 'wait' ? next.until : null,
    },
  };
}
