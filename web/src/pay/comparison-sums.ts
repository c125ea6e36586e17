import type { PayRunDetail } from '../../../events/api/pay-runs.ts';
import { formatChange, formatMoney } from '../words/format.ts';
import { inWords } from '../words/labels.ts';
import { payeeInWords } from './pay-words.ts';

export type ComparisonRow = PayRunDetail['comparison'][number];
export type Sum = { name: string; totalPence: number; previousPence: number };

export function providerOf({ providerName, providerId }: ComparisonRow): string {
  return providerName ?? payeeInWords(providerId);
}

/** What is paid once by a paper invoice has no service type. */
export function serviceOf({ serviceType }: ComparisonRow): string {
  return serviceType === '' ? 'Other' : inWords(serviceType);
}

/** Rows of the comparison summed by what they have in common, the greatest change first. */
export function sumsBy(rows: readonly ComparisonRow[], nameOf: (row: ComparisonRow) => string): Sum[] {
  const sums = new Map<string, Sum>();
  for (const row of rows) {
    const name = nameOf(row);
    const sum = sums.get(name) ?? { name, totalPence: 0, previousPence: 0 };
    sums.set(name, {
      name,
      totalPence: sum.totalPence + row.totalPence,
      previousPence: sum.previousPence + row.previousPence,
    });
  }
  return byChange([...sums.values()]);
}

export function changeOf({ totalPence, previousPence }: Pick<Sum, 'totalPence' | 'previousPence'>): number {
  return totalPence - previousPence;
}

export function byChange<Row extends Pick<Sum, 'totalPence' | 'previousPence'>>(rows: readonly Row[]): Row[] {
  return rows.toSorted((left, right) => Math.abs(changeOf(right)) - Math.abs(changeOf(left)));
}

/** The change in percent, with one decimal; null where there was nothing before. */
export function percentOf(sum: Pick<Sum, 'totalPence' | 'previousPence'>): string | null {
  if (sum.previousPence === 0) return null;
  return ((changeOf(sum) / Math.abs(sum.previousPence)) * 100).toFixed(1);
}

/** What changed since the run before, in a sentence. */
export function changeSentence(rows: readonly ComparisonRow[]): string {
  const total = rows.reduce((sum, { totalPence }) => sum + totalPence, 0);
  const previous = rows.reduce((sum, { previousPence }) => sum + previousPence, 0);
  if (previous === 0)
    return `The lines come to ${formatMoney(total)}; there is no run before to compare with.`;
  const whole = { totalPence: total, previousPence: previous };
  const change = changeOf(whole);
  if (change === 0) return `The lines come to ${formatMoney(total)}, the same as in the run before.`;
  const percent = (percentOf(whole) ?? '').replace('-', '');
  const more = `The lines come to ${formatMoney(total)}: ${formatMoney(Math.abs(change))} (${percent}%) ${change > 0 ? 'more' : 'less'} than the ${formatMoney(previous)} of the run before.`;
  const most = byChange(rows)[0];
  return most === undefined
    ? more
    : `${more} The greatest change is ${formatChange(changeOf(most))} for ${serviceOf(most).toLowerCase()} by ${providerOf(most)}.`;
}
