import * as z from 'zod';
import { formatDate, type CalendarDate } from '../../calendar.ts';
import { formatPounds, type Pence } from '../../money.ts';
import type { ComponentKind, FactRef } from '../component.ts';
import type { DeltaLine } from '../delta.ts';
import type { Step } from '../explanation.ts';
import type { Coding } from '../payment.ts';
import { exactOver, planPrice } from '../price.ts';
import { dateOfDay, dayNumber } from '../span.ts';

export const payLineKindSchema = z.enum([
  'entitlement',
  'adjustment',
  'contribution',
  'fnc',
  'top-up',
  'expense',
  'one-off',
  'manual',
  'recovery',
  'nhs-share',
]);
type PayLineKind = z.infer<typeof payLineKindSchema>;

/** One signed amount of a run for a package and range, with the versions it was reckoned from and how. */
export type PayLine = {
  lineId: string;
  packageId: string;
  personId: string | null;
  payeeId: string;
  serviceType: string | null;
  component: ComponentKind;
  /** The strand of care it belongs to, as its key. */
  key: string;
  coding: Coding;
  kind: PayLineKind;
  from: CalendarDate;
  to: CalendarDate;
  quantity: string | null;
  rate: string | null;
  amountPence: Pence;
  /** The hold that keeps it from being paid. */
  heldBy: string | null;
  facts: FactRef[];
  explanation: Step[];
};

const KIND_OF: Readonly<Record<ComponentKind, PayLineKind>> = {
  cost: 'entitlement',
  contribution: 'contribution',
  'fnc-payment': 'fnc',
  'fnc-reclaim': 'fnc',
  'top-up': 'top-up',
  'nhs-share': 'nhs-share',
  expense: 'expense',
  'one-off': 'one-off',
  invoice: 'manual',
};

export type HashText = (text: string) => string;
const LINE_ID_LENGTH = 20;

/** A line of a run, named by what it says, so that the same line has the same name in a preview, a run and a recompute. */
export function payLine(
  delta: DeltaLine,
  about: { personId: string | null; serviceType: string | null; hash: HashText },
): PayLine {
  const { key, component, first, last, pence: amountPence, facts, explanation, adjustment } = delta;
  const alreadyPaid = explanation.find((step) => step.step === 'already-paid')?.pence ?? 0;
  const versions = facts.map(({ kind, id, version }) => `${kind} ${version} ${id}`);
  const named = [key, first, last, amountPence, alreadyPaid, ...versions].join('\n');
  return {
    lineId: about.hash(named).slice(0, LINE_ID_LENGTH),
    packageId: component.packageId,
    personId: about.personId,
    payeeId: component.payeeId,
    serviceType: about.serviceType,
    component: component.kind,
    key,
    coding: component.coding,
    kind: adjustment ? 'adjustment' : KIND_OF[component.kind],
    from: dateOfDay(first),
    to: dateOfDay(last),
    ...(adjustment ? { quantity: null, rate: null } : quantityOf(explanation)),
    amountPence,
    heldBy: null,
    facts: [...facts],
    explanation: [...explanation],
  };
}

/** Days at a weekly price; sessions or items as they are; an adjustment has neither. */
function quantityOf(explanation: readonly Step[]): { quantity: string | null; rate: string | null } {
  const [step] = explanation;
  if (step?.step === 'plan') return { quantity: String(step.days), rate: weeklyRate(step) };
  if (step?.step === 'once') return { quantity: step.unitsPerWeek, rate: step.rate };
  if (step?.step === 'sessions') {
    const count = sessions(step.through) - sessions(step.before);
    const [rate, ...others] = new Set(step.through.map((each) => each.rate));
    return { quantity: String(count), rate: others.length === 0 && rate !== undefined ? rate : null };
  }
  return { quantity: null, rate: null };
}

function sessions(counted: readonly { count: number }[]): number {
  return counted.reduce((sum, { count }) => sum + count, 0);
}

function weeklyRate({ unitsPerWeek, rate, percent }: Extract<Step, { step: 'plan' }>): string | null {
  return unitsPerWeek === '1' && percent === '100' ? rate : null;
}

/** How an amount was reached, in words a provider can follow. */
export function explainLine({
  explanation,
  amountPence,
}: Pick<PayLine, 'explanation' | 'amountPence'>): string {
  const countedAnew = rounding({ explanation, amountPence });
  const sentences = [...explanation.map(sentenceOf), ...(countedAnew === null ? [] : [countedAnew])];
  return `${sentences.join('; ')}: ${formatPounds(amountPence)}.`;
}

/**
 * A penny that is due though the price of the days is as it was: they are counted from another day than when they were
 * paid, and what is paid to the penny falls on other slices.
 */
function rounding({ explanation, amountPence }: Pick<PayLine, 'explanation' | 'amountPence'>): string | null {
  const paid = explanation.find((step) => step.step === 'already-paid');
  if (paid === undefined || Math.abs(amountPence) !== 1) return null;
  const [step, ...others] = explanation.filter(({ step: name }) => !TOLD_APART.includes(name));
  if (step?.step !== 'plan' || others.length > 0) return null;
  const days = { first: dayNumber(step.from), last: dayNumber(step.to) };
  const isSamePrice = exactOver(planPrice(step), days).minus(Math.abs(paid.pence)).abs().lessThan(1);
  return isSamePrice
    ? `the price is the same, but days are counted from ${formatDate(step.countedFrom)} now, which moves a penny between lines`
    : null;
}

/** Steps that say what becomes of a worth, not what it is. */
const TOLD_APART: readonly Step['step'][] = ['deducted', 'already-paid', 'changed'];

function sentenceOf(step: Step): string {
  switch (step.step) {
    case 'plan': {
      const price =
        step.unitsPerWeek === '1' ? `£${step.rate} a week` : `${step.unitsPerWeek} × £${step.rate} a week`;
      const share = step.percent === '100' ? '' : ` at ${step.percent}%`;
      return `${dates(step)}, ${step.days} ${step.days === 1 ? 'day' : 'days'} at ${price}${share} is ${formatPounds(step.pence)}`;
    }
    case 'sessions':
      return `${dates(step)}, ${sessions(step.through) - sessions(step.before)} sessions come to ${formatPounds(step.pence)}`;
    case 'items':
      return `${step.items.length} accepted ${step.items.length === 1 ? 'item comes' : 'items come'} to ${formatPounds(step.pence)}`;
    case 'once':
      return `once on ${formatDate(step.on)}, ${step.unitsPerWeek} × £${step.rate} is ${formatPounds(step.pence)}`;
    case 'deducted':
      return 'taken off what is paid, because the provider collects it or the NHS owes it';
    case 'already-paid':
      return step.pence === 0
        ? 'earlier lines for these days come to nothing'
        : `already paid ${formatPounds(step.pence)}`;
    case 'changed':
      return `changed: ${step.facts.map(({ kind, id, version }) => `${kind} ${id} version ${version}`).join(', ')}`;
  }
}

function dates({ from, to }: { from: CalendarDate; to: CalendarDate }): string {
  return from === to ? formatDate(from) : `${formatDate(from)} to ${formatDate(to)}`;
}
