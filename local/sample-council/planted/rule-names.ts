/** One name for each thing a check may say. Checks are measured by these names; nothing else is shared with them. */
export const extractRuleNames = [
  'end-before-start',
  'unknown-person',
  'unknown-provider',
  'units-negative',
  'amount-not-plain-digits',
  'date-not-in-calendar',
  'record-repeated-in-file',
  'weeks-1-12-too-long',
] as const;

export const returnFileRuleNames = [
  'file-reference-repeated',
  'file-sequence-ahead',
  'control-totals-differ',
  'file-of-another-provider',
] as const;

export const returnLineRuleNames = [
  'person-unknown',
  'package-unknown',
  'package-of-another-provider',
  'outside-package-dates',
  'package-suspended',
  'care-after-death',
  'line-repeated-in-file',
  'line-accepted-earlier',
  'visits-overlap-beyond-carers',
  'carer-in-two-places',
  'carer-hours-beyond-limit',
  'carer-without-travel-time',
  'visit-duration-beyond-tolerance',
  'units-above-commissioned',
  'units-below-commissioned',
  'monitoring-edited-beyond-rate',
  'visits-exactly-as-planned-beyond-rate',
  'rate-differs-from-contract',
  'amount-differs-from-quantity-times-rate',
  'vat-on-exempt-service',
  'date-in-future',
  'too-old-to-claim',
  'invoice-number-reused',
  'mandatory-field-empty',
  'amount-not-in-pounds',
  'commissioned-not-delivered',
] as const;

/** What shows only over files, or by settings, that a month of returns does not have: tried on providers of their own. */
export const returnSceneRuleNames = [
  'file-of-wrong-period',
  'file-received-late',
  'hours-above-own-history',
  'visit-lengths-round-beyond-rate',
  'visits-as-last-month-beyond-rate',
  'billing-increment-differs',
  'rate-unknown',
] as const;

export const statementRuleNames = [
  'statement-period-gap',
  'statement-period-overlap',
  'opening-differs-from-last-closing',
  'running-balance-broken',
  'account-not-the-agreements',
  'statement-repeated',
  'transaction-repeated',
] as const;

export const spendingRuleNames = [
  'council-payment-missing',
  'council-payment-late',
  'council-payment-wrong-amount',
  'contribution-not-paid-in',
  'cash-withdrawal',
  'gambling',
  'alcohol-or-tobacco',
  'household-bill',
  'transfer-to-own-account',
  'payee-not-in-plan',
  'above-planned-rate',
  'relative-in-household-paid',
  'wages-without-payroll',
  'bank-charge-or-overdraft',
  'other-income-mixed-in',
  'spending-after-death',
  'spending-after-end',
  'underspend',
  'balance-beyond-contingency',
  'payee-shared-across-agreements',
  'spending-abroad',
] as const;

export type RuleName =
  | (typeof extractRuleNames)[number]
  | (typeof returnFileRuleNames)[number]
  | (typeof returnLineRuleNames)[number]
  | (typeof returnSceneRuleNames)[number]
  | (typeof statementRuleNames)[number]
  | (typeof spendingRuleNames)[number];
