import { inOrderOf } from '../../in-order-of.ts';
import { pence, type Pence } from '../../money.ts';
import { invariant } from '../../outcome.ts';
import { readKey } from '../component.ts';
import { attentionRules, type AttentionRule } from './attention.ts';
import { broughtForwardTotals, type BroughtForward } from './brought-forward.ts';
import { payablePence, type PackagePay } from './pay-package.ts';
import type { ComparisonRow, PayRun, PayTotals } from './pay-run.ts';

export const noTotals: PayTotals = {
  lineCount: 0,
  packageCount: 0,
  totalPence: pence(0),
  heldPence: pence(0),
  paymentPence: pence(0),
  paymentCount: 0,
  proposedPence: pence(0),
  cancelledPence: pence(0),
  rechargePence: pence(0),
  takenOffPence: pence(0),
  resendPence: pence(0),
};

/** The sums of some packages of a run. */
export function totalsOf(packages: readonly PackagePay[]): PayTotals {
  let totals = noTotals;
  for (const each of packages) totals = addTotals(totals, totalsOfPackage(each));
  invariant(
    totals.paymentPence === totals.totalPence - totals.cancelledPence + totals.proposedPence,
    'a payment is its lines, less what cancels a debt, plus what becomes one',
  );
  return totals;
}

function totalsOfPackage(each: PackagePay): PayTotals {
  const { lines, released, settlements } = each;
  let total = 0;
  let held = 0;
  let recharge = 0;
  for (const { amountPence, heldBy, component } of lines) {
    if (component === 'nhs-share') recharge -= amountPence;
    else if (heldBy === null) total += amountPence;
    else held += amountPence;
  }
  for (const { amountPence } of released) total += amountPence;
  const payment = settlements.reduce((sum, { payablePence: payable }) => sum + payable, 0);
  invariant(payment === payablePence(each), 'what payees get of a package is what its lines leave');
  return {
    lineCount: lines.length,
    packageCount: lines.length + released.length > 0 ? 1 : 0,
    totalPence: pence(total),
    heldPence: pence(held),
    paymentPence: pence(payment),
    // A payee may be paid for many packages: they are counted once all are known.
    paymentCount: 0,
    proposedPence: sumOf(settlements.flatMap(({ proposed }) => proposed)),
    cancelledPence: sumOf(settlements.flatMap(({ cancelled }) => cancelled)),
    rechargePence: pence(recharge),
    takenOffPence: pence(0),
    resendPence: pence(0),
  };
}

function sumOf(amounts: readonly { amountPence: Pence }[]): Pence {
  return pence(amounts.reduce((sum, { amountPence }) => sum + amountPence, 0));
}

function addTotals(left: PayTotals, right: PayTotals): PayTotals {
  return {
    lineCount: left.lineCount + right.lineCount,
    packageCount: left.packageCount + right.packageCount,
    totalPence: pence(left.totalPence + right.totalPence),
    heldPence: pence(left.heldPence + right.heldPence),
    paymentPence: pence(left.paymentPence + right.paymentPence),
    paymentCount: left.paymentCount + right.paymentCount,
    proposedPence: pence(left.proposedPence + right.proposedPence),
    cancelledPence: pence(left.cancelledPence + right.cancelledPence),
    rechargePence: pence(left.rechargePence + right.rechargePence),
    takenOffPence: pence(left.takenOffPence + right.takenOffPence),
    resendPence: pence(left.resendPence + right.resendPence),
  };
}

/** The totals of a run, once it is known what each payee gets and what earlier payments leave to do. */
export function totalsOfRun(
  parts: readonly PayTotals[],
  { due, forward }: { due: ReadonlyMap<string, Pence>; forward: BroughtForward },
): PayTotals {
  const totals = parts.reduce(addTotals, noTotals);
  const { resendPence, takenOffPence } = broughtForwardTotals(forward);
  const gets = new Map<string, number>(due);
  for (const { payeeId, amountPence } of forward.takenOff) {
    const before = gets.get(payeeId);
    invariant(before !== undefined, 'something comes off only where something is paid');
    gets.set(payeeId, before - amountPence);
  }
  const payments = [...gets.values()].filter((amount) => amount !== 0);
  invariant(
    payments.every((amount) => amount > 0),
    'no more comes off than is paid',
  );
  const paymentPence = pence(payments.reduce((sum, amount) => sum + amount, 0));
  invariant(paymentPence === totals.paymentPence - takenOffPence, 'payees get what the lines leave');
  return { ...totals, paymentPence, paymentCount: payments.length, takenOffPence, resendPence };
}

