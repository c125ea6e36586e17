import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRecovery,
  FeaturePlan,
  LambdaVersion,
  Mfa,
  ResourceServerScope,
  StandardThreatProtectionMode,
  StringAttribute,
  UserPool,
  UserPoolOperation,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { Stage } from '../stages.ts';
import type { CareledgerFunction } from './careledger-function.ts';

/** The roles of the people who sign in; a role is a group of the user pool and arrives as `cognito:groups`. */
const roles = [
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
  'provider',
  'managed-account-provider',
] as const;

const MAX_PROVIDER_ID_LENGTH = 40;

const apiScope = { resourceServer: 'careledger', name: 'api' } as const;

/** The scope a token needs for every route of the API. */
export const apiScopeName = `${apiScope.resourceServer}/${apiScope.name}` as const;

type UserDirectoryProps = { readonly stage: Stage; readonly issueClaims: CareledgerFunction };

/** Who may sign in: the user pool with a group per role, the scope of the API and the sign-in page. */
export class UserDirectory extends Construct {
  readonly userPool: UserPool;
  /** Of the sign-in page: `https://…`. */
  readonly address: string;

  constructor(scope: Construct, id: string, { stage, issueClaims }: UserDirectoryProps) {
    super(scope, id);
    this.userPool = this.createUserPool();
    this.userPool.addTrigger(
      UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG,
      issueClaims.function,
      LambdaVersion.V2_0,
    );
    for (const role of roles) {
      this.userPool.addGroup(role, { groupName: role });
    }
    const api = new ResourceServerScope({
      scopeName: apiScope.name,
      scopeDescription: 'Use careledger as its pages do',
    });
    this.userPool.addResourceServer('Careledger', {
      identifier: apiScope.resourceServer,
      scopes: [api],
    });
    const signInPage = this.userPool.addDomain('SignInPage', {
      cognitoDomain: { domainPrefix: stage.signInPrefix },
    });
    this.address = signInPage.baseUrl();
  }

  private createUserPool(): UserPool {
    const providerId = { mutable: true, maxLen: MAX_PROVIDER_ID_LENGTH };
    return new UserPool(this, 'UserPool', {
      selfSignUpEnabled: false,
      signInAliases: { username: true, email: true },
      standardAttributes: { email: { required: true, mutable: true } },
      customAttributes: {
        providerId: new StringAttribute(providerId),
        accountProviderId: new StringAttribute(providerId),
      },
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 14,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      // Claims in access tokens and the watch for leaked passwords come with this plan only.
      featurePlan: FeaturePlan.PLUS,
      standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }
}
