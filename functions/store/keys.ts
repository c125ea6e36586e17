import { invariant } from '../../domain/outcome.ts';
import type { FactKind, Subject } from '../../domain/facts/fact.ts';
import { plainNumber } from '../../domain/records/invoice-number.ts';
import { hashText } from './hash-text.ts';

/** The only place that builds a key of the table. Identifiers hold no `#`, so no key can be read two ways. */

export type TableKey = { PK: string; SK: string };
export type IndexKeys = {
  GSI1PK?: string;
  GSI1SK?: string;
  GSI2PK?: string;
  GSI2SK?: string;
  /** Seconds since 1970 after which the table forgets the item. */
  expiresAt?: number;
};

const VERSION_DIGITS = 6;

const CURRENT = 'CURRENT';
export const VERSION_PREFIX = 'VERSION#';
export const AUDIT_PREFIX = 'AUDIT#';
export const ENTRY_PREFIX = 'ENTRY#';

/** Kinds of which a council has tens of thousands are spread over partitions, so that none holds up a first import. */
const SHARDS = 8;
const MANY: readonly FactKind[] = [
  'person',
  'contributions',
  'assessment',
  'direct-payment-agreement',
  'opening-position',
];

/** What acts are about: facts, and what has no versions of its own. */
export type AuditSubject = { kind: FactKind | 'work' | 'queue' | 'return'; id: string };

export function subjectPk(subject: AuditSubject): string {
  return `${subject.kind.toUpperCase()}#${safe(subject.id)}`;
}

export function currentKey(subject: Subject): TableKey {
  return { PK: subjectPk(subject), SK: CURRENT };
}

export function versionKey(subject: Subject, version: number): TableKey {
  return { PK: subjectPk(subject), SK: `${VERSION_PREFIX}${padded(version)}` };
}

export function auditKey(subject: AuditSubject, number: number): TableKey {
  return { PK: subjectPk(subject), SK: `${AUDIT_PREFIX}${padded(number)}` };
}

export function proposalKey(name: string): TableKey {
  return { PK: subjectPk({ kind: 'setting', id: name }), SK: 'PROPOSAL' };
}

export function uploadKey(uploadId: string): TableKey {
  return { PK: `UPLOAD#${safe(uploadId)}`, SK: CURRENT };
}

export function announcementKey(uploadId: string): TableKey {
  return { PK: `UPLOAD#${safe(uploadId)}`, SK: 'ANNOUNCED' };
}

export function contentKey(prefix: string, sha256: string): TableKey {
  return { PK: `CONTENT#${prefix}#${sha256}`, SK: 'FIRST' };
}

export function workKey(workId: string): TableKey {
  return { PK: `WORK#${workId}`, SK: CURRENT };
}

/** What the ledger knows of a party; entries without one lie by what they come from (`year-end:2026-27`). */
export function ledgerPk(party: string): string {
  return `LEDGER#${safe(party)}`;
}

export function entryKey(
  party: string,
  entry: { date: string; bookedAt: string; entryId: string },
): TableKey {
  return { PK: ledgerPk(party), SK: `${ENTRY_PREFIX}${entry.date}#${entry.bookedAt}#${safe(entry.entryId)}` };
}

/** Says that an entry was booked, on whatever day. */
export function entryMarkerKey(entryId: string): TableKey {
  return { PK: `ENTRY#${safe(entryId)}`, SK: 'BOOKED' };
}

export function balanceKey(party: string): TableKey {
  return { PK: ledgerPk(party), SK: 'BALANCE' };
}

/** The totals of all parties lie in a few items, so that none is in the way of every entry of a run. */
const LEDGER_SHARDS = 16;

export const ledgerTotalKeys: readonly TableKey[] = Array.from({ length: LEDGER_SHARDS }, (_, shard) => ({
  PK: `LEDGER-TOTAL#${shard}`,
  SK: 'BALANCE',
}));

/** The totals an entry moves, chosen by its id alone. */
export function ledgerTotalKey(entryId: string): TableKey {
  return shardOf(ledgerTotalKeys, entryId);
}

export const uploadListPk = 'LIST#UPLOAD';
export const waitingUploadsPk = 'WAITING#UPLOAD';

export function workListPk(area: string): string {
  return `WORK#${area}`;
}

export function personPk(personId: string): string {
  return `PERSON#${safe(personId)}`;
}

export function providerPk(providerId: string): string {
  return `PROVIDER#${safe(providerId)}`;
}

export function payeePk(payeeId: string): string {
  return `PAYEE#${safe(payeeId)}`;
}

