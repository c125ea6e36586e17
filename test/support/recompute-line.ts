import { Decimal } from 'decimal.js';
import type { Step } from '../../domain/pay/explanation.ts';

/**
 * The amount of a line from its explanation alone, reckoned by hand in the test: it shares no code with what made the
 * line, so a line whose explanation does not add up is found.
 */
export function recomputePence(explanation: readonly Step[]): number {
  let worth = 0;
  let deducted = false;
  let alreadyPaid = 0;
  for (const step of explanation) {
    if (step.step === 'deducted') deducted = true;
    else if (step.step === 'already-paid') alreadyPaid = step.pence;
    else if (step.step !== 'changed') worth += worthOf(step);
  }
  return (deducted ? -worth : worth) - alreadyPaid + 0;
}

function worthOf(step: Exclude<Step, { step: 'deducted' | 'already-paid' | 'changed' }>): number {
  switch (step.step) {
    case 'plan': {
      const weekly = new Decimal(step.unitsPerWeek).times(step.rate).times(step.percent).dividedBy(100);
      const through = (last: string) => {
        if (step.months === 'days-of-the-month') {
          return weekly.times(daysFrom(step.countedFrom, last)).dividedBy(7);
        }
        const parts = partsOfMonths(last) - partsOfMonths(dayBefore(step.countedFrom));
        return weekly
          .times(parts)
          .times(365)
          .dividedBy(84 * PARTS_OF_MONTH);
      };
      return wholePence(through(step.to)) - wholePence(through(dayBefore(step.from)));
    }
    case 'sessions': {
      const { unitsPerWeek, sessionsPerWeek } = step.unitsPerSession;
      const value = (sessions: { rate: string; count: number }[]) =>
        wholePence(
          sessions
            .reduce((sum, { rate, count }) => sum.plus(new Decimal(rate).times(count)), new Decimal(0))
            .times(unitsPerWeek)
            .times(step.percent)
            .dividedBy(100)
            .dividedBy(sessionsPerWeek),
        );
      return value(step.through) - value(step.before);
    }
    case 'items':
      return step.items.reduce((sum, { pence }) => sum + pence, 0);
    case 'once':
      return wholePence(new Decimal(step.unitsPerWeek).times(step.rate).times(step.percent).dividedBy(100));
  }
}

function wholePence(pounds: Decimal): number {
  return pounds.times(100).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber();
}

function time(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000;
}

function daysFrom(first: string, last: string): number {
  return time(last) - time(first) + 1;
}

function dayBefore(date: string): string {
  return new Date((time(date) - 1) * 86_400_000).toISOString().slice(0, 10);
}

/** 28, 29, 30 and 31 divide it, so that months part evenly and a half penny stays one. */
const PARTS_OF_MONTH = 28 * 29 * 15 * 31;

function partsOfMonths(date: string): number {
  const [year = 0, month = 0, ofMonth = 0] = date.split('-').map(Number);
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return (year * 12 + month - 1) * PARTS_OF_MONTH + (ofMonth * PARTS_OF_MONTH) / days;
}
