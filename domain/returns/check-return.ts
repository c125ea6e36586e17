import { invariant } from '../outcome.ts';
import { finding, type Finding } from '../records/finding.ts';
import type { Commissioned } from './commissioned.ts';
import { addMinutes } from './daily-minutes.ts';
import { earlierKey, earlierMinutesOf, openKey, type EarlierLines, type OpenLine } from './earlier-lines.ts';
import { fileHabits } from './file-habits.ts';
import { packageWeeks, periodOf, type WeekTold } from './package-weeks.ts';
import type { ReturnLine, Visit } from './return-line.ts';
import type { Effect, Fault, LineAbout } from './return-rule.ts';
import {
  carerRules,
  fileRules,
  lineRules,
  packageRules,
  personRules,
  weekRules,
  wholeProviderRules,
} from './return-rules.ts';
import type { ReturnTerms } from './return-terms.ts';
import type { FileAbout, SetRule } from './set-rule.ts';
import { visitBook } from './visit-book.ts';
import { wrongPeriod } from './wrong-period.ts';

/** What a check says of a line, or of a package, a carer or the file where it is about no line. */
export type ReturnFinding = Finding & { subject: string | null; effect: Effect };

/** A line whose person or package is not the provider’s by what is loaded: who it is may still be on record. */
export type Unplaced = Pick<ReturnLine, 'line' | 'personId' | 'packageId'>;

export type ReturnChecking = {
  packages: readonly Commissioned[];
  terms: ReturnTerms;
  receivedOn: number;
  earlier: EarlierLines;
  /** Whether the provider’s service is one that VAT is charged on, as the council has it on record. */
  chargesVat?: boolean;
};

/** A package of the provider with its place among all of them. */
type Placed = { pack: Commissioned; personId: string; place: number };
type TakenLine = { placed: Placed | null; findings: readonly ReturnFinding[] };

const SEVERITY = {
  refuse: 'error',
  question: 'warning',
  tell: 'information',
  weigh: 'information',
  skip: 'information',
} as const;

type Concluded = {
  findings: ReturnFinding[];
  weeks: WeekTold[];
  unplaced: readonly Unplaced[];
  /** Lines of earlier files in question that come anew. */
  replaced: readonly OpenLine[];
  /** Why the file as a whole tells of days that it cannot be about. */
  wrongPeriod: string | null;
};

/**
 * Checks a return as its lines come, one by one, and once all are there what only shows beside others. Nothing of a
 * line is kept but a few numbers, so that a million of them are checked in little memory.
 */
