import type { ShownUpliftLine, UpliftDetail, UpliftSummary } from '../../../events/api/uplifts.ts';
import { counted, formatMoney, formatPounds, poundsOfPence } from '../words/format.ts';
import { inWords, type Word } from '../words/labels.ts';

type State = UpliftSummary['state'];
type Working = NonNullable<UpliftSummary['working']>;
type Exclusion = UpliftDetail['exclusions'][number]['exclusion'];
type Rule = UpliftDetail['asked']['rules'][number];
export type Budget = UpliftDetail['budgets'][number];

/** What each state of an uplift is called, what it means for the rates, and who takes it on. */
export const upliftStates = {
  draft: { word: 'Draft', tone: 'blue', means: 'What it does is being reckoned. No rate has changed.' },
  previewed: {
    word: 'Previewed',
    tone: 'yellow',
    means:
      'Look at every number below. A payments or contracts officer then submits it. No rate has changed.',
  },
  submitted: {
    word: 'Submitted',
    tone: 'yellow',
    means: 'A payments approver who did not make it opens the lines of the sample. No rate has changed.',
  },
  sampled: {
    word: 'Sample checked',
    tone: 'teal',
    means: 'The sample was found right. A payments approver who did not make it approves or returns it.',
  },
  approved: {
    word: 'Approved',
    tone: 'teal',
    means:
      'It is applied by itself in the first night from the day of the new rates, or now by a payments approver. No rate has changed yet.',
  },
  applying: {
    word: 'Being applied',
    tone: 'blue',
    means: 'Packages and rate cards are given their new rates.',
  },
  applied: {
    word: 'Applied',
    tone: 'yellow',
    means:
      'The new rates are in. That they are what was approved is not shown yet, or something is other than was approved.',
  },
  verified: {
    word: 'Verified',
    tone: 'green',
    means:
      'The new rates are in and are what was approved, to the penny. Arrears come with the next pay run.',
  },
  returned: {
    word: 'Returned',
    tone: 'red',
    means: 'A payments or contracts officer changes what is asked for. No rate has changed.',
  },
  undoing: {
    word: 'Being undone',
    tone: 'blue',
    means: 'Packages and rate cards are given their old rates back.',
  },
  undone: { word: 'Undone', tone: 'grey', means: 'The rates are what they were before it.' },
} as const satisfies Record<State, Word & { means: string }>;

/** What is being worked on, while the page waits for it. */
export const workingWords = {
  preview: 'Each rate is being looked at.',
  apply: 'The new rates are being written.',
  verify: 'What was written is being held against what was approved.',
  undo: 'The old rates are being written back.',
} as const satisfies Record<Working, string>;

/** Why a rate stays as it is, as a title. */
export const exclusionWords = {
  provider: 'The rule leaves this provider out',
  contract: 'The rule leaves this contract out',
  'anniversary-contract': 'The contract is uplifted on its anniversary',
  'direct-payment': 'Bought with a direct payment',
  'over-weekly-value': 'Costs more a week than the rule is for',
  'negotiated-lately': 'Agreed only lately',
  'at-new-rate': 'At the new rate or above it already',
  'rounds-away': 'Rounds to the same rate',
  'later-rate': 'Another rate begins later, and stays',
  'priced-by-card': 'A rate card prices it',
  'bought-once': 'Bought once, never uplifted',
  'without-rate': 'Has no rate',
} as const satisfies Record<Exclusion, string>;

export const outcomeWords = {
  changed: { word: 'Changes', tone: 'green' },
  excluded: { word: 'Stays', tone: 'grey' },
  refused: { word: 'Mend the rules', tone: 'red' },
} as const satisfies Record<ShownUpliftLine['outcome'], Word>;

/** The days that rates of a card are for, within a sentence. */
export const dayTypes = {
  weekday: 'weekdays',
  saturday: 'Saturdays',
  sunday: 'Sundays',
  'bank-holiday': 'bank holidays',
  any: 'days without a rate of their own',
} as const satisfies Record<NonNullable<Rule['match']['dayType']>, string>;

function daysInWords(dayType: string): string {
  const words: Readonly<Record<string, string>> = dayTypes;
  return words[dayType] ?? dayType;
}

