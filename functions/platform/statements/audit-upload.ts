import type { S3Client } from '@aws-sdk/client-s3';
import { londonDate, type CalendarDate, type Instant } from '../../../domain/calendar.ts';
import { noChanges } from '../../../domain/direct-payments/agreement-changes.ts';
import { agreedPlan } from '../../../domain/direct-payments/agreed-plan.ts';
import type { AuditFacts, SentStatement } from '../../../domain/direct-payments/audited.ts';
import type { AuditTerms } from '../../../domain/direct-payments/audit-terms.ts';
import { auditStatement, type StatementAudit } from '../../../domain/direct-payments/check-statement.ts';
import { sharedCategories } from '../../../domain/direct-payments/checks/payee-shared-across-agreements.ts';
import { classifyAll } from '../../../domain/direct-payments/classify.ts';
import { payeeAccountKey } from '../../../domain/direct-payments/payee-account.ts';
import { paymentsForStatement } from '../../../domain/direct-payments/expected-payments.ts';
import { readSpendingPlan } from '../../../domain/direct-payments/read-spending-plan.ts';
import { daysOfStatement } from '../../../domain/direct-payments/statement-days.ts';
import { contingencyOf } from '../../../domain/direct-payments/surplus.ts';
import { readIdentifier } from '../../../domain/identifiers.ts';
import type { Pence } from '../../../domain/money.ts';
import type { DirectPaymentAgreement } from '../../../domain/records/direct-payment-agreement.ts';
import { valueOn } from '../../../domain/settings/setting-definition.ts';
import { settings } from '../../../domain/settings/settings.ts';
import type { Finding } from '../../../domain/records/finding.ts';
import { notesAbout } from '../../../domain/statements/check-balance.ts';
import type { BankStatement, StatementFile } from '../../../domain/statements/statement.ts';
import type { Upload } from '../../../events/api/uploads.ts';
import { factStore } from '../../store/fact-store.ts';
import { statementStore, type TakenStatement } from '../../store/statement-store.ts';
import { inTurns, type Table } from '../../store/table.ts';
import { arrangementIn, arrangementsOf } from '../direct-payments/known-arrangement.ts';
import { paidByCareledger } from '../direct-payments/paid-by-careledger.ts';
import { keptReading } from './kept-reading.ts';

export type AuditDeps = { table: Table; buckets: S3Client; evidenceBucket: string };

/** A statement file of an agreement as it was audited, account by account. */
export type AuditedFile = {
  file: StatementFile;
  audits: readonly StatementAudit[];
  /** The statements as they were audited, in the order of the file. */
  sent: readonly SentStatement[];
  known: KnownOfAgreement;
  /** What may stay in the account for emergencies. */
  contingencyPence: Pence;
  /** Parts of the support plan that cannot be read: what they name is asked about. */
  planFindings: readonly Finding[];
};

/** So many files sent before are looked at: three years of monthly statements. */
const MOST_EARLIER = 36;

/**
 * Audits a statement file by what is known now: what was sent before it, the agreement and its plan, who else is paid. It is
 * reckoned anew each time, so that a statement that comes late, or a plan that is mended, shows at once.
 */
export async function auditUpload(
  { agreementId, uploadId, receivedAt }: Pick<TakenStatement, 'agreementId' | 'uploadId' | 'receivedAt'>,
  deps: AuditDeps,
): Promise<AuditedFile | null> {
  const [reading, known] = await Promise.all([
    keptReading(uploadId, deps),
    knownOf({ agreementId, receivedAt }, deps.table),
  ]);
  if (reading?.ok !== true || known === null) return null;
  return auditFile({ uploadId, file: reading.value, known }, deps);
}

/** Audits a statement file that was read, by what is known of its agreement. */
export async function auditFile(
  { uploadId, file, known }: { uploadId: string; file: StatementFile; known: KnownOfAgreement },
  deps: AuditDeps,
): Promise<AuditedFile> {
  const { agreementId } = known.agreement;
  const earlier = await sentBefore({ agreementId, uploadId }, deps);
  const sent = file.statements.map((statement) => ({
    ...{ uploadId, statement, notes: notesAbout(file, statement) },
  }));
  const audits = await inTurns(sent, async (each) => {
    const councilPayments = paymentsForStatement(known, each.statement);
    const facts: Omit<AuditFacts, 'sharedPayees'> = { ...known, sent: each, earlier, councilPayments };
    const sharedPayees = await statementStore(deps.table).sharedBy(outsidePlan(facts));
    return auditStatement({ ...facts, sharedPayees });
  });
  const contingencyPence = contingencyOf(known.agreement, String(known.terms.usualContingencyWeeks));
  return {
    ...{ file, audits, sent, known, contingencyPence },
    planFindings: readSpendingPlan(known.agreement.planItems).findings,
  };
}

/** What is on record of an agreement beside its statements. */
export type KnownOfAgreement = Omit<AuditFacts, 'sent' | 'earlier' | 'councilPayments' | 'sharedPayees'>;