export function returnCheck({ packages, terms, receivedOn, earlier, chargesVat = false }: ReturnChecking) {
  const book = visitBook(packages.map(({ carePackage }) => carePackage));
  const all: Placed[] = packages.map((pack, place) => ({
    ...{ pack, place },
    personId: pack.carePackage.personId,
  }));
  const byId = new Map(all.map((placed) => [placed.pack.carePackage.packageId, placed]));
  const byPerson = Map.groupBy(all, ({ personId }) => personId);
  const habits = fileHabits(earlier);
  const unplaced: Unplaced[] = [];
  const replaced: OpenLine[] = [];
  /** How many lines end on each day, of those that may be right. */
  const linesOn = new Map<number, number>();
  const days = { first: Infinity, last: -Infinity };
  /** Whether anything is refused or asked about, so that what only adds weight may be said. */
  let isAsked = false;

  function placeOf({ packageId, personId, serviceType, first }: ReturnLine): Placed | null {
    if (packageId !== null) {
      const placed = byId.get(packageId);
      return placed?.personId === personId ? placed : null;
    }
    const [only, ...others] = (byPerson.get(personId) ?? []).filter(
      ({ pack: { serviceType: service, days } }) =>
        (serviceType === null || service.serviceType === serviceType) &&
        first >= days.first &&
        first <= days.last,
    );
    return others.length === 0 ? (only ?? null) : null;
  }

  function acceptedBefore({ carePackage: { packageId } }: Commissioned, line: ReturnLine): string | null {
    return earlier.lines.size === 0 ? null : (earlier.lines.get(earlierKey(packageId, line)) ?? null);
  }

  return {
    /** Checks one line by itself; gives the package it is about, where there is one, and what was found. */
    take(line: ReturnLine): TakenLine {
      const { visit, first, last } = line;
      if (visit !== null) habits.count(visit);
      if (first < days.first) days.first = first;
      if (last > days.last) days.last = last;
      const placed = placeOf(line);
      if (placed === null) {
        unplaced.push({ line: line.line, personId: line.personId, packageId: line.packageId });
        return { placed, findings: NOTHING };
      }
      const { pack } = placed;
      const acceptedAs = acceptedBefore(pack, line);
      const about: LineAbout = { pack, terms, receivedOn, earlier, acceptedAs, chargesVat };
      let findings: ReturnFinding[] | null = null;
      let isRefused = false;
      for (const rule of lineRules) {
        const found = rule.find(line, about);
        if (found === null) continue;
        (findings ??= []).push(said(rule, found, { line: line.line, subject: pack.carePackage.packageId }));
        isRefused ||= rule.effect === 'refuse' || rule.effect === 'skip';
        if (rule.effect === 'skip') break;
        isAsked = true;
      }
      // What is not accepted for itself is held against nothing else.
      if (!isRefused) linesOn.set(last, (linesOn.get(last) ?? 0) + 1);
      if (visit !== null && !isRefused) book.add(line, visit, placed.place);
      if (visit !== null) habits.compare(line, pack.carePackage.packageId);
      if (!isRefused && earlier.open.size > 0) {
        const before = earlier.open.get(openKey(pack.carePackage.packageId, line));
        if (before !== undefined) replaced.push(before);
      }
      return { placed, findings: findings ?? NOTHING };
    },

    /** Counts a line that could not be read among the visits of its file, with what could be read of it. */
    skip(visit: Visit | null): void {
      habits.count(visit);
    },

    /** What shows once every line is there, the weeks it was held against, and the lines nobody could be found for. */
    conclude(): Concluded {
      const packOf = (packageId: string): Commissioned => {
        const placed = byId.get(packageId);
        invariant(placed !== undefined, 'a visit that is held against others has a package');
        return placed.pack;
      };
      const earlierMinutes = earlierMinutesOf(earlier, replaced);
      const period = periodOf(linesOn);
      const about: FileAbout = { packOf, terms, period, receivedOn, earlier, earlierMinutes };
      const findings: ReturnFinding[] = [];
      const weeks: WeekTold[] = [];
      const minutesOn = new Map<number, number>();
      const ask = <T>(rules: readonly SetRule<T>[], set: T): void => {
        for (const rule of rules)
          for (const { line, subject, ...found } of rule.find(set, about)) {
            isAsked ||= rule.effect === 'refuse' || rule.effect === 'question';
            findings.push(said(rule, found, { line, subject }));
          }
      };
      for (const person of book.persons()) {
        for (const group of person.packages) {
          const before = findings.length;
          ask(packageRules, group);
          const refused = new Set(findings.slice(before).map(({ line }) => line));
          // A visit that is claimed two times counts once in its week.
          const visits =
            refused.size === 0 ? group.visits : group.visits.filter(({ line }) => !refused.has(line));
          addMinutes(minutesOn, visits);
          for (const week of packageWeeks(packOf(group.id), visits, about)) {
            ask(weekRules, week);
            const { pack: _pack, visits: own, ...told } = week;
            weeks.push({ ...told, packageId: group.id, visits: own.length });
          }
        }
        ask(personRules, person);
      }
      for (const group of book.carers()) ask(carerRules, group);
      const file = { packages, weeks, habits: habits.told, minutesOn };
      ask(fileRules, file);
      if (isAsked || unplaced.length > 0) ask(wholeProviderRules, file);
      const { claimWindowDays } = terms;
      const isWrong =
        days.first <= days.last ? wrongPeriod({ days, packages, receivedOn, claimWindowDays }) : null;
      return { findings, weeks, unplaced, replaced, wrongPeriod: isWrong };
    },
  };
}

const NOTHING: readonly ReturnFinding[] = [];

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
