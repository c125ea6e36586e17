import { Unacceptable } from '../platform/problem-responses.ts';

/** A refusal of one field by one rule. */
export function refusal(field: string, rule: string, message: string): Unacceptable {
  return new Unacceptable(message, { errors: [{ field, rule, message }] });
}
