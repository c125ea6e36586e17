import type { returnRoutes } from '../../events/api/returns.ts';
import type { Handlers } from '../platform/route-area.ts';
import type { ReturnsDeps } from './deps.ts';
import { showSample } from './show-sample.ts';

/** What providers claim: how it was sent and how it is read. */
export function serveReturns(deps: ReturnsDeps): Handlers<typeof returnRoutes> {
  return {
    readReturnSample: (asked) => showSample(asked, deps),
  };
}
