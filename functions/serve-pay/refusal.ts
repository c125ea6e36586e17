import { Unacceptable } from '../platform/problem-responses.ts';

/** A refusal by one rule: of one field, or (null) of several together. */
export function refusal(field: string | null, rule: string, message: string): Unacceptable {
  return new Unacceptable(message, { errors: [{ field, rule, message }] });
}
