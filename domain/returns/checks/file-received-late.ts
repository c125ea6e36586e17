import { formatDate } from '../../calendar.ts';
import { dateOfDay } from '../../pay/span.ts';
import { fault } from '../return-rule.ts';
import type { FileRule } from '../set-rule.ts';

/** A file that came long after the care it tells of. It is looked at as any other: who is late is told, not refused. */
export const fileReceivedLate: FileRule = {
  rule: 'file-received-late',
  effect: 'tell',
  *find(_told, { period, receivedOn, terms: { lateAfterDays } }) {
    const days = period === null ? 0 : receivedOn - period.last;
    if (period === null || days <= lateAfterDays) return;
    yield {
      ...fault(
        null,
        `The file came ${days} days after ${formatDate(dateOfDay(period.last))}, the last day it tells of; more than ${lateAfterDays} days is late.`,
      ),
      ...{ line: null, subject: null },
    };
  },
};
