import { type SampleCalendar, dayOf, isoOf } from './days.ts';
import {
  type Council,
  type Funding,
  type Package,
  type Person,
  type Price,
  type Provider,
  type Role,
  type ServiceTypeCode,
} from './model.ts';
import { unitsText, pounds } from './pounds.ts';
import { createPrng, nthOf, type Prng } from './prng.ts';
import { bandPence, cardHourPence, homeCareCardId, milePence, pricesByCard } from './rate-cards.ts';
import { lastYears, ratePence2026 } from './rates.ts';
import { visitPlan, weekdayText, weeklyHundredths } from './visit-plans.ts';

export const packageColumns =
  'packageId,personId,providerId,serviceType,startDate,endDate,unitsPerWeek,rate,rateCardId,effectiveFrom,rateIncludesFnc,weekdays,carers,visitMinutes,funding,nhsSharePercent,icbId,contract,costCentre,costElement,taxCode,purchaseOrder,purchaseOrderLine'.split(
    ',',
  );

const WEEKS_OF_REABLEMENT = 6;

type Order = {
  serviceType: ServiceTypeCode;
  startOn: number;
  endOn?: number | undefined;
  /** Weekly units in hundredths; visit packages take theirs from the visit plan. */
  units?: number;
  secondPackage?: boolean;
  funding?: Funding;
};

type Desk = { calendar: SampleCalendar; prng: Prng; person: Person; add: (order: Order) => void };

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

/** What this person receives. Shares go by the person's rank in the profile, so that they hold at every size. */
function commission({ calendar, prng, person, add }: Desk): void {
  const { rank, profile } = person;
  const { goLive, monthTo, previousFyStart } = calendar;
  const early = previousFyStart + prng.int(0, 330);
  switch (profile) {
    case 'residential':
    case 'nursing':
      moveIntoHome({ calendar, prng, person, add });
      return;
    case 'home-care':
      add({ serviceType: 'home-care', startOn: early, ...homeCareFunding(rank, calendar) });
      if (rank % 2 === 0) add({ serviceType: 'home-care', startOn: early + 14, secondPackage: true });
      if (rank % 4 === 1) add({ serviceType: 'day-care', startOn: early + 30 });
      if (rank % 7 === 2)
        add({
          serviceType: 'respite',
          startOn: goLive + (rank % 20),
          endOn: goLive + (rank % 20) + (rank % 3) * 3,
          units: 700,
        });
      if (rank % 10 === 3) add({ serviceType: 'sleep-in', startOn: early + 60, units: 200 });
      if (rank % 8 === 4) buyOnce({ calendar, prng, person, add });
      if (rank % 5 === 0) add({ serviceType: 'home-care', startOn: early - 400, endOn: early - 1 });
      return;
    case 'extra-care':
      add({ serviceType: 'extra-care', startOn: early });
      if (rank % 3 === 0) add({ serviceType: 'home-care', startOn: early - 300, endOn: early - 1 });
      if (rank % 6 === 1) add({ serviceType: 'day-care', startOn: early + 10 });
      return;
    case 'supported-living':
      add({
        serviceType: 'supported-living',
        startOn: early - 700,
        units: prng.int(28, 84) * 100,
        ...jointFunding(rank),
      });
      if (rank % 2 === 0) add({ serviceType: 'day-care', startOn: early });
      if (rank % 2 === 1) add({ serviceType: 'transport', startOn: early, units: prng.int(8, 60) * 100 });
      if (rank % 6 === 2) add({ serviceType: 'sleep-in', startOn: early, units: 700 });
      return;
    case 'shared-lives':
      // One placement began on a leap day.
      add({ serviceType: 'shared-lives', startOn: rank === 0 ? dayOf('2024-02-29') : early, units: 100 });
      if (rank % 2 === 0) add({ serviceType: 'day-care', startOn: early });
      if (rank % 3 === 0) add({ serviceType: 'transport', startOn: early, units: 1250 });
      if (rank % 3 === 1)
        add({ serviceType: 'respite', startOn: goLive + 8, endOn: goLive + 14, units: 700 });
      return;
    case 'foster':
      add({ serviceType: 'foster', startOn: early, units: 100 });
      if (rank % 2 === 0) buyOnce({ calendar, prng, person, add });
      if (rank % 3 === 0) add({ serviceType: 'transport', startOn: early, units: 4000 });
      return;
    case 'direct-payment':
      // One night is a lawful stay.
      if (rank % 8 === 0) add({ serviceType: 'respite', startOn: goLive + 3, endOn: goLive + 3, units: 100 });
      if (rank % 8 === 4) buyOnce({ calendar, prng, person, add });
      return;
    case 'individual-fund':
      add({
        serviceType: 'direct-payment',
        startOn: early,
        endOn: rank % 10 === 9 ? monthTo + 60 : undefined,
        units: 100,
      });
  }
}

