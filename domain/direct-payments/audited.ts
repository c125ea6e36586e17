import type { CalendarDate } from '../calendar.ts';
import type { ClosedRange } from '../date-range.ts';
import type { Pence } from '../money.ts';
import type { DirectPaymentAgreement } from '../records/direct-payment-agreement.ts';
import type { Finding } from '../records/finding.ts';
import type { BankStatement } from '../statements/statement.ts';
import type { AgreementChanges } from './agreement-changes.ts';
import type { AskedBack } from './asked-back.ts';
import type { AuditTerms } from './audit-terms.ts';
import type { Found, SpendingCategory } from './classified.ts';
import type { SpendingPlan } from './spending-plan.ts';

/** A bank statement that was sent for an agreement, as it was read. */
export type SentStatement = {
  uploadId: string;
  statement: BankStatement;
  /** What was said of the reading: broken running balances among it. */
  notes: readonly Finding[];
};

/** A payment of the council into the account: by its calendar, or as the ledger has it. */
export type CouncilPayment = {
  dueOn: CalendarDate;
  amountPence: Pence;
  /** What the same payment comes to where months, quarters and years are paid by their days, as the pay engine may. */
  byDaysPence?: readonly Pence[];
  /** The payment as careledger sent it; nothing where it is due by the agreement. */
  paymentId?: string;
  /** What it is for, where it is a one-off beside the agreement. */
  oneOff?: string;
};

/** What careledger paid of an agreement. Nothing of it where somebody else paid the agreement so far. */
export type PaidByCareledger = {
  /** What was sent and did not come back. */
  payments: readonly { paymentId: string; payOn: CalendarDate; amountPence: Pence }[];
  /** What the runs paid it for: corrections are below zero. */
  lines: readonly { payOn: CalendarDate; from: CalendarDate; to: CalendarDate; amountPence: Pence }[];
  /** What was asked back of it, by runs and by audits. */
  askedBack: readonly AskedBack[];
};

/** Everything that is known when a statement is checked. */
export type AuditFacts = {
  agreement: DirectPaymentAgreement;
  /** When it is suspended, and what is paid beside it once. */
  changes: Pick<AgreementChanges, 'suspensions' | 'oneOffs'>;
  paid: PaidByCareledger;
  plan: SpendingPlan;
  person: { name: string; diedOn: CalendarDate | null };
  /** Names of relatives who live in the person’s household, as far as they are on record. */
  household: readonly string[];
  sent: SentStatement;
  /** The day the statement came. */
  receivedOn: CalendarDate;
  /** What was sent for the agreement before, the oldest first. */
  earlier: readonly SentStatement[];
  /** What the council paid, or was to pay, into the account on days of the statement and in the four weeks before it. */
  councilPayments: readonly CouncilPayment[];
  /** What officers said before that a payee of this agreement is, by the payee’s key. */
  confirmed: ReadonlyMap<string, SpendingCategory>;
  /** In how many agreements each payee is paid whom several pay, by the payee’s key and by that of its account. */
  sharedPayees: ReadonlyMap<string, number>;
  terms: AuditTerms;
};

/** An earlier statement with what each transaction was. */
export type KnownStatement = { statement: BankStatement; movements: readonly Found[] };

/** Transactions of statements that follow each other without a gap, up to the end of the one that is checked. */
export type History = { days: ClosedRange; movements: readonly Found[] };

/** The facts with every transaction of the statement classified, in the order of its transactions. */
export type ClassifiedFacts = AuditFacts & {
  movements: readonly Found[];
  /** What was sent before, in its order. */
  before: readonly KnownStatement[];
  /** Null where the statement tells of no days. */
  history: History | null;
  /** The places of payments that the payee gave back later in the statement, to the penny. */
  givenBack: ReadonlySet<number>;
};

/** Something an audit found in a statement or in what was spent. */
export type AuditFinding = {
  /** The name of the rule, a fact in kebab-case. */
  rule: string;
  /** An error asks for a decision, a warning to be looked at; information only adds weight to another finding. */
  severity: 'error' | 'warning' | 'information';
  /** The transactions it is about, by their place in the statement from 0; none where it is about the whole. */
  transactions: readonly number[];
  amountPence: Pence | null;
  /** What was found and what to ask for, in plain words. */
  sentence: string;
  /** Why it was found: each a fact somebody can look up. */
  evidence: readonly string[];
  /** Whether it may show abuse, so that only few may see it (practice.md 5). */
  isSensitive: boolean;
};

/** One way of looking at a statement. */
export type AuditCheck = (facts: ClassifiedFacts) => AuditFinding[];
