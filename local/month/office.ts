import * as z from 'zod';

/** The API said no; its own sentence is the message. */
export class Refused extends Error {
  override name = 'Refused';
  readonly status: number;
  readonly rule: string | undefined;

  constructor(
    what: string,
    status: number,
    { detail, errors }: { detail: string; errors?: { rule: string }[] | undefined },
  ) {
    super(`${what} was answered with ${status}: ${detail}`);
    this.status = status;
    this.rule = errors?.[0]?.rule;
  }
}

const problemShape = z.object({
  detail: z.string(),
  errors: z.array(z.object({ rule: z.string() })).optional(),
});
const tokenShape = z.object({ access_token: z.string() });
const storedShape = z.object({ uploadId: z.string() });
const pageShape = z.object({ items: z.array(z.unknown()), nextCursor: z.string().nullable() });
const PAGE = 200;

/** A token is good for longer than it is kept. */
const TOKEN_KEPT_MS = 10 * 60_000;

/** How often a minute of waiting is begun again before the month is given up. */
const MINUTES_WAITED = 60;

/** The desk from which people of a council work: careledger as a browser or a script reaches it. */
export function openOffice(url: string) {
  async function send(path: string, init: RequestInit): Promise<Response> {
    const answer = await fetch(`${url}${path}`, init);
    if (answer.ok) return answer;
    const text = await answer.text();
    const problem = problemShape.safeParse(parseJson(text)).data ?? { detail: text };
    throw new Refused(`${init.method ?? 'GET'} ${path}`, answer.status, problem);
  }

  const tokens = new Map<string, { token: string; since: number }>();

  async function tokenOf(user: string): Promise<string> {
    const kept = tokens.get(user);
    if (kept !== undefined && performance.now() - kept.since < TOKEN_KEPT_MS) return kept.token;
    const answer = await send('/local/token', { method: 'POST', body: JSON.stringify({ user }) });
    const token = tokenShape.parse(await answer.json()).access_token;
    tokens.set(user, { token, since: performance.now() });
    return token;
  }

  /** Asks the API as a user and reads the answer by a schema. */
  async function ask<S extends z.ZodType>(
    user: string,
    route: string,
    { schema, body }: { schema: S; body?: unknown },
  ): Promise<z.output<S>> {
    const [method = 'GET', path = ''] = route.split(' ');
    const answer = await send(`/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${await tokenOf(user)}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return schema.parse(await answer.json());
  }

  return {
    ask,

    /** Every item of a list, page after page. */
    async all<S extends z.ZodType>(user: string, path: string, schema: S): Promise<z.output<S>[]> {
      const items: z.output<S>[] = [];
      let cursor: string | null = null;
      do {
        const query = new URLSearchParams({ limit: String(PAGE), ...(cursor === null ? {} : { cursor }) });
        const join = path.includes('?') ? '&' : '?';
        const page: z.output<typeof pageShape> = await ask(user, `GET ${path}${join}${query.toString()}`, {
          schema: pageShape,
        });
        items.push(...page.items.map((item) => schema.parse(item)));
        cursor = page.nextCursor;
      } while (cursor !== null);
      return items;
    },

    /** Drops a file into the inbox. */
    async drop(key: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
      const address = key.split('/').map(encodeURIComponent).join('/');
      const answer = await send(`/local/inbox/${address}`, { method: 'PUT', body: bytes });
      return storedShape.parse(await answer.json()).uploadId;
    },

    /** Has a schedule run now. */
    async fire(schedule: string): Promise<void> {
      await send(`/local/schedule/${schedule}`, { method: 'POST' });
    },

    /** Waits until nothing is under way any more. */
    async waitUntilIdle(): Promise<void> {
      for (let minute = 0; minute < MINUTES_WAITED; minute += 1) {
        const answer = await fetch(`${url}/local/idle`);
        if (answer.ok) return;
      }
      throw new Refused('GET /local/idle', 408, {
        detail: `careledger is still busy after ${MINUTES_WAITED} minutes.`,
      });
    },

    /** Messages that were given up after their last try. */
    async deadLetters(): Promise<string[]> {
      const answer = await send('/local/dead-letters', {});
      const { items } = z
        .object({ items: z.array(z.object({ queue: z.string() })) })
        .parse(await answer.json());
      return items.map(({ queue }) => queue);
    },

    async fetchBytes(address: string): Promise<Uint8Array> {
      const answer = await fetch(address);
      if (!answer.ok)
        throw new Refused('A file of a run', answer.status, { detail: 'its link does not hold.' });
      return new Uint8Array(await answer.arrayBuffer());
    },
  };
}
export type Office = ReturnType<typeof openOffice>;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
