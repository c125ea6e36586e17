import { accrualRoutes } from './accruals.ts';
import { arrangementRoutes } from './arrangements.ts';
import { auditCaseRoutes } from './audit-cases.ts';
import { calculatorRoutes } from './calculators.ts';
import { deferredRoutes } from './deferred.ts';
import { financialReturnRoutes } from './financial-returns.ts';
import { letterRoutes } from './letters.ts';
import { orderRoutes } from './orders.ts';
import { parallelRunRoutes } from './parallel-runs.ts';
import { payRunRoutes } from './pay-runs.ts';
import { paymentRoutes } from './payments.ts';
import { recordRouteTable } from './records.ts';
import { recoveryRoutes } from './recoveries.ts';
import { returnMappingRoutes } from './return-mappings.ts';
import { returnRoutes } from './returns.ts';
import { statementMappingRoutes } from './statement-mappings.ts';
import { statementRoutes } from './statements.ts';
import { portalAccountRoutes } from './portal-accounts.ts';
import { portalReturnRoutes } from './portal-returns.ts';
import { portalUpliftRoutes } from './portal-uplifts.ts';
import { settingRoutes } from './settings.ts';
import { upliftRoutes } from './uplifts.ts';
import { uploadRoutes } from './uploads.ts';

/** Every operation of the API by its name. */
export const allRoutes = {
  ...uploadRoutes,
  ...recordRouteTable,
  ...settingRoutes,
  ...calculatorRoutes,
  ...orderRoutes,
  ...payRunRoutes,
  ...paymentRoutes,
  ...recoveryRoutes,
  ...accrualRoutes,
  ...parallelRunRoutes,
  ...returnRoutes,
  ...arrangementRoutes,
  ...financialReturnRoutes,
  ...auditCaseRoutes,
  ...letterRoutes,
  ...statementRoutes,
  ...statementMappingRoutes,
  ...deferredRoutes,
  ...upliftRoutes,
  ...returnMappingRoutes,
  ...portalReturnRoutes,
  ...portalUpliftRoutes,
  ...portalAccountRoutes,
};
