import type { CalendarDate } from '../../domain/calendar.ts';
import type { Known } from '../../domain/pay/entitlement/package-facts.ts';
import type { RateCard } from '../../domain/records/rate-card.ts';
import type { UpliftFacts } from '../../domain/uplift/cost-of-change.ts';
import type { PayRules } from '../platform/pay/council-rules.ts';
import { known, knownOrNull, notBefore, paidToId, unique } from '../platform/pay/known-facts.ts';
import { loadCare } from '../platform/pay/load-care.ts';
import type { StoredFact } from '../store/items.ts';
import type { UpliftDeps } from './deps.ts';

type Terms = {
  rules: PayRules;
  asOf: CalendarDate;
  rateCards: ReadonlyMap<string, Known<RateCard>>;
};

/** What some packages are worth depends on, with the cards as they were when the uplift was planned. */
export async function loadPackages(
  packages: readonly StoredFact<'package'>[],
  { rules, asOf, rateCards }: Terms,
  { facts }: Pick<UpliftDeps, 'facts'>,
): Promise<UpliftFacts[]> {
  const bodies = packages.map(({ body }) => body);
  const [people, providers, serviceTypes, paidTo] = await Promise.all([
    facts.factsOf('person', unique(bodies.map(({ personId }) => personId))),
    facts.factsOf('provider', unique(bodies.map(({ providerId }) => providerId))),
    facts.factsOf('service-type', unique(bodies.map(({ serviceType }) => serviceType))),
    facts.factsOf(
      'opening-position',
      bodies.map(({ packageId }) => paidToId(packageId)),
    ),
  ]);
  const care = await loadCare(bodies, { facts, rules, throughDate: asOf, serviceTypes, rateCards });
  return packages.map((fact) => {
    const { packageId, personId, providerId, serviceType } = fact.body;
    const provider = knownOrNull(providers, providerId);
    return {
      carePackage: known(fact),
      serviceType: knownOrNull(serviceTypes, serviceType),
      provider,
      person: knownOrNull(people, personId),
      rateCards,
      rules: rules.forPayGroup(provider?.body.payGroup ?? null),
      accepted: care.acceptedOf(packageId),
      notBefore: notBefore(rules, paidTo.get(paidToId(packageId))),
    };
  });
}
