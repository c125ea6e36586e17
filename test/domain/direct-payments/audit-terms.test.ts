import { describe, expect, it } from 'vitest';
import { auditTermsSchema, usualAuditTerms } from '../../../domain/direct-payments/audit-terms.ts';

const withGambling = (words: string[]) => ({
  ...usualAuditTerms,
  wordsOut: { ...usualAuditTerms.wordsOut, gambling: { words, unless: [] } },
});

describe('the terms of an audit', () => {
  it('are what a council would set, unless it sets others', () => {
    expect(auditTermsSchema.parse(usualAuditTerms)).toEqual(usualAuditTerms);
  });

  it.each(['bet*', 'paddy power', '32red'])('may have the word %j', (word) => {
    expect(auditTermsSchema.safeParse(withGambling([word])).success).toBe(true);
  });

  it.each(['be*', '*bet', 'Bet', 'bet!', ''])('have no word %j', (word) => {
    expect(auditTermsSchema.safeParse(withGambling([word])).success).toBe(false);
  });

  it('may be those of a time before they said how far ahead a bank dates transactions', () => {
    const { datesAheadDays, ...before } = usualAuditTerms;
    expect(auditTermsSchema.parse(before).datesAheadDays).toBe(datesAheadDays);
  });

  it('have no amounts below nothing', () => {
    expect(auditTermsSchema.safeParse({ ...usualAuditTerms, surplusFromPence: -1 }).success).toBe(false);
  });
});
