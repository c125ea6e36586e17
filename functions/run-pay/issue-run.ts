import { londonDate, type CalendarDate } from '../../domain/calendar.ts';
import { inOrderOf } from '../../domain/in-order-of.ts';
import type { PayRun } from '../../domain/pay/run/pay-run.ts';
import type { Finding } from '../../domain/records/finding.ts';
import type { OutputSettings } from '../../domain/settings/output-settings.ts';
import { valueOn } from '../../domain/settings/setting-definition.ts';
import { settings } from '../../domain/settings/settings.ts';
import type { RunDeps } from './deps.ts';
import { entriesOf } from './entries-of-run.ts';
import { keepBack } from './keep-back.ts';
import { decidedOutgoing } from './outgoing.ts';
import { recordTakenOff, takenOffLines } from './record-taken-off.ts';
import { resend } from './resend-payments.ts';
import { recordPayments } from './record-payments.ts';
import { fileLines, saidByRun } from './said-by-run.ts';
import { writeFiles } from './write-files.ts';

/**
 * Makes the payments of an approved run: files, ledger entries, payment and recovery records, then the run is issued.
 * What leaves is decided before anything else and read back by a second try after a death, and everything is named by
 * the run and what it is about, so that such a try writes the same again.
 */
export async function issueRun({ payRunId }: { payRunId: string }, deps: RunDeps): Promise<void> {
  const asked = await deps.runs.readRun(payRunId);
  const by = asked?.body.issueBy ?? null;
  if (asked?.body.state !== 'approved' || by === null) return;
  const forward = await deps.evidence.readBroughtForward(asked.body);
  const taken = await takenOffLines(forward.takenOff, deps);
  const { parts, people, cancelled } = await saidByRun(asked.body, taken, deps);
  const { seen, outgoing } = await decidedOutgoing(asked, { parts, people, forward }, deps);
  const run = seen.body;
  const { madeAt, payOn, own, again } = outgoing;
  const on = londonDate(madeAt);
  const { files, refused } = await writeFiles({
    run,
    payments: [...own.sendable, ...again.sendable],
    parts,
    outputs: await outputsOn(on, deps),
    madeAt,
    evidence: deps.evidence,
  });
  const made = [...own.sendable, ...own.kept.map(({ payment }) => payment)];
  const payments = inOrderOf(made, ({ paymentId }) => paymentId);
  await deps.evidence.put(run, 'payments.json', JSON.stringify(payments), 'application/json');
  await deps.evidence.put(run, 'files.json', JSON.stringify(files), 'application/json');
  for (const round of entriesOf({ payRunId, on, parts, ...own })) await deps.ledger.bookMany(round);
  const about = { on, by, reason: run.note };
  await recordPayments({ run, ...own, parts, ...about }, deps);
  for (const each of own.kept) await keepBack(each, about, deps);
  await resend({ resends: forward.resends, ...again, ...about }, deps);
  await recordTakenOff({ run, cancelled, takenOff: forward.takenOff, ...about }, deps);
  if (refused.length > 0) await tellOfRefused(run, refused, deps);
  await fileLines(run, deps);
  const body: PayRun = { ...run, state: 'issued', payOn };
  const recording = {
    recordedAt: deps.clock(),
    recordedBy: by,
    source: { kind: 'hand' as const },
    reason: run.note,
  };
  const moved = await deps.runs.moveRun(seen, body, recording);
  if (moved.outcome !== 'moved') throw new Error('another worker issued this run at the same moment');
}

async function outputsOn(on: CalendarDate, deps: RunDeps): Promise<OutputSettings> {
  const { name } = settings.outputs;
  const stored = await deps.settings([name]);
  return valueOn(settings.outputs, stored.get(name)?.body.entries ?? [], on);
}

/** A file that could not be written leaves its payments unsent: somebody is told the same day. */
async function tellOfRefused(
  run: PayRun,
  refused: readonly Finding[],
  { work, clock }: RunDeps,
): Promise<void> {
  const [first] = refused;
  await work.open({
    workId: `pay-run-files:${run.payRunId}`,
    area: 'payments',
    title: `Run ${run.payRunId}: ${refused.length === 1 ? 'a file' : `${refused.length} things`} could not be written. ${first?.message ?? ''}`,
    link: `/pay-runs/${run.payRunId}`,
    risk: 'high',
    openedAt: clock(),
    dueOn: null,
  });
}