/** The audit cases of a direct payment agreement. */
export function auditsPk(agreementId: string): string {
  return `AUDITS#${safe(agreementId)}`;
}

/** How many runs were ever begun: the next one’s number. */
export const payRunCounterKey: TableKey = { PK: 'PAY-RUNS', SK: 'COUNTER' };

/** Which runs of a kind are open, so that none overlaps another. */
export function openRunsKey(kind: string): TableKey {
  return { PK: 'PAY-RUNS', SK: `OPEN#${kind}` };
}

/** Which run the clock began for a kind, a calendar and a period. */
export function begunRunKey(mark: string): TableKey {
  return { PK: 'PAY-RUNS', SK: `BEGUN#${safe(mark)}` };
}

/** How many uplifts were ever asked for: the next one’s number. */
export const upliftCounterKey: TableKey = { PK: 'UPLIFTS', SK: 'COUNTER' };

/** Which uplifts are on their way, so that no two change one rate. */
export const openUpliftsKey: TableKey = { PK: 'UPLIFTS', SK: 'OPEN' };

/** What is worked off in parts: a pay run, or an uplift. */
export function shardKey(subject: Subject, shard: number): TableKey {
  return { PK: subjectPk(subject), SK: `${SHARD_PREFIX}${padded(shard)}` };
}
export const SHARD_PREFIX = 'SHARD#';

export function progressKey(subject: Subject): TableKey {
  return { PK: subjectPk(subject), SK: 'PROGRESS' };
}

/** Where a package, an agreement or a manual invoice stands with its payees. */
export function positionKey(subject: string): TableKey {
  return { PK: `PAY#${safe(subject)}`, SK: 'POSITION' };
}

export function payLinesKey(subject: string, payRunId: string): TableKey {
  return { PK: `PAY#${safe(subject)}`, SK: `LINES#${payRunId}` };
}

/** Which facts changed on a day, in the order of the writes. */
export function changesPk(day: string): string {
  return `CHANGES#${day}`;
}

export function changesKey(at: string, id: string): TableKey {
  return { PK: changesPk(at.slice(0, 10)), SK: `${at}#${id}` };
}

/** What a payee billed: found by number, and by amount through the index. */
export function billedPk(payee: string): string {
  return `INVOICE#${safe(payee)}`;
}

export function billedPrefix(invoiceNumber: string): string {
  return `NUMBER#${safe(plainNumber(invoiceNumber))}#`;
}

/** An invoice number is keyed once for a payee, for ever. */
export function keyedInvoiceKey(payee: string, invoiceNumber: string): TableKey {
  return { PK: billedPk(payee), SK: `${billedPrefix(invoiceNumber)}KEYED` };
}

/** The ledger may have paid a number in parts, each under a reference of its own. */
export function ledgerPaymentKey(
  payee: string,
  paid: { invoiceNumber: string; reference: string },
): TableKey {
  return { PK: billedPk(payee), SK: `${billedPrefix(paid.invoiceNumber)}LEDGER#${safe(paid.reference)}` };
}

export function billedAmountPk(payee: string, amountPence: number): string {
  return `AMOUNT#${safe(payee)}#${amountPence}`;
}

/** What a provider sent of visits and stays. */
export function returnsPk(providerId: string): string {
  return `RETURNS#${safe(providerId)}`;
}
export const TAKEN_PREFIX = 'TAKEN#';

export function takenReturnKey(providerId: string, number: number): TableKey {
  return { PK: returnsPk(providerId), SK: `${TAKEN_PREFIX}${padded(number)}` };
}

/** The returns that tell of a month, whoever sent them. */
export function returnsOfMonthPk(month: string): string {
  return `RETURNS-OF#${safe(month)}`;
}

export const dueReturnsPk = 'DUE#RETURN';

/** What was decided of a return. */
export function returnDecisionKey(uploadId: string, number: number): TableKey {
  return { PK: subjectPk({ kind: 'return', id: uploadId }), SK: `${DECISION_PREFIX}${padded(number)}` };
}
export const DECISION_PREFIX = 'DECISION#';

/** How often officers agreed with a check of returns. */
export function returnRuleKey(rule: string): TableKey {
  return { PK: RETURN_RULES_PK, SK: rule };
}
export const RETURN_RULES_PK = 'RETURN-RULES';

/** The bank statements of a direct payment agreement. */
export function statementsPk(agreementId: string): string {
  return `STATEMENTS#${safe(agreementId)}`;
}

export function takenStatementKey(agreementId: string, uploadId: string): TableKey {
  return { PK: statementsPk(agreementId), SK: `${TAKEN_PREFIX}${safe(uploadId)}` };
}

export const PAYEE_PREFIX = 'PAYEE#';

