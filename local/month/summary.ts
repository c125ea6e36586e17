import type { ReturnClearance } from './decide-returns.ts';
import type { BroughtIn } from './bring-in.ts';
import type { Council } from './council-files.ts';
import type { FileReport } from './file-report.ts';
import type { Output } from './outputs.ts';
import type { MonthRun } from './pay.ts';

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
  }[];
  leftAside: string[];
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
  statements: { files: number; read: number; refused: number };
  cases: number;
  findings: Record<string, number>;
  ledger: { sumPence: number; balanced: boolean };
  /** What waits for a person after the month. */
  work: { area: string; title: string; risk: string }[];
  outputFolder: string;
  outputs: Output[];
  seconds: Record<string, number>;
};

type Worked = {
  council: Council;
  brought: BroughtIn;
  returns: ReturnClearance[];
  runs: MonthRun[];
  outputs: Output[];
  report: FileReport;
  ledger: Summary['ledger'];
  work: Summary['work'];
  holds: number;
  outputFolder: string;
  seconds: Record<string, number>;
};

const TAKEN: readonly string[] = ['checked', 'accepted', 'part-accepted'];

/** The lines of returns that were taken, and how many are paid as claimed and how many wait for a person. */
/** Bank statements that were read, and those that could not be; one that came before is neither. */
function statementsOf(uploads: FileReport['uploads']): Summary['statements'] {
  const states = uploads.filter(({ kind }) => kind === 'bank-statements').map(({ state }) => state);
  return {
    files: states.length,
    read: states.filter((state) => state === 'accepted').length,
    refused: states.filter((state) => state === 'rejected' || state === 'quarantined').length,
  };
}

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
  const { council, brought, runs, outputs, report, ledger, work, holds, outputFolder, seconds } = worked;
  const { uploads, findings, people, packages } = report;
  const ofKind = (kind: string): number => uploads.filter((upload) => upload.kind === kind).length;
  const paid = runs.filter(({ state }) => state === 'issued');
  const sum = (of: (run: MonthRun) => number): number => paid.reduce((total, run) => total + of(run), 0);
  return {
    council: council.name,
    month: { from: council.from, to: council.to, today: council.today },
    people,
    packages,
    files: uploads.map(({ key, kind, state, counts: { rows, accepted, refused }, sha256 }) => ({
      ...{ key, kind, state, rows, accepted, refused, sha256 },
    })),
    leftAside: brought.leftAside,
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
    // Every payment has one remittance for its payee.
    payments: outputs.filter(({ name }) => name.endsWith('-remittance.csv')).length,
    statements: statementsOf(uploads),
    cases: report.cases,
    findings,
    ledger,
    work,
    outputFolder,
    outputs,
    seconds,
  };
}
