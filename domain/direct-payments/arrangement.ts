import * as z from 'zod';
import { calendarDateSchema, type CalendarDate } from '../calendar.ts';
import { contains, dateRangeSchema } from '../date-range.ts';
import { penceSchema } from '../money.ts';
import { planFrequencies, type EarmarkedSum, type PlanItem } from './spending-plan.ts';

/** Those who may act for a person about a direct payment, the strongest authority first. */
const representativeRoles = ['deputy', 'attorney', 'appointee', 'nominated-person'] as const;
export type RepresentativeRole = (typeof representativeRoles)[number];

/**
 * Who may be asked for papers: also whom the person nominated to receive the payment, since they keep its account.
 * Of whom money may be demanded in the name of a person who lacks capacity: practice.md 5 names these three only.
 */
export const mayBeAskedFor = {
  papers: representativeRoles,
  money: ['deputy', 'attorney', 'appointee'],
} as const satisfies Record<string, readonly RepresentativeRole[]>;

const words = (most: number) => z.string().trim().min(1).max(most);

const planItemSchema: z.ZodType<PlanItem> = z.strictObject({
  what: words(200).describe('What may be bought, in the words of the plan.'),
  payee: words(200)
    .nullable()
    .describe('From whom; none where the plan leaves it open. Cash that is agreed has the payee `cash`.'),
  amountPence: penceSchema.min(0).nullable().describe('What it is expected to cost each time, in pence.'),
  frequency: z.enum(planFrequencies).nullable().describe('How often it is expected to be bought.'),
});

const earmarkedSumSchema: z.ZodType<EarmarkedSum> = z.strictObject({
  what: words(200).describe('For what it is kept: redundancy, insurance, holiday pay.'),
  amountPence: penceSchema.min(0).describe('How much of the account is kept for it, in pence.'),
});

const representativeSchema = z
  .strictObject({
    name: words(200).describe('The name that letters bear.'),
    role: z.enum(representativeRoles).describe('By what authority they act for the person.'),
    from: calendarDateSchema.describe('The first day on which they act.'),
    to: calendarDateSchema.nullable().describe('The last day; none while they act.'),
    address: words(500).nullable().describe('Where letters go.'),
    email: z.email().max(200).nullable().describe('Where e-mails go.'),
  })
  .describe('Someone who acts for the person.');
export type Representative = z.infer<typeof representativeSchema>;

const setUpStepSchema = z
  .union([calendarDateSchema, z.literal('not-needed')])
  .nullable()
  .describe('The day it was done, `not-needed`, or none while it is still to do.');
export type SetUpStep = z.infer<typeof setUpStepSchema>;

/** What was held to be looked at again, and when. */
const reviewSchema = z.strictObject({
  heldOn: calendarDateSchema.describe('The day of the review.'),
  note: words(1000).nullable().describe('What came of it.'),
});

/** What an agreement has that no extract carries: people enter it, and may change all of it. */
export const arrangementSchema = z.strictObject({
  planItems: z.array(planItemSchema).max(100).describe('What the support plan says may be bought.'),
  earmarked: z
    .array(earmarkedSumSchema)
    .max(50)
    .describe('Sums that lie in the account for a purpose of their own.'),
  representatives: z.array(representativeSchema).max(20).describe('Who acts for the person.'),
  household: z
    .array(words(200))
    .max(50)
    .describe('Names of relatives who live with the person: they may be paid in exceptions only.'),
  address: words(500).nullable().describe('Where the person’s letters about the payment go.'),
  email: z.email().max(200).nullable().describe('Where the person’s e-mails about the payment go.'),
  setUp: z
    .strictObject({
      told: setUpStepSchema,
      accountOpened: setUpStepSchema,
      insurance: setUpStepSchema,
      payroll: setUpStepSchema,
    })
    .describe('What has to be arranged before the money is used.'),
  signedOn: calendarDateSchema.nullable().describe('The day on which the agreement was signed.'),
  signedUploadId: words(100).nullable().describe('The signed paper.'),
  reviews: z.array(reviewSchema).max(200).describe('Reviews that were held.'),
  papersAsked: z
    .array(z.enum(['statement', 'payslip', 'timesheet', 'invoice', 'receipt', 'declaration']))
    .max(6)
    .describe('The papers this agreement sends with each of its returns.'),
  lacksCapacity: dateRangeSchema
    .nullable()
    .describe('The days on which the person lacks capacity to manage the payment.'),
  bereavement: z
    .strictObject({
      since: calendarDateSchema.describe('The day the council was told.'),
      to: calendarDateSchema
        .nullable()
        .describe('The last day on which nobody is chased; none until somebody says so.'),
      contact: words(200).describe('The one officer whom the family deals with.'),
    })
    .nullable()
    .describe('A death in the household, the person’s own or another’s: letters stop.'),
  breathingSpace: dateRangeSchema
    .nullable()
    .describe('The days of a Breathing Space (Debt Respite Scheme Regulations 2020): contact stops.'),
});
export type Arrangement = z.infer<typeof arrangementSchema>;

/** An arrangement as it is kept, with its agreement. */
export const keptArrangementSchema = arrangementSchema.extend({ agreementId: z.string() });
export type KeptArrangement = z.infer<typeof keptArrangementSchema>;

/** What is known of an agreement before anybody entered anything. */
export const emptyArrangement: Arrangement = {
  ...{ planItems: [], earmarked: [], representatives: [], household: [], address: null, email: null },
  setUp: { told: null, accountOpened: null, insurance: null, payroll: null },
  ...{ signedOn: null, signedUploadId: null, reviews: [], papersAsked: ['statement'] },
  ...{ lacksCapacity: null, bereavement: null, breathingSpace: null },
};

/**
 * Who acts for the person on a day: the one with the strongest of the given authorities; of two with the same, the one
 * who began last. With a deputy since May and a nominated person since January it is the deputy.
 */
export function representativeOn(
  { representatives }: Pick<Arrangement, 'representatives'>,
  day: CalendarDate,
  roles: readonly RepresentativeRole[],
): Representative | null {
  const acting = representatives.filter((each) => each.from <= day && (each.to === null || day <= each.to));
  for (const role of roles) {
    const [first, ...others] = acting.filter((each) => each.role === role);
    if (first !== undefined)
      return others.reduce((latest, each) => (each.from > latest.from ? each : latest), first);
  }
  return null;
}

/** Whether the person lacks capacity on a day, as far as it is recorded. */
export function lacksCapacityOn(
  { lacksCapacity }: Pick<Arrangement, 'lacksCapacity'>,
  day: CalendarDate,
): boolean {
  return lacksCapacity !== null && contains(lacksCapacity, day);
}
