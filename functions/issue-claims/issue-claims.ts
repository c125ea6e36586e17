import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';

/** The attributes an administrator sets on a provider's sign-in, and the claim each becomes. */
const CLAIM_OF_ATTRIBUTE = {
  'custom:providerId': 'providerId',
  'custom:accountProviderId': 'accountProviderId',
} as const;

/**
 * Copies whose rows a provider may see from the user's attributes into the access token, because Cognito
 * puts custom attributes into identity tokens only. An attribute that is empty gives no claim at all:
 * an empty claim would be a provider without a number.
 */
export function issueClaims(event: PreTokenGenerationV2TriggerEvent): PreTokenGenerationV2TriggerEvent {
  const { userAttributes } = event.request;
  const claims = Object.entries(CLAIM_OF_ATTRIBUTE).flatMap(([attribute, claim]) => {
    const value = userAttributes[attribute];
    return value ? [[claim, value] as const] : [];
  });
  return {
    ...event,
    response: {
      claimsAndScopeOverrideDetails: {
        accessTokenGeneration: { claimsToAddOrOverride: Object.fromEntries(claims) },
      },
    },
  };
}
