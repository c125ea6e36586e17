import { invariant } from '../outcome.ts';
import { finding, type Finding } from '../records/finding.ts';
import { amountDiffersFromQuantityTimesRate } from './checks/amount-differs-from-quantity-times-rate.ts';
import { careAfterDeath } from './checks/care-after-death.ts';
import { carerHoursBeyondLimit } from './checks/carer-hours-beyond-limit.ts';
import { carerInTwoPlaces } from './checks/carer-in-two-places.ts';
import { carerWithoutTravelTime } from './checks/carer-without-travel-time.ts';
import { commissionedNotDelivered } from './checks/commissioned-not-delivered.ts';
import { dateInFuture } from './checks/date-in-future.ts';
import { lineRepeatedInFile } from './checks/line-repeated-in-file.ts';
import { monitoringEditedBeyondRate } from './checks/monitoring-edited-beyond-rate.ts';
import { invoiceNumberReused } from './checks/invoice-number-reused.ts';
import { lineAcceptedEarlier } from './checks/line-accepted-earlier.ts';
import { outsidePackageDates } from './checks/outside-package-dates.ts';
import { packageSuspended } from './checks/package-suspended.ts';
import { rateDiffersFromContract } from './checks/rate-differs-from-contract.ts';
import { stayUnitsAboveCommissioned } from './checks/stay-units.ts';
import { tooOldToClaim } from './checks/too-old-to-claim.ts';
import { unitsAboveCommissioned } from './checks/units-above-commissioned.ts';
import { unitsBelowCommissioned } from './checks/units-below-commissioned.ts';
import { vatOnExemptService } from './checks/vat-on-exempt-service.ts';
import { visitDurationBeyondTolerance } from './checks/visit-duration-beyond-tolerance.ts';
import { visitsExactlyAsPlannedBeyondRate } from './checks/visits-exactly-as-planned-beyond-rate.ts';
import { visitsOverlapBeyondCarers } from './checks/visits-overlap-beyond-carers.ts';
import type { Commissioned } from './commissioned.ts';
import type { EarlierLines } from './earlier-lines.ts';
import { packageWeeks, periodOf, type WeekTold } from './package-weeks.ts';
import type { ReturnLine, Visit } from './return-line.ts';
import type { Effect, Fault, LineRule } from './return-rule.ts';
import type { ReturnTerms } from './return-terms.ts';
import type { FileAbout, FileRule, SetRule, VisitsRule, WeekRule } from './set-rule.ts';
import { visitBook } from './visit-book.ts';

export const lineRules: readonly LineRule[] = [
  careAfterDeath,
  outsidePackageDates,
  packageSuspended,
  dateInFuture,
  tooOldToClaim,
  rateDiffersFromContract,
  amountDiffersFromQuantityTimesRate,
  vatOnExemptService,
  lineAcceptedEarlier,
  invoiceNumberReused,
  stayUnitsAboveCommissioned,
];

export const packageRules: readonly VisitsRule[] = [lineRepeatedInFile];
export const personRules: readonly VisitsRule[] = [visitsOverlapBeyondCarers];
export const carerRules: readonly VisitsRule[] = [
  carerInTwoPlaces,
  carerWithoutTravelTime,
  carerHoursBeyondLimit,
];
export const weekRules: readonly WeekRule[] = [
  visitDurationBeyondTolerance,
  unitsAboveCommissioned,
  unitsBelowCommissioned,
];
export const fileRules: readonly FileRule[] = [
  commissionedNotDelivered,
  monitoringEditedBeyondRate,
  visitsExactlyAsPlannedBeyondRate,
];

/** What a check says of a line, or of a package, a carer or the file where it is about no line. */
export type ReturnFinding = Finding & { subject: string | null; effect: Effect };

/** A line whose person or package is not the provider’s by what is loaded: who it is may still be on record. */
export type Unplaced = Pick<ReturnLine, 'line' | 'personId' | 'packageId'>;

export type ReturnChecking = {
  packages: readonly Commissioned[];
  terms: ReturnTerms;
  receivedOn: number;
  earlier: EarlierLines;
};

const SEVERITY = { refuse: 'error', question: 'warning', tell: 'information' } as const;

/**
 * Checks a return as its lines come, one by one, and once all are there what only shows beside others. Nothing of a
 * line is kept but a few numbers, so that a million of them are checked in little memory.
 */
