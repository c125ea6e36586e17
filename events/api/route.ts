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

type Reading<Q extends z.ZodObject, A extends z.ZodType> = {
  path: `/v1/${string}`;
  roles: readonly Role[];
  summary: string;
  query?: Q;
  answer: A;
};

/** A route that only reads. */
export function get<A extends z.ZodType, Q extends z.ZodObject = typeof noQuery>(route: Reading<Q, A>) {
  return {
    ...route,
    method: 'GET' as const,
    status: 200 as const,
    query: route.query ?? noQuery,
    body: noBody,
  };
}

type Writing<B extends z.ZodType, A extends z.ZodType, M extends 'PUT' | 'POST'> = {
  method: M;
  path: `/v1/${string}`;
  roles: readonly Role[];
  summary: string;
  status?: 200 | 201 | 202;
  body: B;
  answer: A;
};

/** A route that records something; it takes an `Idempotency-Key`. */
export function write<B extends z.ZodType, A extends z.ZodType, M extends 'PUT' | 'POST'>(
  route: Writing<B, A, M>,
) {
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
