import * as z from 'zod';

/** What makes an uplift worth a second look, and how its rates are rounded, as the council sets it. */
export const upliftTermsSchema = z.strictObject({
  rateDecimals: z
    .int()
    .min(0)
    .max(4)
    .describe('Decimals of a new rate. A rate that had more, such as that of a mile, keeps as many.'),
  mostPercent: z
    .number()
    .min(1)
    .max(100)
    .describe(
      'A rule by more percent than these, up or down, is refused as a slip; a rate that changes by more in another way has to be confirmed.',
    ),
  outlierPoints: z
    .number()
    .min(0)
    .max(100)
    .describe(
      'A change is far from the others where it differs by more percentage points from the median of its service type.',
    ),
  sampleLines: z
    .int()
    .min(1)
    .max(500)
    .describe('How many lines a second person opens before an uplift can be approved.'),
  directPaymentTypes: z
    .array(z.string().min(1).max(40))
    .max(50)
    .describe('Service types that are bought with direct payments.'),
});
export type UpliftTerms = z.infer<typeof upliftTermsSchema>;

/** Fees are agreed in pence; published uplifts of the last years lie between 1 and 12 percent (peers.md 1.1). */
export const usualUpliftTerms: UpliftTerms = {
  rateDecimals: 2,
  mostPercent: 25,
  outlierPoints: 5,
  sampleLines: 20,
  directPaymentTypes: ['direct-payment'],
};
