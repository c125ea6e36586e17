import { pence, readPounds, type Pence } from '../money.ts';
import { quote } from '../outcome.ts';
import { finding, type Finding } from '../records/finding.ts';
import {
  planFrequencies,
  type EarmarkedSum,
  type PlanFrequency,
  type PlanItem,
  type SpendingPlan,
} from './spending-plan.ts';

type PlanReading = { plan: SpendingPlan; findings: Finding[] };

/**
 * Reads what an agreement may be spent on: `item:personal assistant wages|Jo Fenby|225.00|weekly; earmarked:redundancy|900`.
 * Payee, pounds and frequency may be left empty. A part that cannot be read is named, and the others stand.
 */
export function readSpendingPlan(text: string | null): PlanReading {
  const items: PlanItem[] = [];
  const earmarked: EarmarkedSum[] = [];
  const findings: Finding[] = [];
  for (const part of partsOf(text ?? '')) {
    const reading = readPart(part);
    if (typeof reading === 'string') findings.push(unreadable(part, reading));
    else if ('frequency' in reading) items.push(reading);
    else earmarked.push(reading);
  }
  return { plan: { items, earmarked }, findings };
}

function partsOf(text: string): string[] {
  const parts = text.split(';').map((part) => part.trim());
  return parts.filter((part) => part !== '');
}

/** What the part says, or in words why it cannot be read. */
function readPart(part: string): PlanItem | EarmarkedSum | string {
  const [, kind = '', rest = ''] = /^\s*(item|earmarked)\s*:(.*)$/is.exec(part) ?? [];
  const fields = rest.split('|').map((field) => field.trim());
  if (kind === '') return 'It begins neither with “item:” nor with “earmarked:”.';
  if (fields[0] === '') return 'It does not say what it is for.';
  return kind.toLowerCase() === 'item' ? readItem(fields) : readEarmarked(fields);
}

function readItem([what = '', payee = '', amount = '', often = '', ...more]: readonly string[]):
  PlanItem | string {
  if (more.length > 0) return 'It has more than what, payee, pounds and frequency.';
  const amountPence = amount === '' ? null : amountOf(amount);
  const frequency = often === '' ? null : frequencyOf(often);
  if (typeof amountPence === 'string') return amountPence;
  if (frequency === undefined) {
    return `${quote(often)} is not a frequency: it is one of ${planFrequencies.join(', ')}.`;
  }
  return { what, payee: payee === '' ? null : payee, amountPence, frequency };
}

function readEarmarked([what = '', amount = '', ...more]: readonly string[]): EarmarkedSum | string {
  if (more.length > 0) return 'It has more than what and pounds.';
  const amountPence = amountOf(amount);
  return typeof amountPence === 'string' ? amountPence : { what, amountPence };
}

function amountOf(text: string): Pence | string {
  const reading = readPounds(text);
  if (!reading.ok) return reading.message;
  return reading.value < 0 ? `${quote(text)} is below nothing.` : pence(reading.value);
}

function frequencyOf(text: string): PlanFrequency | undefined {
  const wanted = text.toLowerCase().replaceAll(/\s+/g, '-');
  return planFrequencies.find((each) => each === wanted);
}

function unreadable(part: string, why: string): Finding {
  const message = `The plan item ${quote(part)} cannot be read. ${why} Write it as item:what|payee|pounds|frequency or earmarked:what|pounds.`;
  return finding('warning', 'plan-item-unreadable', message, { field: 'planItems', value: part });
}
