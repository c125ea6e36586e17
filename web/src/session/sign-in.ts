import { UserManager, type User } from 'oidc-client-ts';

/** What `/config.json` says: where people sign in, and as which client these pages ask. */
type SignInConfig = { issuer: string; clientId: string; redirectUri: string; scope: string };

const SIGNED_IN_PATH = '/signed-in';
let manager: UserManager | undefined;

/** Reads where people sign in; must be done once, before anything else of this file. */
export async function prepareSignIn(): Promise<void> {
  const response = await fetch('/config.json', { headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error('the sign-in configuration is not there');
  const config = (await response.json()) as SignInConfig;
  manager = new UserManager({
    authority: config.issuer,
    client_id: config.clientId,
    redirect_uri: config.redirectUri,
    post_logout_redirect_uri: `${new URL(config.redirectUri).origin}/`,
    scope: config.scope,
    automaticSilentRenew: false,
    // Everything shown about a person comes from /v1/me: the claims need no second request.
    loadUserInfo: false,
  });
}

/** Who is signed in; finishes a sign-in that has just come back, and starts one where there is none. */
export async function signedInUser(): Promise<User | null> {
  const users = prepared();
  if (location.pathname === SIGNED_IN_PATH) {
    const user = await finishSignIn(users);
    history.replaceState(null, '', addressWithin(user?.state));
    if (user !== null) return user;
  }
  const user = await users.getUser();
  if (user !== null && user.expired !== true) return user;
  await signInAgain();
  return null;
}

/** A sign-in answer is good once: pressing reload or back on it starts afresh instead of failing. */
async function finishSignIn(users: UserManager): Promise<User | null> {
  try {
    return await users.signinRedirectCallback();
  } catch {
    return null;
  }
}

/** The token for the API, renewed when it is about to end and the sign-in allows it. */
export async function accessToken(): Promise<string> {
  const users = prepared();
  const user = await users.getUser();
  if (user === null) return '';
  if ((user.expires_in ?? 0) > RENEW_BEFORE_SECONDS || user.refresh_token === undefined)
    return user.access_token;
  try {
    return (await users.signinSilent())?.access_token ?? user.access_token;
  } catch {
    return user.access_token;
  }
}

const RENEW_BEFORE_SECONDS = 30;
let leaving: Promise<void> | undefined;

/** Goes to the sign-in page and comes back to this address. */
export function signInAgain(): Promise<void> {
  leaving ??= prepared()
    .removeUser()
    .then(() => prepared().signinRedirect({ state: location.pathname + location.search }));
  return leaving;
}

/** Ends the session here and where people sign in. */
export async function signOut(): Promise<void> {
  const users = prepared();
  try {
    await users.signoutRedirect();
  } catch {
    await users.removeUser();
    location.assign('/');
  }
}

function prepared(): UserManager {
  if (manager === undefined) throw new Error('prepareSignIn has not been awaited');
  return manager;
}

/** Where to go after signing in: only ever an address of these pages. */
function addressWithin(state: unknown): string {
  return typeof state === 'string' && /^\/(?![/\\])/.test(state) && !state.startsWith(SIGNED_IN_PATH)
    ? state
    : '/';
}
