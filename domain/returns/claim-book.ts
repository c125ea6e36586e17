import { pence, type Pence } from '../money.ts';
import { commissionedUnits, type Commissioned } from './commissioned.ts';
import { growingNumbers } from './growing-numbers.ts';
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
const NO_RATE = -1;

/**
 * The lines of a file that were placed on packages, in columns: what each claims is held against what was commissioned
 * once all of them are there, package by package, without a million lines in memory as objects.
 */
export function claimBook() {
  const lines = growingNumbers();
  const refs = growingTexts();
  const firsts = growingNumbers();
  const lasts = growingNumbers();
  const claimed = growingNumbers();
  const delivered = growingNumbers();
  const amounts = growingNumbers();
  const rates = growingNumbers();
  const before = growingNumbers();
  const heads = new Map<string, { pack: Commissioned; lastPlace: number; isVisits: boolean }>();
  const rateTexts: string[] = [];
  const rateNumbers = new Map<string, number>();

  function numberOfRate(rate: string | null): number {
    if (rate === null) return NO_RATE;
    const known = rateNumbers.get(rate);
    if (known !== undefined) return known;
    rateNumbers.set(rate, rateTexts.length);
    return rateTexts.push(rate) - 1;
  }

  function lineAt(place: number, { pack, isVisits }: { pack: Commissioned; isVisits: boolean }): ClaimedLine {
    const first = firsts.at(place);
    const last = lasts.at(place);
    const amount = amounts.at(place);
    const { packageId, personId } = pack.carePackage;
    const measure = isVisits && pack.serviceType.unit === 'hour' ? 'minutes' : 'units';
    const quantity = claimed.at(place);
    return {
      line: lines.at(place),
      lineRef: refs.at(place),
      personId,
      packageId,
      first,
      last,
      claim: {
        measure,
        claimed: quantity,
        delivered: delivered.at(place),
        commissioned: isVisits ? quantity : Math.min(quantity, commissionedUnits(pack, { first, last })),
        rate: rateTexts[rates.at(place)] ?? null,
        amountPence: amount === NO_AMOUNT ? null : pence(amount),
        agreedRate: pack.rateOn(first),
        isPaid: pack.serviceType.basis === 'actuals',
      },
    };
  }

  return {
    /** Adds a line; gives what it comes to if nobody asks about it. */
    add(line: ReturnLine, pack: Commissioned): Pence {
      const claim = claimOf(line, pack);
      const { packageId } = pack.carePackage;
      const place = lines.length();
      const head = heads.get(packageId);
      before.push(head?.lastPlace ?? -1);
      if (head === undefined) heads.set(packageId, { pack, lastPlace: place, isVisits: line.visit !== null });
      else head.lastPlace = place;
      lines.push(line.line);
      refs.push(line.lineRef);
      firsts.push(line.first);
      lasts.push(line.last);
      claimed.push(claim.claimed);
      delivered.push(claim.delivered);
      amounts.push(line.amountPence ?? NO_AMOUNT);
      rates.push(numberOfRate(line.rate));
      return payablePence(asClaimed(claim), claim);
    },

    /** Package by package, its lines in the order of the file. */
    *packages(): Generator<{ pack: Commissioned; lines: ClaimedLine[] }> {
      for (const head of heads.values()) {
        const own: ClaimedLine[] = [];
        for (let place = head.lastPlace; place >= 0; place = before.at(place)) own.push(lineAt(place, head));
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
