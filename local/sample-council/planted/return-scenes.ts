import { isoOf } from '../days.ts';
import {
  dailyVisits,
  EARLIER_FROM,
  FOUR_WEEKS,
  LATER_FROM,
  overpriced,
  SCENE_RATE_PENCE,
  sceneOf,
  scenePackages,
  type ReturnScene,
  type ScenePlant,
  type SceneVisit,
} from './return-scene.ts';
import { type RuleName } from './rule-names.ts';
import { assumedThresholds, toleranceOf } from './thresholds.ts';

const STEPS = [
  [-1, 'below', 'silent'],
  [0, 'at', 'silent'],
  [1, 'above', 'flag'],
] as const;

/** What a month of returns cannot show: errors over files, of whole files and of settings, and lawful oddities beside them. */
export function* returnScenes(): Generator<ReturnScene> {
  for (const step of STEPS) {
    yield hoursUp(step);
    yield roundLengths(step);
    yield asFourWeeksBefore(step);
    yield receivedLate(step);
    yield billedInSteps(step);
  }
  yield* lawfulHabits();
  yield* wrongPeriods();
  yield unpriced();
  yield payrollBureau();
}

type Step = (typeof STEPS)[number];

const RECEIVED_EARLIER = LATER_FROM + 2;
const RECEIVED = LATER_FROM + FOUR_WEEKS + 2;

/** Four packages, and a fifth that begins with the file: a quarter more hours to the minute. */
function hoursUp([by, distance, expected]: Step): ReturnScene {
  const packages = scenePackages(5).map((one, place) => (place < 4 ? one : { ...one, startOn: LATER_FROM }));
  const before = packages.slice(0, 4);
  const visits = dailyVisits(packages, { from: LATER_FROM, carer: 'C2' });
  const last = visits.at(-1);
  if (last !== undefined) last.claimedMinutes += by;
  return sceneOf({
    name: `hours up ${distance}`,
    packages,
    files: [
      {
        name: 'earlier',
        receivedOn: RECEIVED_EARLIER,
        visits: dailyVisits(before, { from: EARLIER_FROM }),
      },
      {
        name: 'later',
        receivedOn: RECEIVED,
        visits,
        truth: [
          ...overpriced(visits),
          {
            rule: 'hours-above-own-history',
            expected,
            distance,
            note: `${assumedThresholds.hoursUpPercent}% more hours a day than before, and ${by} minutes`,
          },
        ],
      },
    ],
  });
}

function roundLengths([by, distance, expected]: Step): ReturnScene {
  const packages = scenePackages(4);
  const visits = dailyVisits(packages, { from: LATER_FROM });
  const round = (visits.length * assumedThresholds.roundPercent) / 100 + by;
  for (const visit of visits.slice(0, round)) visit.actualMinutes = 60;
  const note = `${round} of ${visits.length} visits recorded as whole hours`;
  return sceneOf({
    name: `round lengths ${distance}`,
    packages,
    files: [
      {
        name: 'visits',
        receivedOn: RECEIVED,
        visits,
        truth: [...overpriced(visits), { rule: 'visit-lengths-round-beyond-rate', expected, distance, note }],
      },
    ],
  });
}

function asFourWeeksBefore([by, distance, expected]: Step): ReturnScene {
  const packages = scenePackages(5);
  const visits = dailyVisits(packages, { from: LATER_FROM });
  const same = (visits.length * assumedThresholds.asLastMonthPercent) / 100 + by;
  for (const visit of visits.slice(same)) visit.carerId = `C2-${visit.packageId}`;
  const note = `${same} of ${visits.length} visits just as four weeks before`;
  return sceneOf({
    name: `as four weeks before ${distance}`,
    packages,
    files: [
      {
        name: 'earlier',
        receivedOn: RECEIVED_EARLIER,
        visits: dailyVisits(packages, { from: EARLIER_FROM }),
      },
      {
        name: 'later',
        receivedOn: RECEIVED,
        visits,
        truth: [
          ...overpriced(visits),
          { rule: 'visits-as-last-month-beyond-rate', expected, distance, note },
        ],
      },
    ],
  });
}

