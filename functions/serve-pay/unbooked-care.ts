import { londonDate, type CalendarDate, type Instant } from '../../domain/calendar.ts';
import type { AccruedAmount } from '../../domain/ledger/accruals.ts';
import { unpaidCare, type Accruable } from '../../domain/pay/run/accrual.ts';
import type { PayRun } from '../../domain/pay/run/pay-run.ts';
import { Conflict } from '../platform/problem-responses.ts';
import type { StoredFact } from '../store/items.ts';
import type { PayDeps } from './deps.ts';

/** Care of a year that no run had booked by its end, and the runs that booked some of it since. */
export type UnbookedCare = { amounts: AccruedAmount[]; issuedSince: string[] };

const PAGE = 100;

/**
 * What a preview through the year’s last day shows unpaid, and what runs paid of the year after its end: their cost was
 * booked in the new year. A run that was approved after the preview was made is in it as unpaid, and not taken again.
 */
export async function unbookedCare(
  preview: PayRun,
  { yearEnd, computedFrom }: Accruable,
  deps: PayDeps,
): Promise<UnbookedCare> {
  await refuseUnissued(preview, deps);
  const amounts = await careOf(preview, yearEnd, deps);
  const issuedSince: string[] = [];
  for (const run of await issuedAfter(yearEnd, { preview, computedFrom }, deps)) {
    const booked = await careOf(run, yearEnd, deps);
    if (booked.length === 0) continue;
    amounts.push(...booked);
    issuedSince.push(run.payRunId);
  }
  return { amounts, issuedSince: issuedSince.sort() };
}

/** Lines of a run that is approved count as paid, but their cost is booked when it is issued. */
async function refuseUnissued({ kind }: PayRun, { runs }: PayDeps): Promise<void> {
  for (const payRunId of await runs.openRunIds(kind)) {
    const run = await runs.readRun(payRunId);
    if (run?.body.state === 'approved')
      throw conflict(
        payRunId,
        'run-not-issued',
        `Run ${payRunId} is approved and not issued: the preview leaves out what it pays, and its cost is not booked yet. Issue it, then propose the accrual again; or cancel it and preview again.`,
      );
  }
}

async function careOf(run: PayRun, yearEnd: CalendarDate, { evidence }: PayDeps): Promise<AccruedAmount[]> {
  const care: AccruedAmount[] = [];
  for (let shard = 1; shard <= run.shards; shard += 1) {
    for (const { lines } of await evidence.readRows(run, shard)) care.push(...unpaidCare(lines, yearEnd));
  }
  return care;
}

/** The runs of the preview’s kind whose lines it took for paid and whose cost is booked after the year’s end. */
async function issuedAfter(
  yearEnd: CalendarDate,
  { preview: { kind, payRunId }, computedFrom }: { preview: PayRun; computedFrom: Instant },
  deps: PayDeps,
): Promise<PayRun[]> {
  const found: PayRun[] = [];
  for await (const fact of everyRun(deps)) {
    const { body } = fact;
    const { state, payOn } = body;
    if (body.kind !== kind) continue;
    await refuseCancelledSince(fact, { payRunId, computedFrom }, deps);
    if (body.outgoing === null || payOn === null || payOn <= yearEnd) continue;
    const history = (await deps.facts.versionsOf('pay-run', body.payRunId)).toReversed();
    const approved = history.find((version) => version.body.state === 'approved');
    const asked = history.find((version) => version.body.issueBy !== null);
    if (approved === undefined || asked === undefined || londonDate(asked.recordedAt) <= yearEnd) continue;
    if (approved.recordedAt < computedFrom) found.push(body);
    else if (approved.recordedAt < (await readySince(payRunId, deps)))
      throw conflict(
        payRunId,
        'approved-meanwhile',
        `Run ${body.payRunId} was approved while the preview was computed (it is ${state}). Preview again.`,
      );
  }
  return found;
}

/** A preview took for paid what a run was to pay that was approved then: once that is cancelled, nobody shows it as unpaid. */
async function refuseCancelledSince(
  { body: { payRunId: cancelledId, state }, recordedAt }: StoredFact<'pay-run'>,
  { payRunId, computedFrom }: { payRunId: string; computedFrom: Instant },
  deps: PayDeps,
): Promise<void> {
  if (state !== 'cancelled' || recordedAt < computedFrom) return;
  const history = await deps.facts.versionsOf('pay-run', cancelledId);
  const approved = history.find(({ body }) => body.state === 'approved');
  if (approved === undefined || approved.recordedAt > (await readySince(payRunId, deps))) return;
  throw conflict(
    payRunId,
    'cancelled-meanwhile',
    `Run ${cancelledId} was approved when the preview was computed and is cancelled since: the preview leaves out what it was to pay. Preview again.`,
  );
}

/** When a preview was complete. */
async function readySince(payRunId: string, { facts }: PayDeps): Promise<Instant> {
  const history = await facts.versionsOf('pay-run', payRunId);
  const last = history.findLast(({ body }) => body.linesHash !== null);
  if (last === undefined) throw new Error('a preview that is proposed is complete');
  return last.recordedAt;
}

async function* everyRun({ runs }: PayDeps): AsyncGenerator<StoredFact<'pay-run'>> {
  let cursor: string | undefined;
  do {
    const page = await runs.listRuns({ limit: PAGE, cursor });
    yield* page.items;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

function conflict(payRunId: string, rule: string, message: string): Conflict {
  return new Conflict(message, { errors: [{ field: 'payRunId', rule, message }], ids: { payRunId } });
}
