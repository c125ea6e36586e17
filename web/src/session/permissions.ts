import type { Role } from '../../../events/api/roles.ts';
import type { Me } from '../../../events/api/settings.ts';

/**
 * Who is offered which act. The API decides; this only spares people a button that would be refused, and a test
 * holds it to the roles of the API's routes.
 */
export const allowed = {
  upload: [
    'payments-officer',
    'payments-approver',
    'charging-officer',
    'assessment-officer',
    'audit-officer',
    'contracts-officer',
    'system-admin',
  ],
  changePackage: ['payments-officer', 'system-admin'],
  changeAgreements: ['payments-officer', 'audit-officer', 'system-admin'],
  changeContributions: ['charging-officer', 'assessment-officer', 'system-admin'],
  changeSettings: ['system-admin'],
  seeFailedMessages: ['system-admin'],
} as const satisfies Record<string, readonly Role[]>;

/** The same for pay. */
export const allowedInPay = {
  makePayRuns: ['payments-officer'],
  approvePayRuns: ['payments-approver'],
  askBack: ['payments-officer'],
  holdPayments: ['payments-officer'],
  keyInvoices: ['payments-officer'],
  changeBankDetails: ['payments-officer'],
} as const satisfies Record<string, readonly Role[]>;

/** The same for what providers claim. */
export const allowedInReturns = {
  chaseReturns: ['payments-officer', 'payments-approver'],
  mapHeadings: ['payments-officer', 'contracts-officer', 'system-admin'],
  decideReturns: ['payments-officer', 'payments-approver'],
  answerReturnDecisions: ['payments-approver'],
} as const satisfies Record<string, readonly Role[]>;

/** The same for what direct payments were spent on. */
export const allowedInAudits = {
  seeStatements: ['audit-officer', 'audit-lead', 'service-manager', 'read-only'],
  confirmPayees: ['audit-officer', 'audit-lead'],
  mapStatements: ['audit-officer', 'audit-lead'],
  seeArrangements: ['audit-officer', 'audit-lead', 'social-worker', 'service-manager', 'read-only'],
  seeLetters: ['audit-officer', 'audit-lead', 'social-worker', 'service-manager', 'read-only'],
  seePapers: ['audit-officer', 'audit-lead', 'social-worker', 'service-manager', 'read-only'],
  recordPapers: ['audit-officer', 'audit-lead'],
  changeArrangements: ['audit-officer', 'audit-lead', 'social-worker'],
  seeAudits: ['audit-officer', 'audit-lead', 'service-manager', 'social-worker', 'read-only'],
  workAudits: ['audit-officer', 'audit-lead'],
  advanceAudits: ['audit-officer', 'audit-lead', 'social-worker'],
  reopenAudits: ['audit-lead'],
  authoriseRecoveries: ['payments-approver', 'audit-lead'],
  carryOutRecoveries: ['payments-officer', 'audit-officer', 'audit-lead'],
} as const satisfies Record<string, readonly Role[]>;

/** The same for deferred payment agreements. */
export const allowedInDeferred = {
  recordDeferred: ['charging-officer', 'charging-approver', 'debt-officer'],
  seeDeferred: [
    ...(['charging-officer', 'charging-approver', 'debt-officer', 'assessment-officer'] as const),
    ...(['social-worker', 'service-manager', 'read-only'] as const),
  ],
} as const satisfies Record<string, readonly Role[]>;

/** The same for uplifts of rates. */
export const allowedInUplifts = {
  seeUplifts: ['payments-officer', 'contracts-officer', 'payments-approver', 'read-only'],
  askForUplifts: ['payments-officer', 'contracts-officer'],
  checkUplifts: ['payments-approver'],
  retryUplifts: ['payments-officer', 'contracts-officer', 'payments-approver'],
} as const satisfies Record<string, readonly Role[]>;

const everything = {
  ...allowed,
  ...allowedInPay,
  ...allowedInReturns,
  ...allowedInAudits,
  ...allowedInDeferred,
  ...allowedInUplifts,
};

const outside: readonly string[] = ['provider', 'managed-account-provider'] satisfies Role[];

export function may(me: Me, act: keyof typeof everything): boolean {
  const roles: readonly string[] = everything[act];
  return me.roles.some((role) => roles.includes(role));
}

/** Work is taken and closed by everyone of the council but those who only look. */
export function mayWork(me: Me): boolean {
  return isStaff(me) && me.roles.some((role) => role !== 'read-only');
}

export function isStaff(me: Me): boolean {
  return me.roles.some((role) => !outside.includes(role));
}
