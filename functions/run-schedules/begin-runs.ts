import { formatDate, londonDate } from '../../domain/calendar.ts';
import type { ClosedRange } from '../../domain/date-range.ts';
import { newRun } from '../../domain/pay/run/new-run.ts';
import type { PayRunKind } from '../../domain/pay/run/pay-run.ts';
import { periodToFinalise } from '../../domain/pay/run/period-to-finalise.ts';
import { valueOn } from '../../domain/settings/setting-definition.ts';
import { settings } from '../../domain/settings/settings.ts';
import type { ScheduleDeps } from './deps.ts';

type Wanted = { kind: PayRunKind; calendar: string; period: ClosedRange };

/** Begins the runs of every calendar of months or four weeks whose final list is due. */
export async function endMonth(deps: ScheduleDeps): Promise<void> {
  const due = await duePeriods(deps);
  for (const { calendar, period } of due.filter(({ isWeekly }) => !isWeekly)) {
    for (const kind of ['providers', 'carers', 'direct-payments'] as const)
      await beginOnce({ kind, calendar, period }, deps);
  }
}

/** Begins the run that pays providers what the runs of months left, for every weekly calendar whose final list is due. */
export async function catchUpOnWeek(deps: ScheduleDeps): Promise<void> {
  const due = await duePeriods(deps);
  for (const { calendar, period } of due.filter(({ isWeekly }) => isWeekly))
    await beginOnce({ kind: 'providers', calendar, period }, deps);
}

async function duePeriods({ facts, clock }: ScheduleDeps) {
  const { name } = settings.calendars;
  const today = londonDate(clock());
  const stored = (await facts.currentFacts('setting', [name])).get(name)?.body.entries ?? [];
  return valueOn(settings.calendars, stored, today).flatMap((calendar) => {
    const period = periodToFinalise(calendar, today);
    const isWeekly = calendar.period === 'weekly';
    return period === null ? [] : [{ calendar: calendar.name, period, isWeekly }];
  });
}

/** A run is begun once for a kind, a calendar and a period, however often the clock asks, even if it was cancelled since. */
async function beginOnce(wanted: Wanted, deps: ScheduleDeps): Promise<void> {
  const { kind, calendar, period } = wanted;
  const mark = `${kind}:${calendar}:${period.from}`;
  const before = await deps.runs.runBegunFor(mark);
  if (before !== null) return askForPlan(before, deps);
  const payRunId = await deps.runs.nextPayRunId();
  const run = newRun({
    payRunId,
    kind,
    throughDate: period.to,
    calendar,
    scope: null,
    startedBy: 'careledger',
  });
  const recording = {
    recordedAt: deps.clock(),
    recordedBy: 'careledger',
    source: { kind: 'hand' as const },
    reason: `begun by the calendar ${calendar}`,
  };
  const everything = { scope: null, providerIds: [], personIds: [] };
  const started = await deps.runs.startRun(run, everything, recording, mark);
  const workId = `pay-run-not-begun:${mark}`;
  if (started.outcome === 'overlaps') {
    await deps.work.open({
      workId,
      area: 'payments',
      title: `The run for ${kind} of the calendar ${calendar} through ${formatDate(period.to)} could not begin: ${started.payRunId} is open. Issue or cancel it; then it begins tomorrow, or begin it by hand.`,
      link: `/pay-runs/${started.payRunId}`,
      risk: 'high',
      openedAt: deps.clock(),
      dueOn: null,
    });
    return;
  }
  if (started.outcome === 'begun-before') return askForPlan(started.payRunId, deps);
  await deps.work.finish(workId, `Begun as ${payRunId}.`);
  await deps.send({ act: 'plan', payRunId, attempt: 1 });
}

/** Whoever began it may have died before anybody was asked to plan it. */
async function askForPlan(payRunId: string, { runs, send }: ScheduleDeps): Promise<void> {
  const run = await runs.readRun(payRunId);
  if (run?.body.state === 'computing' && run.body.computedFrom === null)
    await send({ act: 'plan', payRunId, attempt: run.body.attempt });
}
