import { addDays, londonDate, type CalendarDate } from '../../domain/calendar.ts';
import { summariseByCoding } from '../../domain/ledger/journal-summary.ts';
import { poundsText, sumPence } from '../../domain/money.ts';
import { invariant } from '../../domain/outcome.ts';
import { payDayOf } from '../../domain/pay/run/pay-day.ts';
import { partsOfRun, paymentsOf, type RunParts } from '../../domain/pay/run/payments-of-run.ts';
import type { PayRun } from '../../domain/pay/run/pay-run.ts';
import type { Finding } from '../../domain/records/finding.ts';
import { valueOn } from '../../domain/settings/setting-definition.ts';
import { settings } from '../../domain/settings/settings.ts';
import type { LinesToFile } from '../store/position-store.ts';
import type { RunDeps } from './deps.ts';
import { findCalendar } from '../platform/pay/council-rules.ts';
import type { EvidenceRow } from '../platform/pay/evidence.ts';
import { entriesOf } from './entries-of-run.ts';
import { keepBack, partSendable } from './keep-back.ts';
import { payeesOf } from './payees.ts';
import { recordTakenOff, takenOffLines } from './record-taken-off.ts';
import { paymentsAgain, resend } from './resend-payments.ts';
import { recordPayments } from './record-payments.ts';
import { writeFiles } from './write-files.ts';

/**
 * Makes the payments of an approved run: files, ledger entries, payment and recovery records, then the run is issued.
 * Everything is named by the run and what it is about, so that a second try after a death writes the same again.
 */
export async function issueRun({ payRunId }: { payRunId: string }, deps: RunDeps): Promise<void> {
  const seen = await deps.runs.readRun(payRunId);
  if (seen?.body.state !== 'approved') return;
  const run = seen.body;
  const by = run.issueBy;
  if (by === null) return;
  const madeAt = seen.recordedAt;
  const on = londonDate(madeAt);
  const rows = await everyRow(run, deps);
  const forward = await deps.evidence.readBroughtForward(run);
  const parts = partsOfRun(run, rows, await takenOffLines(forward.takenOff, deps));
  const stored = await deps.settings([settings.outputs.name, settings.calendars.name]);
  const payOn = payDay(run, stored, on);
  const payeeOf = await payeesOf(
    [...parts.payees, ...forward.resends].map(({ payeeId }) => payeeId),
    deps,
  );
  const payments = paymentsOf(parts, { payRunId, payOn, payeeOf });
  const paid = sumPence(payments.map(({ amountPence }) => amountPence));
  invariant(paid === run.totals?.paymentPence, 'the payments of a run are what was approved');
  const outputs = valueOn(settings.outputs, stored.get(settings.outputs.name)?.body.entries ?? [], on);
  const { sendable, kept } = partSendable(payments, { outputs, madeAt });
  const again = await paymentsAgain(forward.resends, { payRunId, payOn, payeeOf }, deps);
  const resent = partSendable(again, { outputs, madeAt });
  const { files, refused } = await writeFiles({
    run,
    payments: [...sendable, ...resent.sendable],
    shares: parts.shares,
    outputs,
    madeAt,
    evidence: deps.evidence,
  });
  await deps.evidence.put(run, 'payments.json', JSON.stringify(payments), 'application/json');
  await deps.evidence.put(run, 'journal.csv', journalOf(parts), 'text/csv');
  await deps.evidence.put(run, 'files.json', JSON.stringify(files), 'application/json');
  for (const entry of entriesOf({ payRunId, on, parts, sendable, kept })) await deps.ledger.book(entry);
  const about = { on, by, reason: run.note };
  await recordPayments({ run, sendable, kept, parts, ...about }, deps);
  for (const each of kept) await keepBack(each, about, deps);
  await resend({ resends: forward.resends, ...resent, ...about }, deps);
  await recordTakenOff({ run, rows, takenOff: forward.takenOff, ...about }, deps);
  if (refused.length > 0) await tellOfRefused(run, refused, deps);
  await deps.positions.fileLines(linesOf(run, rows));
  const body: PayRun = { ...run, state: 'issued', payOn };
  const recording = {
    recordedAt: deps.clock(),
    recordedBy: by,
    source: { kind: 'hand' as const },
    reason: run.note,
  };
  await deps.runs.moveRun(seen, body, recording);
}

async function everyRow(run: PayRun, { evidence }: RunDeps): Promise<EvidenceRow[]> {
  const rows: EvidenceRow[] = [];
  for (let shard = 1; shard <= run.shards; shard += 1) rows.push(...(await evidence.readRows(run, shard)));
  return rows;
}

/** The lines of the run as they are filed, before another run may write about the same packages. */
function linesOf({ payRunId, attempt }: PayRun, rows: readonly EvidenceRow[]): LinesToFile[] {
  return rows.flatMap(({ subject, lines }) =>
    lines.length === 0 ? [] : [{ subject, payRunId, attempt, lines: [...lines] }],
  );
}

/** Where the bank holidays of a year are not published yet, money is given three days. */
function payDay(run: PayRun, stored: Stored, today: CalendarDate): CalendarDate {
  const calendar = run.calendar === null ? null : (findCalendar(stored, run.calendar, today) ?? null);
  const day = payDayOf({ today, throughDate: run.throughDate, calendar });
  return day.ok ? day.value : addDays(today, 3);
}

type Stored = Awaited<ReturnType<RunDeps['settings']>>;

/** What the ledger books of a run, by cost centre, subjective and tax code. */
function journalOf({ payees }: RunParts): string {
  const coded = summariseByCoding(payees.flatMap(({ lines, held }) => [...lines, ...held]));
  const rows = coded.map(({ coding: { costCentre, subjectiveCode, taxCode }, amountPence, lineCount }) =>
    [costCentre ?? '', subjectiveCode ?? '', taxCode ?? '', poundsText(amountPence), String(lineCount)].join(
      ',',
    ),
  );
  return ['costCentre,subjectiveCode,taxCode,amount,lines', ...rows, ''].join('\r\n');
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
