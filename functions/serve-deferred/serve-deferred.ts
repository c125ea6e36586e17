import { closeAccount, recordCharge, recordRepayment } from '../../domain/deferred/money-acts.ts';
import { recordEligibility } from '../../domain/deferred/eligibility.ts';
import { recordStatement } from '../../domain/deferred/statement-acts.ts';
import { recordRate, recordTerms } from '../../domain/deferred/terms-acts.ts';
import { recordValuation } from '../../domain/deferred/valuation-acts.ts';
import type { deferredRoutes } from '../../events/api/deferred.ts';
import type { Handlers } from '../platform/route-area.ts';
import { changeAccount, changeOpenAccount } from './change-account.ts';
import type { DeferredDeps } from './deps.ts';
import { listAccounts, showAccount } from './show-account.ts';
import { showStatement } from './show-statement.ts';
import { statementPages } from './statement-pages.ts';

/** Deferred payment agreements: what is owed, how safe it is, and what officers record of them. */
export function serveDeferred(deps: DeferredDeps): Handlers<typeof deferredRoutes> {
  return {
    listDeferredAgreements: (asked) => listAccounts(asked, deps),
    readDeferredAccount: (asked) => showAccount(asked, deps),
    readDeferredStatement: (asked) => showStatement(asked, deps),
    readDeferredStatementPages: (asked) => statementPages(asked, deps),
    recordValuation: (asked) => {
      const { version: _version, reason: _reason, ...act } = asked.body;
      return changeOpenAccount(asked, (changing) => recordValuation(act, changing), deps);
    },
    addDeferredCharge: (asked) =>
      changeOpenAccount(asked, (changing) => recordCharge(actIn(asked.body), changing), deps),
    recordDeferredRepayment: (asked) =>
      changeOpenAccount(asked, (changing) => recordRepayment(actIn(asked.body), changing), deps),
    // The same day again may be a first try whose answer was lost.
    closeDeferredAccount: (asked) =>
      changeAccount(asked, (changing) => closeAccount(actIn(asked.body), changing), deps),
    changeDeferredTerms: (asked) =>
      changeOpenAccount(asked, (changing) => recordTerms(actIn(asked.body), changing), deps),
    changeDeferredRate: (asked) =>
      changeOpenAccount(asked, (changing) => recordRate(actIn(asked.body), changing), deps),
    decideDeferredEligibility: (asked) =>
      changeOpenAccount(asked, (changing) => recordEligibility(actIn(asked.body), changing), deps),
    // The last statement may be sent after the account was closed.
    noteDeferredStatement: (asked) => {
      const { version: _version, reason: _reason, ...act } = asked.body;
      return changeAccount(asked, (changing) => recordStatement(act, changing), deps);
    },
  };
}

/** What is recorded of what was sent: the act itself, without why and on which version. */
function actIn<B extends { version?: unknown; reason: string }>(body: B) {
  const { version: _version, reason: _reason, ...act } = body;
  return act;
}
