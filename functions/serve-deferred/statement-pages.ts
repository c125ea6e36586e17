import type { deferredRoutes } from '../../events/api/deferred.ts';
import { deferredStatementReport } from '../files/deferred-statements/deferred-statement.ts';
import { keepReport } from '../platform/letters/keep-report.ts';
import { payerName } from '../platform/payer-name.ts';
import type { Asked } from '../platform/route-area.ts';
import type { DeferredDeps } from './deps.ts';
import { showStatement } from './show-statement.ts';

/** The statement of the days that were asked for as pages to send, kept under what it says. */
export async function statementPages(
  asked: Asked<typeof deferredRoutes.readDeferredStatementPages>,
  deps: DeferredDeps,
): Promise<{ name: string; url: string }> {
  const statement = await showStatement(asked, deps);
  const now = deps.clock();
  const { agreementId, from, to, redemptionOn } = statement;
  const kind = redemptionOn === null ? 'statement' : 'redemption';
  return keepReport(
    deferredStatementReport(statement, await payerName(deps)),
    {
      ...{ folder: agreementId, about: `${agreementId}:${kind}`, madeAt: now },
      name: `${kind}-${agreementId}-${from}-${to}`,
    },
    deps,
  );
}
