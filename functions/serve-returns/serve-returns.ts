import type { returnMappingRoutes } from '../../events/api/return-mappings.ts';
import type { returnRoutes } from '../../events/api/returns.ts';
import type { Handlers } from '../platform/route-area.ts';
import type { ReturnsDeps } from './deps.ts';
import { listMappings, putMapping } from './mappings.ts';
import { readAgain } from './read-again.ts';
import { showSample } from './show-sample.ts';

/** What providers claim: how it was sent and how it is read. */
export function serveReturns(deps: ReturnsDeps): Handlers<typeof returnRoutes & typeof returnMappingRoutes> {
  return {
    readReturnSample: (asked) => showSample(asked, deps),
    listReturnMappings: (asked) => listMappings(asked, deps),
    putReturnMapping: (asked) => putMapping(asked, deps),
    readReturnAgain: (asked) => readAgain(asked, deps),
  };
}
