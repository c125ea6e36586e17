import { auditStatement } from '../../domain/direct-payments/check-statement.ts';
import type { AuditFacts, AuditFinding, SentStatement } from '../../domain/direct-payments/audited.ts';
import { usualAuditTerms } from '../../domain/direct-payments/audit-terms.ts';
import { noChanges } from '../../domain/direct-payments/agreement-changes.ts';
import { paymentsForStatement } from '../../domain/direct-payments/expected-payments.ts';
import { payeeKey } from '../../domain/direct-payments/payee-key.ts';
import { daysOfStatement } from '../../domain/direct-payments/statement-days.ts';
import { readSpendingPlan } from '../../domain/direct-payments/read-spending-plan.ts';
import type { DirectPaymentAgreement } from '../../domain/records/direct-payment-agreement.ts';
import { rowKinds } from '../../domain/records/kinds.ts';
import { readStatement } from '../../functions/files/statements/read-statement.ts';
import { partFile } from '../../functions/split-statements/part-file.ts';
import { sampleFiles } from '../../local/sample-council/sample-files.ts';
import type { SampleFile, TruthEntry } from '../../local/sample-council/sample-file.ts';
import type { SampleOptions } from '../../local/sample-council/model.ts';
import { rowsOf } from './larkshire-returns.ts';

/** A statement with all that Larkshire knows when it comes in. */
export type AskedStatement = { file: SampleFile; facts: AuditFacts };

/** The statements of a council in the order they come, read from their bytes, each with what is known by then. */
export async function larkshireStatements(options: SampleOptions): Promise<AskedStatement[]> {
  const files = [...sampleFiles(options)];
  const extract = (kind: string): SampleFile => files.find(({ key }) => key.startsWith(`${kind}/`))!;
  const people = new Map(
    (await rowsOf(extract('people'), rowKinds.people.layout)).map((person) => [person.personId, person]),
  );
  const agreements = new Map(
    (await rowsOf(extract('direct-payment-agreements'), rowKinds['direct-payment-agreements'].layout)).map(
      (agreement) => [agreement.agreementId, agreement],
    ),
  );
  const read: { file: SampleFile; agreement: DirectPaymentAgreement; sent: SentStatement }[] = [];
  const statements = files.filter(({ kind }) => kind === 'bank-statement');
  const managed = files.filter(({ kind }) => kind === 'managed-statements');
  for (const file of [...statements, ...(await partsOf(managed, [...agreements.keys()]))]) {
    const reading = await readStatement(file.bytes);
    if (!reading.ok) throw new Error(`${file.key}: ${reading.message}`);
    const agreement = agreements.get(file.key.split('/')[1] ?? '')!;
    const { statements: told, notes } = reading.value;
    read.push({ file, agreement, sent: { uploadId: file.key, statement: told[0]!, notes } });
  }
  const sharedPayees = sharedOf(read);
  const earlier = new Map<string, SentStatement[]>();
  return read.map(({ file, agreement, sent }) => {
    const person = people.get(agreement.personId)!;
    const before = earlier.get(agreement.agreementId) ?? [];
    earlier.set(agreement.agreementId, [...before, sent]);
    const known = {
      ...{
        agreement,
        changes: noChanges(agreement.agreementId),
        paid: { payments: [], lines: [], askedBack: [] },
      },
    };
    const facts: AuditFacts = {
      ...known,
      ...{ sent, sharedPayees, earlier: before },
      // Sent as soon as the last of its days is over.
      receivedOn: daysOfStatement(sent.statement)!.to,
      plan: readSpendingPlan(agreement.planItems).plan,
      person: { name: person.name, diedOn: person.dateOfDeath },
      household: [],
      councilPayments: paymentsForStatement(known, sent.statement),
      confirmed: new Map(),
      terms: usualAuditTerms,
    };
    return { file, facts };
  });
}

/** What account providers sent for many, as statements of each: nothing is planted in them. */
async function partsOf(bulk: readonly SampleFile[], agreementIds: readonly string[]): Promise<SampleFile[]> {
  const parted: SampleFile[] = [];
  for (const { key, bytes } of bulk) {
    const file = await partFile(bytes, { fileName: key, agreementIds });
    if (!file.ok || file.value.refused.length > 0) throw new Error(`${key} could not be parted`);
    for (const { agreementId, content } of file.value.parts)
      parted.push({
        ...{ key: `bank-statements/${agreementId}/${content.fileName}`, kind: 'bank-statement', truth: [] },
        bytes: (await content.read())!,
      });
  }
  return parted;
}

