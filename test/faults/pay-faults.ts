import { counts, isOpen, type PayRun } from '../../domain/pay/run/pay-run.ts';
import type { PayLine } from '../../domain/pay/run/pay-line.ts';
import type { Payment } from '../../domain/pay/payment.ts';
import { runEvidence } from '../../functions/platform/pay/evidence.ts';
import { payStore } from '../../functions/store/pay-store.ts';
import { workStore } from '../../functions/store/work-store.ts';
import { paymentsIn } from './ledger-faults.ts';
import type { Service } from './service.ts';
import { functionsOver } from './functions.ts';

type OfRun = { run: PayRun; lines: PayLine[]; payments: Payment[]; bankFile: string };

/**
 * What is wrong with what was paid, in sentences: every line that is to be paid is in exactly one payment, every payment
 * is on record and in the file of the bank once, no day of care is paid twice, and no run is stuck unseen.
 */
export async function payFaults(service: Service): Promise<string[]> {
  const { items } = await payStore(service.table).listRuns({ limit: 50 });
  const runs = items.map(({ body }) => body);
  const issued = await Promise.all(runs.filter(counts).map((run) => readRun(run, service)));
  return [
    ...lineFaults(issued),
    ...dayFaults(issued),
    ...issued.flatMap((each) => paymentFaults(each, service)),
    ...(await stuckRuns(runs, service)),
  ];
}

async function readRun(run: PayRun, { clients }: Service): Promise<OfRun> {
  const evidence = runEvidence(functionsOver(clients).buckets);
  const rows = (await Array.fromAsync(evidence.rowsByPart(run))).flat();
  const files = await evidence.readFiles(run);
  const bacs = files.find(({ kind }) => kind === 'bacs-standard-18');
  return {
    run,
    lines: rows.flatMap(({ lines }) => lines),
    payments: await evidence.readPayments(run),
    bankFile:
      bacs === undefined ? '' : Buffer.from(await evidence.get(run, `files/${bacs.name}`)).toString('latin1'),
  };
}

function lineFaults(issued: readonly OfRun[]): string[] {
  const times = new Map<string, number>();
  for (const { lineId } of issued.flatMap(({ payments }) => payments).flatMap(({ lines }) => lines))
    times.set(lineId, (times.get(lineId) ?? 0) + 1);
  return issued.flatMap(({ run, lines, payments }) => {
    const paid = new Set(payments.map(({ payee }) => payee.payeeId));
    return lines.flatMap(({ lineId, heldBy, payeeId, packageId }) => {
      const wanted = heldBy === null && paid.has(payeeId) ? 1 : 0;
      const found = times.get(lineId) ?? 0;
      return found === wanted
        ? []
        : [`line ${lineId} of ${packageId} is paid ${found} times by ${run.payRunId}`];
    });
  });
}

/** A strand of care is entitled once for a day; what is corrected later is an adjustment. */
function dayFaults(issued: readonly OfRun[]): string[] {
  const lines = issued.flatMap(({ lines }) => lines).filter(({ kind }) => kind === 'entitlement');
  return [...Map.groupBy(lines, ({ key }) => key).values()].flatMap((strand) => {
    const inOrder = strand.toSorted((a, b) => (a.from < b.from ? -1 : 1));
    return inOrder.flatMap((line, place) => {
      const before = inOrder[place - 1];
      return before === undefined || before.to < line.from
        ? []
        : [`${line.packageId} is paid twice from ${line.from}`];
    });
  });
}

function paymentFaults({ run, payments, bankFile }: OfRun, service: Service): string[] {
  const onRecord = paymentsIn(service).filter(({ payRunId }) => payRunId === run.payRunId);
  const told: string[] = [];
  const made = payments.reduce((sum, { amountPence }) => sum + amountPence, 0);
  if (made !== run.totals?.paymentPence)
    told.push(`${run.payRunId} was approved over ${run.totals?.paymentPence ?? 0} and pays ${made}`);
  if (onRecord.length !== payments.length)
    told.push(`${run.payRunId} made ${payments.length} payments, ${onRecord.length} are on record`);
  for (const { paymentId, amountPence, payee } of payments) {
    const found = onRecord.find((each) => each.paymentId === paymentId);
    if (found?.amountPence !== amountPence) told.push(`payment ${paymentId} is not on record as it was made`);
    if (payee.route !== 'bacs') continue;
    const times = bankFile.split(paymentId).length - 1;
    if (times !== 1) told.push(`payment ${paymentId} is ${times} times in the file of the bank`);
  }
  return told;
}

/** A run that is open, or failed, has a piece of work that says so. */
async function stuckRuns(runs: readonly PayRun[], service: Service): Promise<string[]> {
  const open = await payStore(service.table).openRunIds('providers');
  const work = workStore(service.table);
  const told: string[] = [];
  for (const run of runs) {
    if (!isOpen(run) && run.state !== 'failed' && !open.includes(run.payRunId)) continue;
    const asked = await work.readWork(`pay-run-failed:${run.payRunId}`);
    if (asked?.state !== 'open') told.push(`${run.payRunId} is ${run.state} and nobody is asked to look`);
  }
  return told;
}
