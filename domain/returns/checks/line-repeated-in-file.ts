import type { BookedVisit } from '../visit-book.ts';
import { fault } from '../return-rule.ts';
import type { VisitsRule } from '../set-rule.ts';

/**
 * One visit claimed two times under two references: the same package, day, start, length and carer. Where no carer is
 * named, as many equal lines as carers come at once are one visit each.
 */
export const lineRepeatedInFile: VisitsRule = {
  rule: 'line-repeated-in-file',
  effect: 'refuse',
  *find({ id, visits }, { packOf }) {
    let day: number | null = null;
    const firsts = new Map<number, BookedVisit>();
    const repeats = new Map<number, number>();
    for (const visit of visits) {
      if (visit.claimedStart < 0) continue;
      if (visit.day !== day) {
        day = visit.day;
        firsts.clear();
        repeats.clear();
      }
      const key = keyInDay(visit);
      const first = firsts.get(key);
      if (first === undefined) {
        firsts.set(key, visit);
        continue;
      }
      const count = (repeats.get(key) ?? 1) + 1;
      repeats.set(key, count);
      const most = visit.carer < 0 ? Math.max(1, Math.floor(packOf(id).carers / visit.carers)) : 1;
      if (count <= most) continue;
      yield {
        ...fault('lineRef', `Line ${first.line} of the file claims the same visit.`),
        line: visit.line,
        subject: id,
      };
    }
  },
};

/** More than the minutes of a day by all carers of a visit, and than carers a file can name. */
const MINUTES = 16_384;
const CARERS = 4_194_304;

/** Start, length and carer as one whole number: a text for each of a million visits costs more than all else here. */
function keyInDay({ claimedStart, claimedMinutes, carer }: BookedVisit): number {
  return (claimedStart * MINUTES + claimedMinutes) * CARERS + carer + 1;
}