function moveIntoHome({ calendar, prng, person: { rank, profile }, add }: Desk): void {
  const serviceType = profile === 'nursing' ? 'nursing' : 'residential';
  // Every sixth placement is younger than twelve weeks when the council goes live; the rest are older.
  const movedInOn =
    rank % 6 === 5 ? calendar.goLive - prng.int(10, 75) : calendar.fyStart - prng.int(-60, 900);
  // Some ended before go-live, some end inside the sample month: both are ordinary history.
  const leftOn =
    rank % 15 === 14
      ? calendar.goLive - prng.int(20, 60)
      : rank % 15 === 7
        ? calendar.monthFrom + prng.int(5, 20)
        : undefined;
  const stays = leftOn === undefined || leftOn > movedInOn + 28;
  if (rank % 5 < 2)
    add({ serviceType: 'home-care', startOn: movedInOn - prng.int(60, 400), endOn: movedInOn - 1 });
  if (profile === 'nursing' && rank % 4 === 2)
    add({ serviceType: 'residential', startOn: movedInOn - 300, endOn: movedInOn - 1, units: 100 });
  add({
    serviceType,
    startOn: movedInOn,
    endOn: stays ? leftOn : undefined,
    units: 100,
    ...homeFunding(rank),
  });
  if (rank % 6 === 3) add({ serviceType: 'one-off', startOn: movedInOn, endOn: movedInOn, units: 100 });
}

function buyOnce({ calendar, prng, add }: Desk): void {
  const boughtOn = calendar.monthFrom + prng.int(0, 25);
  add({ serviceType: 'one-off', startOn: boughtOn, endOn: boughtOn, units: 100 });
}

function homeFunding(rank: number): { funding: Funding } {
  return {
    funding: rank % 17 === 4 ? 's117' : rank % 13 === 6 ? 'chc' : rank % 11 === 8 ? 'joint' : 'care-act',
  };
}

function jointFunding(rank: number): { funding: Funding } {
  return { funding: rank % 4 === 3 ? 'joint' : rank % 9 === 4 ? 's117' : 'care-act' };
}

/** Reablement is short and free; its six weeks end inside the sample month. Others begin inside it. */
function homeCareFunding(rank: number, { monthFrom }: SampleCalendar): Partial<Order> {
  if (rank % 25 === 12) return { startOn: monthFrom + 8 };
  if (rank % 25 !== 18) return { funding: rank % 40 === 9 ? 'chc' : rank % 40 === 29 ? 's117' : 'care-act' };
  const startOn = monthFrom - 25;
  return { funding: 'reablement', startOn, endOn: startOn + WEEKS_OF_REABLEMENT * 7 - 1 };
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

type Pricing = {
  order: Order;
  provider: Provider;
  prng: Prng;
  visitMinutes: number | undefined;
  nth: number;
  calendar: SampleCalendar;
};

/** This year's price: a rate card's where there is one, else a rate of the package's own a little off the usual. */
function priceOf({ order, provider, prng, visitMinutes, nth, calendar }: Pricing): Price {
  const { serviceType, startOn } = order;
  const spread = prng.int(-8, 8);
  if (startOn >= calendar.previousFyStart) {
    // The weekday line stands for the card; visits look up the line of their own day.
    if (visitMinutes !== undefined && pricesByCard(provider)) {
      return {
        ratePence: cardHourPence(visitMinutes, 'weekday'),
        rateCardId: homeCareCardId(provider.providerId),
      };
    }
    if (serviceType === 'shared-lives') {
      const band = nthOf(['A', 'B', 'C'] as const, nth);
      return { ratePence: bandPence[band], rateCardId: `RC-shared-lives-${band}` };
    }
    if (serviceType === 'transport') {
      const zone = nthOf(['town', 'rural'] as const, nth);
      return { ratePence: milePence[zone], rateCardId: `RC-transport-${zone}` };
    }
  }
  return { ratePence: Math.round((ratePence2026[serviceType] * (100 + spread)) / 100) };
}

/** What one unit costs on a day: the last term that has begun, else the first. */
export function unitPenceOn(pack: Package, day: number): number {
  return pack.terms.findLast(({ effectiveFrom }) => effectiveFrom <= day)?.ratePence ?? pack.price.ratePence;
}

export function* packageRows(packages: readonly Package[]): Generator<string[]> {
  for (const pack of packages) {
    yield packageRow(pack, pack.unitHundredths, pack.price, '');
    for (const term of pack.terms)
      yield packageRow(pack, term.unitHundredths, term, isoOf(term.effectiveFrom));
  }
}

function packageRow(pack: Package, unitHundredths: number, price: Price, effectiveFrom: string): string[] {
  const { provider, serviceType, visitPlan: plan, funding } = pack;
  const number = Number(pack.packageId.slice(2));
  const lots: Readonly<Record<string, string>> = {
    'home-care': 'HC-LOT',
    'extra-care': 'EC-LOT',
    'day-care': 'DC-LOT',
  };
  return [
    pack.packageId,
    pack.person.personId,
    provider.providerId,
    serviceType,
    isoOf(pack.startOn),
    pack.endOn === undefined ? '' : isoOf(pack.endOn),
    unitsText(unitHundredths),
    price.rateCardId === undefined ? pounds(price.ratePence) : '',
    price.rateCardId ?? '',
    effectiveFrom,
    pack.rateIncludesFnc === undefined ? '' : pack.rateIncludesFnc ? 'yes' : 'no',
    weekdayText(pack.weekdays),
    plan === undefined ? '' : String(plan.carers),
    plan === undefined ? '' : String(plan.visitMinutes),
    funding,
    pack.nhsSharePercent,
    funding === 'chc' || funding === 'joint' || funding === 's117' ? 'ICB-LARKSHIRE' : '',
    lots[serviceType] === undefined ? 'SPOT' : `${lots[serviceType]}${1 + (provider.index % 3)}`,
    `A${String(2000 + (provider.index % 40) * 10)}`,
    `CE-${serviceType}`,
    'EX',
    serviceType === 'foster' ? '' : String(4_500_000_000 + number),
    serviceType === 'foster' ? '' : '10',
  ];
}
