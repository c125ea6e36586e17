import { londonDate } from '../../../domain/calendar.ts';
import { canonicalJson } from '../../../domain/facts/canonical-json.ts';
import type { auditCaseRoutes, ShownCase } from '../../../events/api/audit-cases.ts';
import { statementRoutes } from '../../../events/api/statements.ts';
import type { ReportedTransaction, TransactionsOf } from '../../files/case-reports/case-report-findings.ts';
import { caseReport } from '../../files/case-reports/case-report.ts';
import { keepReport } from '../../platform/letters/keep-report.ts';
import { payerName } from '../../platform/payer-name.ts';
import type { Asked } from '../../platform/route-area.ts';
import { factStore } from '../../store/fact-store.ts';
import { hashText } from '../../store/hash-text.ts';
import { inTurns } from '../../store/table.ts';
import type { AuditsDeps } from '../deps.ts';
import { lookAtCase, type FileOfCase } from './show-case.ts';

/** Makes the report of a case as its reader may see it, and keeps it under what it says: the same report is one file. */
export async function reportOfCase(
  asked: Asked<typeof auditCaseRoutes.readAuditReport>,
  deps: AuditsDeps,
): Promise<{ name: string; url: string }> {
  const { viewer } = asked;
  const { shown, files } = await lookAtCase(asked, deps);
  const maySeeStatements = viewer.roles.some((role) => statementRoutes.readStatement.roles.includes(role));
  const transactionsOf = maySeeStatements ? transactionsOfFindings(shown, files) : null;
  const sources = await inTurns(files, async ({ taken: { uploadId, fileName } }) => ({
    ...{ fileName, sha256: (await deps.uploads.readUpload(uploadId))?.sha256 ?? null },
  }));
  const now = deps.clock();
  const report = caseReport({
    ...{
      shown,
      transactionsOf,
      files: sources,
      payerName: await payerName({ facts: factStore(deps.table), clock: deps.clock }),
    },
    ...{ madeOn: londonDate(now), madeFor: viewer.userId },
    sha256: hashText(canonicalJson([shown, [...(transactionsOf ?? [])], sources])),
  });
  const { caseId, agreementId } = shown;
  const about = `${caseId}:report`;
  return keepReport(report, { folder: agreementId, about, name: `report-${caseId}`, madeAt: now }, deps);
}

function transactionsOfFindings(
  { findings }: ShownCase,
  files: readonly FileOfCase[],
): NonNullable<TransactionsOf> {
  return new Map(
    findings.map(({ findingId, statement, transactions }): [string, ReportedTransaction[]] => {
      const file = files.find(({ taken }) => taken.uploadId === statement?.uploadId);
      const own = file?.audited.sent[(statement?.account ?? 1) - 1]?.statement.transactions ?? [];
      return [
        findingId,
        transactions.flatMap((number) => {
          const found = own[number - 1];
          if (found === undefined) return [];
          const { date, text, amountPence } = found;
          return [{ number, date, text, amountPence }];
        }),
      ];
    }),
  );
}