/** What a payee of an agreement is, as an officer said. */
export function confirmedPayeeKey(agreementId: string, payee: string): TableKey {
  return { PK: statementsPk(agreementId), SK: `${PAYEE_PREFIX}${hashText(payee)}` };
}

/** Who is paid from accounts of direct payments, outside of what was planned: a name is kept as its hash only. */
export function paidPayeePk(payee: string): string {
  return `PAID#${hashText(payee)}`;
}

export function paidPayeeKey(payee: string, agreementId: string): TableKey {
  return { PK: paidPayeePk(payee), SK: safe(agreementId) };
}

/** The agreements whose money an account provider holds, or held once. */
export function heldAccountsPk(accountProviderId: string): string {
  return `ACCOUNTS#${safe(accountProviderId)}`;
}
export const HELD_PREFIX = 'AGREEMENT#';

export function heldAccountKey(accountProviderId: string, agreementId: string): TableKey {
  return { PK: heldAccountsPk(accountProviderId), SK: `${HELD_PREFIX}${safe(agreementId)}` };
}

/** The statements that an account provider sent for many agreements at once. */
export function bulkStatementsPk(accountProviderId: string): string {
  return `BULK-STATEMENTS#${safe(accountProviderId)}`;
}

/** A statement file of an agreement that could not be read. */
export function unreadStatementKey(agreementId: string, uploadId: string): TableKey {
  return { PK: statementsPk(agreementId), SK: `${UNREAD_PREFIX}${safe(uploadId)}` };
}
export const UNREAD_PREFIX = 'UNREAD#';

/** The statement files under some headings that nobody knew. */
export function unknownHeadingsPk(mappingId: string): string {
  return `HEADINGS#${safe(mappingId)}`;
}

export function unknownHeadingsKey(mappingId: string, uploadId: string): TableKey {
  return { PK: unknownHeadingsPk(mappingId), SK: safe(uploadId) };
}

/** What stands in the ledger of a deferred payment agreement. */
export function postedAccountKey(agreementId: string): TableKey {
  return { PK: subjectPk({ kind: 'deferred-agreement', id: agreementId }), SK: 'POSTED' };
}

/** The letters about a direct payment agreement. */
export function lettersPk(agreementId: string): string {
  return `LETTERS#${safe(agreementId)}`;
}
export const LETTER_PREFIX = 'LETTER#';

/** Without a day: a letter that is tried again on another day is the same letter. */
export function letterKey({ agreementId, letterId }: { agreementId: string; letterId: string }): TableKey {
  return { PK: lettersPk(agreementId), SK: `${LETTER_PREFIX}${safe(letterId)}` };
}

export function waitingReturnPrefix(layout: string, sequence: number): string {
  return `WAITING#${safe(layout)}#${sequence}#`;
}

export function waitingReturnKey(
  providerId: string,
  { layout, sequence, uploadId }: { layout: string; sequence: number; uploadId: string },
): TableKey {
  return { PK: returnsPk(providerId), SK: `${waitingReturnPrefix(layout, sequence)}${safe(uploadId)}` };
}

export function reminderPrefix(month: string): string {
  return `REMINDED#${safe(month)}#`;
}

export function reminderKey(reminder: { providerId: string; month: string; on: string }): TableKey {
  return { PK: returnsPk(reminder.providerId), SK: `${reminderPrefix(reminder.month)}${reminder.on}` };
}

/** The list partitions of a kind, in no order: a reader merges them. */
export function listPks(kind: FactKind): string[] {
  const shards = MANY.includes(kind) ? SHARDS : 1;
  return Array.from({ length: shards }, (_, shard) => `LIST#${kind.toUpperCase()}#${shard}`);
}

/** The list partition that holds one subject, chosen by its id alone so that a change of name never moves it. */
export function listPk(subject: Subject): string {
  return shardOf(listPks(subject.kind), subject.id);
}

function shardOf<T>(shards: readonly T[], id: string): T {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  const shard = shards[sum % shards.length];
  invariant(shard !== undefined, 'what is spread has at least one place');
  return shard;
}

/** How a name sorts and is searched for: last name first, no accents, no case. */
export function nameSortText(name: string): string {
  const plain = name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} ]/gu, '')
    .trim()
    .split(/\s+/);
  return [plain.at(-1) ?? '', ...plain.slice(0, -1)].join(' ').trim();
}

function padded(number: number): string {
  return String(number).padStart(VERSION_DIGITS, '0');
}

function safe(id: string): string {
  invariant(id !== '' && !id.includes('#'), 'an identifier in a key is not empty and holds no #');
  return id;
}
