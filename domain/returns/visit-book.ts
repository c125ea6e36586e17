import { invariant } from '../outcome.ts';
import { growingNumbers } from './growing-numbers.ts';
import { timesOf, type ReturnLine, type Visit } from './return-line.ts';

/** What was not said, in a column of whole numbers. */
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

/**
 * The visits of a file that may be right by themselves, in columns: by package, by person and by carer, so that what
 * only shows beside other visits is looked for without a line of text in memory.
 */
export function visitBook() {
  const lines = growingNumbers();
  const packs = growingNumbers();
  const persons = growingNumbers();
  const carerIds = growingNumbers();
  const days = growingNumbers();
  const claimed = growingNumbers();
  const actual = growingNumbers();
  const claimedStarts = growingNumbers();
  const starts = growingNumbers();
  const ends = growingNumbers();
  const carers = growingNumbers();
  const [packOf, personOf, carerOf] = [numbered(), numbered(), numbered()];

  function visitAt(place: number): BookedVisit {
    const from = starts.at(place);
    return {
      line: lines.at(place),
      day: days.at(place),
      carers: carers.at(place),
      claimedMinutes: claimed.at(place),
      deliveredMinutes: actual.at(place),
      claimedStart: claimedStarts.at(place),
      from: from === NONE ? null : from,
      to: ends.at(place),
      carer: carerIds.at(place),
      person: persons.at(place),
      packageId: packOf.nameOf(packs.at(place)),
    };
  }

  return {
    add(
      line: ReturnLine,
      visit: Visit,
      { packageId, personId }: { packageId: string; personId: string },
    ): void {
      const times = timesOf(visit);
      const place = lines.length();
      lines.push(line.line);
      packs.push(packOf.add(packageId, place));
      persons.push(personOf.add(personId, place));
      carerIds.push(visit.carerId === null ? NONE : carerOf.add(visit.carerId, place));
      days.push(line.first);
      claimed.push(visit.claimedMinutes * visit.carers);
      actual.push((visit.actualMinutes ?? visit.claimedMinutes) * visit.carers);
      claimedStarts.push(visit.startMinute ?? NONE);
      starts.push(times?.from ?? NONE);
      ends.push(times?.to ?? NONE);
      carers.push(visit.carers);
    },
    packages: () => packOf.groups(visitAt),
    persons: () => personOf.groups(visitAt),
    carers: () => carerOf.groups(visitAt),
  };
}
export type VisitsOf = { id: string; visits: BookedVisit[] };

/** Names as numbers in the order they first come, with the places at which each came. */
function numbered() {
  const numbers = new Map<string, number>();
  const names: string[] = [];
  const lastPlace = growingNumbers();
  const before = growingNumbers();

  return {
    /** Places come in order; those that other lists skip count as their own group of nobody. */
    add(name: string, place: number): number {
      let number = numbers.get(name);
      if (number === undefined) {
        number = names.length;
        numbers.set(name, number);
        names.push(name);
        lastPlace.push(NONE);
      }
      while (before.length() < place) before.push(NONE);
      before.push(lastPlace.at(number));
      lastPlace.set(number, place);
      return number;
    },
    nameOf(number: number): string {
      const name = names[number];
      invariant(name !== undefined, 'a number was given to a name');
      return name;
    },
    /** Each name with its visits by day and time, one name at a time. */
    *groups(visitAt: (place: number) => BookedVisit): Generator<VisitsOf> {
      for (const [number, id] of names.entries()) {
        const visits: BookedVisit[] = [];
        for (let place = lastPlace.at(number); place !== NONE; place = before.at(place))
          visits.push(visitAt(place));
        visits.sort((a, b) => a.day - b.day || (a.from ?? NONE) - (b.from ?? NONE) || a.line - b.line);
        yield { id, visits };
      }
    },
  };
}
