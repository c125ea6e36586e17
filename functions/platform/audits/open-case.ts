import { londonDate, maxDate, minDate, type Instant } from '../../../domain/calendar.ts';
import { auditPeriodOf, caseIdOf } from '../../../domain/direct-payments/audit-period.ts';
import { caseFindingsOf } from '../../../domain/direct-payments/case-findings.ts';
import { withStatement, type ArrivedStatement } from '../../../domain/direct-payments/case-of-statement.ts';
import { daysOfStatement } from '../../../domain/direct-payments/statement-days.ts';
import { factStore } from '../../store/fact-store.ts';
import type { AuditedFile } from '../statements/audit-upload.ts';
import { settleReturns } from '../direct-payments/settle-returns.ts';
import type { Table } from '../../store/table.ts';
import { workStore } from '../../store/work-store.ts';
import { askSocialCare } from './ask-to-look.ts';
import { caseSurroundings } from './case-surroundings.ts';

/** Others may write to the same case at the same moment; each looks again this often. */
const TRIES = 6;

/**
 * Opens the case of a statement that was taken, or adds to the one of its period what was found in it. However often it is
 * called, and wherever a try before died, the case is the same.
 */
export async function openCaseOf(
  { uploadId, audited }: { uploadId: string; audited: AuditedFile },
  now: Instant,
  { table }: { table: Table },
): Promise<void> {
  const { agreement } = audited.known;
  const arrived = arrivedOf(audited, { uploadId, now });
  if (arrived === null) return;
  const facts = factStore(table);
  const recording = {
    ...{ recordedAt: now, recordedBy: 'careledger', source: { kind: 'hand' as const } },
    reason: 'A statement came.',
  };
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const about = await caseSurroundings(agreement, { ...arrived, now }, table);
    const seen = (await facts.currentFacts('audit-case', [arrived.caseId])).get(arrived.caseId) ?? null;
    const body = withStatement(seen?.body ?? null, arrived, about);
    if (body === null) {
      // A try before may have died between the conclusion and what follows from it.
      if (seen !== null) await settleReturns(seen.body.auditCase, recording, facts);
      return;
    }
    // The question first: a try that finds the case there has nothing left to do.
    if (arrived.findings.some(({ isSensitive }) => isSensitive))
      await askSocialCare(
        { caseId: arrived.caseId, because: arrived.uploadId },
        { work: workStore(table), clock: () => now },
      );
    const subject = { kind: 'audit-case' as const, id: arrived.caseId };
    const [recorded] = await facts.recordVersions([{ subject, body, handFields: [], recording, seen }]);
    if (recorded?.outcome === 'recorded') {
      await settleReturns(body.auditCase, recording, facts);
      return;
    }
  }
  throw new Error('an audit case was changed by others again and again');
}

/** Null where the file tells of no days: there is no period to audit. */
function arrivedOf(
  audited: AuditedFile,
  { uploadId, now }: { uploadId: string; now: Instant },
): ArrivedStatement | null {
  const { agreement } = audited.known;
  const { agreementId, personId } = agreement;
  const days = audited.file.statements.flatMap((statement) => daysOfStatement(statement) ?? []);
  const [first, ...others] = days;
  if (first === undefined) return null;
  const all = {
    from: minDate(first.from, ...others.map(({ from }) => from)),
    to: maxDate(first.to, ...others.map(({ to }) => to)),
  };
  const { period, from } = auditPeriodOf(agreement, all);
  const findings = audited.audits.flatMap((audit, place) =>
    caseFindingsOf({ uploadId, account: place + 1 }, audit.findings).map(
      ({ found: _found, ...finding }) => finding,
    ),
  );
  const caseId = caseIdOf(agreementId, from);
  return { caseId, agreementId, personId, period, uploadId, findings, today: londonDate(now) };
}
