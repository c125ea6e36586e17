import * as z from 'zod';
import { formatDate } from '../calendar.ts';
import { inOrderOf } from '../in-order-of.ts';
import { date, identifier, oneOf, rate, text, whole } from './field.ts';
import { checkDatesInOrder } from './dates-in-order.ts';
import { finding, type Finding, type SetFinding } from './finding.ts';
import { checkSetSize } from './set-size.ts';

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
  return `${priced(line)}|${line.from}`;
}

/** What a line gives a rate for. */
function priced(line: RateCardLine): string {
  return [line.providerId, line.serviceType, line.visitMinutes, line.dayType, line.band, line.zone]
    .map((part) => part ?? '')
    .join('|');
}

/** What cannot be true of a line by itself. */
export function checkRateCardLine(line: RateCardLine): Finding[] {
  return checkDatesInOrder(line, 'to');
}

/** What cannot be true of a whole card: two rates on one day, or more lines than are kept together. */
export function checkRateCard(rateCardId: string, lines: readonly RateCardLine[]): SetFinding[] {
  return [
    ...overlappingRates(lines).map((line) => ({ key: rateCardLineKey(line), finding: twoRates(line) })),
    ...checkSetSize(`Rate card ${rateCardId}`, lines),
  ];
}

function twoRates({ rateCardId, from }: RateCardLine): Finding {
  const message = `Card ${rateCardId} has two rates for the same thing on ${formatDate(from)}.`;
  return finding('error', 'rates-overlap', message, { field: 'from', value: from });
}

/**
 * The lines that begin while an earlier rate for the same thing still holds: nobody could say which is paid. A rate
 * with an open end gives way to a later one, as price lists do, so only closed lines overlap.
 */
function overlappingRates(lines: readonly RateCardLine[]): RateCardLine[] {
  const sorted = inOrderOf(lines, rateCardLineKey);
  return sorted.filter((later, index) => {
    const earlier = sorted[index - 1];
    return earlier?.to != null && priced(earlier) === priced(later) && later.from <= earlier.to;
  });
}
