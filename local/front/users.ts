import { createHash } from 'node:crypto';

export type User = {
  username: string;
  name: string;
  roles: string[];
  providerId?: string;
  accountProviderId?: string;
};

/** Who can sign in on this machine; in the cloud the council's own identity provider knows its people. */
export const users: readonly User[] = [
  user('olu.officer', ['payments-officer']),
  user('amy.approver', ['payments-officer', 'payments-approver']),
  user('abe.approver', ['payments-officer', 'payments-approver']),
  user('cara.charging', ['charging-officer']),
  user('carl.chargeapprover', ['charging-officer', 'charging-approver']),
  user('fin.assessor', ['assessment-officer']),
  user('audrey.auditor', ['audit-officer']),
  user('leo.lead', ['audit-officer', 'audit-lead']),
  user('sam.manager', ['service-manager']),
  user('wes.worker', ['social-worker']),
  user('connie.contracts', ['contracts-officer']),
  user('dot.debt', ['debt-officer']),
  user('ada.admin', ['system-admin']),
  user('art.admin', ['system-admin']),
  user('ivy.inspector', ['read-only']),
  { ...user('pat.p001', ['provider']), providerId: 'P001' },
  { ...user('pip.p002', ['provider']), providerId: 'P002' },
  { ...user('max.managed', ['managed-account-provider']), accountProviderId: 'M001' },
];

function user(username: string, roles: string[]): User {
  const name = username
    .split('.')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ');
  return { username, name, roles };
}

export function findUser(username: string): User | undefined {
  return users.find((candidate) => candidate.username === username);
}

/** The claims Cognito puts into an access token, with those that `issue-claims` adds. */
export function claimsOf({ username, roles, providerId, accountProviderId }: User) {
  return {
    username,
    'cognito:groups': roles,
    ...(providerId === undefined ? {} : { providerId }),
    ...(accountProviderId === undefined ? {} : { accountProviderId }),
    token_use: 'access',
  };
}

/** Cognito's subjects are UUIDs that never change. */
export function subjectOf(username: string): string {
  const hex = createHash('sha256').update(username).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
