import { describe, expect, it } from 'vitest';
import { assertNever, invariant, InvariantError, quote, refuse } from '../../domain/outcome.ts';

describe('what cannot happen', () => {
  it('lets true conditions pass and throws the sentence of a false one', () => {
    expect(() => {
      invariant(true, 'an entry sums to zero');
    }).not.toThrow();
    expect(() => {
      invariant(undefined, 'an entry sums to zero');
    }).toThrow(new InvariantError('an entry sums to zero'));
  });

  it('carries its own name, so that it is told from an everyday failure', () => {
    expect(new InvariantError('x').name).toBe('InvariantError');
  });

  it('names the case that nothing handles', () => {
    const unhandled = JSON.parse('"week-and-a-half"') as never;
    expect(() => assertNever(unhandled)).toThrow(new InvariantError('Nothing handles "week-and-a-half"'));
  });
});

describe('refusals', () => {
  it('say which rule was broken, in words', () => {
    expect(refuse('date-missing', 'A date is missing.')).toEqual({
      ok: false,
      rule: 'date-missing',
      message: 'A date is missing.',
    });
  });

  it('quote what was typed, cut short after 40 characters', () => {
    expect(quote('a'.repeat(40))).toBe(`“${'a'.repeat(40)}”`);
    expect(quote('a'.repeat(41))).toBe(`“${'a'.repeat(40)}…”`);
  });
});
