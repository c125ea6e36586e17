import { type SampleCalendar } from './days.ts';
import { commission, type Order } from './commission.ts';
import {
  type Council,
  type Package,
  type Person,
  type Provider,
  type Role,
  type ServiceTypeCode,
} from './model.ts';
import { priceOf } from './package-price.ts';
import { createPrng, nthOf, type Prng } from './prng.ts';
import { lastYears } from './rates.ts';
import { visitPlan, weeklyHundredths } from './visit-plans.ts';

export function buildPackages(
  council: Pick<Council, 'options' | 'calendar' | 'providers' | 'people'>,
): Package[] {
  const { options, calendar, providers, people } = council;
  const packages: Package[] = [];
  const nextProvider = dealProviders(providers);
  const plansOf = new Map<string, number>();
  for (const person of people) {
    const prng = createPrng(options.seed, `packages/${person.index}`);
    const add = (order: Order): void => {
      const provider = nextProvider(order.serviceType);
      const nth = plansOf.get(provider.providerId) ?? 0;
      plansOf.set(provider.providerId, nth + 1);
      packages.push(
        makePackage({ order, person, provider, prng, calendar, nth, number: packages.length + 1 }),
      );
    };
    commission({ calendar, prng, person, add });
  }
  return packages;
}

const ROLES_FOR: Readonly<Record<ServiceTypeCode, readonly Role[]>> = {
  residential: ['residential'],
  nursing: ['nursing'],
  'home-care': ['home-care'],
  'day-care': ['day-care'],
  'supported-living': ['supported-living'],
  'extra-care': ['extra-care'],
  'shared-lives': ['shared-lives'],
  foster: ['foster'],
  respite: ['nursing', 'residential'],
  'sleep-in': ['home-care'],
  'direct-payment': ['account'],
  'one-off': ['transport', 'day-care'],
  transport: ['transport'],
};

/** Deals a service's packages round its providers, so that every provider, P001 and P002 among them, has work. */
function dealProviders(providers: readonly Provider[]): (serviceType: ServiceTypeCode) => Provider {
  const dealt = new Map<ServiceTypeCode, number>();
  const able = new Map<ServiceTypeCode, Provider[]>();
  return (serviceType) => {
    const list =
      able.get(serviceType) ?? providers.filter(({ role }) => ROLES_FOR[serviceType].includes(role));
    able.set(serviceType, list);
    const turn = dealt.get(serviceType) ?? 0;
    dealt.set(serviceType, turn + 1);
    return nthOf(list, turn);
  };
}

type Draft = {
  order: Order;
  person: Person;
  provider: Provider;
  prng: Prng;
  calendar: SampleCalendar;
  nth: number;
  number: number;
};

function makePackage({ order, person, provider, prng, calendar, nth, number }: Draft): Package {
  const { serviceType, startOn } = order;
  const plan =
    serviceType === 'home-care' || serviceType === 'extra-care'
      ? visitPlan(nth, order.secondPackage ?? false)
      : undefined;
  const weekdays =
    plan?.weekdays ??
    (serviceType === 'day-care' ? nthOf([[1, 2, 4], [2], [1, 2, 3, 4, 5], [3, 5]], nth) : []);
  const unitHundredths = plan === undefined ? (order.units ?? weekdays.length * 100) : weeklyHundredths(plan);
  const price = priceOf({ order, provider, prng, visitMinutes: plan?.visitMinutes, nth, calendar });
  // Half the standing packages came with last year's rate and a later row that raises it; cards raise themselves.
  const isRaised =
    price.rateCardId === undefined &&
    startOn < calendar.fyStart &&
    (order.endOn ?? Infinity) >= calendar.fyStart &&
    nth % 2 === 0;
  const funding = order.funding ?? 'care-act';
  return {
    packageId: `PK${String(number).padStart(6, '0')}`,
    person,
    provider,
    serviceType,
    startOn,
    endOn: order.endOn,
    unitHundredths,
    price: isRaised ? { ratePence: lastYears(price.ratePence) } : price,
    terms: isRaised ? [{ effectiveFrom: calendar.fyStart, unitHundredths, ...price }] : [],
    rateIncludesFnc: serviceType === 'nursing' ? person.rank % 3 !== 1 : undefined,
    visitPlan: plan,
    weekdays,
    funding,
    nhsSharePercent:
      funding === 'chc' ? '100' : funding === 'joint' ? nthOf(['50', '33.3333', '62.5'], nth) : '',
  };
}
