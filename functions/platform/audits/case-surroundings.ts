import { londonDate, type CalendarDate, type Instant } from '../../../domain/calendar.ts';
import {
  emptyArrangement,
  lacksCapacityOn,
  mayBeAskedFor,
  representativeOn,
} from '../../../domain/direct-payments/arrangement.ts';
import type { CaseSurroundings } from '../../../domain/direct-payments/case-of-statement.ts';
import { noReturnsYet } from '../../../domain/direct-payments/financial-return-record.ts';
import { dueReturns } from '../../../domain/direct-payments/returns-calendar.ts';
import type { ClosedRange } from '../../../domain/date-range.ts';
import type { DirectPaymentAgreement } from '../../../domain/records/direct-payment-agreement.ts';
import { valueOn } from '../../../domain/settings/setting-definition.ts';
import { settings } from '../../../domain/settings/settings.ts';
import { factStore } from '../../store/fact-store.ts';
import { listStore } from '../../store/list-store.ts';
import type { Table } from '../../store/table.ts';

/** The council’s rules for cases on a day. */
export async function caseTermsOn(today: CalendarDate, table: Table) {
  const { auditRisk, auditTarget, rootCauses, financialReturns } = settings;
  const names = [auditRisk, auditTarget, rootCauses, financialReturns].map(({ name }) => name);
  const stored = await factStore(table).currentFacts('setting', names);
  const entriesOf = ({ name }: { name: string }) => stored.get(name)?.body.entries ?? [];
  return {
    riskTerms: valueOn(auditRisk, entriesOf(auditRisk), today),
    target: valueOn(auditTarget, entriesOf(auditTarget), today),
    rootCauses: valueOn(rootCauses, entriesOf(rootCauses), today),
    returnTerms: valueOn(financialReturns, entriesOf(financialReturns), today),
  };
}

/** What is known of an agreement beside its statements when a case of it is weighed. */
export async function caseSurroundings(
  agreement: DirectPaymentAgreement,
  { caseId, period, now }: { caseId: string; period: ClosedRange; now: Instant },
  table: Table,
): Promise<CaseSurroundings> {
  const today = londonDate(now);
  const facts = factStore(table);
  const { agreementId, personId } = agreement;
  const [terms, arrangements, returns, people, cases] = await Promise.all([
    caseTermsOn(today, table),
    facts.currentFacts('arrangement', [agreementId]),
    facts.currentFacts('financial-returns', [agreementId]),
    facts.currentFacts('person', [personId]),
    listStore(table).casesOf(agreementId),
  ]);
  const arrangement = arrangements.get(agreementId)?.body ?? emptyArrangement;
  const { received, done } = returns.get(agreementId)?.body ?? noReturnsYet(agreementId);
  const diedOn = people.get(personId)?.body.dateOfDeath ?? null;
  const due = dueReturns({
    ...{ agreement, arrangement, received, done, since: null, terms: terms.returnTerms, today },
    person: { diedOn },
  });
  const earlier = cases.map(({ body }) => body.auditCase).filter((each) => each.caseId !== caseId);
  return {
    ...{ agreement, diedOn },
    papersLateDays: due.find((each) => each.period.to === period.to)?.daysLate ?? 0,
    earlier: earlier.flatMap(({ conclusion }) => conclusion?.outcome ?? []),
    isWithoutAuthority:
      lacksCapacityOn(arrangement, today) &&
      representativeOn(arrangement, today, mayBeAskedFor.papers) === null,
    ...{ riskTerms: terms.riskTerms, rootCauses: terms.rootCauses, target: terms.target },
  };
}
