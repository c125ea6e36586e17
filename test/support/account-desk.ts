import { S3Client } from '@aws-sdk/client-s3';
import { paymentRoutes } from '../../events/api/payments.ts';
import { recordRouteTable } from '../../events/api/records.ts';
import { modulusTables } from '../../functions/platform/modulus-tables.ts';
import { routeArea } from '../../functions/platform/route-area.ts';
import { payDeps } from '../../functions/serve-pay/pay-deps.ts';
import { servePay } from '../../functions/serve-pay/serve-pay.ts';
import { serveRecords } from '../../functions/serve-records/serve-records.ts';
import { restrictedPeople } from '../../functions/store/restricted-people.ts';
import { always, apiOf } from './call-api.ts';
import { inboxDesk } from './inbox-desk.ts';
import { payUsers } from './pay-desk.ts';

/** Every way in by which a payee’s account may change, over one table: files, records and what officers do about pay. */
export async function accountDesk() {
  const inbox = await inboxDesk();
  const { table, facts, lists, deps } = inbox;
  const { clock } = deps;
  const records = apiOf(
    recordRouteTable,
    routeArea(
      recordRouteTable,
      serveRecords({
        facts,
        lists,
        restricted: restrictedPeople(facts),
        modulusTables,
        clock,
        wakeWaiting: () => Promise.resolve(),
      }),
      always,
    ),
  );
  let ids = 0;
  const handlers = servePay(
    payDeps({
      table,
      buckets: { client: new S3Client({}), evidence: 'evidence', previews: 'outbox' },
      send: () => Promise.resolve(),
      linkTo: () => Promise.resolve(''),
      newId: () => String((ids += 1)).padStart(6, '0'),
      clock,
    }),
  );
  const pay = apiOf(paymentRoutes, routeArea(paymentRoutes, handlers, always));
  return {
    ...inbox,
    records,
    pay,
    /** Holds that keep money back, whoever placed them. */
    active: async () => {
      const { items } = await pay.ask('listHolds', { as: payUsers.ivy, query: { state: 'active' } });
      return items;
    },
  };
}
