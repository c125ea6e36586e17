import { londonDate } from '../../../domain/calendar.ts';
import { inOrderOf } from '../../../domain/in-order-of.ts';
import type { FactRef } from '../../../domain/pay/component.ts';
import { readThought, type Thought } from '../../../domain/pay/run/hypothetical.ts';
import type { Hold } from '../../../domain/pay/run/hold.ts';
import { payPackage, type PackagePay } from '../../../domain/pay/run/pay-package.ts';
import type { Payable } from '../../../domain/pay/run/payable.ts';
import type { PayRun } from '../../../domain/pay/run/pay-run.ts';
import type { PayPosition } from '../../../domain/pay/run/position.ts';
import { invariant } from '../../../domain/outcome.ts';
import { hashText } from '../../store/hash-text.ts';
import type { StoredFact } from '../../store/items.ts';
import { payRules, type PayRules } from './council-rules.ts';
import type { FactReader } from './known-facts.ts';
import { loadPayables } from './load-payables.ts';

/** The council’s settings and holds that a run reckons with. */
export type RunTerms = { settings: ReadonlyMap<string, StoredFact<'setting'>>; holds: readonly Hold[] };

export type Reckoned = {
  subject: string;
  payable: Payable;
  inputs: readonly FactRef[];
  before: PayPosition;
  pay: PackagePay;
};

/** The changes that a preview was asked to think; they were read when it was begun. */
function thoughtsOf({ hypothetical, computedFrom }: PayRun): Thought[] {
  invariant(computedFrom !== null, 'a run that was planned says from when its facts are');
  return hypothetical.flatMap((write) => readThought(write, londonDate(computedFrom)).thought ?? []);
}

/** The rules of a run as its settings were on the day it was computed. */
export function rulesOf(run: PayRun, settings: RunTerms['settings']): PayRules {
  invariant(run.computedFrom !== null, 'a run that was planned says from when its facts are');
  return payRules(settings, { on: londonDate(run.computedFrom), calendar: run.calendar });
}

/** What a run does about some packages: the one way in which runs, previews and recomputes reckon. */
export async function reckon(
  run: PayRun,
  subjects: readonly string[],
  {
    facts,
    terms,
    positionOf,
  }: { facts: FactReader; terms: RunTerms; positionOf: (subject: string) => PayPosition },
): Promise<Reckoned[]> {
  const rules = rulesOf(run, terms.settings);
  const { throughDate } = run;
  const loaded = await loadPayables(subjects, { facts, rules, throughDate, thoughts: thoughtsOf(run) });
  return inOrderOf(loaded, ({ subject }) => subject).map(({ subject, payable, due, inputs }) => {
    const before = positionOf(subject);
    const pay = payPackage(payable, before, {
      payRunId: run.payRunId,
      ...due,
      known: inputs,
      holds: terms.holds,
      hash: hashText,
    });
    return { subject, payable, inputs, before, pay };
  });
}
