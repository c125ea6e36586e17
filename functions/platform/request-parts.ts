import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod';
import { InvalidRequest, type FieldError } from './problem-responses.ts';

/** API Gateway passes on at most 10 MB; no request of ours comes near this. */
const MOST_BODY_CHARACTERS = 2_000_000;

/** A part of a request by its schema; every field that does not fit is named in the refusal. */
export function readParts<S extends z.ZodType>(
  schema: S,
  value: unknown,
  part: 'query' | 'body',
): z.output<S> {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const errors = read.error.issues.slice(0, 100).flatMap(fieldErrors);
  throw new InvalidRequest(
    part === 'query'
      ? 'The address asks for something that cannot be read.'
      : 'What was sent cannot be read: see the fields below.',
    { errors },
  );
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: [...path, key].join('.'),
      rule: 'field-unknown',
      message: `There is no field ${key} here.`,
    }));
  }
  const field = path.length === 0 ? null : path.join('.');
  return [{ field, rule: issue.code.replaceAll('_', '-'), message: sentence(issue.message) }];
}

function sentence(message: string): string {
  return message.endsWith('.') ? message : `${message}.`;
}

/** The JSON a request carries; undefined where it carries nothing. */
export function readBody(event: Pick<APIGatewayProxyEventV2, 'body' | 'isBase64Encoded'>): unknown {
  if (event.body === undefined || event.body === '') return undefined;
  if (event.body.length > MOST_BODY_CHARACTERS)
    throw new InvalidRequest('The request is larger than 2 MB; send files as uploads.');
  const text = event.isBase64Encoded ? Buffer.from(event.body, 'base64').toString('utf8') : event.body;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InvalidRequest('The request is not JSON.', { cause });
  }
}