/** What the cost leaves of a budget: `£131.72 left of the budget of £2,000.00`. */
export function leftInWords({ budgetPence, leftPence }: Omit<Budget, 'message'>): string {
  const left = `${formatMoney(Math.abs(leftPence))} ${leftPence < 0 ? 'over' : 'left of'}`;
  return `${left} the budget of ${formatMoney(budgetPence)}`;
}

type RateNames = Pick<
  ShownUpliftLine,
  'packageId' | 'rateCardId' | 'visitMinutes' | 'dayType' | 'band' | 'zone'
>;

/** What one line is about: a package, or one rate of a card. */
export function lineTitle({ packageId, rateCardId, visitMinutes, dayType, band, zone }: RateNames): string {
  if (packageId !== null) return `Package ${packageId}`;
  const details = [
    visitMinutes === null ? null : `${visitMinutes} minutes`,
    dayType === null ? null : daysInWords(dayType),
    band === null ? null : `band ${band}`,
    zone === null ? null : `zone ${zone}`,
  ].filter((detail) => detail !== null);
  return `Rate card ${rateCardId ?? ''}${details.length === 0 ? '' : `: ${details.join(', ')}`}`;
}

/** A rule as a sentence, with what it leaves out. */
export function ruleInWords({ match, change, exclude }: Rule): string {
  const leaves = exclude === undefined ? [] : leftOut(exclude);
  const left = leaves.length === 0 ? '' : ` It leaves out ${leaves.join('; ')}.`;
  return `${matchInWords(match)}: ${changeInWords(change)}.${left}`;
}

function matchInWords(match: Rule['match']): string {
  const what =
    match.of === 'packages'
      ? 'Rates of packages'
      : match.of === 'rate-cards'
        ? 'Rates of rate cards'
        : 'Rates of packages and of rate cards';
  const parts = [
    match.serviceType === undefined ? null : `for ${inWords(match.serviceType).toLowerCase()}`,
    match.providerId === undefined ? null : `of provider ${match.providerId}`,
    match.contract === undefined ? null : `under contract ${match.contract}`,
    match.rateCardId === undefined ? null : `of rate card ${match.rateCardId}`,
    match.band === undefined ? null : `in band ${match.band}`,
    match.zone === undefined ? null : `in zone ${match.zone}`,
    match.dayType === undefined ? null : `for ${dayTypes[match.dayType]}`,
    match.visitMinutes === undefined ? null : `for visits of ${match.visitMinutes} minutes`,
    match.rateFrom === undefined ? null : `from ${formatPounds(match.rateFrom)}`,
    match.rateTo === undefined ? null : `up to ${formatPounds(match.rateTo)}`,
  ].filter((part) => part !== null);
  const later = match.laterRates === true ? ', those that begin later too' : '';
  return `${[what, ...parts].join(' ')}${later}`;
}

function changeInWords(change: Rule['change']): string {
  if ('percent' in change) return `by ${signed(change.percent)}%`;
  if ('amount' in change) return `by ${formatPounds(change.amount)} a unit`;
  if ('toRate' in change) return `to ${formatPounds(change.toRate)} a unit`;
  return `up to ${formatPounds(change.floor)} a unit where it is less`;
}

function signed(percent: string): string {
  return percent.replace('-', '−');
}

function leftOut(exclude: NonNullable<Rule['exclude']>): string[] {
  const { weeklyAbovePence: above, negotiatedWithinMonths: months } = exclude;
  return [
    above === undefined ? null : `packages over ${formatPounds(poundsOfPence(above))} a week`,
    months === undefined ? null : `rates agreed less than ${counted(months, 'month')} before`,
    listed('contracts uplifted on their anniversary', exclude.anniversaryContracts),
    exclude.directPayments === true ? 'care bought with direct payments' : null,
    exclude.atNewRate === true ? 'rates at the new rate already' : null,
    listed('providers', exclude.providers),
    listed('contracts', exclude.contracts),
  ].filter((part) => part !== null);
}

function listed(what: string, names: readonly string[] | undefined): string | null {
  return names === undefined || names.length === 0 ? null : `${what} ${names.join(', ')}`;
}
