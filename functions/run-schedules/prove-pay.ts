import { calendarDate, londonDate } from '../../domain/calendar.ts';
import { counts, type PayRun } from '../../domain/pay/run/pay-run.ts';
import { newRun } from '../../domain/pay/run/new-run.ts';
import { runSettingNames } from '../platform/pay/council-rules.ts';
import { reckon, rulesOf, type Reckoned, type RunTerms } from '../platform/pay/reckon.ts';
import { positionsThatCount } from '../platform/pay/standing.ts';
import type { ScheduleDeps } from './deps.ts';

/** Packages that are reckoned at a time, so that memory stays flat. */
const BATCH = 500;
/** Runs back from now in which the last look at a package is searched for. */
const RUNS_BACK = 100;
const NAMED = 10;

/**
 * Reckons everything that was ever paid again. Days that are covered must come to what was paid for them, unless a fact
 * changed since a run last looked: what else differs is an error of ours, and reaches a person.
 */
export async function provePay(deps: ScheduleDeps): Promise<void> {
  const settings = await deps.facts.currentFacts('setting', runSettingNames);
  const terms: RunTerms = { settings, holds: [] };
  const run = proofRun(deps);
  const subjects = await everySubject(deps);
  const odd: string[] = [];
  const lastLook = lookBack(deps);
  for (let start = 0; start < subjects.length; start += BATCH) {
    const differing = await differingOf(subjects.slice(start, start + BATCH), { run, terms }, deps);
    for (const each of differing) {
      const versions = [...each.inputs, ...rulesOf(run, settings).versions];
      const since = await lastLook(each.subject);
      if (!(await changedSince(versions, since, deps))) odd.push(each.pay.packageId);
    }
  }
  await tell(odd, deps);
}

/** A run through no day at all: it can only correct what is covered. */
function proofRun({ clock }: ScheduleDeps): PayRun {
  const run = newRun({
    payRunId: 'PROOF',
    kind: 'providers',
    throughDate: calendarDate('1900-01-01'),
    calendar: null,
    scope: null,
    startedBy: 'careledger',
  });
  return { ...run, computedFrom: clock() };
}

async function everySubject({ lists }: ScheduleDeps): Promise<string[]> {
  const packages = await lists.everyPackageId(await lists.everyId('provider'));
  const agreements = await lists.everyId('direct-payment-agreement');
  const invoices = await lists.everyId('manual-invoice');
  return [
    ...packages.map((id) => `package:${id}`),
    ...agreements.map((id) => `agreement:${id}`),
    ...invoices.map((id) => `manual-invoice:${id}`),
  ];
}

async function differingOf(
  subjects: readonly string[],
  { run, terms }: { run: PayRun; terms: RunTerms },
  deps: ScheduleDeps,
): Promise<Reckoned[]> {
  const seen = await deps.positions.positionsOf(subjects);
  const positionOf = await positionsThatCount(seen, run, deps.runs);
  const reckoned = await reckon(run, [...seen.keys()], {
    facts: { factsOf: (kind, ids) => deps.facts.currentFacts(kind, ids) },
    terms,
    positionOf,
  });
  return reckoned.filter(({ pay }) => pay.lines.length > 0);
}

/** When a run that counts last looked at a subject; the first instant of all where none is found. */
function lookBack({ runs, shards }: ScheduleDeps): (subject: string) => Promise<string> {
  let counted: Promise<PayRun[]> | undefined;
  const subjectsOf = new Map<string, Promise<Set<string>>>();
  const read = async (): Promise<PayRun[]> => {
    const { items } = await runs.listRuns({ limit: RUNS_BACK });
    return items.map(({ body }) => body).filter(counts);
  };
  const lookedAt = ({ payRunId, attempt }: PayRun): Promise<Set<string>> => {
    const known = subjectsOf.get(payRunId);
    if (known !== undefined) return known;
    const found = shards
      .shardsOf(payRunId, attempt)
      .then((parts) => new Set(parts.flatMap(({ subjects }) => subjects)));
    subjectsOf.set(payRunId, found);
    return found;
  };
  return async (subject) => {
    counted ??= read();
    for (const run of await counted) {
      if ((await lookedAt(run)).has(subject)) return run.computedFrom ?? '';
    }
    return '';
  };
}

async function changedSince(
  refs: Reckoned['inputs'],
  since: string,
  { facts }: ScheduleDeps,
): Promise<boolean> {
  for (const { kind, id } of refs) {
    // Accepted actuals are in the versions of what they belong to.
    if (kind === 'actuals') continue;
    const fact = (await facts.currentFacts(kind, [id])).get(id);
    if (fact !== undefined && fact.recordedAt > since) return true;
  }
  return false;
}

async function tell(odd: readonly string[], { work, clock }: ScheduleDeps): Promise<void> {
  const workId = 'nightly-proof';
  if (odd.length === 0) {
    await work.finish(workId, 'Everything that was paid comes to the same again.');
    return;
  }
  const more = odd.length > NAMED ? ` and ${odd.length - NAMED} more` : '';
  await work.open({
    workId,
    area: 'payments',
    title: `Days that were paid come to other amounts on ${londonDate(clock())}, though nothing changed: ${odd.slice(0, NAMED).join(', ')}${more}. Do not approve runs with these packages before the cause is known.`,
    link: '/pay-runs',
    risk: 'high',
    openedAt: clock(),
    dueOn: null,
  });
}
