import * as z from 'zod';

/** Who keeps the money of an agreement. */
export type AccountType = 'own' | 'dedicated' | 'prepaid-card' | 'managed' | 'carer' | 'third-party';

/** Where a council set the other kinds of account before there was this one. */
const CARER_POINTS = 4;

const points = (of: string) => z.int().min(0).max(1000).describe(`Points ${of}.`);

/** What a case’s risk is made of. No weight is below zero, so that nothing makes a case look safer. */
export const riskTermsSchema = z
  .strictObject({
    points: z
      .strictObject({
        error: points('of each finding that asks for a decision'),
        warning: points('of each finding to be looked at'),
        information: points('of each finding that only informs, beside another'),
      })
      .describe('What findings add by their severity.'),
    pointsPerTenth: points('for each whole tenth of the period’s budget that is in question'),
    mostForAmounts: points('at most for amounts in question'),
    sensitive: points('where a finding may show abuse'),
    perWeekLate: points('for each week, begun or whole, that papers are late'),
    mostForLate: points('at most for late papers'),
    earlierPoints: z
      .strictObject({
        satisfactory: points('of an earlier case without anything wrong'),
        'advice-given': points('of an earlier case that ended with advice'),
        'recovery-proposed': points('of an earlier case that ended with a recovery'),
        referred: points('of an earlier case that was referred'),
      })
      .describe('What earlier cases of the agreement add.'),
    mostForEarlier: points('at most for earlier cases'),
    firstReview: points('where nobody has looked at the agreement before'),
    account: z
      .strictObject({
        own: points('of money in the person’s own account'),
        dedicated: points('of money in an account of its own'),
        'prepaid-card': points('of money on a card'),
        managed: points('of money with an account provider'),
        carer: points('of money with a carer of the person').default(CARER_POINTS),
        'third-party': points('of money with somebody else'),
        unknown: points('where the kind of account is not on record'),
      })
      .describe('What the kind of account adds.'),
    withoutAuthority: points('where the person lacks capacity and nobody with authority acts for them'),
    restricted: points('where only named people may see the case'),
    mediumFrom: z.int().min(1).max(10_000).describe('From this score on the risk is medium.'),
    highFrom: z.int().min(1).max(10_000).describe('From this score on the risk is high.'),
    samplePercent: z
      .int()
      .min(0)
      .max(100)
      .describe('Of returns with a low risk and nothing to look at, how many are looked at nevertheless.'),
  })
  .refine(({ mediumFrom, highFrom }) => mediumFrom < highFrom, 'High begins above medium.')
  .refine(
    ({ sensitive, highFrom }) => sensitive >= highFrom,
    'A finding that may show abuse is a high risk by itself.',
  );
export type RiskTerms = z.infer<typeof riskTermsSchema>;

/**
 * No published weights were found; these order cases as peers describe their practice (rules.md 3.4: light touch where
 * nothing speaks against it). One decision to make is medium, three or anything that may show abuse is high.
 */
export const usualRiskTerms: RiskTerms = {
  points: { error: 20, warning: 6, information: 1 },
  ...{ pointsPerTenth: 5, mostForAmounts: 30, sensitive: 60, perWeekLate: 2, mostForLate: 20 },
  earlierPoints: { satisfactory: 0, 'advice-given': 3, 'recovery-proposed': 8, referred: 15 },
  ...{ mostForEarlier: 25, firstReview: 5 },
  account: {
    own: 5,
    dedicated: 0,
    'prepaid-card': 0,
    managed: 0,
    carer: CARER_POINTS,
    'third-party': 4,
    unknown: 3,
  },
  ...{ withoutAuthority: 20, restricted: 20, mediumFrom: 20, highFrom: 60, samplePercent: 10 },
};
