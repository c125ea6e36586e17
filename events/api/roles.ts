/** Every role a person can hold; the groups of the user pool and of the JWT. */
const staffRoles = [
  'payments-officer',
  'payments-approver',
  'charging-officer',
  'charging-approver',
  'assessment-officer',
  'audit-officer',
  'audit-lead',
  'service-manager',
  'social-worker',
  'contracts-officer',
  'debt-officer',
  'system-admin',
  'read-only',
] as const;
export const portalRoles = ['provider', 'managed-account-provider'] as const;
export type Role = (typeof staffRoles)[number] | (typeof portalRoles)[number];

export const everyone: readonly Role[] = [...staffRoles, ...portalRoles];
export const staff: readonly Role[] = staffRoles;
