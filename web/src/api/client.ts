import type { Problem } from '../../../events/api/route.ts';
import { accessToken, signInAgain } from '../session/sign-in.ts';
import type { Answer, Body, Path, Query, WriteMethod } from './contract.ts';

/** Why something was not done, in sentences a person can act on. Status 0: the answer never came. */
export type Trouble = Pick<Problem, 'title' | 'detail' | 'status'> & {
  errors: NonNullable<Problem['errors']>;
};
export type Answered<T> = { ok: true; value: T } | { ok: false; trouble: Trouble };

/** Fills `{id}` or `{name}` of an address, then the part of it that is named, and adds the query. */
export function addressOf(
  path: string,
  id: string | undefined,
  query: Readonly<Record<string, string | undefined>> = {},
  part = '',
): string {
  const filled = path
    .replace(/\{\w+\}/, () => encodeURIComponent(id ?? ''))
    .replace(/\{\w+\}/, () => encodeURIComponent(part));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') search.set(name, value);
  return search.size === 0 ? filled : `${filled}?${search.toString()}`;
}

export type ReadOptions<P> = { id?: string | undefined; query?: Query<P> | undefined; signal?: AbortSignal };

/** Reads from the API. */
export function read<P extends Path<'GET'>>(
  path: P,
  { id, query, signal }: ReadOptions<P> = {},
): Promise<Answered<Answer<'GET', P>>> {
  return call(addressOf(path, id, query), { ...(signal && { signal }) });
}

export type Write<M extends WriteMethod, P> = { id?: string; part?: string; body: Body<M, P>; key: string };

/** Writes to the API; the same key sent twice is done once. */
export function write<M extends WriteMethod, P extends Path<M>>(
  method: M,
  path: P,
  { id, part, body, key }: Write<M, P>,
): Promise<Answered<Answer<M, P>>> {
  return call(addressOf(path, id, {}, part), {
    method,
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
  });
}

async function call<T>(address: string, request: RequestInit): Promise<Answered<T>> {
  const headers = new Headers(request.headers);
  headers.set('accept', 'application/json');
  headers.set('authorization', `Bearer ${await accessToken()}`);
  let response: Response;
  try {
    response = await fetch(address, { ...request, headers });
  } catch (error) {
    if (request.signal?.aborted === true) throw error;
    return { ok: false, trouble: unreachable };
  }
  if (response.status === 401) {
    await signInAgain();
    return { ok: false, trouble: signedOut };
  }
  const text = await response.text();
  const answer = jsonOf(text);
  if (response.ok && answer !== undefined) {
    // The server answers through the schema this type is taken from; checking again here would send all of zod to the browser.
    return { ok: true, value: answer as T };
  }
  return { ok: false, trouble: troubleOf(response.status, answer) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A problem document as trouble; anything else that went wrong becomes a sentence of our own. */
function troubleOf(status: number, answer: unknown): Trouble {
  if (typeof answer !== 'object' || answer === null) return { ...nothingUsable, status };
  const problem: Partial<Problem> = answer;
  return {
    status,
    title: problem.title ?? nothingUsable.title,
    detail: problem.detail ?? nothingUsable.detail,
    errors: problem.errors ?? [],
  };
}

const nothingUsable = {
  title: 'careledger could not do this',
  detail: 'Something went wrong on our side and nothing was changed. Try again in a minute.',
  errors: [],
};
const unreachable: Trouble = {
  status: 0,
  title: 'careledger cannot be reached',
  detail:
    'Your browser got no answer. If you were saving, it may or may not have been done: check your connection and try again, and it will be done once only.',
  errors: [],
};
const signedOut: Trouble = {
  status: 401,
  title: 'You have been signed out',
  detail: 'Nothing was changed. You are being taken to sign in, and then back to this page.',
  errors: [],
};
