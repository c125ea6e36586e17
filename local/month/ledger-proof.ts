import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import * as z from 'zod';
import type { Interest } from './interest.ts';
import type { Office } from './office.ts';
import type { Output } from './outputs.ts';
import type { MonthRun } from './pay.ts';

const OFFICER = 'olu.officer';
const trialShape = z.object({
  accounts: z.array(z.object({ account: z.string(), balancePence: z.int() })),
  sumPence: z.int(),
  balanced: z.boolean(),
});
const paymentRow = z.object({ Payment: z.string(), Amount: z.string() });

/** The same sum found in several places; null where a place does not tell of it. */
type Proof = {
  what: string;
  /** By the lines that were approved, or the statements of the agreements. */
  linesPence: number;
  filesPence: number | null;
  ledgerPence: number;
  holds: boolean;
};
export type LedgerProof = {
  sumPence: number;
  balanced: boolean;
  accounts: { account: string; balancePence: number }[];
  proofs: Proof[];
};

/** Sets what was approved beside what stands in the files that were downloaded and in the ledger. */
export async function proveLedger(
  office: Office,
  { runs, outputs, interest }: { runs: readonly MonthRun[]; outputs: readonly Output[]; interest: Interest },
): Promise<LedgerProof> {
  const trial = await office.ask(OFFICER, 'GET /ledger/trial-balance', { schema: trialShape });
  const issued = runs.filter(({ state }) => state === 'issued');
  const sumOf = (of: (run: MonthRun) => number): number => issued.reduce((sum, run) => sum + of(run), 0);
  const owedBy = (...accounts: string[]): number =>
    trial.accounts
      .filter(({ account }) => accounts.includes(account))
      .reduce((sum, { balancePence }) => sum + balancePence, 0);
  return {
    ...trial,
    proofs: [
      proof('Paid', {
        linesPence: sumOf(({ paymentPence }) => paymentPence),
        filesPence: filesTotal(outputs),
        ledgerPence: 0 - owedBy('creditor', 'payments-in-transit'),
      }),
      proof('Kept back by holds', {
        linesPence: sumOf(({ heldPence }) => heldPence),
        filesPence: null,
        ledgerPence: 0 - owedBy('held'),
      }),
      proof('Borne by the NHS', {
        linesPence: sumOf(({ rechargePence }) => rechargePence),
        filesPence: null,
        ledgerPence: owedBy('nhs-receivable'),
      }),
      proof('Owed under deferred payment agreements', {
        linesPence: interest.owedPence,
        filesPence: null,
        ledgerPence: owedBy('deferred-debt'),
      }),
    ],
  };
}

function proof(what: string, { linesPence, filesPence, ledgerPence }: Omit<Proof, 'what' | 'holds'>): Proof {
  const holds = linesPence === ledgerPence && (filesPence === null || filesPence === linesPence);
  return { what, linesPence, filesPence, ledgerPence, holds };
}

/** What the lists of payments come to that were downloaded; what stands below their rows names no payment. */
function filesTotal(outputs: readonly Output[]): number {
  return outputs
    .filter(({ name }) => name.endsWith('-payments.csv'))
    .flatMap(({ path }) => paymentsIn(readFileSync(path, 'utf8')))
    .reduce((sum, { Amount }) => sum + Math.round(Number(Amount) * 100), 0);
}

function paymentsIn(text: string): z.infer<typeof paymentRow>[] {
  const rows = Papa.parse(text, { header: true, skipEmptyLines: true }).data;
  return rows.flatMap((row) => paymentRow.safeParse(row).data ?? []).filter(({ Payment }) => Payment !== '');
}
