import type { statementRoutes } from '../../events/api/statements.ts';
import type { Handlers } from '../platform/route-area.ts';
import type { AuditsDeps } from './deps.ts';
import { confirmPayee } from './confirm-payee.ts';
import { listStatements, showStatement } from './show-statement.ts';

/** What direct payments were spent on: the statements that were sent, and what was found in them. */
export function serveAudits(deps: AuditsDeps): Handlers<typeof statementRoutes> {
  return {
    readStatement: (asked) => showStatement(asked, deps),
    confirmPayee: (asked) => confirmPayee(asked, deps),
    listAgreementStatements: (asked) => listStatements(asked, deps),
  };
}
