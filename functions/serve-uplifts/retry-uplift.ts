import type { UpliftState } from '../../domain/uplift/uplift-state.ts';
import type { upliftRoutes } from '../../events/api/uplifts.ts';
import { Conflict } from '../platform/problem-responses.ts';
import type { Asked } from '../platform/route-area.ts';
import { upliftStepsLeft } from '../platform/uplifts/steps-left.ts';
import { keep } from './act-on-uplift.ts';
import type { UpliftsDeps } from './deps.ts';
import { upliftOf } from './open-uplift.ts';

/** Has work tried again that stands still, where it stood; nothing of it is done twice. */
export async function retryUplift(
  { viewer, id, body: { reason } }: Asked<typeof upliftRoutes.retryUplift>,
  deps: UpliftsDeps,
): Promise<{ upliftId: string; state: UpliftState }> {
  const seen = await upliftOf(id, deps);
  const { work, problem, uplift } = seen.body;
  const refuse = (rule: string, message: string) =>
    new Conflict(message, { errors: [{ field: null, rule, message }], ids: { upliftId: id } });
  if (work === null || problem === null)
    throw refuse('nothing-stands-still', 'No work on this uplift stands still. Look at it again.');
  const again = { ...work, failures: 0, isRetried: true };
  const { messages, held } = await upliftStepsLeft(id, again, deps);
  if (held > 0)
    throw refuse(
      'still-held',
      'Workers still hold parts of the work, each for five minutes at most. Try again then.',
    );
  await keep(seen, { ...seen.body, problem: null, work: again }, { viewer, reason }, deps);
  for (const message of messages) await deps.send(message);
  return { upliftId: id, state: uplift.state };
}
