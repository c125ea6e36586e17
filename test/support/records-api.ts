import { recordRouteTable } from '../../events/api/records.ts';
import { modulusTables } from '../../functions/platform/modulus-tables.ts';
import { routeArea } from '../../functions/platform/route-area.ts';
import { serveRecords } from '../../functions/serve-records/serve-records.ts';
import { listStore } from '../../functions/store/list-store.ts';
import { restrictedPeople } from '../../functions/store/restricted-people.ts';
import { always, apiOf } from './call-api.ts';
import type { payDesk } from './pay-desk.ts';

/** The API of records, over the table of a desk. */
export function recordsApi({
  facts,
  table,
  clock,
}: Pick<Awaited<ReturnType<typeof payDesk>>, 'facts' | 'table' | 'clock'>) {
  const handlers = serveRecords({
    ...{ facts, lists: listStore(table), restricted: restrictedPeople(facts) },
    ...{ modulusTables, clock, wakeWaiting: () => Promise.resolve() },
  });
  return apiOf(recordRouteTable, routeArea(recordRouteTable, handlers, always));
}
