/**
 * What reading a text gives: the value, or the rule it broke with a sentence a person can act on.
 * Bad input is an everyday outcome, so it is a value; only the impossible throws.
 */
export type Reading<T> = { ok: true; value: T } | Refusal;

export type Refusal = { ok: false; rule: string; message: string };

export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

/** Throws where our own code is wrong: `invariant(debits === credits, 'an entry sums to zero')`. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantError(message);
}

/** Closes a switch over a union, so that a new member is a compile error and never a silent fall-through. */
export function assertNever(value: never): never {
  throw new InvariantError(`Nothing handles ${JSON.stringify(value)}`);
}

/** A refusal in words: `refuse('date-not-in-calendar', '31 February 2026 does not exist.')`. */
export function refuse(rule: string, message: string): Refusal {
  return { ok: false, rule, message };
}

/** Quotes what was typed inside a sentence, cut short so that a misplaced paragraph stays readable. */
export function quote(text: string): string {
  return text.length > QUOTED_CHARACTERS ? `“${text.slice(0, QUOTED_CHARACTERS)}…”` : `“${text}”`;
}

const QUOTED_CHARACTERS = 40;
