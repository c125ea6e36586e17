import type { settingRoutes, WorkItem } from '../../events/api/settings.ts';
import type { Clock } from '../platform/clock.ts';
import { Conflict, NotFound } from '../platform/problem-responses.ts';
import type { Asked } from '../platform/route-area.ts';
import { recordedByHand } from '../platform/recorded-by-hand.ts';
import { workAreas, type WorkStore } from '../store/work-store.ts';

type Deps = { work: WorkStore; clock: Clock };

/** What needs a person: of all areas or one, of everyone or mine. */
export function listWork({ viewer, query }: Asked<typeof settingRoutes.listWork>, { work }: Deps) {
  const { limit, cursor, area, mine } = query;
  const assignee = mine === 'true' ? viewer.userId : undefined;
  return work.listOpen({ limit, cursor, areas: area === undefined ? workAreas : [area], assignee });
}

export async function assignWork(
  { id, body, viewer }: Asked<typeof settingRoutes.assignWork>,
  { work, clock }: Deps,
) {
  await known(id, work);
  const recording = recordedByHand(viewer, body.reason, clock);
  if (!(await work.assign(id, body.assignee, recording))) throw isDone();
  return known(id, work);
}

export async function finishWork(
  { id, body, viewer }: Asked<typeof settingRoutes.finishWork>,
  { work, clock }: Deps,
) {
  await known(id, work);
  const recording = recordedByHand(viewer, body.reason, clock);
  if (!(await work.finish(id, body.reason, recording))) throw isDone();
  return known(id, work);
}

async function known(workId: string, work: WorkStore): Promise<WorkItem> {
  const item = await work.readWork(workId);
  if (item === null) throw new NotFound('There is no such piece of work.');
  return item;
}

function isDone(): Conflict {
  return new Conflict('This piece of work is done; it would have to be open.');
}
