import type { accrualRoutes } from '../../events/api/accruals.ts';
import type { orderRoutes } from '../../events/api/orders.ts';
import type { parallelRunRoutes } from '../../events/api/parallel-runs.ts';
import type { payRunRoutes } from '../../events/api/pay-runs.ts';
import type { paymentRoutes } from '../../events/api/payments.ts';
import type { Handlers } from '../platform/route-area.ts';
import { paymentTrace, personAccount, providerAccount, trialBalance } from './accounts.ts';
import { approveAccrual, cancelAccrual, listAccruals, proposeAccrual, showAccrual } from './accruals.ts';
import { actOnRun, approveRun, issueRun } from './act-on-run.ts';
import { changeBankDetails } from './bank-details.ts';
import { verifyAgreementBankDetails, verifyBankDetails } from './call-back.ts';
import type { PayDeps } from './deps.ts';
import { listHolds, placeHold, releaseHold } from './holds.ts';
import { recordExpense } from './key-costs.ts';
import { answerOrder } from './orders.ts';
import { listPackageLines, listRunLines } from './list-lines.ts';
import {
  listManualInvoices,
  recordManualInvoice,
  searchDuplicates,
  showManualInvoice,
} from './paper-invoices.ts';
import { showParallelRun } from './parallel-run.ts';
import { payOutside } from './pay-outside.ts';
import { recompute } from './recompute.ts';
import { listFiles, listRuns, showRun } from './show-runs.ts';
import { startRun } from './start-run.ts';

/** Everything people ask and decide about pay. */
export function servePay(
  deps: PayDeps,
): Handlers<
  typeof payRunRoutes &
    typeof paymentRoutes &
    typeof orderRoutes &
    typeof accrualRoutes &
    typeof parallelRunRoutes
> {
  return {
    startPayRun: (asked) => startRun(asked, deps),
    listPayRuns: (asked) => listRuns(asked, deps),
    readPayRun: (asked) => showRun(asked, deps),
    listPayRunLines: (asked) => listRunLines(asked, deps),
    submitPayRun: ({ viewer, id, body }) => actOnRun('submit', { viewer, id, ...body }, deps),
    returnPayRun: ({ viewer, id, body }) => actOnRun('return', { viewer, id, ...body }, deps),
    cancelPayRun: ({ viewer, id, body }) => actOnRun('cancel', { viewer, id, ...body }, deps),
    approvePayRun: ({ viewer, id, body }) => approveRun({ viewer, id, ...body }, deps),
    issuePayRun: ({ viewer, id, body }) => issueRun({ viewer, id, ...body }, deps),
    listPayRunFiles: (asked) => listFiles(asked, deps),
    recomputePayRun: (asked) => recompute(asked, deps),
    readParallelRun: (asked) => showParallelRun(asked, deps),
    listPackageLines: (asked) => listPackageLines(asked, deps),
    agreeOrder: ({ viewer, id, body }) =>
      answerOrder('agreed', { viewer, id, reason: body.reason ?? 'agreed in the portal' }, deps),
    rejectOrder: ({ viewer, id, body }) => answerOrder('rejected', { viewer, id, ...body }, deps),
    proposeAccrual: (asked) => proposeAccrual(asked, deps),
    listAccruals: (asked) => listAccruals(asked, deps),
    readAccrual: ({ id }) => showAccrual(id, deps),
    approveAccrual: ({ viewer, id, body }) => approveAccrual({ viewer, id, ...body }, deps),
    cancelAccrual: ({ viewer, id, body }) => cancelAccrual({ viewer, id, ...body }, deps),
    placeHold: (asked) => placeHold(asked, deps),
    releaseHold: (asked) => releaseHold(asked, deps),
    listHolds: (asked) => listHolds(asked, deps),
    recordExpense: (asked) => recordExpense(asked, deps),
    recordManualInvoice: (asked) => recordManualInvoice(asked, deps),
    searchDuplicates: (asked) => searchDuplicates(asked, deps),
    listManualInvoices: (asked) => listManualInvoices(asked, deps),
    readManualInvoice: (asked) => showManualInvoice(asked, deps),
    providerAccount: (asked) => providerAccount(asked, deps),
    personAccount: (asked) => personAccount(asked, deps),
    trialBalance: () => trialBalance(deps),
    paymentTrace: (asked) => paymentTrace(asked, deps),
    payOutside: (asked) => payOutside(asked, deps),
    changeBankDetails: (asked) => changeBankDetails(asked, deps),
    verifyBankDetails: (asked) => verifyBankDetails(asked, deps),
    verifyAgreementBankDetails: (asked) => verifyAgreementBankDetails(asked, deps),
  };
}