function receivedLate([by, distance, expected]: Step): ReturnScene {
  const packages = scenePackages(2);
  const visits = dailyVisits(packages, { from: LATER_FROM, days: 7 });
  const days = assumedThresholds.lateAfterDays + by;
  const note = `received ${days} days after the last day it tells of`;
  return sceneOf({
    name: `received late ${distance}`,
    packages,
    files: [
      {
        name: 'visits',
        receivedOn: LATER_FROM + 6 + days,
        visits,
        truth: [{ rule: 'file-received-late', expected, distance, note }],
      },
    ],
  });
}

/** Two weeks of one visit a day: what is tolerated of a week, in one visit; and each visit rounded to its nearest step. */
function billedInSteps([by, distance, expected]: Step): ReturnScene {
  const packages = scenePackages(1);
  const visits = dailyVisits(packages, { from: LATER_FROM, days: 14 });
  const week = 7 * 60;
  const step = assumedThresholds.billingIncrementMinutes;
  // 53 minutes are an hour in quarters, so what is claimed is right though seven minutes a visit were not recorded.
  for (const visit of visits.slice(7)) visit.actualMinutes = 53;
  const [first] = visits;
  if (first !== undefined) first.claimedMinutes += toleranceOf(week) + by;
  const note = `${toleranceOf(week) + by} minutes in a week beyond steps of ${step} minutes`;
  const also: RuleName[] = ['units-above-commissioned'];
  return sceneOf({
    name: `billed in steps ${distance}`,
    packages,
    billingIncrementMinutes: step,
    files: [
      {
        name: 'visits',
        receivedOn: RECEIVED,
        visits,
        truth: [
          ...plantsOn(first, { rule: 'billing-increment-differs', expected, distance, note, also }),
          ...plantsOn(visits[7], {
            rule: 'billing-increment-differs',
            expected: 'silent',
            note: '53 minutes billed as an hour',
          }),
        ],
      },
      {
        name: 'short',
        receivedOn: RECEIVED,
        ...shortVisits(),
      },
    ],
  });
}

/** 52 minutes are three quarters of an hour: an hour is a step too many. */
function shortVisits(): { visits: SceneVisit[]; truth: ScenePlant[] } {
  const visits = dailyVisits(scenePackages(1), { from: LATER_FROM + 14, days: 7 });
  for (const visit of visits) visit.actualMinutes = 52;
  const truth = plantsOn(visits[0], {
    rule: 'billing-increment-differs',
    expected: 'flag',
    note: '52 minutes billed as an hour, every day of a week',
  });
  return { visits, truth };
}

function plantsOn(visit: SceneVisit | undefined, plant: Omit<ScenePlant, 'visit'>): ScenePlant[] {
  return visit === undefined ? [] : [{ ...plant, visit }];
}

/** A provider that grew by half, one whose roster stands still, and one that records by hand: silence, since all else is right. */
function* lawfulHabits(): Generator<ReturnScene> {
  const packages = scenePackages(6);
  const earlier = (count: number) => ({
    name: 'earlier',
    receivedOn: RECEIVED_EARLIER,
    visits: dailyVisits(packages.slice(0, count), { from: EARLIER_FROM }),
  });
  const silent = (rule: RuleName, note: string): ScenePlant[] => [{ rule, expected: 'silent', note }];
  const grown = packages.map((one, place) => (place < 4 ? one : { ...one, startOn: LATER_FROM }));
  yield sceneOf({
    name: 'grown by half',
    packages: grown,
    files: [
      earlier(4),
      {
        name: 'later',
        receivedOn: RECEIVED,
        visits: dailyVisits(grown, { from: LATER_FROM, carer: 'C2' }),
        truth: silent('hours-above-own-history', 'half as many hours again, all commissioned'),
      },
    ],
  });
  yield sceneOf({
    name: 'standing roster',
    packages,
    files: [
      earlier(6),
      {
        name: 'later',
        receivedOn: RECEIVED,
        visits: dailyVisits(packages, { from: LATER_FROM }),
        truth: silent('visits-as-last-month-beyond-rate', 'every visit just as four weeks before'),
      },
    ],
  });
  const byHand = dailyVisits(packages, { from: LATER_FROM });
  for (const visit of byHand) visit.actualMinutes = 60;
  yield sceneOf({
    name: 'recorded by hand',
    packages,
    files: [
      {
        name: 'visits',
        receivedOn: RECEIVED,
        visits: byHand,
        truth: silent('visit-lengths-round-beyond-rate', 'every visit recorded as an hour'),
      },
    ],
  });
}