/** What is on record of an agreement, for a statement that came at an instant; null where there is none of that number. */
export async function knownOf(
  { agreementId, receivedAt }: { agreementId: string; receivedAt: Instant },
  table: Table,
): Promise<KnownOfAgreement | null> {
  const facts = factStore(table);
  const found = await facts.currentFacts('direct-payment-agreement', [agreementId]);
  const agreement = found.get(agreementId)?.body;
  if (agreement === undefined) return null;
  const [people, arrangements, changes, paid] = await Promise.all([
    facts.currentFacts('person', [agreement.personId]),
    arrangementsOf([agreementId], facts),
    facts.currentFacts('agreement-changes', [agreementId]),
    paidByCareledger(agreementId, table),
  ]);
  const person = people.get(agreement.personId)?.body;
  const arrangement = arrangementIn(arrangements.get(agreementId) ?? null);
  return {
    ...{ agreement, changes: changes.get(agreementId)?.body ?? noChanges(agreementId), paid },
    receivedOn: londonDate(receivedAt),
    plan: agreedPlan(readSpendingPlan(agreement.planItems).plan, arrangement),
    person: { name: person?.name ?? '', diedOn: person?.dateOfDeath ?? null },
    household: arrangement.household,
    confirmed: new Map(
      (await statementStore(table).confirmedOf(agreementId)).map(({ payee, category }) => [payee, category]),
    ),
    terms: await termsOn(londonDate(receivedAt), table),
  };
}

/** From which values on, and by which words, statements are asked about that came on a day. */
async function termsOn(day: CalendarDate, table: Table): Promise<AuditTerms> {
  const { auditChecks } = settings;
  const stored = await factStore(table).currentFacts('setting', [auditChecks.name]);
  return valueOn(auditChecks, stored.get(auditChecks.name)?.body.entries ?? [], day);
}

/** Whom a statement pays outside of its plan, by name and account: only they are looked for in other agreements. */
export function outsidePlan(facts: Omit<AuditFacts, 'sharedPayees'>): string[] {
  const { transactions } = facts.sent.statement;
  const [classified = []] = classifyAll(facts, [transactions]);
  const payees = classified.flatMap(({ by, category, payeeKey }, place) => {
    const isAsked = by === 'rule' && sharedCategories.some((each) => each === category);
    const transaction = transactions[place];
    if (!isAsked || transaction === undefined || transaction.amountPence >= 0) return [];
    return [payeeKey, payeeAccountKey(transaction) ?? ''];
  });
  return [...new Set(payees)].filter((payee) => payee !== '');
}

/** The statements that come before those of a file, by the days they tell of and then by when they came. */
async function sentBefore(
  { agreementId, uploadId }: { agreementId: string; uploadId: string },
  deps: AuditDeps,
): Promise<SentStatement[]> {
  const all = (await statementStore(deps.table).statementsOf(agreementId)).sort(byDays);
  const own = all.findIndex((each) => each.uploadId === uploadId);
  const before = all.slice(0, own === -1 ? all.length : own).slice(-MOST_EARLIER);
  const files = await inTurns(before, async (each) => {
    const reading = await keptReading(each.uploadId, deps);
    return reading?.ok === true
      ? reading.value.statements.map((statement) => ({
          uploadId: each.uploadId,
          statement,
          notes: notesAbout(reading.value, statement),
        }))
      : [];
  });
  return files.flat();
}

function byDays(one: TakenStatement, other: TakenStatement): number {
  return orderOf(one) < orderOf(other) ? -1 : 1;
}

function orderOf({ accounts, receivedAt, uploadId }: TakenStatement): string {
  const firsts = accounts.flatMap(({ from }) => from ?? []).sort();
  const lasts = accounts.flatMap(({ to }) => to ?? []).sort();
  return [firsts[0] ?? '', lasts.at(-1) ?? '', receivedAt, uploadId].join(' ');
}

/** A file as it is listed among those of its agreement. */
export function takenOf(
  { statements, format, layout }: StatementFile,
  about: Pick<TakenStatement, 'agreementId' | 'uploadId' | 'fileName' | 'receivedAt'>,
): TakenStatement {
  return { ...about, format, layout, accounts: statements.map(accountOf) };
}

/** What a list says of one account of a file. */
export function accountOf(statement: BankStatement): TakenStatement['accounts'][number] {
  const days: { from: CalendarDate; to: CalendarDate } | null = daysOfStatement(statement);
  const number = statement.account.accountNumber ?? statement.account.iban;
  return {
    endsIn: number === null ? null : number.slice(-LAST_DIGITS),
    from: days?.from ?? null,
    to: days?.to ?? null,
    openingPence: statement.opening?.amountPence ?? null,
    closingPence: statement.closing?.amountPence ?? null,
    transactions: statement.transactions.length,
  };
}

const LAST_DIGITS = 4;

/** The agreement a statement file lies under, second in its key; null where that is no identifier. */
export function agreementIdOf({ key }: Pick<Upload, 'key'>): string | null {
  const [, folder, file] = key.split('/');
  const read = readIdentifier(folder ?? '');
  return file === undefined || !read.ok ? null : read.value;
}

/** What an agreement is on record as, for whoever lists or reads its statements. */
export async function agreementOf(agreementId: string, table: Table): Promise<DirectPaymentAgreement | null> {
  const found = await factStore(table).currentFacts('direct-payment-agreement', [agreementId]);
  return found.get(agreementId)?.body ?? null;
}