/** What each payee gets from the lines of some packages. */
export function dueByPayee(packages: readonly PackagePay[]): { payeeId: string; amountPence: Pence }[] {
  const due = new Map<string, number>();
  for (const { settlements } of packages)
    for (const { payeeId, payablePence: payable } of settlements)
      due.set(payeeId, (due.get(payeeId) ?? 0) + payable);
  return [...due].map(([payeeId, amountPence]) => ({ payeeId, amountPence: pence(amountPence) }));
}

/** What lines cancel of earlier overpayments of their own strands. */
export function cancelledOf(
  packages: readonly Pick<PackagePay, 'settlements'>[],
): { key: string; amountPence: Pence }[] {
  return packages.flatMap(({ settlements }) =>
    settlements.flatMap(({ cancelled }) => cancelled.map(({ key, amountPence }) => ({ key, amountPence }))),
  );
}

type Sum = { providerId: string; serviceType: string; totalPence: Pence };

/** What each provider gets for each service: lines that are not held, those released now included. */
export function sumsByProvider(packages: readonly PackagePay[]): Sum[] {
  const sums = new Map<string, Sum>();
  for (const { lines, released, serviceType } of packages) {
    for (const { payeeId, amountPence, heldBy, component } of lines) {
      if (heldBy === null && component !== 'nhs-share') add(sums, payeeId, serviceType, amountPence);
    }
    for (const { key, amountPence } of released) add(sums, readKey(key).payeeId, serviceType, amountPence);
  }
  return [...sums.values()];
}

function add(sums: Map<string, Sum>, payeeId: string, serviceType: string | null, amount: Pence): void {
  const providerId = payeeId.replace(/^provider:/, '');
  const key = `${providerId}|${serviceType ?? ''}`;
  const before = sums.get(key)?.totalPence ?? pence(0);
  sums.set(key, { providerId, serviceType: serviceType ?? '', totalPence: pence(before + amount) });
}

/** This run beside the one before, provider by provider and service by service; what neither paid is left out. */
export function compareRuns(now: readonly Sum[], before: readonly Sum[]): ComparisonRow[] {
  const rows = new Map<string, ComparisonRow>();
  const keyOf = ({ providerId, serviceType }: Sum): string => `${providerId}|${serviceType}`;
  for (const sum of now) {
    const known = rows.get(keyOf(sum)) ?? { ...sum, totalPence: pence(0), previousPence: pence(0) };
    rows.set(keyOf(sum), { ...known, totalPence: pence(known.totalPence + sum.totalPence) });
  }
  for (const sum of before) {
    const known = rows.get(keyOf(sum)) ?? { ...sum, totalPence: pence(0), previousPence: pence(0) };
    rows.set(keyOf(sum), { ...known, previousPence: pence(known.previousPence + sum.totalPence) });
  }
  return inOrderOf([...rows.values()], keyOf);
}

/** How many packages each rule of attention names, and what they come to. */
export function countAttention(packages: readonly PackagePay[]): PayRun['attention'] {
  const counts = new Map<AttentionRule, { packages: number; amount: number }>();
  for (const { attention, lines } of packages) {
    const amount = lines.reduce(
      (sum, line) => sum + (line.component === 'nhs-share' ? 0 : line.amountPence),
      0,
    );
    for (const rule of new Set(attention.map((each) => each.rule))) {
      const before = counts.get(rule) ?? { packages: 0, amount: 0 };
      counts.set(rule, { packages: before.packages + 1, amount: before.amount + amount });
    }
  }
  return [...counts].map(([rule, { packages: count, amount }]) => ({
    rule,
    title: attentionRules[rule],
    packages: count,
    amountPence: pence(amount),
  }));
}

/** The attention of several parts of a run as one. */
export function addAttention(parts: readonly PayRun['attention'][]): PayRun['attention'] {
  const sums = new Map<string, PayRun['attention'][number]>();
  for (const each of parts.flat()) {
    const before = sums.get(each.rule) ?? { ...each, packages: 0, amountPence: pence(0) };
    const amountPence = pence(before.amountPence + each.amountPence);
    sums.set(each.rule, { ...each, packages: before.packages + each.packages, amountPence });
  }
  return [...sums.values()];
}
