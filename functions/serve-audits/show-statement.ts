import type { AuditFinding } from '../../domain/direct-payments/audited.ts';
import { daysOfStatement } from '../../domain/direct-payments/statement-days.ts';
import { finding, type Finding } from '../../domain/records/finding.ts';
import type { DirectPaymentAgreement } from '../../domain/records/direct-payment-agreement.ts';
import type { BankStatement } from '../../domain/statements/statement.ts';
import type {
  SentStatement,
  ShownStatement,
  StatementFinding,
  statementRoutes,
} from '../../events/api/statements.ts';
import type { Upload } from '../../events/api/uploads.ts';
import type { Viewer } from '../platform/identity.ts';
import { NotFound } from '../platform/problem-responses.ts';
import type { Asked } from '../platform/route-area.ts';
import { agreementIdOf, auditUpload, type AuditedFile } from '../platform/statements/audit-upload.ts';
import { mayReadRestricted } from './cases/known-case.ts';
import type { AuditsDeps } from './deps.ts';
import { knownAgreement, openAgreement } from '../platform/statements/open-agreement.ts';

/** One account of a statement file, with what was found in it by what is known now. */
export async function showStatement(
  { viewer, id, query }: Asked<typeof statementRoutes.readStatement>,
  deps: AuditsDeps,
): Promise<ShownStatement> {
  const { upload, agreement, audited } = await knownStatement({ viewer, id }, deps);
  const mayRead = await mayReadRestricted(agreement.agreementId, viewer, deps);
  const maySeeAll = mayRead(({ uploadIds }) => uploadIds.includes(id));
  return shown(upload, audited, { agreement, query, maySeeAll });
}

/** A statement that was read, as it is audited now; one of somebody whose records are closed to the reader is not there. */
export async function knownStatement(
  { viewer, id }: { viewer: Pick<Viewer, 'userId'>; id: string },
  deps: AuditsDeps,
): Promise<{ upload: Upload; agreement: DirectPaymentAgreement; audited: AuditedFile }> {
  const upload = await deps.uploads.readUpload(id);
  const agreementId = upload?.kind === 'bank-statements' ? agreementIdOf(upload) : null;
  const agreement = agreementId === null ? null : await openAgreement(agreementId, viewer, deps);
  if (upload === null || agreementId === null || agreement === null) throw noStatement(id);
  const audited = await auditUpload({ agreementId, uploadId: id, receivedAt: upload.receivedAt }, deps);
  if (audited === null) throw noStatement(id);
  return { upload, agreement, audited };
}

export function noStatement(uploadId: string): NotFound {
  return new NotFound(
    'No statement was read under this id. It may still be on its way, or the file could not be read: its own page says why.',
    { ids: { uploadId } },
  );
}

type Showing = {
  agreement: DirectPaymentAgreement;
  query: { account: number; limit: number; cursor?: string | undefined };
  /** Whether the reader may see what may show abuse (practice.md 5). */
  maySeeAll: boolean;
};

function shown(
  { uploadId, fileName, receivedAt }: Upload,
  { file, audits, contingencyPence, planFindings }: AuditedFile,
  { agreement, query, maySeeAll }: Showing,
): ShownStatement {
  const statement = file.statements[query.account - 1];
  const audit = audits[query.account - 1];
  if (statement === undefined || audit === undefined) throw noStatement(uploadId);
  const days = daysOfStatement(statement);
  const { sortCode, accountNumber, iban, name } = statement.account;
  const after = Number(query.cursor ?? '0');
  const transactions = statement.transactions.slice(after, after + query.limit);
  const end = after + transactions.length;
  return {
    ...{ uploadId, agreementId: agreement.agreementId, personId: agreement.personId, fileName, receivedAt },
    ...{
      format: file.format,
      layout: file.layout,
      accounts: file.statements.length,
      notes: [...planFindings, ...file.notes, ...unproved(statement)],
    },
    account: { sortCode, accountNumber: accountNumber ?? iban, name, currency: statement.currency },
    from: days?.from ?? null,
    to: days?.to ?? null,
    openingPence: statement.opening?.amountPence ?? null,
    closingPence: statement.closing?.amountPence ?? null,
    contingencyPence,
    transactions: transactions.map(({ date, text, amountPence, balancePence, place }, at) => {
      const told = audit.classified[after + at];
      return {
        ...{ number: after + at + 1, date, text, amountPence, balancePence },
        ...{ category: told?.category ?? 'other', by: told?.by ?? 'rule', why: told?.why ?? '' },
        source: { line: place.line, page: place.page ?? null },
      };
    }),
    findings: audit.findings.filter(({ isSensitive }) => maySeeAll || !isSensitive).map(shownFinding),
    nextCursor: end < statement.transactions.length ? String(end) : null,
  };
}

/** What is missing from a file shows only where it says what was in the account before and after. */
function unproved({ opening, closing, transactions }: BankStatement): Finding[] {
  if ((opening !== null && closing !== null) || transactions.length === 0) return [];
  const message =
    'The file gives no balances, so nothing in it shows whether a transaction is missing. Where that matters, ask for a form that gives them.';
  return [finding('information', 'completeness-not-shown', message)];
}

function shownFinding({ sentence, transactions, evidence, ...finding }: AuditFinding): StatementFinding {
  const { rule, severity, amountPence } = finding;
  return {
    ...{ rule, severity, amountPence, message: sentence, evidence: [...evidence] },
    transactions: transactions.map((place) => place + 1),
  };
}

/** The statement files that were sent for an agreement, the newest days first. */
export async function listStatements(
  { viewer, id }: Asked<typeof statementRoutes.listAgreementStatements>,
  deps: AuditsDeps,
): Promise<{ items: SentStatement[]; nextCursor: null }> {
  const { agreementId: number } = await knownAgreement(id, viewer, deps);
  const found = await deps.statements.statementsOf(number);
  const items = found
    .map(({ agreementId: _agreementId, layout: _layout, ...each }) => each)
    .sort((a, b) => (lastDayOf(a) < lastDayOf(b) ? 1 : -1));
  return { items, nextCursor: null };
}

function lastDayOf({ accounts, receivedAt }: SentStatement): string {
  return `${
    accounts
      .flatMap(({ to }) => to ?? [])
      .sort()
      .at(-1) ?? ''
  } ${receivedAt}`;
}
