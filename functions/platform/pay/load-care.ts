import type { CalendarDate } from '../../../domain/calendar.ts';
import type { CarePackage } from '../../../domain/packages/care-package.ts';
import { careMonthId, monthsBetween } from '../../../domain/pay/care-month.ts';
import type { FactRef } from '../../../domain/pay/component.ts';
import type { AcceptedActuals, Known } from '../../../domain/pay/entitlement/package-facts.ts';
import { dayNumber } from '../../../domain/pay/span.ts';
import type { Person } from '../../../domain/records/person.ts';
import type { RateCard } from '../../../domain/records/rate-card.ts';
import { pricedCare } from '../../../domain/returns/accepted-care.ts';
import { commissioned } from '../../../domain/returns/commissioned.ts';
import { unpackCare } from '../../store/accepted-care.ts';
import type { StoredFact } from '../../store/items.ts';
import type { PayRules } from './council-rules.ts';
import { known, type FactReader } from './known-facts.ts';

type CareTerms = {
  facts: FactReader;
  rules: PayRules;
  throughDate: CalendarDate;
  serviceTypes: ReadonlyMap<string, StoredFact<'service-type'>>;
  rateCards: ReadonlyMap<string, Known<RateCard>>;
};

/** What was accepted of the packages that are paid by what was delivered, month by month since they can be paid. */
export async function loadCare(
  packages: readonly CarePackage[],
  { facts, rules, throughDate, serviceTypes, rateCards }: CareTerms,
) {
  // A return tells of days that have been; a run that pays further ahead, or computes an earlier one again, looks as far.
  const last = Math.max(dayNumber(throughDate), dayNumber(rules.on));
  const idsOf = (each: CarePackage): string[] =>
    serviceTypes.get(each.serviceType)?.body.basis === 'actuals'
      ? monthsBetween(Math.max(rules.goLive, dayNumber(each.startDate)), last).map((month) =>
          careMonthId(each.packageId, month),
        )
      : [];
  const ids = new Map(packages.map((each) => [each.packageId, idsOf(each)]));
  const found = await facts.factsOf('actuals', [...ids.values()].flat());
  const cards = new Map([...rateCards].map(([id, { body }]) => [id, body]));
  const monthsOf = (packageId: string) =>
    (ids.get(packageId) ?? []).flatMap((id) => {
      const fact = found.get(id);
      return fact === undefined ? [] : [known(fact)];
    });

  return {
    /** The accepted care of a package, priced at the rates that are agreed now. */
    of(
      carePackage: CarePackage,
      person: Pick<Person, 'dateOfBirth' | 'dateOfDeath'> | null,
    ): AcceptedActuals[] {
      const months = monthsOf(carePackage.packageId);
      const serviceType = serviceTypes.get(carePackage.serviceType)?.body;
      if (months.length === 0 || serviceType === undefined) return [];
      const { bankHolidays } = rules;
      const pack = commissioned({ carePackage, serviceType, person, rateCards: cards, bankHolidays });
      return months.flatMap(({ ref, body }) => pricedCare(unpackCare(body), { ref, pack }) ?? []);
    },
    /** The same as it was accepted, without a price. */
    acceptedOf: (packageId: string) =>
      monthsOf(packageId).map(({ ref, body }) => ({ ref, lines: unpackCare(body) })),
    refs: (packageId: string): FactRef[] => monthsOf(packageId).map(({ ref }) => ref),
  };
}
