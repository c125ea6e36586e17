import type { statementMappingRoutes } from '../../events/api/statement-mappings.ts';
import type { Handlers } from '../platform/route-area.ts';
import type { MappingsDeps } from './deps.ts';
import { previewStatement } from './preview.ts';
import { listMappings, readMapping, saveMapping, withdrawMapping } from './saved.ts';
import { listUnread, readAgain, showTable } from './unread.ts';

/** Bank statements that could not be read, and what is said of the columns of those that careledger does not know. */
export function serveMappings(deps: MappingsDeps): Handlers<typeof statementMappingRoutes> {
  return {
    listStatementMappings: (asked) => listMappings(asked, deps),
    readStatementMapping: (asked) => readMapping(asked, deps),
    saveStatementMapping: (asked) => saveMapping(asked, deps),
    withdrawStatementMapping: (asked) => withdrawMapping(asked, deps),
    listUnreadStatements: (asked) => listUnread(asked, deps),
    readStatementTable: (asked) => showTable(asked, deps),
    previewStatement: (asked) => previewStatement(asked, deps),
    readStatementAgain: (asked) => readAgain(asked, deps),
  };
}
