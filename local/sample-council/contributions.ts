import { type SampleCalendar, isoOf } from './days.ts';
import { type Contribution, type Council, type Package, type Person } from './model.ts';
import { costOfUnits, pounds } from './pounds.ts';
import { createPrng, type Prng } from './prng.ts';

export const contributionColumns =
  'contributionId,personId,packageId,kind,startDate,endDate,weeklyAmount,collector,status'.split(',');

/** The disregard of a home counts for twelve weeks: 84 days, both ends included. */
export const DISREGARD_DAYS = 84;
const NEVER_CHARGED = ['s117', 'chc', 'reablement'];
const CHARGED_AT_HOME = ['home-care', 'extra-care', 'supported-living', 'shared-lives'];

type Draft = Pick<Contribution, 'kind' | 'startOn' | 'endOn' | 'weeklyPence'> & Partial<Contribution>;

export function buildContributions(
  council: Pick<Council, 'options' | 'calendar' | 'packages'>,
): Contribution[] {
  const { options, calendar, packages } = council;
  const contributions: Contribution[] = [];
  const chargedAtHome = new Set<string>();
  for (const pack of packages) {
    const prng = createPrng(options.seed, `contributions/${pack.packageId}`);
    for (const draft of chargesOf({ pack, calendar, prng, chargedAtHome })) {
      contributions.push({
        contributionId: `CN${String(contributions.length + 1).padStart(6, '0')}`,
        personId: pack.person.personId,
        packageId: pack.packageId,
        collector: pack.person.rank % 2 === 0 ? 'provider' : 'council',
        status: 'active',
        ...draft,
      });
    }
  }
  return contributions;
}

export function* contributionRows(contributions: readonly Contribution[]): Generator<string[]> {
  for (const one of contributions) {
    yield [
      one.contributionId,
      one.personId,
      one.packageId,
      one.kind,
      isoOf(one.startOn),
      one.endOn === undefined ? '' : isoOf(one.endOn),
      one.weeklyPence === undefined ? '' : pounds(one.weeklyPence),
      one.collector,
      one.status,
    ];
  }
}

/** A fifth of the people in homes own property; theirs are the twelve-week charges and the deferred payments. */
export function ownsProperty(person: Person): boolean {
  return (
    person.rank % 5 !== 4 &&
    (person.profile === 'residential' || person.profile === 'nursing') &&
    person.rank % 4 !== 3
  );
}

export function weeklyCostPence(pack: Package): number {
  return costOfUnits(pack.unitHundredths, pack.price.ratePence);
}

type Charging = { pack: Package; calendar: SampleCalendar; prng: Prng; chargedAtHome: Set<string> };

function* chargesOf({ pack, calendar, prng, chargedAtHome }: Charging): Generator<Draft> {
  const { person, serviceType, funding } = pack;
  const inOwnHome =
    person.profile === serviceType && (serviceType === 'residential' || serviceType === 'nursing');
  if (serviceType === 'nursing' && funding !== 'chc') yield* nursingCare(pack);
  if (NEVER_CHARGED.includes(funding)) return;
  if (inOwnHome) {
    yield* homeCharges(pack, calendar, prng);
    yield* topUps(pack, calendar);
    return;
  }
  const current = pack.endOn === undefined && CHARGED_AT_HOME.includes(serviceType);
  if (!current || chargedAtHome.has(person.personId) || person.rank % 6 === 5) return;
  chargedAtHome.add(person.personId);
  yield* chargesInTheCommunity(pack, calendar, prng);
}

/** Charges of one home follow each other day by day: no gap, no overlap, none outside the package. */
function* homeCharges(pack: Package, { chargesMoveOn }: SampleCalendar, prng: Prng): Generator<Draft> {
  const { startOn, endOn, person } = pack;
  const weekly = prng.int(14_500, 34_000);
  const last = endOn ?? Infinity;
  const firstDays = ownsProperty(person) ? DISREGARD_DAYS : prng.int(14, 42);
  const firstTo = Math.min(startOn + firstDays - 1, last);
  yield {
    kind: ownsProperty(person) ? 'weeks-1-12' : 'provisional',
    startOn,
    endOn: firstTo,
    weeklyPence: weekly,
  };
  if (firstTo === last) return;
  const later = ownsProperty(person) ? weekly + prng.int(20_000, 45_000) : weekly + prng.int(-1500, 2500);
  if (firstTo + 1 >= chargesMoveOn || last < chargesMoveOn) {
    yield { kind: 'weeks-13-plus', startOn: firstTo + 1, endOn, weeklyPence: later };
    return;
  }
  yield { kind: 'weeks-13-plus', startOn: firstTo + 1, endOn: chargesMoveOn - 1, weeklyPence: later };
  yield { kind: 'weeks-13-plus', startOn: chargesMoveOn, endOn, weeklyPence: later + 475 };
}

/** Funded nursing care: most rows take the dated national rate, every fourth states an amount of its own. */
function* nursingCare(pack: Package): Generator<Draft> {
  const stated = pack.person.rank % 4 === 1;
  const collector = pack.rateIncludesFnc === true ? 'provider' : 'council';
  yield {
    kind: 'fnc',
    startOn: pack.startOn,
    endOn: pack.endOn,
    weeklyPence: stated ? 26_768 : undefined,
    collector,
  };
}

function* topUps(pack: Package, { previousFyStart }: SampleCalendar): Generator<Draft> {
  const { startOn, endOn, person } = pack;
  if (person.rank % 10 > 1) return;
  const collector = person.rank % 10 === 0 ? 'provider' : 'council';
  const firstTo = startOn + 55;
  const isCancelled = person.rank % 20 === 1 && firstTo < (endOn ?? Infinity) && startOn > previousFyStart;
  if (isCancelled)
    yield { kind: 'top-up', startOn, endOn: firstTo, weeklyPence: 4000, collector, status: 'cancelled' };
  yield {
    kind: 'top-up',
    startOn: isCancelled ? firstTo + 1 : startOn,
    endOn,
    weeklyPence: 4500 + (person.rank % 7) * 525,
    collector,
  };
}

/** One assessment a person, not a package: `packageId` stays empty. Charges move on the first Monday from 6 April. */
function* chargesInTheCommunity(
  pack: Package,
  { chargesMoveOn }: SampleCalendar,
  prng: Prng,
): Generator<Draft> {
  const most = Math.floor((weeklyCostPence(pack) * 6) / 10);
  const weekly = Math.min(prng.int(650, 9800), most);
  const base = { kind: 'non-residential' as const, packageId: '', endOn: undefined };
  if (pack.startOn >= chargesMoveOn) {
    yield { ...base, startOn: pack.startOn, weeklyPence: weekly };
    return;
  }
  yield { ...base, startOn: pack.startOn, endOn: chargesMoveOn - 1, weeklyPence: weekly };
  yield { ...base, startOn: chargesMoveOn, weeklyPence: Math.min(weekly + 215, most) };
}
