import { pence, type Pence } from '../money.ts';
import { invariant } from '../outcome.ts';
import { commissionedUnits, type Commissioned } from './commissioned.ts';
import { growingRows } from './growing-rows.ts';
import { growingTexts } from './growing-texts.ts';
import { mondayOf, type WeekTold } from './package-weeks.ts';
import { asClaimed, claimOf, payablePence, type Claim } from './payable.ts';
import type { ReturnLine } from './return-line.ts';

/** A line that was placed on a package, with what it comes to by each that has a say in it. */
export type ClaimedLine = {
  line: number;
  lineRef: string;
  personId: string;
  packageId: string;
  first: number;
  last: number;
  claim: Claim;
};

/** No amount of a line is this one. */
const NO_AMOUNT = -2_147_483_648;
/** No rate; also the place of nothing. */
const NONE = -1;

const [LINE, REF_START, REF_BYTES, FIRST, LAST, CLAIMED, DELIVERED] = [0, 1, 2, 3, 4, 5, 6];
const [AMOUNT, RATE, BEFORE, COLUMNS] = [7, 8, 9, 10];

/** A package of a file: its lines are strung together, each naming the place of the one before. */
type Head = { pack: Commissioned; last: number; isVisits: boolean };

/**
 * The lines of a file that were placed on packages, in rows of whole numbers: what each claims is held against what was
 * commissioned once all of them are there, package by package, without a million lines in memory as objects.
 */
export function claimBook(provider: readonly Commissioned[]) {
  const rows = growingRows(COLUMNS);
  const refs = growingTexts();
  const heads: readonly Head[] = provider.map((pack) => ({ pack, last: NONE, isVisits: false }));
  const rates: string[] = [];
  const rateNumbers = new Map<string, number>();

  function numberOfRate(rate: string): number {
    const known = rateNumbers.get(rate);
    if (known !== undefined) return known;
    rateNumbers.set(rate, rates.length);
    return rates.push(rate) - 1;
  }

  function lineAt(place: number, { pack, isVisits }: Head): ClaimedLine {
    const first = rows.at(place, FIRST);
    const last = rows.at(place, LAST);
    const amount = rows.at(place, AMOUNT);
    const { packageId, personId } = pack.carePackage;
    const measure = isVisits && pack.serviceType.unit === 'hour' ? 'minutes' : 'units';
    const claimed = rows.at(place, CLAIMED);
    return {
      line: rows.at(place, LINE),
      lineRef: refs.at({ start: rows.at(place, REF_START), bytes: rows.at(place, REF_BYTES) }),
      personId,
      packageId,
      first,
      last,
      claim: {
        measure,
        claimed,
        delivered: rows.at(place, DELIVERED),
        commissioned: isVisits ? claimed : Math.min(claimed, commissionedUnits(pack, { first, last })),
        rate: rates[rows.at(place, RATE)] ?? null,
        amountPence: amount === NO_AMOUNT ? null : pence(amount),
        agreedRate: pack.rateOn(first),
        isPaid: pack.serviceType.basis === 'actuals',
      },
    };
  }

  return {
    /** Adds a line of the package of that place among the provider’s; gives what it comes to if nobody asks about it. */
    add(line: ReturnLine, packagePlace: number): Pence {
      const head = heads[packagePlace];
      invariant(head !== undefined, 'a line that was placed is about a package of the provider');
      const claim = claimOf(line, head.pack);
      const place = rows.add();
      const ref = refs.push(line.lineRef);
      rows.put(place, LINE, line.line);
      rows.put(place, REF_START, ref.start);
      rows.put(place, REF_BYTES, ref.bytes);
      rows.put(place, FIRST, line.first);
      rows.put(place, LAST, line.last);
      rows.put(place, CLAIMED, claim.claimed);
      rows.put(place, DELIVERED, claim.delivered);
      rows.put(place, AMOUNT, line.amountPence ?? NO_AMOUNT);
      rows.put(place, RATE, line.rate === null ? NONE : numberOfRate(line.rate));
      rows.put(place, BEFORE, head.last);
      head.last = place;
      head.isVisits = line.visit !== null;
      return payablePence(asClaimed(claim), claim);
    },

    /** Package by package, its lines in the order of the file. */
    *packages(): Generator<{ pack: Commissioned; lines: ClaimedLine[] }> {
      for (const head of heads) {
        if (head.last === NONE) continue;
        const own: ClaimedLine[] = [];
        for (let place = head.last; place !== NONE; place = rows.at(place, BEFORE))
          own.push(lineAt(place, head));
        yield { pack: head.pack, lines: own.reverse() };
      }
    },
  };
}
export type ClaimBook = ReturnType<typeof claimBook>;

/** The weeks of a file by package and Monday, as they are looked up line by line. */
export function weeksByPackage(
  weeks: readonly WeekTold[],
): (packageId: string, day: number) => WeekTold | null {
  const byPackage = Map.groupBy(weeks, ({ packageId }) => packageId);
  return (packageId, day) => {
    const monday = mondayOf(day);
    return byPackage.get(packageId)?.find((week) => week.monday === monday) ?? null;
  };
}
