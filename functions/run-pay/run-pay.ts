import { assertNever } from '../../domain/outcome.ts';
import { computeShard } from './compute-shard.ts';
import { concludeRun } from './conclude-run.ts';
import type { RunDeps } from './deps.ts';
import { issueRun } from './issue-run.ts';
import { runMessageSchema } from '../platform/pay/messages.ts';
import { planRun } from './plan-run.ts';

/**
 * Does the next step of a run. Every step may come twice, late or out of order, and may die half way; its message then comes
 * again by the same id.
 */
export async function runPay(message: unknown, messageId: string, deps: RunDeps): Promise<void> {
  const asked = runMessageSchema.parse(message);
  switch (asked.act) {
    case 'plan':
      return planRun(asked, deps);
    case 'shard':
      return computeShard({ ...asked, messageId }, deps);
    case 'conclude':
      return concludeRun(asked, deps);
    case 'issue':
      return issueRun(asked, deps);
    default:
      return assertNever(asked);
  }
}
