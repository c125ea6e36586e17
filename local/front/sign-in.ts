import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, importJWK, jwtVerify, SignJWT, type JWK } from 'jose';
import Provider, { type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import * as z from 'zod';
import { readBody, sendPage, type Handle } from './answers.ts';
import type { Claims } from './http-api.ts';
import { signedOutPage, signInPage, signInProblemPage, signOutPage } from './sign-in-pages.ts';
import { createSignInStore } from './sign-in-store.ts';
import { claimsOf, findUser, subjectOf, users, type User } from './users.ts';

export type SignIn = {
  handle: Handle;
  /** Checks a token as API Gateway's JWT authorizer would. */
  verify: (token: string) => Promise<Claims>;
  /** An access token without a browser, for scripts. */
  issueToken: (user: User) => Promise<string>;
  settings: { issuer: string; clientId: string; redirectUri: string; scope: string };
};
/** Where keys live from one start to the next. */
export type KeyStore = { read: () => unknown; write: (keys: unknown) => void };

const clientId = 'careledger-web';
const scope = 'openid profile careledger/api';
const resource = 'urn:careledger:api';
const tokenSeconds = 8 * 60 * 60;
const keysShape = z.object({ signing: z.record(z.string(), z.unknown()), cookies: z.array(z.string()) });

/** Signs people in as Cognito does: OpenID Connect with PKCE, and access tokens that look like Cognito's. */
export async function startSignIn(origin: string, keyStore: KeyStore): Promise<SignIn> {
  const issuer = `${origin}/oidc`;
  const keys = await loadKeys(keyStore);
  const signing = await importJWK(keys.signing, 'RS256');
  const { kty, n, e } = keys.signing;
  const checking = await importJWK({ ...(kty && { kty }), ...(n && { n }), ...(e && { e }) }, 'RS256');
  const provider = new Provider(issuer, configure(origin, keys));
  const callback = provider.callback();
  return {
    handle: async (request, response) => {
      if (request.url?.startsWith('/oidc/interaction/') === true) {
        await answerInteraction(provider, request, response);
        return;
      }
      keepCookiesForTheSession(response);
      // oidc-provider finds out where it is mounted from the difference between the two addresses.
      Object.assign(request, { originalUrl: request.url, url: request.url?.slice('/oidc'.length) });
      await callback(request, response);
    },
    verify: async (token) => {
      const { payload } = await jwtVerify(token, checking, { issuer, algorithms: ['RS256'] });
      if (payload['client_id'] !== clientId) throw new Error('A token for another client.');
      return { ...payload };
    },
    issueToken: (user) =>
      new SignJWT({ ...claimsOf(user), scope, client_id: clientId })
        .setProtectedHeader({ alg: 'RS256', kid: keys.signing.kid ?? '' })
        .setSubject(subjectOf(user.username))
        .setIssuer(issuer)
        .setIssuedAt()
        .setExpirationTime(new Date(Date.now() + tokenSeconds * 1000))
        .setJti(randomBytes(16).toString('hex'))
        .sign(signing),
    settings: { issuer, clientId, redirectUri: `${origin}/signed-in`, scope },
  };
}

/** Their end would come from a fixed clock, while the browser has its own: they end with the browser's session instead. */
function keepCookiesForTheSession(response: ServerResponse): void {
  const setHeader = response.setHeader.bind(response);
  response.setHeader = (name, value) => {
    const isCookies = name.toLowerCase() === 'set-cookie' && typeof value === 'object';
    return setHeader(name, isCookies ? value.map(withoutEnd) : value);
  };
}

/** The first of 1970 is how a cookie is taken back. */
function withoutEnd(cookie: string): string {
  return cookie.replace(/; expires=(?!Thu, 01 Jan 1970)[^;]*/i, '');
}

type Keys = { signing: JWK; cookies: string[] };

async function loadKeys(store: KeyStore): Promise<Keys> {
  const kept = keysShape.safeParse(store.read());
  if (kept.success) return kept.data;
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const signing = {
    ...(await exportJWK(privateKey)),
    alg: 'RS256',
    use: 'sig',
    kid: randomBytes(8).toString('hex'),
  };
  const keys = { signing, cookies: [randomBytes(32).toString('hex')] };
  store.write(keys);
  return keys;
}

function configure(origin: string, keys: Keys): Configuration {
  return {
    adapter: createSignInStore(),
    jwks: { keys: [{ ...keys.signing, kty: 'RSA' }] },
    cookies: { keys: keys.cookies },
    clients: [
      {
        client_id: clientId,
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code'],
        response_types: ['code'],
        redirect_uris: [`${origin}/signed-in`],
        post_logout_redirect_uris: [origin, `${origin}/`, `${origin}/signed-out`],
      },
    ],
    scopes: ['openid', 'profile', 'careledger/api'],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'cognito:groups'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    clientBasedCORS: (_context, requestOrigin) => requestOrigin === origin,
    ttl: {
      AccessToken: tokenSeconds,
      IdToken: tokenSeconds,
      Interaction: 3600,
      Session: tokenSeconds,
      Grant: tokenSeconds,
    },
    interactions: { url: (_context, { uid }) => `/oidc/interaction/${uid}` },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        logoutSource: (context, form) => {
          show(context, signOutPage(form));
        },
        postLogoutSuccessSource: (context) => {
          show(context, signedOutPage());
        },
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope,
          audience: clientId,
          accessTokenTTL: tokenSeconds,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    renderError: (context, { error_description: description, error }) => {
      show(context, signInProblemPage(description ?? error));
    },
    findAccount: (_context, accountId) => {
      const user = users.find(({ username }) => subjectOf(username) === accountId);
      if (user === undefined) return undefined;
      return {
        accountId,
        claims: () => ({
          sub: accountId,
          name: user.name,
          preferred_username: user.username,
          ...claimsOf(user),
          token_use: 'id',
        }),
      };
    },
    extraTokenClaims: (_context, token) => {
      const user = users.find(
        ({ username }) => 'accountId' in token && subjectOf(username) === token.accountId,
      );
      return user === undefined ? {} : claimsOf(user);
    },
    // One client, ours: nobody is asked whether the pages may know who they are.
    loadExistingGrant: async (context) => {
      const grant = new context.oidc.provider.Grant({
        clientId,
        ...(context.oidc.session?.accountId === undefined
          ? {}
          : { accountId: context.oidc.session.accountId }),
      });
      grant.addOIDCScope(scope);
      grant.addResourceScope(resource, scope);
      await grant.save();
      return grant;
    },
  };
}

function show(context: KoaContextWithOIDC, html: string): void {
  context.type = 'html';
  context.body = html;
}

async function answerInteraction(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    if (request.method !== 'POST') {
      await provider.interactionDetails(request, response);
      sendPage(response, 200, signInPage(request.url ?? ''));
      return;
    }
    const form = new URLSearchParams((await readBody(request, 10_000))?.toString('utf8'));
    const user = findUser(form.get('user') ?? '');
    if (user === undefined) {
      sendPage(response, 400, signInProblemPage('There is nobody of that name.'));
      return;
    }
    await provider.interactionFinished(request, response, { login: { accountId: subjectOf(user.username) } });
  } catch {
    // The page lay open for longer than its cookie lives, or came from before a restart.
    sendPage(
      response,
      400,
      signInProblemPage('The sign-in took too long, or careledger was started again meanwhile.'),
    );
  }
}
