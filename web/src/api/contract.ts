import type { accrualRoutes } from '../../../events/api/accruals.ts';
import type { arrangementRoutes } from '../../../events/api/arrangements.ts';
import type { auditCaseRoutes } from '../../../events/api/audit-cases.ts';
import type { letterRoutes } from '../../../events/api/letters.ts';
import type { deferredRoutes } from '../../../events/api/deferred.ts';
import type { financialReturnRoutes } from '../../../events/api/financial-returns.ts';
import type { orderRoutes } from '../../../events/api/orders.ts';
import type { parallelRunRoutes } from '../../../events/api/parallel-runs.ts';
import type { payRunRoutes } from '../../../events/api/pay-runs.ts';
import type { paymentRoutes } from '../../../events/api/payments.ts';
import type { recordRouteTable } from '../../../events/api/records.ts';
import type { recoveryRoutes } from '../../../events/api/recoveries.ts';
import type { returnMappingRoutes } from '../../../events/api/return-mappings.ts';
import type { returnRoutes } from '../../../events/api/returns.ts';
import type { statementMappingRoutes } from '../../../events/api/statement-mappings.ts';
import type { statementRoutes } from '../../../events/api/statements.ts';
import type { portalAccountRoutes } from '../../../events/api/portal-accounts.ts';
import type { portalReturnRoutes } from '../../../events/api/portal-returns.ts';
import type { portalUpliftRoutes } from '../../../events/api/portal-uplifts.ts';
import type { settingRoutes } from '../../../events/api/settings.ts';
import type { upliftRoutes } from '../../../events/api/uplifts.ts';
import type { uploadRoutes } from '../../../events/api/uploads.ts';

type Routes = typeof recordRouteTable &
  typeof settingRoutes &
  typeof uploadRoutes &
  typeof payRunRoutes &
  typeof paymentRoutes &
  typeof orderRoutes &
  typeof recoveryRoutes &
  typeof accrualRoutes &
  typeof parallelRunRoutes &
  typeof returnRoutes &
  typeof arrangementRoutes &
  typeof financialReturnRoutes &
  typeof auditCaseRoutes &
  typeof letterRoutes &
  typeof statementRoutes &
  typeof statementMappingRoutes &
  typeof deferredRoutes &
  typeof upliftRoutes &
  typeof portalReturnRoutes &
  typeof portalUpliftRoutes &
  typeof portalAccountRoutes &
  typeof returnMappingRoutes;
type Route = Routes[keyof Routes];
type Method = Route['method'];
type Found<M extends Method, P> = Extract<Route, { method: M; path: P }>;

/** The addresses the API knows for a method: a misspelt one does not compile. */
export type Path<M extends Method> = Extract<Route, { method: M }>['path'];
export type WriteMethod = Exclude<Method, 'GET'>;

/** What the API answers at an address, as its own schema says. */
export type Answer<M extends Method, P> = Found<M, P>['answer']['_zod']['output'];

/** What a write takes, as its own schema says. */
export type Body<M extends Method, P> = Found<M, P>['body']['_zod']['input'];

type QueryInput<P> = Found<'GET', P>['query']['_zod']['input'];
export type Query<P> = { readonly [K in keyof QueryInput<P>]?: string | undefined };

/** Addresses that answer a list, page by page. */
export type ListPath = {
  [P in Path<'GET'>]: Answer<'GET', P> extends { items: readonly unknown[]; nextCursor: string | null }
    ? P
    : never;
}[Path<'GET'>];
export type Item<P> = Answer<'GET', P> extends { items: readonly (infer I)[] } ? I : never;

/** A record as the API shows it: the fields of its extract, and who recorded it, when, from where. */
export type RecordView = Answer<'GET', '/v1/people/{id}'>;
