import { dateOfDay, type Span } from '../pay/span.ts';
import { weekdayOfDay } from '../pay/session-price.ts';
import { commissionedUnits, type Commissioned } from './commissioned.ts';
import { mondayOf } from './package-weeks.ts';
import { quantityText } from './payable.ts';
import type { CalendarDate } from '../calendar.ts';

/** What is planned of a package on some days of a week, as a line that a provider confirms or changes. */
export type PlannedCare = {
  packageId: string;
  personId: string;
  serviceType: string;
  unit: string;
  layout: 'visits' | 'stays';
  date: CalendarDate;
  to: CalendarDate;
  /** Minutes of a visit, or units of a stay. */
  quantity: string;
  carers: number;
};

const DAYS_A_WEEK = 7;
const MINUTES_A_UNIT = 60 / 10_000;

/** The week from Monday that a day lies in. */
export function weekAround(day: number): Span {
  const first = mondayOf(day);
  return { first, last: first + DAYS_A_WEEK - 1 };
}

/** What is planned of a package in a week: visits day by day where it is visited by the hour, else one line. */
export function plannedCare(pack: Commissioned, week: Span): PlannedCare[] {
  const { carePackage, serviceType, carers } = pack;
  const { packageId, personId } = carePackage;
  const about = { packageId, personId, serviceType: serviceType.serviceType, unit: serviceType.unit };
  if (serviceType.unit !== 'hour') {
    const units = commissionedUnits(pack, week);
    if (units === 0) return [];
    const span = { date: dateOfDay(week.first), to: dateOfDay(week.last) };
    return [{ ...about, layout: 'stays', ...span, quantity: quantityText(units, 'units'), carers }];
  }
  return daysOf(week).flatMap((day) =>
    visitsOf(pack, day).map((minutes) => ({
      ...about,
      layout: 'visits' as const,
      date: dateOfDay(day),
      to: dateOfDay(day),
      quantity: String(minutes),
      carers,
    })),
  );
}

function daysOf({ first, last }: Span): number[] {
  return Array.from({ length: last - first + 1 }, (_, place) => first + place);
}

/** Minutes of each visit of a day, of one carer: as long as the package says, the rest of the day in a last one. */
function visitsOf(pack: Commissioned, day: number): number[] {
  // Through a day less through the day before, so that the days of a week come to the whole of it.
  const monday = day - weekdayOfDay(day);
  const through = (last: number) =>
    last < monday ? 0 : Math.round(commissionedUnits(pack, { first: monday, last }) * MINUTES_A_UNIT);
  let left = Math.round((through(day) - through(day - 1)) / pack.carers);
  const each = pack.carePackage.visitMinutes ?? left;
  const visits: number[] = [];
  while (left > 0) {
    const minutes = Math.min(each, left);
    visits.push(minutes);
    left -= minutes;
  }
  return visits;
}
