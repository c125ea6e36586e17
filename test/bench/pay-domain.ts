import type { PackageFacts } from '../../domain/pay/entitlement/package-facts.ts';
import { packageEntitlement } from '../../domain/pay/entitlement/package-components.ts';
import { payPackage } from '../../domain/pay/run/pay-package.ts';
import { periodStartsIn } from '../../domain/pay/run/pay-calendar.ts';
import { dayNumber } from '../../domain/pay/span.ts';
import { hashText } from '../../functions/store/hash-text.ts';
import {
  contributionOf,
  packageOf,
  personOf,
  positionOf,
  providerOf,
  serviceType,
  START,
  THROUGH,
} from './pay-council.ts';

const ref = (kind: 'package' | 'service-type' | 'provider' | 'person' | 'contributions', id: string) => ({
  kind,
  id,
  version: 1,
});

export function factsOf(number: number): PackageFacts {
  return {
    carePackage: { ref: ref('package', `PK${number}`), body: packageOf(number) },
    serviceType: { ref: ref('service-type', 'residential'), body: serviceType },
    provider: { ref: ref('provider', `P${number % 60}`), body: providerOf(number % 60) },
    person: { ref: ref('person', `PE${number}`), body: personOf(number) },
    contributions: { ref: ref('contributions', `PE${number}`), body: [contributionOf(number)] },
    rateCards: new Map(),
    actuals: [],
    expenses: [],
    rules: {
      eventRules: [],
      fncRows: [],
      bankHolidays: new Set(),
      months: 'days-of-the-month',
      refs: { eventRules: null, fncRows: null },
    },
  };
}

/** The whole reckoning of some packages in the domain, without reading or writing anything; milliseconds and lines. */
export function reckonInMemory(packages: number): {
  milliseconds: number;
  lines: number;
  totalPence: number;
} {
  const facts = Array.from({ length: packages }, (_, number) => factsOf(number));
  const positions = facts.map((_, number) => positionOf(number));
  const terms = {
    payRunId: 'R000001',
    through: dayNumber(THROUGH),
    periodStarts: periodStartsIn({ period: 'four-weekly', firstDay: START }),
    holds: [],
    hash: hashText,
  };
  const start = performance.now();
  let lines = 0;
  let totalPence = 0;
  for (const [number, each] of facts.entries()) {
    const entitlement = packageEntitlement(each);
    const position = positions[number];
    if (entitlement.blocked || position === undefined) continue;
    const pay = payPackage(
      {
        packageId: each.carePackage.body.packageId,
        personId: each.carePackage.body.personId,
        serviceType: 'residential',
        endDate: null,
        dateOfDeath: null,
        components: entitlement.components,
        gaps: entitlement.gaps,
        blocked: false,
        notBefore: 0,
        ownHolds: [],
        payeeLacks: null,
        order: null,
      },
      position,
      terms,
    );
    lines += pay.lines.length;
    for (const { amountPence } of pay.lines) totalPence += amountPence;
  }
  return { milliseconds: performance.now() - start, lines, totalPence };
}
