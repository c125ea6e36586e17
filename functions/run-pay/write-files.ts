import { createHash } from 'node:crypto';
import type { Instant } from '../../domain/calendar.ts';
import type { Payment } from '../../domain/pay/payment.ts';
import type { RunParts } from '../../domain/pay/run/payments-of-run.ts';
import type { PayRun } from '../../domain/pay/run/pay-run.ts';
import type { RunFileKind } from '../../domain/pay/run/run-file.ts';
import type { Finding } from '../../domain/records/finding.ts';
import type { OutputSettings } from '../../domain/settings/output-settings.ts';
import { bacsStandard18 } from '../files/payments/bank/bacs-standard-18.ts';
import { pain001 } from '../files/payments/bank/pain-001.ts';
import { gl07Csv } from '../files/payments/ledger/gl07-csv.ts';
import { journalCsv } from '../files/payments/ledger/journal-csv.ts';
import { oracleFbdi } from '../files/payments/ledger/oracle-fbdi.ts';
import type { PaymentFileResult } from '../files/payments/payment-file.ts';
import { nhsRechargeCsv } from '../files/payments/people/nhs-recharge-csv.ts';
import { paymentsCsv } from '../files/payments/people/payments-csv.ts';
import { paymentsXlsx } from '../files/payments/people/payments-xlsx.ts';
import { remittanceCsv } from '../files/payments/people/remittance-csv.ts';
import { remittancePdf } from '../files/payments/people/remittance-pdf.ts';
import type { RunEvidence, RunFile } from '../platform/pay/evidence.ts';
import { inTurns } from '../store/table.ts';

type Writing = {
  run: PayRun;
  payments: readonly Payment[];
  parts: Pick<RunParts, 'payees' | 'shares'>;
  outputs: OutputSettings;
  madeAt: Instant;
  evidence: RunEvidence;
};

type Written = { files: readonly RunFile[]; refused: readonly Finding[] };

const MOST_FILES_A_DAY = 999;

/** What the bank tells files of a day apart by: the number of the run, as often as it fits. */
function fileNumberOf({ payRunId }: PayRun): number {
  return ((Number(payRunId.slice(1)) - 1) % MOST_FILES_A_DAY) + 1;
}

/** Every file of a run, hashed, beside its lines: what the bank and the ledger take, what people read, what payees get. */
export async function writeFiles(writing: Writing): Promise<Written> {
  const { run, payments, parts, outputs, madeAt, evidence } = writing;
  const files: RunFile[] = [];
  const refused: Finding[] = [];
  const add = async (kind: RunFileKind, result: PaymentFileResult): Promise<void> => {
    keep(await write(kind, result));
  };
  const keep = (written: Written): void => {
    files.push(...written.files);
    refused.push(...written.refused);
  };
  const write = async (kind: RunFileKind, result: PaymentFileResult): Promise<Written> => {
    if (result.outcome === 'refused') return { files: [], refused: result.reasons };
    const { name, contentType, bytes } = result.file;
    await evidence.put(run, `files/${name}`, bytes, contentType);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { files: [{ name, kind, sha256, bytes: bytes.byteLength, contentType }], refused: [] };
  };
  const input = { outputs, madeAt, fileNumber: fileNumberOf(run) };
  const byBacs = payments.filter(({ payee }) => payee.route === 'bacs' && payee.method === 'bacs');
  const byLedger = payments.filter(({ payee }) => payee.route === 'ledger');
  if (byBacs.length > 0) {
    await add('bacs-standard-18', bacsStandard18({ payments: byBacs, ...input }));
    await add('pain-001', pain001({ payments: byBacs, ...input }));
  }
  if (byLedger.length > 0 && outputs.ledger.kind === 'oracle-fbdi')
    await add('ledger-payments', oracleFbdi({ payments: byLedger, ...input }));
  if (byLedger.length > 0 && outputs.ledger.kind === 'gl07')
    await add('ledger-payments', gl07Csv({ payments: byLedger, ...input }));
  await add('journal', journalCsv({ payRunId: run.payRunId, payees: parts.payees }));
  if (payments.length > 0) {
    await add('payments', paymentsCsv({ payments }));
    await add('payments', await paymentsXlsx({ payments, madeAt }));
  }
  const remittances = await inTurns(payments, async (payment) => [
    await write('remittance', remittanceCsv({ payment })),
    await write('remittance', await remittancePdf({ payment, outputs, madeAt })),
  ]);
  remittances.flat().forEach(keep);
  for (const share of parts.shares)
    await add('nhs-recharge', nhsRechargeCsv({ payRunId: run.payRunId, ...share }));
  return { files, refused };
}
