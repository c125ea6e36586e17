import { openApiDocument } from '../../events/api/openapi.ts';
import type { settingRoutes } from '../../events/api/settings.ts';
import type { Handlers } from '../platform/route-area.ts';
import { readAuditTrail, verifyAuditTrail, type AuditDeps } from './audit-trail.ts';
import { putSetting, withdrawProposal } from './change-setting.ts';
import { listDeadLetters, retryDeadLetters, type DeadLetterDeps } from './dead-letters.ts';
import { listReference } from './list-reference.ts';
import { listSettings, readSetting, todayOf, type SettingDeps } from './show-settings.ts';
import { assignWork, finishWork, listWork } from './work-queue.ts';

export type ServeSettingsDeps = SettingDeps & AuditDeps & DeadLetterDeps;

/** Who I am, what rules we run, what needs a person, what was recorded and what failed. */
export function serveSettings(deps: ServeSettingsDeps): Handlers<typeof settingRoutes> {
  return {
    readMe: ({ viewer }) => Promise.resolve({ ...viewer, roles: [...viewer.roles], today: todayOf(deps) }),
    readOpenApi: () => Promise.resolve(openApiDocument()),
    listSettings: (asked) => listSettings(asked, deps),
    readSetting: (asked) => readSetting(asked, deps),
    putSetting: (asked) => putSetting(asked, deps),
    withdrawProposal: (asked) => withdrawProposal(asked, deps),
    listReference: () => listReference(deps),
    listWork: (asked) => listWork(asked, deps),
    assignWork: (asked) => assignWork(asked, deps),
    finishWork: (asked) => finishWork(asked, deps),
    readAuditTrail: (asked) => readAuditTrail(asked, deps),
    verifyAuditTrail: (asked) => verifyAuditTrail(asked, deps),
    listDeadLetters: () => listDeadLetters(deps),
    redriveDeadLetters: (asked) => retryDeadLetters(asked, deps),
  };
}
