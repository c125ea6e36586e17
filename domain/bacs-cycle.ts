import { addDays, formatDate, type CalendarDate } from './calendar.ts';
import { refuse, type Reading } from './outcome.ts';
import { readDayKind, workingDayOnOrAfter, workingDayOnOrBefore } from './working-days.ts';

/** Bacs takes three working days: a file is submitted, processed on the next, and in the bank on the third. */
export type BacsDates = {
  submissionDate: CalendarDate;
  processingDate: CalendarDate;
  entryDate: CalendarDate;
};

export type BacsRequest = { entryDate: CalendarDate } | { earliestEntryOnOrAfter: CalendarDate };

/**
 * The days of one Bacs cycle, from the day money must be in the bank: on Tuesday 27 August 2019, after the bank
 * holiday, it was processed on Friday the 23rd and submitted on Thursday the 22nd at the latest.
 */
export function bacsDates(request: BacsRequest): Reading<BacsDates> {
  const entry =
    'entryDate' in request
      ? readEntryDate(request.entryDate)
      : workingDayOnOrAfter(request.earliestEntryOnOrAfter);
  if (!entry.ok) return entry;
  const processing = workingDayOnOrBefore(addDays(entry.value, -1));
  if (!processing.ok) return processing;
  const submission = workingDayOnOrBefore(addDays(processing.value, -1));
  if (!submission.ok) return submission;
  return {
    ok: true,
    value: { submissionDate: submission.value, processingDate: processing.value, entryDate: entry.value },
  };
}

function readEntryDate(date: CalendarDate): Reading<CalendarDate> {
  const kind = readDayKind(date);
  if (!kind.ok) return kind;
  if (kind.value.working) return { ok: true, value: date };
  return refuse(
    'entry-not-on-working-day',
    `Bacs pays on working days only, and ${formatDate(date)} is ${kind.value.because}.`,
  );
}
