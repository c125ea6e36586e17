import {
  addDays,
  dateOf,
  daysBetween,
  londonDate,
  maxDate,
  yearMonthDay,
  type CalendarDate,
} from '../../../../domain/calendar.ts';
import { formatPounds, sumPence, type Pence } from '../../../../domain/money.ts';
import { invariant } from '../../../../domain/outcome.ts';
import { finding } from '../../../../domain/records/finding.ts';
import type { OutputSettings } from '../../../../domain/settings/output-settings.ts';
import { bacsCredits, MOST_PENCE_OF_A_RECORD, type BacsCredit } from './bacs-credits.ts';
import { refused, runOf, written, type PaymentFileInput, type PaymentFileResult } from '../payment-file.ts';

/** Direct credit to a payee, and the contra that debits our own account with the sum of a day's credits. */
const CREDIT = '99';
const CONTRA = '17';
/** Days after the last processing day on which the bank may overwrite the file. */
const DAYS_KEPT = 7;

type Day = { processingDate: CalendarDate; credits: BacsCredit[]; totalPence: Pence };

/**
 * A submission to Bacs in Standard 18: labels of 80 characters round records of 100, or of 106 with the processing day
 * of each where there are several. Every processing day has one contra, so that debits equal credits.
 */
export function bacsStandard18(input: PaymentFileInput): PaymentFileResult {
  const { credits, reasons } = bacsCredits(input);
  const days = processingDays(credits);
  for (const day of days.filter(({ totalPence }) => totalPence > MOST_PENCE_OF_A_RECORD)) {
    const message = `The payments of a day come to ${formatPounds(day.totalPence)}; a contra has room for £999,999,999.99. Split the run.`;
    reasons.push(finding('error', 'contra-over-field', message));
  }
  if (reasons.length > 0) return refused(reasons);
  const lines = fileLines(input, days);
  const text = lines.map((line) => `${line}\r\n`).join('');
  return written(
    `${runOf(input.payments)}-bacs.txt`,
    'text/plain; charset=us-ascii',
    Buffer.from(text, 'ascii'),
  );
}

function processingDays(credits: readonly BacsCredit[]): Day[] {
  const byDay = Map.groupBy(credits, ({ dates }) => dates.processingDate);
  return [...byDay]
    .sort(([left], [right]) => daysBetween(right, left))
    .map(([processingDate, those]) => ({
      processingDate,
      credits: those,
      totalPence: sumPence(those.map(({ amountPence }) => amountPence)),
    }));
}

function fileLines(
  { payments, outputs: { bacs }, madeAt, fileNumber }: PaymentFileInput,
  days: Day[],
): string[] {
  const [first, ...others] = days;
  invariant(first !== undefined, 'a file to Bacs has a processing day');
  const several = others.length > 0;
  const records = days.flatMap((day) => recordsOf(day, bacs, several));
  const creditTotal = sumPence(payments.map(({ amountPence }) => amountPence));
  const debitTotal = sumPence(days.map(({ totalPence }) => totalPence));
  invariant(debitTotal === creditTotal, 'the contras of a file to Bacs are the sum of its payments');

  const madeOn = londonDate(madeAt);
  const serial = `${julian(madeOn).slice(-3)}${number(fileNumber, 3)}`;
  const sun = bacs.serviceUserNumber;
  const expiresOn = addDays(
    maxDate(first.processingDate, ...others.map((day) => day.processingDate)),
    DAYS_KEPT,
  );
  const file = `A${sun}S  1${sun}${serial}00010001${blanks(6)}${julian(madeOn)}${julian(expiresOn)}${blanks(27)}`;
  const form = `F02000${several ? bacs.multiDayRecordLength : '00100'}${blanks(65)}`;
  const processing = several ? blanks(6) : julian(first.processingDate);
  const work = several ? '4 MULTI  ' : '1 DAILY  ';
  const labels = [
    `VOL1${serial}${blanks(31)}${sun}${blanks(32)}1`,
    `HDR1${file}`,
    `HDR2${form}`,
    `UHL1${processing}${bacs.receiver}${blanks(4)}00000000${work}${blanks(43)}`,
  ];
  const counts = `${number(days.length, 7)}${number(payments.length, 7)}`;
  const trailers = [
    `EOF1${file}`,
    `EOF2${form}`,
    `UTL1${number(debitTotal, 13)}${number(creditTotal, 13)}${counts}${blanks(36)}`,
  ];
  for (const label of [...labels, ...trailers]) invariant(label.length === 80, 'a label has 80 characters');
  return [...labels, ...records, ...trailers];
}

function recordsOf(day: Day, bacs: OutputSettings['bacs'], several: boolean): string[] {
  const processing = several ? julian(day.processingDate) : '';
  const contra = {
    sortCode: bacs.sortCode,
    accountNumber: bacs.accountNumber,
    accountName: bacs.accountName,
    amountPence: day.totalPence,
    reference: 'CONTRA',
  };
  return [...day.credits.map((credit) => recordOf(credit, CREDIT, bacs)), recordOf(contra, CONTRA, bacs)].map(
    (record) => `${record}${processing}`,
  );
}

type Destination = Pick<
  BacsCredit,
  'sortCode' | 'accountNumber' | 'accountName' | 'amountPence' | 'reference'
>;

function recordOf(to: Destination, code: string, bacs: OutputSettings['bacs']): string {
  const record = [
    `${to.sortCode}${to.accountNumber}0${code}`,
    `${bacs.sortCode}${bacs.accountNumber}${blanks(4)}`,
    number(to.amountPence, 11),
    ...[bacs.accountName, to.reference, to.accountName].map((text) => text.padEnd(18)),
  ].join('');
  invariant(record.length === 100, 'a record has 100 characters before its processing day');
  return record;
}

function number(value: number, width: number): string {
  const digits = String(value).padStart(width, '0');
  invariant(digits.length === width, `${value} fits in ${width} digits`);
  return digits;
}

function blanks(count: number): string {
  return ' '.repeat(count);
}

/** A day as labels carry it: a space, the year in two digits and the day of the year in three. */
function julian(date: CalendarDate): string {
  const { year } = yearMonthDay(date);
  const dayOfYear = daysBetween(dateOf({ year, month: 1, day: 1 }), date) + 1;
  return ` ${number(year % 100, 2)}${number(dayOfYear, 3)}`;
}
