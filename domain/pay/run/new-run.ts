import type { PayRun } from './pay-run.ts';

/** Changes with the rules of reckoning, so that it is known what a run was reckoned by. */
const ENGINE_VERSION = '1';

type Begun = Pick<PayRun, 'payRunId' | 'kind' | 'throughDate' | 'calendar' | 'scope' | 'startedBy'> &
  Partial<Pick<PayRun, 'state' | 'expiresAt' | 'hypothetical'>>;

/** A run that was just begun, by a person or by the clock: nothing of it is reckoned yet. */
export function newRun(begun: Begun): PayRun {
  return {
    state: 'computing',
    changedBy: [begun.startedBy],
    attempt: 1,
    computedFrom: null,
    engineVersion: ENGINE_VERSION,
    shards: 0,
    totals: null,
    linesHash: null,
    attention: [],
    comparison: [],
    note: null,
    payOn: null,
    issueBy: null,
    outgoing: null,
    expiresAt: null,
    hypothetical: [],
    ...begun,
  };
}
