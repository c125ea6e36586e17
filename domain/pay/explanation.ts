import type { CalendarDate } from '../calendar.ts';
import type { Pence } from '../money.ts';
import type { FactRef } from './component.ts';
import { penceThrough, type Segment } from './price.ts';
import { sessionsIn } from './session-price.ts';
import { dateOfDay, type Span } from './span.ts';

/** A step of how a line was reckoned. Together they say the amount by themselves: nothing else has to be known. */
export type Step =
  | {
      step: 'plan';
      from: CalendarDate;
      to: CalendarDate;
      /** The first day of the segment, from which its days are counted. */
      countedFrom: CalendarDate;
      daysBefore: number;
      days: number;
      unitsPerWeek: string;
      rate: string;
      percent: string;
      months: 'days-of-the-month' | 'equal-months';
      throughPence: Pence;
      beforePence: Pence;
      pence: Pence;
    }
  | {
      step: 'sessions';
      from: CalendarDate;
      to: CalendarDate;
      countedFrom: CalendarDate;
      unitsPerSession: { unitsPerWeek: string; sessionsPerWeek: number };
      percent: string;
      before: { rate: string; count: number }[];
      through: { rate: string; count: number }[];
      throughPence: Pence;
      beforePence: Pence;
      pence: Pence;
    }
  | {
      step: 'items';
      items: { ref: string; on: CalendarDate; quantity: string; rate: string; pence: Pence }[];
      pence: Pence;
    }
  | { step: 'once'; on: CalendarDate; unitsPerWeek: string; rate: string; percent: string; pence: Pence }
  | { step: 'deducted'; pence: Pence }
  | { step: 'already-paid'; pence: Pence }
  | { step: 'changed'; facts: FactRef[] };

/** What a segment gives on some of its days, as a step. */
export function segmentStep(segment: Segment, days: Span, amount: Pence): Step {
  const { price } = segment;
  const range = { from: dateOfDay(days.first), to: dateOfDay(days.last) };
  const countedFrom = dateOfDay(segment.first);
  switch (price.basis) {
    case 'plan':
      return {
        step: 'plan',
        ...range,
        countedFrom,
        daysBefore: days.first - segment.first,
        days: days.last - days.first + 1,
        unitsPerWeek: price.unitsPerWeek,
        rate: price.rate,
        percent: price.percent,
        months: price.months,
        throughPence: penceThrough(segment, price, days.last),
        beforePence: penceThrough(segment, price, days.first - 1),
        pence: amount,
      };
    case 'scheduled':
      return {
        step: 'sessions',
        ...range,
        countedFrom,
        unitsPerSession: { unitsPerWeek: price.unitsPerWeek, sessionsPerWeek: price.sessionsPerWeek },
        percent: price.percent,
        before: sessionsIn(price, { first: segment.first, last: days.first - 1 }),
        through: sessionsIn(price, { first: segment.first, last: days.last }),
        throughPence: penceThrough(segment, price, days.last),
        beforePence: penceThrough(segment, price, days.first - 1),
        pence: amount,
      };
    case 'actuals':
      return {
        step: 'items',
        items: price.items
          .filter(({ day }) => day >= days.first && day <= days.last)
          .map(({ ref, day, quantity, rate, pence }) => ({ ref, on: dateOfDay(day), quantity, rate, pence })),
        pence: amount,
      };
    case 'once': {
      const { unitsPerWeek, rate, percent } = price;
      return { step: 'once', on: countedFrom, unitsPerWeek, rate, percent, pence: amount };
    }
  }
}
