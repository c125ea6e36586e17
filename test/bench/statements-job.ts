import { readFileSync } from 'node:fs';
import type { SentStatement } from '../../domain/direct-payments/audited.ts';
import { usualAuditTerms } from '../../domain/direct-payments/audit-terms.ts';
import { auditStatement } from '../../domain/direct-payments/check-statement.ts';
import { calendarDate } from '../../domain/calendar.ts';
import { noChanges } from '../../domain/direct-payments/agreement-changes.ts';
import { paymentsForStatement } from '../../domain/direct-payments/expected-payments.ts';
import { readSpendingPlan } from '../../domain/direct-payments/read-spending-plan.ts';
import { readPdfStatement } from '../../functions/files/statements/pdf/read-pdf-statement.ts';
import { readStatement } from '../../functions/files/statements/read-statement.ts';
import { tellStatementForm } from '../../functions/files/statements/tell-statement-form.ts';
import type { Asked, AskedFiles } from './statement-files.ts';

/** Reads and audits a list of statements, so many times over, in a process of its own; their bytes are there before the clock starts. */
export type StatementsJob = { listPath: string; rounds: number };
export type StatementsOutcome = {
  rounds: { readMs: number; auditMs: number }[];
  transactions: number;
  sumPence: number;
  findings: number;
  peakMegabytes: number;
};

const { listPath, rounds: count } = JSON.parse(process.argv[2] ?? '') as StatementsJob;
const list = JSON.parse(readFileSync(listPath, 'utf8')) as AskedFiles;
const sharedPayees = new Map(list.sharedPayees);
const files = list.statements.map((asked) => ({ asked, bytes: readFileSync(asked.path) }));
/** After the last day of every statement. */
const RECEIVED_ON = calendarDate('2026-12-31');
/** Only these are held in memory once they were audited. */
const askedAgain = new Set(list.statements.flatMap(({ earlier }) => earlier));

async function readSent({ path }: Asked, bytes: Uint8Array): Promise<SentStatement> {
  const isPdf = tellStatementForm(bytes) === 'pdf';
  const reading = isPdf ? await readPdfStatement(bytes) : await readStatement(bytes);
  const statement = reading.ok ? reading.value.statements[0] : undefined;
  if (!reading.ok || statement === undefined) throw new Error(`${path}: ${JSON.stringify(reading)}`);
  return { uploadId: path, statement, notes: reading.value.notes };
}

function findingsOf(asked: Asked, sent: SentStatement, earlier: readonly SentStatement[]): number {
  const { agreement, person, household } = asked;
  const known = {
    ...{
      agreement,
      changes: noChanges(agreement.agreementId),
      paid: { payments: [], lines: [], askedBack: [] },
    },
  };
  const { findings } = auditStatement({
    ...known,
    ...{ person, household, sent, earlier, sharedPayees, receivedOn: RECEIVED_ON },
    plan: readSpendingPlan(agreement.planItems).plan,
    councilPayments: paymentsForStatement(known, sent.statement),
    confirmed: new Map(),
    terms: usualAuditTerms,
  });
  return findings.length;
}

async function oneRound(): Promise<Omit<StatementsOutcome, 'rounds' | 'peakMegabytes'> & { times: Times }> {
  const kept = new Map<number, SentStatement>();
  const told = { transactions: 0, sumPence: 0, findings: 0, times: { readMs: 0, auditMs: 0 } };
  for (const [place, { asked, bytes }] of files.entries()) {
    const startedAt = performance.now();
    const sent = await readSent(asked, bytes);
    for (const { amountPence } of sent.statement.transactions) told.sumPence += amountPence;
    const readAt = performance.now();
    const earlier = asked.earlier.flatMap((each) => kept.get(each) ?? []);
    told.findings += findingsOf(asked, sent, earlier);
    told.times.auditMs += performance.now() - readAt;
    told.times.readMs += readAt - startedAt;
    told.transactions += sent.statement.transactions.length;
    if (askedAgain.has(place)) kept.set(place, sent);
  }
  return told;
}
type Times = StatementsOutcome['rounds'][number];

const rounds: Times[] = [];
let last = await oneRound();
rounds.push(last.times);
while (rounds.length < count) {
  last = await oneRound();
  rounds.push(last.times);
}
const { times: _, ...told } = last;
// Kilobytes on Linux.
const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(JSON.stringify({ ...told, rounds, peakMegabytes } satisfies StatementsOutcome));
