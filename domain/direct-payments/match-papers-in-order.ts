import { invariant } from '../outcome.ts';

/** A thing with its day as a number. */
type Dated = { day: number };

/** Days from a paper to its payment: from so many before it (below 0) to so many after. */
export type DayWindow = { fromDays: number; toDays: number };

/** One pair outweighs all days of difference there can be. */
const PAIR = 1_000_000;

/**
 * Which of some papers belongs to which of some payments of the same sum, both in the order of their days: as many pairs
 * as the days allow, and of those the ones with the fewest days between. A weekly paper is so never left over because
 * another week’s lies nearer: of 1, 8 and 15 May and payments on 8, 15 and 22 May each belongs to the one a week later.
 * Equal things in the order of their days need never cross, so that only those in a paper’s window are tried.
 */
export function pairInOrder<P extends Dated, T extends Dated>(
  papers: readonly P[],
  payments: readonly T[],
  { fromDays, toDays }: DayWindow,
): [P, T][] {
  let before: Row = { low: 0, high: 0, best: [0] };
  let [low, high] = [0, 0];
  const steps = papers.map((paper) => {
    low = placeFrom(payments, low, paper.day + fromDays);
    high = placeFrom(payments, Math.max(low, high), paper.day + toDays + 1);
    const row = nextRow(before, { low, high }, worthsOf(paper, payments.slice(low, high)));
    const step = { paper, row, before };
    before = row;
    return step;
  });
  return readBack(steps, payments);
}

/** Of things in the order of their days, those in a window around a day. */
export function datedAround<T extends Dated>(items: readonly T[], day: number, window: DayWindow): T[] {
  const low = items.findIndex((each) => each.day >= day + window.fromDays);
  if (low < 0) return [];
  return items.slice(low, placeFrom(items, low, day + window.toDays + 1));
}

/** The best worth of the papers so far with the first `low`, `low + 1`… `high` payments. */
type Row = { low: number; high: number; best: readonly number[] };
type Step<P> = { paper: P; row: Row; before: Row };

/** The place of the first payment on or after a day, looked for from a place on. */
function placeFrom(payments: readonly Dated[], start: number, day: number): number {
  let place = start;
  for (let each = payments[place]; each !== undefined && each.day < day; each = payments[place]) place += 1;
  return place;
}

function worthsOf(paper: Dated, payments: readonly Dated[]): number[] {
  return payments.map(({ day }) => PAIR - Math.abs(day - paper.day));
}

function nextRow(before: Row, { low, high }: Omit<Row, 'best'>, worths: readonly number[]): Row {
  let last = worthOf(before, low);
  const best = [last];
  for (const [place, worth] of worths.entries()) {
    const withPair = worthOf(before, low + place) + worth;
    last = Math.max(last, withPair, worthOf(before, low + place + 1));
    best.push(last);
  }
  return { low, high, best };
}

/** No payment beyond a paper’s last can be its own or an earlier one’s. */
function worthOf({ low, high, best }: Row, count: number): number {
  const worth = best[Math.min(count, high) - low];
  invariant(worth !== undefined, 'the payments of papers begin in the order of the papers');
  return worth;
}

/** Goes back from the last paper, and takes a pair wherever the best worth has one. */
function readBack<P extends Dated, T extends Dated>(
  steps: readonly Step<P>[],
  payments: readonly T[],
): [P, T][] {
  const pairs: [P, T][] = [];
  let count = payments.length;
  for (const { paper, row, before } of steps.toReversed()) {
    count = Math.min(count, row.high);
    while (count > row.low && worthOf(row, count) !== worthOf(before, count)) {
      const payment = payments[count - 1];
      invariant(payment !== undefined, 'a payment was counted');
      count -= 1;
      if (worthOf(row, count + 1) === worthOf(before, count) + PAIR - Math.abs(payment.day - paper.day)) {
        pairs.push([paper, payment]);
        break;
      }
    }
  }
  return pairs.reverse();
}
