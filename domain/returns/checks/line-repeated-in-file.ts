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
    const seen = new Map<string, { first: BookedVisit; count: number }>();
    for (const visit of visits) {
      if (visit.claimedStart < 0) continue;
      const key = [visit.day, visit.claimedStart, visit.claimedMinutes, visit.carer].join(' ');
      const before = seen.get(key) ?? { first: visit, count: 0 };
      before.count += 1;
      seen.set(key, before);
      const most = visit.carer < 0 ? Math.max(1, Math.floor(packOf(id).carers / visit.carers)) : 1;
      if (before.count <= most) continue;
      yield {
        ...fault('lineRef', `Line ${before.first.line} of the file claims the same visit.`),
        line: visit.line,
        subject: id,
      };
    }
  },
};