/** Files of one day on either side of each edge. */
function* wrongPeriods(): Generator<ReturnScene> {
  const old = RECEIVED - assumedThresholds.wrongYearDays;
  const tooOld: RuleName = 'too-old-to-claim';
  const cases = [
    ['of the day it came', RECEIVED, 'at', undefined],
    ['of the day after', RECEIVED + 1, 'above', undefined],
    ['of a year ago', old, 'at', tooOld],
    ['of a day more', old - 1, 'above', undefined],
  ] as const;
  for (const [name, day, distance, said] of cases) {
    const packages = scenePackages(1);
    const visits = dailyVisits(packages, { from: day, days: 1 });
    const expected = distance === 'above' ? 'flag' : 'silent';
    const note = `every line of ${isoOf(day)} in a file received ${isoOf(RECEIVED)}`;
    const late: ScenePlant[] =
      said === undefined
        ? []
        : [
            ...plantsOn(visits[0], { rule: said, expected: 'flag', note: 'a year late, and so asked about' }),
            { rule: 'file-received-late', expected: 'flag', note: 'received a year late' },
          ];
    const truth: ScenePlant[] = [{ rule: 'file-of-wrong-period', expected, distance, note }, ...late];
    yield sceneOf({ name, packages, files: [{ name: 'visits', receivedOn: RECEIVED, visits, truth }] });
  }
  const startOn = LATER_FROM + 7;
  for (const [name, from, expected] of [
    ['before any package', startOn - 7, 'flag'],
    ['from a week before the first package', startOn - 6, 'silent'],
  ] as const) {
    const packages = scenePackages(1, startOn);
    const visits = dailyVisits(packages, { from, days: 7 });
    const outside = visits
      .filter(({ day }) => expected === 'silent' && day < startOn)
      .flatMap((visit) =>
        plantsOn(visit, {
          rule: 'outside-package-dates',
          expected: 'flag',
          note: 'before the package begins',
        }),
      );
    const note = `from ${isoOf(from)} for a week, the first package beginning on ${isoOf(startOn)}`;
    const truth: ScenePlant[] = [{ rule: 'file-of-wrong-period', expected, note }, ...outside];
    yield sceneOf({ name, packages, files: [{ name: 'visits', receivedOn: RECEIVED, visits, truth }] });
  }
}

/** A package nobody has a price for: with none claimed, with one claimed, and beside one that is priced. */
function unpriced(): ReturnScene {
  const free = scenePackages(2).map((one, place) => (place === 0 ? { ...one, ratePence: null } : one));
  const visits = dailyVisits(free, { from: LATER_FROM, days: 7 });
  const isFree = (visit: SceneVisit): boolean => visit.packageId === free[0]?.packageId;
  const unknown = visits.filter(isFree);
  for (const visit of visits) visit.ratePence = null;
  const [claimed] = unknown;
  if (claimed !== undefined) claimed.ratePence = SCENE_RATE_PENCE;
  const silent = visits.find((visit) => !isFree(visit));
  return sceneOf({
    name: 'unpriced',
    packages: free,
    files: [
      {
        name: 'visits',
        receivedOn: RECEIVED,
        visits,
        truth: [
          ...unknown.slice(1).flatMap((visit) =>
            plantsOn(visit, {
              rule: 'rate-unknown',
              expected: 'flag',
              note: 'no rate agreed, none claimed',
            }),
          ),
          ...plantsOn(claimed, {
            rule: 'rate-differs-from-contract',
            expected: 'flag',
            note: 'no rate agreed, one claimed',
          }),
          ...plantsOn(silent, {
            rule: 'rate-unknown',
            expected: 'silent',
            note: 'the agreed rate, not repeated',
          }),
        ],
      },
    ],
  });
}

function payrollBureau(): ReturnScene {
  const packages = scenePackages(1);
  const visits = dailyVisits(packages, { from: LATER_FROM, days: 7 });
  for (const visit of visits) visit.vat = '4.80';
  const note = 'VAT of a payroll bureau, which charges it';
  return sceneOf({
    name: 'payroll bureau',
    packages,
    chargesVat: true,
    files: [
      {
        name: 'visits',
        receivedOn: RECEIVED,
        visits,
        truth: plantsOn(visits[0], { rule: 'vat-on-exempt-service', expected: 'silent', note }),
      },
    ],
  });
}
