import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { issueClaims } from '../../functions/issue-claims/issue-claims.ts';

const signInOf = (userAttributes: Record<string, string>): PreTokenGenerationV2TriggerEvent => ({
  version: '2',
  triggerSource: 'TokenGeneration_Authentication',
  region: 'eu-west-2',
  userPoolId: 'eu-west-2_example',
  userName: 'pat.p001',
  callerContext: { awsSdkVersion: 'any', clientId: 'client' },
  request: {
    userAttributes: { sub: '7d1f', email_verified: 'true', ...userAttributes },
    groupConfiguration: { groupsToOverride: ['provider'] },
    scopes: ['openid', 'profile', 'careledger/api'],
  },
  response: { claimsAndScopeOverrideDetails: {} },
});

const accessClaims = (userAttributes: Record<string, string>) =>
  issueClaims(signInOf(userAttributes)).response.claimsAndScopeOverrideDetails.accessTokenGeneration
    ?.claimsToAddOrOverride;

describe('the claims in an access token', () => {
  it('name the provider whose rows a provider user may see', () => {
    expect(accessClaims({ 'custom:providerId': 'P001' })).toEqual({ providerId: 'P001' });
  });

  it('name the account provider of a managed-account user', () => {
    expect(accessClaims({ 'custom:accountProviderId': 'M001' })).toEqual({ accountProviderId: 'M001' });
  });

  it('name no provider for a member of staff', () => {
    expect(accessClaims({})).toEqual({});
  });

  it('name no provider when the attribute was left empty', () => {
    expect(accessClaims({ 'custom:providerId': '' })).toEqual({});
  });

  it('take over nothing else a user has, such as an attribute that looks like a claim', () => {
    expect(accessClaims({ providerId: 'P002', 'custom:roles': 'system-admin' })).toEqual({});
  });

  it('leave the groups and everything else Cognito sent as they were', () => {
    const event = signInOf({ 'custom:providerId': 'P001' });
    const { response, ...answered } = issueClaims(event);
    expect(answered).toEqual({ ...event, response: undefined, ...answered });
    expect(response.claimsAndScopeOverrideDetails).not.toHaveProperty('groupOverrideDetails');
  });
});
