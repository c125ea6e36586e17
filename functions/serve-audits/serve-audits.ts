import type { arrangementRoutes } from '../../events/api/arrangements.ts';
import type { auditCaseRoutes } from '../../events/api/audit-cases.ts';
import type { financialReturnRoutes } from '../../events/api/financial-returns.ts';
import type { letterRoutes } from '../../events/api/letters.ts';
import type { recoveryRoutes } from '../../events/api/recoveries.ts';
import type { statementRoutes } from '../../events/api/statements.ts';
import type { Handlers } from '../platform/route-area.ts';
import type { AuditsDeps } from './deps.ts';
import { putArrangement, readArrangement } from './arrangements.ts';
import { caseHandlers } from './cases/case-acts.ts';
import { confirmPayee } from './confirm-payee.ts';
import { listReturns, recordReturn } from './financial-returns.ts';
import { listLetters } from './letters.ts';
import { readPaperFile } from './paper-file.ts';
import { showPapers } from './papers-of-statement.ts';
import { recoveryDeps } from './recoveries/recovery-deps.ts';
import { serveRecoveries } from './recoveries/serve-recoveries.ts';
import { listStatements, showStatement } from './show-statement.ts';

/** What was agreed about direct payments and what they were spent on: arrangements, statements, and what was found in them. */
export function serveAudits(
  deps: AuditsDeps,
): Handlers<
  typeof arrangementRoutes &
    typeof financialReturnRoutes &
    typeof auditCaseRoutes &
    typeof letterRoutes &
    typeof recoveryRoutes &
    typeof statementRoutes
> {
  return {
    ...caseHandlers(deps),
    ...serveRecoveries(recoveryDeps(deps)),
    readArrangement: (asked) => readArrangement(asked, deps),
    putArrangement: (asked) => putArrangement(asked, deps),
    listAgreementLetters: (asked) => listLetters(asked, deps),
    listFinancialReturns: (asked) => listReturns(asked, deps),
    recordReturn: (asked) => recordReturn(asked, deps),
    readPaperFile: (asked) => readPaperFile(asked, deps),
    readStatement: (asked) => showStatement(asked, deps),
    readStatementPapers: (asked) => showPapers(asked, deps),
    confirmPayee: (asked) => confirmPayee(asked, deps),
    listAgreementStatements: (asked) => listStatements(asked, deps),
  };
}
