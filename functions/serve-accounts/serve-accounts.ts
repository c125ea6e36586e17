import type { portalAccountRoutes } from '../../events/api/portal-accounts.ts';
import type { Handlers } from '../platform/route-area.ts';
import { listBulkStatements, readBulkStatements, startBulkStatements } from './bulk-statements.ts';
import { listClients, readClient } from './clients.ts';
import type { AccountsDeps } from './deps.ts';
import { listSchedules, readSchedule } from './schedules.ts';

/** Whoever holds the money of many people’s direct payments: their clients, what was paid for them, the statements they send. */
export function serveAccounts(deps: AccountsDeps): Handlers<typeof portalAccountRoutes> {
  return {
    listClients: (asked) => listClients(asked, deps),
    readClient: (asked) => readClient(asked, deps),
    listSchedules: (asked) => listSchedules(asked, deps),
    readSchedule: (asked) => readSchedule(asked, deps),
    startBulkStatements: (asked) => startBulkStatements(asked, deps),
    listBulkStatements: (asked) => listBulkStatements(asked, deps),
    readBulkStatements: (asked) => readBulkStatements(asked, deps),
  };
}
