import type { Finding } from '../../domain/records/finding.ts';
import { Unacceptable } from './problem-responses.ts';

/** Errors keep a change out, all of them named; warnings let it in and come back with the answer. */
export function refuseErrors(findings: readonly Finding[]): void {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first === undefined) return;
  throw new Unacceptable(
    errors.length === 1 ? first.message : `${errors.length} things stand in the way: see the fields below.`,
    { errors: errors.map(({ field, rule, message }) => ({ field, rule, message })) },
  );
}
