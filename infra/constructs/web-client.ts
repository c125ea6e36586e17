import { Duration } from 'aws-cdk-lib';
import { ClientAttributes, OAuthScope, UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { apiScopeName, type UserDirectory } from './user-directory.ts';

/** Where the pages take the answer of a sign-in (web/src/session). */
export const SIGNED_IN_PATH = '/signed-in';

type WebClientProps = {
  readonly userDirectory: UserDirectory;
  /** Where the pages live: `https://careledger.example`. */
  readonly webAddress: string;
};

/**
 * The pages as a client of the user pool: code grant with PKCE, no secret, because a browser keeps none.
 * It lives beside the pages, not beside the pool: it has to know their address, and it holds no data.
 */
export class WebClient extends Construct {
  readonly clientId: string;

  constructor(scope: Construct, id: string, { userDirectory, webAddress }: WebClientProps) {
    super(scope, id);
    const client = new UserPoolClient(this, 'Client', {
      userPool: userDirectory.userPool,
      generateSecret: false,
      authFlows: {},
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.PROFILE, OAuthScope.custom(apiScopeName)],
        callbackUrls: [`${webAddress}${SIGNED_IN_PATH}`],
        logoutUrls: [`${webAddress}/`],
      },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.hours(10),
      // Never the custom attributes: a provider who could write `providerId` could read another provider's rows.
      writeAttributes: new ClientAttributes().withStandardAttributes({ email: true }),
    });
    this.clientId = client.userPoolClientId;
  }
}
