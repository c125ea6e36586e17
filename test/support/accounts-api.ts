import type { S3Client } from '@aws-sdk/client-s3';
import { portalAccountRoutes } from '../../events/api/portal-accounts.ts';
import type { Clock } from '../../functions/platform/clock.ts';
import { runEvidence } from '../../functions/platform/pay/evidence.ts';
import { routeArea } from '../../functions/platform/route-area.ts';
import { serveAccounts } from '../../functions/serve-accounts/serve-accounts.ts';
import { accountStore } from '../../functions/store/account-store.ts';
import { factStore } from '../../functions/store/fact-store.ts';
import { listStore } from '../../functions/store/list-store.ts';
import { positionStore } from '../../functions/store/position-store.ts';
import { restrictedPeople } from '../../functions/store/restricted-people.ts';
import { statementStore } from '../../functions/store/statement-store.ts';
import type { Table } from '../../functions/store/table.ts';
import { uploadStore } from '../../functions/store/upload-store.ts';
import { always, apiOf, type Someone } from './call-api.ts';

type Engines = { table: Table; buckets: S3Client; clock: Clock; inbox?: string; evidence?: string };

/** What answers account providers, over the table and buckets of another desk. */
export function accountHandlers({ table, buckets, clock, inbox = 'inbox', evidence = 'evidence' }: Engines) {
  const facts = factStore(table);
  let ids = 0;
  return serveAccounts({
    ...{ accounts: accountStore(table), facts, lists: listStore(table), positions: positionStore(table) },
    evidence: runEvidence({ client: buckets, evidence, previews: evidence }),
    ...{ statements: statementStore(table), uploads: uploadStore(table) },
    ...{ restricted: restrictedPeople(facts), buckets, clock },
    ...{ inboxBucket: inbox, evidenceBucket: evidence },
    newId: () => `sent-${(ids += 1)}`,
  });
}

export function accountsApi(engines: Engines) {
  return apiOf(portalAccountRoutes, routeArea(portalAccountRoutes, accountHandlers(engines), always));
}

export const accountUsers = {
  max: { user: 'max.managed', roles: ['managed-account-provider'], accountProviderId: 'M001' },
  mia: { user: 'mia.m002', roles: ['managed-account-provider'], accountProviderId: 'M002' },
  nobody: { user: 'no.claim', roles: ['managed-account-provider'], providerId: 'M001' },
  pat: { user: 'pat.m001', roles: ['provider'], providerId: 'M001' },
} as const satisfies Record<string, Someone>;
