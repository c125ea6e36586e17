import * as z from 'zod';
import { instantSchema } from '../../domain/calendar.ts';
import type { Role } from './roles.ts';

/** One operation of the API: its address, who may call it, what it takes and what it answers. */
export type Route = {
  method: 'GET' | 'PUT' | 'POST';
  /** As API Gateway writes it, with `{id}` for a part that varies. */
  path: `/v1/${string}`;
  roles: readonly Role[];
  summary: string;
  status: 200 | 201 | 202;
  query: z.ZodObject;
  body: z.ZodType;
  answer: z.ZodType;
};

const noQuery = z.object({});
const noBody = z.undefined();

type Reading<P extends Route['path'], A extends z.ZodType> = {
  path: P;
  roles: readonly Role[];
  summary: string;
  answer: A;
};
type ReadRoute<P extends Route['path'], Q extends z.ZodObject, A extends z.ZodType> = Reading<P, A> & {
  method: 'GET';
  status: 200;
  query: Q;
  body: typeof noBody;
};

/** A route that only reads. Its type keeps the address, so that a caller who misspells one is told. */
export function get<P extends Route['path'], Q extends z.ZodObject, A extends z.ZodType>(
  route: Reading<P, A> & { query: Q },
): ReadRoute<P, Q, A>;
export function get<P extends Route['path'], A extends z.ZodType>(
  route: Reading<P, A>,
): ReadRoute<P, typeof noQuery, A>;
export function get<P extends Route['path'], A extends z.ZodType>(
  route: Reading<P, A> & { query?: z.ZodObject },
): ReadRoute<P, z.ZodObject, A> {
  return { ...route, method: 'GET', status: 200, query: route.query ?? noQuery, body: noBody };
}

type Writing<
  P extends Route['path'],
  B extends z.ZodType,
  A extends z.ZodType,
  M extends 'PUT' | 'POST',
> = Reading<P, A> & { method: M; status?: 200 | 201 | 202; body: B };

/** A route that records something; it takes an `Idempotency-Key`. */
export function write<
  P extends Route['path'],
  B extends z.ZodType,
  A extends z.ZodType,
  M extends 'PUT' | 'POST',
>(route: Writing<P, B, A, M>) {
  return { ...route, status: route.status ?? (200 as const), query: noQuery };
}

/** A page of a list. */
export function listOf<I extends z.ZodType>(item: I) {
  return z.object({
    items: z.array(item),
    nextCursor: z
      .string()
      .nullable()
      .describe('Give it back as `cursor` for the next page; null on the last.'),
  });
}

export const paging = {
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('At most this many items.'),
  cursor: z.string().max(4000).optional(),
};

/** An id as it comes from outside. No record has an empty or an endless one, or one with `#`: keys of the table use it. */
export const idText = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^#]*$/, 'An id holds no #');

export const reason = z.string().trim().min(3).max(1000).describe('Why; kept in the audit trail.');

/** A refusal: RFC 9457 problem details. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z
    .array(z.object({ field: z.string().nullable(), rule: z.string(), message: z.string() }))
    .optional(),
});
export type Problem = z.infer<typeof problemSchema>;

/** An instant as a caller may write it, with or without milliseconds; kept with three. */
export const askedInstant = z.iso
  .datetime()
  .transform((text) => new Date(text).toISOString())
  .pipe(instantSchema);
