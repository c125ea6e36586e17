import type { BookedVisit } from '../visit-book.ts';
import { fault } from '../return-rule.ts';
import type { VisitsRule } from '../set-rule.ts';

/** More carers with one person at one moment than come at once by what was commissioned. */
export const visitsOverlapBeyondCarers: VisitsRule = {
  rule: 'visits-overlap-beyond-carers',
  effect: 'question',
  *find({ visits }, { packOf }) {
    let there: BookedVisit[] = [];
    for (const visit of visits) {
      const { from, day } = visit;
      if (from === null) continue;
      if (there.length > 0) there = there.filter((other) => other.day === day && other.to > from);
      there.push(visit);
      // Nearly every visit is alone.
      if (there.length === 1 && visit.carers <= packOf(visit.packageId).carers) continue;
      const carers = there.reduce((sum, each) => sum + each.carers, 0);
      const most = Math.max(...there.map(({ packageId }) => packOf(packageId).carers));
      if (carers <= most) continue;
      const others = there.flatMap(({ line }) => (line === visit.line ? [] : [line]));
      const beside = others.length === 0 ? '' : `; see line ${others.join(', ')}`;
      yield {
        ...fault(
          'startTime',
          `${carers} carers are with the person at once, and ${most} ${most === 1 ? 'is' : 'are'} commissioned${beside}.`,
        ),
        line: visit.line,
        subject: visit.packageId,
      };
      there.pop();
    }
  },
};
