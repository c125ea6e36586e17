import * as z from 'zod';
import { date, identifier, oneOf, rate, text, whole } from './field.ts';
import { finding, type Finding } from './finding.ts';

/** One dated rate of a rate card: what a unit costs for a visit length, day type, band and zone. */
export const rateCardLineSchema = z.object({
  rateCardId: identifier,
  providerId: identifier.nullable(),
  serviceType: identifier,
  visitMinutes: whole.nullable(),
  dayType: oneOf(['weekday', 'saturday', 'sunday', 'bank-holiday', 'any']).nullable(),
  band: text.nullable(),
  zone: text.nullable(),
  rate,
  from: date,
  to: date.nullable(),
});
export type RateCardLine = z.infer<typeof rateCardLineSchema>;

/** All dated rates of one card. */
export const rateCardSchema = z.object({ rateCardId: identifier, lines: z.array(rateCardLineSchema) });
export type RateCard = z.infer<typeof rateCardSchema>;

/** What makes two lines the same line at two points in time: everything but the rate and the last day. */
export function rateCardLineKey(line: RateCardLine): string {
  return [line.providerId, line.serviceType, line.visitMinutes, line.dayType, line.band, line.zone, line.from]
    .map((part) => part ?? '')
    .join('|');
}

/** What cannot be true of a line by itself. */
export function checkRateCardLine(line: RateCardLine): Finding[] {
  return line.to !== null && line.to < line.from
    ? [
        finding(
          'error',
          'end-before-start',
          `The last day ${line.to} is before the first day ${line.from}.`,
          { field: 'to' },
        ),
      ]
    : [];
}

/**
 * Two rates of one card for the same thing on the same day: nobody could say which is paid.
 *
 * A rate given with an open end gives way to a later one, as price lists do, so only closed lines overlap.
 */
export function overlappingRates(
  lines: readonly RateCardLine[],
): { earlier: RateCardLine; later: RateCardLine }[] {
  const sorted = lines.toSorted((a, b) => compareText(thing(a), thing(b)) || compareText(a.from, b.from));
  const overlaps: { earlier: RateCardLine; later: RateCardLine }[] = [];
  for (const [index, later] of sorted.entries()) {
    const earlier = sorted[index - 1];
    if (earlier?.to != null && thing(earlier) === thing(later) && later.from <= earlier.to) {
      overlaps.push({ earlier, later });
    }
  }
  return overlaps;
}

function thing(line: RateCardLine): string {
  return rateCardLineKey({ ...line, from: line.from }).slice(0, -line.from.length);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
