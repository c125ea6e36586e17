import { invariant } from '../outcome.ts';
import { growingRows } from './growing-rows.ts';
import type { ReturnLine, Visit } from './return-line.ts';

/** What was not said, in a column of whole numbers; also the place of nothing. */
const NONE = -1;

export type BookedVisit = {
  line: number;
  day: number;
  carers: number;
  claimedMinutes: number;
  /** Of all carers: what was recorded, or what is claimed where nothing was. */
  deliveredMinutes: number;
  claimedStart: number;
  /** When it was, as minutes of its day; null where no start is known. */
  from: number | null;
  to: number;
  /** A number for each carer of the file; below nought where none is named. */
  carer: number;
  person: number;
  packageId: string;
};

const [LINE, DAY, CARERS, CLAIMED, DELIVERED, CLAIMED_START, FROM] = [0, 1, 2, 3, 4, 5, 6];
const [CARER, PACKAGE, BEFORE_OF_PACKAGE, BEFORE_OF_CARER, COLUMNS] = [7, 8, 9, 10, 11];

/** Whose visits are strung together, each naming the place of the one before. */
type Strung = { id: string; last: number };
type StrungPackage = Strung & { person: number };

/** The visits of one package, one person or one carer, by day and time. */
export type VisitsOf = { id: string; visits: readonly BookedVisit[] };
export type VisitsOfPerson = VisitsOf & { packages: readonly VisitsOf[] };

type PackageOfPerson = { packageId: string; personId: string };

/**
 * The visits of a file that may be right by themselves, in rows of whole numbers: by person and package, and by carer,
 * so that what only shows beside other visits is looked for without a line of text in memory. Packages are known by
 * their place among those of the provider.
 */
export function visitBook(provider: readonly PackageOfPerson[]) {
  const rows = growingRows(COLUMNS);
  const persons = new Map<string, { number: number; packages: StrungPackage[] }>();
  const packages = provider.map(({ packageId, personId }) => {
    const person = persons.get(personId) ?? { number: persons.size, packages: [] };
    const pack: StrungPackage = { id: packageId, person: person.number, last: NONE };
    person.packages.push(pack);
    persons.set(personId, person);
    return pack;
  });
  const carers: Strung[] = [];
  const carerNumbers = new Map<string, number>();

  function carerNumberOf(carerId: string): number {
    const known = carerNumbers.get(carerId);
    if (known !== undefined) return known;
    carerNumbers.set(carerId, carers.length);
    return carers.push({ id: carerId, last: NONE }) - 1;
  }

  /** Puts a row at the end of a string; the place of the row before it. */
  function string(strung: Strung | undefined, place: number): number {
    if (strung === undefined) return NONE;
    const before = strung.last;
    strung.last = place;
    return before;
  }

  function visitAt(place: number): BookedVisit {
    const from = rows.at(place, FROM);
    const carers = rows.at(place, CARERS);
    const deliveredMinutes = rows.at(place, DELIVERED);
    const pack = packages[rows.at(place, PACKAGE)];
    invariant(pack !== undefined, 'a visit that was booked has a package');
    return {
      line: rows.at(place, LINE),
      day: rows.at(place, DAY),
      carers,
      claimedMinutes: rows.at(place, CLAIMED),
      deliveredMinutes,
      claimedStart: rows.at(place, CLAIMED_START),
      from: from === NONE ? null : from,
      to: from + deliveredMinutes / carers,
      carer: rows.at(place, CARER),
      person: pack.person,
      packageId: pack.id,
    };
  }

  function visitsOf({ id, last }: Strung, beforeColumn: number): VisitsOf {
    const visits: BookedVisit[] = [];
    for (let place = last; place !== NONE; place = rows.at(place, beforeColumn)) visits.push(visitAt(place));
    visits.reverse();
    // A file mostly goes from day to day, and is not sorted again.
    return { id, visits: isByTime(visits) ? visits : visits.sort(byTime) };
  }

  return {
    add(line: ReturnLine, visit: Visit, pack: number): void {
      const place = rows.add();
      const carer = visit.carerId === null ? NONE : carerNumberOf(visit.carerId);
      rows.put(place, LINE, line.line);
      rows.put(place, DAY, line.first);
      rows.put(place, CARERS, visit.carers);
      rows.put(place, CLAIMED, visit.claimedMinutes * visit.carers);
      rows.put(place, DELIVERED, (visit.actualMinutes ?? visit.claimedMinutes) * visit.carers);
      rows.put(place, CLAIMED_START, visit.startMinute ?? NONE);
      rows.put(place, FROM, visit.actualStartMinute ?? visit.startMinute ?? NONE);
      rows.put(place, CARER, carer);
      rows.put(place, PACKAGE, pack);
      rows.put(place, BEFORE_OF_PACKAGE, string(packages[pack], place));
      rows.put(place, BEFORE_OF_CARER, string(carers[carer], place));
    },

    /** Each person with the visits of all packages and of each. */
    *persons(): Generator<VisitsOfPerson> {
      for (const [id, person] of persons) {
        const own = person.packages.flatMap((pack) =>
          pack.last === NONE ? [] : [visitsOf(pack, BEFORE_OF_PACKAGE)],
        );
        const [only, ...others] = own;
        if (only === undefined) continue;
        const visits = others.length === 0 ? only.visits : own.flatMap((each) => each.visits).sort(byTime);
        yield { id, visits, packages: own };
      }
    },

    *carers(): Generator<VisitsOf> {
      for (const carer of carers) yield visitsOf(carer, BEFORE_OF_CARER);
    },
  };
}

function byTime(a: BookedVisit, b: BookedVisit): number {
  return a.day - b.day || (a.from ?? NONE) - (b.from ?? NONE) || a.line - b.line;
}

function isByTime(visits: readonly BookedVisit[]): boolean {
  let before = visits[0];
  for (const visit of visits) {
    if (before !== undefined && byTime(before, visit) > 0) return false;
    before = visit;
  }
  return true;
}
