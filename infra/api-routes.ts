/** What each function of the API answers. Every path takes any method: the function's own router names method and roles. */
export const apiRoutes = {
  'serve-uploads': withItems('/v1/uploads'),
  'serve-records': [
    ...[
      '/v1/people',
      '/v1/providers',
      '/v1/service-types',
      '/v1/rate-cards',
      '/v1/packages',
      '/v1/contributions',
      '/v1/direct-payments',
      '/v1/assessments',
      '/v1/opening-positions',
    ].flatMap(withItems),
    // The list and what is reckoned of one lie with serve-deferred.
    '/v1/deferred-agreements/{proxy+}',
    '/v1/portal/packages',
  ],
  'serve-pay': [
    ...['/v1/pay-runs', '/v1/holds', '/v1/payments', '/v1/manual-invoices', '/v1/accruals'].flatMap(
      withItems,
    ),
    '/v1/parallel-runs/{id}',
    '/v1/expenses',
    '/v1/portal/packages/{id}/agree',
    '/v1/portal/packages/{id}/reject',
    '/v1/packages/{id}/lines',
    '/v1/providers/{id}/account',
    '/v1/providers/{id}/bank-details',
    '/v1/providers/{id}/bank-details/verify',
    '/v1/direct-payments/{id}/bank-details/verify',
    '/v1/people/{id}/account',
    '/v1/ledger/trial-balance',
  ],
  'serve-returns': [
    ...['/v1/provider-returns', '/v1/return-mappings', '/v1/returns-month', '/v1/portal/returns'].flatMap(
      withItems,
    ),
    '/v1/return-decisions/{proxy+}',
    '/v1/return-rules',
    '/v1/portal/uploads',
  ],
  'serve-audits': [
    ...['/v1/audit-cases', '/v1/recoveries'].flatMap(withItems),
    '/v1/audit-targets',
    '/v1/statements/{proxy+}',
    '/v1/direct-payments/{id}/arrangement',
    '/v1/direct-payments/{id}/letters',
    '/v1/direct-payments/{id}/returns',
    '/v1/direct-payments/{id}/paper-file',
    '/v1/direct-payments/{id}/statements',
  ],
  'serve-mappings': [
    ...withItems('/v1/statement-mappings'),
    '/v1/statements/{id}/table',
    '/v1/statements/{id}/preview',
    '/v1/statements/{id}/read-again',
    '/v1/direct-payments/{id}/unread-statements',
  ],
  'serve-accounts': ['/v1/portal/clients', '/v1/portal/schedules', '/v1/portal/statements'].flatMap(
    withItems,
  ),
  'serve-deferred': [
    '/v1/deferred-agreements',
    ...[
      'account',
      'statement',
      'statement-pages',
      'eligibility',
      'valuations',
      'charges',
      'repayments',
      'close',
      'terms',
      'rates',
      'statements',
    ].map((part) => `/v1/deferred-agreements/{id}/${part}`),
  ],
  'serve-uplifts': [...withItems('/v1/uplifts'), '/v1/portal/uplifts'],
  'serve-settings': [
    '/v1/me',
    '/v1/openapi.json',
    ...['/v1/settings', '/v1/reference', '/v1/work-queue', '/v1/audit-trail', '/v1/dead-letters'].flatMap(
      withItems,
    ),
    // What no other path is: answered as a problem like every other error, not in the gateway's own words.
    '/v1/{proxy+}',
  ],
  'serve-calculators': ['/v1/calculators/{name}'],
} as const satisfies Record<string, readonly string[]>;

function withItems(path: string): readonly string[] {
  return [path, `${path}/{proxy+}`];
}
