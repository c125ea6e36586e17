import type { settingRoutes, WorkItem } from '../../events/api/settings.ts';
import { Conflict, NotFound } from '../platform/problem-responses.ts';
import type { Asked } from '../platform/route-area.ts';
import { workAreas, type WorkStore } from '../store/work-store.ts';

type Deps = { work: WorkStore };

/** What needs a person: of all areas or one, of everyone or mine. */
export function listWork({ viewer, query }: Asked<typeof settingRoutes.listWork>, { work }: Deps) {
  const { limit, cursor, area, mine } = query;
  const assignee = mine === 'true' ? viewer.userId : undefined;
  return work.listOpen({ limit, cursor, areas: area === undefined ? workAreas : [area], assignee });
}

export async function assignWork({ id, body }: Asked<typeof settingRoutes.assignWork>, { work }: Deps) {
  await known(id, work);
  if (!(await work.assign(id, body.assignee))) throw isDone();
  return known(id, work);
}

export async function finishWork({ id, body }: Asked<typeof settingRoutes.finishWork>, { work }: Deps) {
  await known(id, work);
  if (!(await work.finish(id, body.reason))) throw isDone();
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
