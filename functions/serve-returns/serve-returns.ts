import type { returnMappingRoutes } from '../../events/api/return-mappings.ts';
import type { returnRoutes } from '../../events/api/returns.ts';
import type { portalReturnRoutes } from '../../events/api/portal-returns.ts';
import type { Handlers } from '../platform/route-area.ts';
import { answerDecision, decide } from './decide.ts';
import type { ReturnsDeps } from './deps.ts';
import { enterReturn } from './enter-return.ts';
import { expectedCare } from './expected-care.ts';
import { knownReturn } from './known-return.ts';
import { listMappings, putMapping } from './mappings.ts';
import { chase, readMonth } from './month.ts';
import { dispute, listOwnLines, listOwnReturns, readOwnReturn, startOwnUpload, withdraw } from './portal.ts';
import { readAgain } from './read-again.ts';
import { reasonsForProvider, reasonsForStaff } from './reasons.ts';
import { listRules } from './rules.ts';
import { listLines, listReturns, readReturn } from './show-returns.ts';
import { showSample } from './show-sample.ts';
import { weighDecision } from './weigh.ts';

/** What providers claim: how it was sent and how it is read. */
export function serveReturns(
  deps: ReturnsDeps,
): Handlers<typeof returnRoutes & typeof returnMappingRoutes & typeof portalReturnRoutes> {
  return {
    readReturnsMonth: (asked) => readMonth(asked, deps),
    chaseReturns: (asked) => chase(asked, deps),
    listReturnRules: (asked) => listRules(asked, deps),
    listProviderReturns: (asked) => listReturns(asked, deps),
    readProviderReturn: async ({ id }) => readReturn(await knownReturn(id, deps.uploads), deps),
    listProviderReturnLines: (asked) => listLines(asked, deps),
    weighReturnDecision: (asked) => weighDecision(asked, deps),
    readReturnReasons: (asked) => reasonsForStaff(asked, deps),
    decideReturnLines: (asked) => decide(asked, deps),
    approveReturnDecision: (asked) => answerDecision('made', asked, deps),
    declineReturnDecision: (asked) => answerDecision('declined', asked, deps),
    listExpectedCare: (asked) => expectedCare(asked, deps),
    enterReturn: (asked) => enterReturn(asked, deps),
    startPortalUpload: (asked) => startOwnUpload(asked, deps),
    listPortalReturns: (asked) => listOwnReturns(asked, deps),
    readPortalReturn: (asked) => readOwnReturn(asked, deps),
    listPortalReturnLines: (asked) => listOwnLines(asked, deps),
    readPortalReturnReasons: (asked) => reasonsForProvider(asked, deps),
    withdrawReturn: (asked) => withdraw(asked, deps),
    disputeReturnLine: (asked) => dispute(asked, deps),
    readReturnSample: (asked) => showSample(asked, deps),
    listReturnMappings: (asked) => listMappings(asked, deps),
    putReturnMapping: (asked) => putMapping(asked, deps),
    readReturnAgain: (asked) => readAgain(asked, deps),
  };
}