export function returnCheck({ packages, terms, receivedOn, earlier }: ReturnChecking) {
  const book = visitBook();
  const byId = new Map(packages.map((pack) => [pack.carePackage.packageId, pack]));
  const byPerson = Map.groupBy(packages, ({ carePackage }) => carePackage.personId);
  const habits = { visits: 0, edited: 0, exact: 0 };
  const unplaced: Unplaced[] = [];

  function packageOf({ packageId, personId, serviceType, first }: ReturnLine): Commissioned | null {
    if (packageId !== null) {
      const pack = byId.get(packageId);
      return pack?.carePackage.personId === personId ? pack : null;
    }
    const [only, ...others] = (byPerson.get(personId) ?? []).filter(
      ({ serviceType: service, days }) =>
        (serviceType === null || service.serviceType === serviceType) &&
        first >= days.first &&
        first <= days.last,
    );
    return others.length === 0 ? (only ?? null) : null;
  }

  return {
    /** Checks one line by itself. */
    take(line: ReturnLine): ReturnFinding[] {
      if (line.visit !== null) countHabits(line.visit);
      const pack = packageOf(line);
      if (pack === null) {
        unplaced.push({ line: line.line, personId: line.personId, packageId: line.packageId });
        return [];
      }
      const about = { pack, terms, receivedOn, earlier };
      let findings: ReturnFinding[] | null = null;
      let isRefused = false;
      for (const rule of lineRules) {
        const found = rule.find(line, about);
        if (found === null) continue;
        isRefused ||= rule.effect === 'refuse';
        (findings ??= []).push(said(rule, found, { line: line.line, subject: pack.carePackage.packageId }));
      }
      // What is not accepted for itself is held against nothing else.
      if (line.visit !== null && !isRefused) book.add(line, line.visit, pack.carePackage);
      return findings ?? NOTHING;
    },

    /** The package a line is about, named or found by its person and service; null where there is not just one. */
    placedOn: (line: ReturnLine): string | null => packageOf(line)?.carePackage.packageId ?? null,

    /** Counts a line that could not be read among the visits of its file, with what could be read of it. */
    skip(visit: Visit | null): void {
      if (visit === null) habits.visits += 1;
      else countHabits(visit);
    },

    /** What shows once every line is there, the weeks it was held against, and the lines nobody could be found for. */
    conclude(): { findings: ReturnFinding[]; weeks: WeekTold[]; unplaced: readonly Unplaced[] } {
      const packOf = (packageId: string): Commissioned => {
        const pack = byId.get(packageId);
        invariant(pack !== undefined, 'a visit that is held against others has a package');
        return pack;
      };
      const about: FileAbout = { packOf, terms, period: periodOf(book.visitsOn) };
      const findings: ReturnFinding[] = [];
      const weeks: WeekTold[] = [];
      const ask = <T>(rules: readonly SetRule<T>[], set: T): void => {
        for (const rule of rules)
          for (const { line, subject, ...found } of rule.find(set, about))
            findings.push(said(rule, found, { line, subject }));
      };
      for (const group of book.packages()) {
        ask(packageRules, group);
        for (const week of packageWeeks(packOf(group.id), group.visits, about.period)) {
          ask(weekRules, week);
          const { pack: _pack, visits, ...told } = week;
          weeks.push({ ...told, packageId: group.id, visits: visits.length });
        }
      }
      for (const group of book.persons()) ask(personRules, group);
      for (const group of book.carers()) ask(carerRules, group);
      ask(fileRules, { packages, weeks, habits });
      return { findings, weeks, unplaced };
    },
  };

  function countHabits({
    monitoring,
    startMinute,
    claimedMinutes,
    actualStartMinute,
    actualMinutes,
  }: Visit): void {
    habits.visits += 1;
    if (monitoring === 'edited') habits.edited += 1;
    if (startMinute !== null && startMinute === actualStartMinute && claimedMinutes === actualMinutes)
      habits.exact += 1;
  }
}

const NOTHING: ReturnFinding[] = [];

function said(
  { rule, effect }: { rule: string; effect: Effect },
  { field, message, value }: Fault,
  { line, subject }: { line: number | null; subject: string | null },
): ReturnFinding {
  return { ...finding(SEVERITY[effect], rule, message, { line, field, value }), subject, effect };
}

/** What is on record of people and packages that are not the provider’s. */
export type OnRecord = { people: ReadonlySet<string>; providerOf: ReadonlyMap<string, string> };

/** Why a line has no package of the provider’s: nobody of that number, no such package, another’s, or another person’s. */
export function judgeUnplaced(
  { line, personId, packageId }: Unplaced,
  { people, providerOf }: OnRecord,
  providerId: string,
): ReturnFinding {
  const at = { line, subject: packageId };
  if (!people.has(personId))
    return said(
      { rule: 'person-unknown', effect: 'refuse' },
      { field: 'personId', message: 'The council has nobody of this number.', value: personId },
      at,
    );
  if (packageId === null)
    return said(
      { rule: 'package-unknown', effect: 'refuse' },
      {
        field: 'packageId',
        message:
          'The person has not just one package with you of this service on that day. Name the package.',
        value: null,
      },
      at,
    );
  const owner = providerOf.get(packageId);
  if (owner === undefined)
    return said(
      { rule: 'package-unknown', effect: 'refuse' },
      { field: 'packageId', message: 'The council has no package of this number.', value: packageId },
      at,
    );
  return owner === providerId
    ? said(
        { rule: 'person-not-of-package', effect: 'refuse' },
        { field: 'personId', message: 'The package is another person’s.', value: personId },
        at,
      )
    : said(
        { rule: 'package-of-another-provider', effect: 'refuse' },
        { field: 'packageId', message: 'The package is not with you.', value: packageId },
        at,
      );
}