/** Payees whom several agreements pay. */
function sharedOf(
  read: readonly { agreement: DirectPaymentAgreement; sent: SentStatement }[],
): Map<string, number> {
  const payers = new Map<string, Set<string>>();
  for (const { agreement, sent } of read) {
    for (const { text, amountPence } of sent.statement.transactions) {
      if (amountPence >= 0) continue;
      const key = payeeKey(text);
      payers.set(key, (payers.get(key) ?? new Set()).add(agreement.agreementId));
    }
  }
  return new Map([...payers].map(([key, { size }]) => [key, size] as const).filter(([, count]) => count > 1));
}

/** What was found and what should have been, of one rule. */
export type RuleScore = { hits: number; missed: string[]; wrong: string[] };

/** Audits every statement and counts, rule by rule, what was planted and found, planted and missed, and found without reason. */
export function scoreAudits(asked: readonly AskedStatement[]): Map<string, RuleScore> {
  const scores = new Map<string, RuleScore>();
  for (const { file, facts } of asked) scoreFile(file, { facts, scores });
  return scores;
}

function scoreFile(
  { key, truth }: SampleFile,
  { facts, scores }: { facts: AuditFacts; scores: Map<string, RuleScore> },
): void {
  const of = (rule: string): RuleScore => {
    const own = scores.get(rule) ?? { hits: 0, missed: [], wrong: [] };
    scores.set(rule, own);
    return own;
  };
  const { findings } = auditStatement(facts);
  const { transactions } = facts.sent.statement;
  const inFile = placesInFile(facts);
  const right = new Set<AuditFinding>();
  for (const entry of truth.filter(({ expected }) => expected === 'flag')) {
    const said = findings.filter((each) => each.rule === entry.rule && isAbout(each, entry, inFile));
    if (said.length > 0) of(entry.rule).hits += 1;
    else of(entry.rule).missed.push(`${key} transaction ${entry.transaction ?? '-'}: ${entry.note}`);
    for (const each of said) right.add(each);
  }
  const flagged = truth.filter(({ expected }) => expected === 'flag');
  for (const each of findings) {
    const isFair = flagged.some(({ also = [] }) => also.some((rule) => rule === each.rule));
    if (right.has(each) || isFair) continue;
    const texts = each.transactions.map((place) => transactions[place]?.text);
    of(each.rule).wrong.push(`${key}: ${each.sentence} [${texts.join('; ')}]`);
  }
}

/** Of each transaction its place in the file as it stands, from 1: some banks write the newest first. */
function placesInFile({ sent }: AuditFacts): number[] {
  const lines = sent.statement.transactions.map(({ place }) => place.line);
  const sorted = lines.toSorted((a, b) => a - b);
  return lines.map((line) => sorted.indexOf(line) + 1);
}

function isAbout(found: AuditFinding, { transaction }: TruthEntry, inFile: readonly number[]): boolean {
  return transaction === undefined || found.transactions.some((place) => inFile[place] === transaction);
}

/** A line a rule: its precision, its recall and how often it was planted. */
export function scoreTable(scores: ReadonlyMap<string, RuleScore>): string {
  const rows = [...scores]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([rule, score]) => rowOf(rule, score));
  const all = [...scores.values()];
  const overall = {
    hits: all.reduce((sum, { hits }) => sum + hits, 0),
    missed: all.flatMap(({ missed }) => missed),
    wrong: all.flatMap(({ wrong }) => wrong),
  };
  return [...rows, rowOf('overall', overall)].join('\n');
}

function rowOf(rule: string, score: RuleScore): string {
  const { precision, recall } = ratesOf(score);
  return `${rule.padEnd(36)} ${precision.toFixed(3)} ${recall.toFixed(3)} ${String(score.hits + score.missed.length).padStart(5)}`;
}

export function ratesOf({ hits, missed, wrong }: RuleScore): { precision: number; recall: number } {
  return {
    precision: hits + wrong.length === 0 ? 1 : hits / (hits + wrong.length),
    recall: hits + missed.length === 0 ? 1 : hits / (hits + missed.length),
  };
}
