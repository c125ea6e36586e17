import { daysBetween, type CalendarDate } from '../../../../domain/calendar.ts';
import type { Finding } from '../../../../domain/records/finding.ts';
import { quote } from '../../../../domain/outcome.ts';
import { decideDateOrder, type DateOrder } from '../../../../domain/statements/statement-date.ts';
import { StatementRefusal } from '../statement-refusal.ts';
import { dateInPeriod, dateInYear, dateNear, dateUpTo, dateWithYear, type WrittenDay } from './pdf-days.ts';
import type { Furniture } from './pdf-furniture.ts';
import type { PdfPlace } from './pdf-lines.ts';
import { unreadablePdfRow } from './pdf-refusals.ts';

type Dated = { day: WrittenDay | null; year: number | null; place: PdfPlace };
type Known = Pick<Furniture, 'period' | 'madeOn'>;

/** Gives days their dates in the order of the file, those without a year from what is known of the statement. */
export class DayResolver {
  readonly order: DateOrder;
  readonly notes: readonly Finding[];
  readonly #known: Known;
  readonly #anyDate: CalendarDate | null;
  #before: CalendarDate | null = null;

  constructor(days: readonly Dated[], known: Known) {
    const withYear = days.map(({ day }) => day).filter((day) => day?.hasYear === true);
    const { order, note } = decideDateOrder(withYear.map((day) => day?.text ?? ''));
    this.order = order;
    this.notes = note === null || order === 'dmy' ? [] : [{ ...note, severity: 'warning' }];
    this.#known = known;
    const [first] = withYear;
    this.#anyDate = first == null ? null : dateWithYear(first, order);
  }

  dateOf({ day, year, place }: Dated & { day: WrittenDay }): CalendarDate {
    const date = day.hasYear ? dateWithYear(day, this.order) : this.#withoutYear(day, year, place);
    if (date === null) {
      throw unreadablePdfRow(place, day.text, `${quote(day.text)} is not a date that can be read.`);
    }
    this.#before = date;
    return date;
  }

  #withoutYear(day: WrittenDay, year: number | null, place: PdfPlace): CalendarDate | null {
    const { period, madeOn } = this.#known;
    const inPeriod = period === null ? null : dateInPeriod(day, period, this.#before);
    if (inPeriod !== null) return inPeriod;
    const inYear = year === null ? null : dateInYear(day, year);
    if (inYear !== null && !this.#isFarBack(inYear)) return inYear;
    const near = this.#before ?? period?.from ?? null;
    if (near !== null) return dateNear(day, near);
    if (madeOn !== null) return dateUpTo(day, madeOn);
    if (this.#anyDate !== null) return dateNear(day, this.#anyDate);
    throw yearUnknown(day, place);
  }

  /** January below December under the heading of the old year. */
  #isFarBack(date: CalendarDate): boolean {
    return this.#before !== null && daysBetween(date, this.#before) > HALF_A_YEAR;
  }
}

const HALF_A_YEAR = 183;

function yearUnknown({ text }: WrittenDay, { page, line }: PdfPlace): StatementRefusal {
  const message = `Line ${line} on page ${page} says ${quote(text)}, and nothing in the PDF says of which year. Ask for the whole statement with its period, or for it as CSV or OFX.`;
  return new StatementRefusal('year-unknown', message, { page, line });
}
