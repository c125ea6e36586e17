import type { CalendarDate } from '../../calendar.ts';
import { invariant } from '../../outcome.ts';
import type { Term } from '../../packages/care-package.ts';
import type { FactRef } from '../component.ts';
import { oncePrice, planPrice, type Price } from '../price.ts';
import { readWeekdays, sessionPrice, weekdayOfDay, type SessionPrice } from '../session-price.ts';
import { cutAt, dateOfDay, dayNumber, intersectSpan, OPEN, spanOf, type Span } from '../span.ts';
import { cardChanges, cardRateOn, usualDayType, type CardRate, type DayType } from './card-rate.ts';
import type { PriceableFacts, PriceGap } from './package-facts.ts';
import type { PayableDays } from './payable-days.ts';

export type PricedDays = Span & { price: Price };
export type Priced = { days: PricedDays[]; unknown: Span[]; gaps: PriceGap[]; refs: FactRef[] };

type TermDays = Span & { term: Term };

/** The package’s own price on its payable days, term by term and, where a card prices it, line by line. */
export function pricedTerms(facts: PriceableFacts, payable: readonly PayableDays[]): Priced {
  const priced: Priced = { days: [], unknown: [], gaps: [], refs: [] };
  for (const days of payable) {
    for (const part of termDays(facts)) {
      const within = intersectSpan(days, part);
      if (within !== undefined) priceTerm({ facts, payable: days, term: part.term, priced }, within);
    }
  }
  return priced;
}

/** A package that is bought once: its whole price on its first day, if that is payable, dated over all its days. */
export function pricedOnce(facts: PriceableFacts, payable: readonly PayableDays[]): Priced {
  const priced: Priced = { days: [], unknown: [], gaps: [], refs: [] };
  const { startDate, endDate, terms } = facts.carePackage.body;
  const days = spanOf({ from: startDate, to: endDate ?? startDate });
  const [term] = terms;
  invariant(term !== undefined, 'a package has a term');
  const start = payable.find(({ first }) => first === days.first);
  if (start === undefined) return priced;
  const rate = rateOn({ facts, term, priced }, days.first, null);
  if (rate.found) {
    const { unitsPerWeek } = term;
    priced.days.push({
      ...days,
      price: oncePrice({ unitsPerWeek, rate: rate.rate, percent: start.payPercent }),
    });
  } else leaveOpen({ priced }, days, rate);
  return priced;
}

function termDays({ carePackage }: PriceableFacts): TermDays[] {
  const { terms } = carePackage.body;
  return terms.map((term, place) => {
    const next = terms[place + 1];
    // Days before the first term have the first term’s price.
    const first = place === 0 ? -OPEN : dayNumber(term.from);
    return { first, last: next === undefined ? OPEN : dayNumber(next.from) - 1, term };
  });
}

type Desk = { facts: PriceableFacts; payable: PayableDays; term: Term; priced: Priced };
type RateDesk = Pick<Desk, 'facts' | 'term' | 'priced'>;

function priceTerm(desk: Desk, days: Span): void {
  const { facts, term, priced } = desk;
  const card = term.rateCardId === null ? undefined : facts.rateCards.get(term.rateCardId);
  const byCard = term.rate === null && card !== undefined;
  const changes = byCard ? cardChanges(card.body, facts.person?.body.dateOfBirth ?? null) : [];
  for (const piece of cutAt(days, changes)) {
    const answer = priceOf(desk, piece);
    if (answer.found) priced.days.push({ ...piece, price: answer.price });
    else leaveOpen(desk, piece, answer);
  }
}

type Answer = { found: true; price: Price } | { found: false; rule: string; message: string };

function priceOf(desk: Desk, days: Span): Answer {
  const { facts, payable, term } = desk;
  if (facts.serviceType.body.basis === 'scheduled') return sessionsPrice(desk, days);
  const rate = rateOn(desk, days.first, null);
  if (!rate.found) return rate;
  const { unitsPerWeek } = term;
  const { months } = facts.rules;
  return {
    found: true,
    price: planPrice({ unitsPerWeek, rate: rate.rate, percent: payable.payPercent, months }),
  };
}

/** Sessions on the package’s weekdays, each at the rate of its kind of day. */
function sessionsPrice(desk: Desk, days: Span): Answer {
  const { facts, payable, term } = desk;
  const weekdays = readWeekdays(facts.carePackage.body.weekdays ?? '');
  if (weekdays === null) {
    return {
      found: false,
      rule: 'no-weekdays',
      message: 'Sessions are paid on their weekdays, and the package does not say which they are.',
    };
  }
  const rates: (string | null)[] = [];
  for (let weekday = 0; weekday < 7; weekday += 1) {
    if (!weekdays.includes(weekday)) {
      rates.push(null);
      continue;
    }
    const rate = rateOn(desk, days.first, usualDayType(weekday));
    if (!rate.found) return rate;
    rates.push(rate.rate);
  }
  // No rate begins or ends inside these days, so all bank holidays of them have one.
  const own = rateOn(desk, days.first, 'bank-holiday');
  const holidays: SessionPrice['holidays'][number][] = [];
  for (const day of facts.rules.bankHolidays) {
    const usual = rates[weekdayOfDay(day)];
    if (day < days.first || day > days.last || usual == null) continue;
    if (!own.found && own.rule !== 'no-rate-on-card') return own;
    // A card without a rate for bank holidays pays them as the day they are.
    holidays.push({ day, rate: own.found ? own.rate : usual, usual });
  }
  return {
    found: true,
    price: sessionPrice({
      unitsPerWeek: term.unitsPerWeek,
      percent: payable.payPercent,
      rates,
      holidays,
      sessionsPerWeek: weekdays.length,
    }),
  };
}

/** A package’s own rate holds on every day, before that of its card. */
function rateOn({ facts, term, priced }: RateDesk, day: number, dayType: DayType | null): CardRate {
  if (term.rate !== null) return { found: true, rate: term.rate };
  if (term.rateCardId === null) {
    return { found: false, rule: 'no-rate', message: 'The package has neither a rate nor a rate card.' };
  }
  const card = facts.rateCards.get(term.rateCardId);
  if (card === undefined) {
    return { found: false, rule: 'unknown-rate-card', message: `Rate card ${term.rateCardId} is not known.` };
  }
  if (!priced.refs.includes(card.ref)) priced.refs.push(card.ref);
  const dateOfBirth = facts.person?.body.dateOfBirth ?? null;
  return cardRateOn({
    card: card.body,
    carePackage: facts.carePackage.body,
    dateOfBirth,
    day: dateOfDay(day),
    dayType,
  });
}

function leaveOpen(
  { priced }: Pick<Desk, 'priced'>,
  days: Span,
  why: { rule: string; message: string },
): void {
  priced.unknown.push(days);
  const { rule, message } = why;
  priced.gaps.push({ rule, message, from: dateOfDay(days.first), to: endOf(days) });
}

export function endOf({ last }: Span): CalendarDate | null {
  return last === OPEN ? null : dateOfDay(last);
}
