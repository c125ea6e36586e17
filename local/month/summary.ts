import type { FunctionUsage } from '../triggers/function-usage.ts';
import type { AuditQueue } from './audits.ts';
import type { ReturnClearance } from './decide-returns.ts';
import type { BroughtIn } from './bring-in.ts';
import type { Council } from './council-files.ts';
import type { FileReport } from './file-report.ts';
import type { Interest } from './interest.ts';
import type { LedgerProof } from './ledger-proof.ts';
import { machineUsage, type MachineUsage } from './machine-usage.ts';
import type { Missing } from './missing.ts';
import type { Output } from './outputs.ts';
import type { MonthRun } from './pay.ts';
import { statementReport, type StatementReport } from './statement-report.ts';

/** The month in figures, with the names that `--json` is known by. */
export type Summary = {
  council: string;
  month: { from: string; to: string; today: string };
  people: number;
  packages: number;
  files: {
    key: string;
    kind: string;
    state: string;
    rows: number;
    accepted: number;
    refused: number;
    sha256: string | null;
    /** Why nothing of it was taken. */
    problem: string | null;
  }[];
  leftAside: string[];
  /** What another council did not give, and what could not be done because of it. */
  missing: readonly Missing[];
  keyed: { writes: number };
  /** What keeps money back after the month, the old system’s holds included. */
  holds: number;
  returns: {
    files: number;
    lines: number;
    accepted: number;
    questioned: number;
    /** What was done about the lines that checks asked about, by check. */
    exceptions: ReturnClearance[];
  };
  payRun: {
    lines: number;
    totalPence: number;
    heldPence: number;
    paidPence: number;
    proposedRecoveryPence: number;
    cancelledRecoveryPence: number;
    nhsSharePence: number;
  };
  payRuns: MonthRun[];
  payments: number;
  remittances: { payments: number; files: number; bytes: number };
  statements: StatementReport;
  audits: AuditQueue;
  interest: Interest;
  findings: Record<string, number>;
  ledger: LedgerProof;
  /** What waits for a person after the month. */
  work: { area: string; title: string; risk: string }[];
  outputFolder: string;
  outputs: Output[];
  seconds: Record<string, number>;
  machine: MachineUsage;
};

type Worked = {
  council: Council;
  brought: BroughtIn;
  returns: ReturnClearance[];
  runs: MonthRun[];
  outputs: Output[];
  interest: Interest;
  ledger: LedgerProof;
  audits: AuditQueue;
  report: FileReport;
  work: Summary['work'];
  holds: number;
  outputFolder: string;
  seconds: Record<string, number>;
  usage: FunctionUsage[];
};

const TAKEN: readonly string[] = ['checked', 'accepted', 'part-accepted'];

/** The lines of returns that were taken, and how many are paid as claimed and how many wait for a person. */
function checkedLines(uploads: FileReport['uploads']): {
  lines: number;
  accepted: number;
  questioned: number;
} {
  const taken = uploads.filter(({ kind, state }) => kind === 'provider-returns' && TAKEN.includes(state));
  return {
    lines: taken.reduce((sum, { counts }) => sum + counts.rows, 0),
    accepted: taken.reduce((sum, { counts }) => sum + counts.accepted, 0),
    questioned: taken.reduce((sum, { counts }) => sum + (counts.questioned ?? 0), 0),
  };
}

export function summarise(worked: Worked): Summary {
  const { council, brought, runs, outputs, report, outputFolder, seconds } = worked;
  const { interest, ledger, audits, work, holds } = worked;
  const { uploads, findings, people, packages } = report;
  const ofKind = (kind: string): number => uploads.filter((upload) => upload.kind === kind).length;
  const remittances = remittancesIn(outputs);
  const paid = runs.filter(({ state }) => state === 'issued');
  const sum = (of: (run: MonthRun) => number): number => paid.reduce((total, run) => total + of(run), 0);
  return {
    council: council.name,
    month: { from: council.from, to: council.to, today: council.today },
    people,
    packages,
    files: uploads.map(({ key, kind, state, counts: { rows, accepted, refused }, sha256, problem }) => ({
      ...{ key, kind, state, rows, accepted, refused, sha256, problem: problem?.message ?? null },
    })),
    leftAside: brought.leftAside,
    missing: council.missing,
    keyed: { writes: brought.keyed },
    holds,
    returns: {
      files: ofKind('provider-returns'),
      ...checkedLines(uploads),
      exceptions: worked.returns,
    },
    payRun: {
      lines: sum(({ lineCount }) => lineCount),
      totalPence: sum(({ totalPence }) => totalPence),
      heldPence: sum(({ heldPence }) => heldPence),
      paidPence: sum(({ paymentPence }) => paymentPence),
      proposedRecoveryPence: sum(({ proposedPence }) => proposedPence),
      cancelledRecoveryPence: sum(({ cancelledPence }) => cancelledPence),
      nhsSharePence: sum(({ rechargePence }) => rechargePence),
    },
    payRuns: runs,
    payments: remittances.payments,
    remittances,
    statements: statementReport(uploads, council.real),
    audits,
    interest,
    findings,
    ledger,
    work,
    outputFolder,
    outputs,
    seconds,
    machine: machineUsage(worked.usage),
  };
}

/** Every payment has one remittance for its payee, in two forms. */
function remittancesIn(outputs: readonly Output[]): Summary['remittances'] {
  const own = outputs.filter(({ kind }) => kind === 'remittance');
  return {
    payments: own.filter(({ name }) => name.endsWith('-remittance.csv')).length,
    files: own.length,
    bytes: own.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
