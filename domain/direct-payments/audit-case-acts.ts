import * as z from 'zod';
import { calendarDateSchema } from '../calendar.ts';
import { penceSchema } from '../money.ts';

const words = (most: number) => z.string().trim().min(1).max(most);

export const caseFindingSchema = z.strictObject({
  findingId: words(200),
  rule: words(100).describe('The name of the check that found it.'),
  severity: z.enum(['error', 'warning', 'information']),
  amountPence: penceSchema.nullable().describe('What is in question, in pence.'),
  isSensitive: z.boolean().describe('Whether it may show abuse, so that only few may see it.'),
  sentence: words(2000).describe('What was found, as it was said when it was.'),
  statement: z
    .strictObject({ uploadId: words(100), account: z.int().min(1) })
    .nullable()
    .describe('The statement it was found in; none where it is about something else.'),
});
export type CaseFinding = z.infer<typeof caseFindingSchema>;

/** What a person may say of a finding. */
export const findingDecisions = ['upheld', 'explained', 'no-action'] as const;

/** How a case may end. */
export const caseOutcomes = ['satisfactory', 'advice-given', 'recovery-proposed', 'referred'] as const;
export type CaseOutcome = (typeof caseOutcomes)[number];

export const referredToSchema = z.enum(['fraud', 'safeguarding']);

export const moneyLookedAtSchema = z.strictObject({
  uncleared: z
    .array(z.strictObject({ what: words(200), amountPence: penceSchema.min(1) }))
    .max(50)
    .describe('Owed from the account and not yet taken from it: wages, HMRC, holiday pay, invoices.'),
  ownMoneyPence: penceSchema.min(0).describe('Money in the account that is the person’s own.'),
  affordability: z
    .strictObject({ checkedOn: calendarDateSchema, isAffordable: z.boolean() })
    .nullable()
    .describe('When somebody looked whether giving money back is a hardship, and what they found.'),
  areFinalCostsPaid: z
    .boolean()
    .describe('After a death: whether final wages, notice, holiday pay and tax were paid.'),
});

const items = z.array(words(200)).min(1).max(50);
const done = {
  by: words(60).describe('Who did it.'),
  on: calendarDateSchema.describe('The day it was done.'),
  reason: words(2000).describe('Why.'),
};

/** What a person does about a case. Acts are appended and never changed; the case is what they come to. */
export const caseActSchema = z.discriminatedUnion('act', [
  z.strictObject({
    ...{ act: z.literal('assign'), ...done },
    to: words(60).nullable().describe('Who takes the case; nobody for none.'),
  }),
  z.strictObject({
    ...{ act: z.literal('add-findings'), ...done },
    findings: z.array(caseFindingSchema).min(1).max(1000).describe('What papers that came later show.'),
  }),
  z.strictObject({
    ...{ act: z.literal('decide-findings'), ...done },
    findingIds: z.array(words(200)).min(1).max(1000),
    decision: z.enum(findingDecisions),
  }),
  z.strictObject({
    ...{ act: z.literal('request-information'), ...done },
    items: items.describe('What is asked for: the payslips of May.'),
    dueOn: calendarDateSchema.describe('The last day on which it is in time.'),
  }),
  z.strictObject({ ...{ act: z.literal('receive-information'), ...done }, items }),
  z.strictObject({ ...{ act: z.literal('drop-request'), ...done }, items }),
  z.strictObject({
    ...{ act: z.literal('social-worker-view'), ...done },
    needsCheckedOn: calendarDateSchema.nullable().describe('When needs were checked; none if they were not.'),
    areNeedsMet: z.boolean(),
    agreesToRecovery: z.boolean(),
  }),
  z.strictObject({
    ...{ act: z.literal('look-at-money'), ...done },
    money: moneyLookedAtSchema.describe('What is in the account beside what may be asked back.'),
  }),
  z.strictObject({ ...{ act: z.literal('refer'), ...done }, to: referredToSchema }),
  z.strictObject({ ...{ act: z.literal('answer-referral'), ...done }, to: referredToSchema }),
  z.strictObject({
    ...{ act: z.literal('conclude'), ...done },
    outcome: z.enum(caseOutcomes),
    rootCause: words(60).describe('The name of a root cause of the settings.'),
    recoveryPence: penceSchema.min(1).nullable().describe('What is to be recovered, in pence.'),
  }),
  z.strictObject({ act: z.literal('reopen'), ...done }),
]);
export type CaseAct = z.infer<typeof caseActSchema>;
export type ActOf<A extends CaseAct['act']> = Extract<CaseAct, { act: A }>;

/** Why things went as they did, as the council sorts its cases. */
export const rootCausesSchema = z
  .array(
    z.strictObject({
      name: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'A name is in small letters with dashes'),
      title: words(100).describe('What officers read.'),
    }),
  )
  .min(1)
  .max(50)
  .refine(
    (causes) => new Set(causes.map(({ name }) => name)).size === causes.length,
    'Each name comes once.',
  );
export type RootCauses = z.infer<typeof rootCausesSchema>;

export const usualRootCauses: RootCauses = [
  { name: 'nothing-wrong', title: 'Nothing was wrong' },
  { name: 'agreement-not-understood', title: 'The agreement was not understood' },
  { name: 'records-not-kept', title: 'Papers were not kept or not sent' },
  { name: 'needs-changed', title: 'Needs or care changed, and the plan did not' },
  { name: 'care-not-found', title: 'Care could not be found or did not come' },
  { name: 'contribution-not-paid', title: 'The contribution was not paid in' },
  { name: 'payroll-or-provider-error', title: 'A payroll, provider or bank made an error' },
  { name: 'council-error', title: 'The council made an error' },
  { name: 'illness-or-bereavement', title: 'Illness or bereavement' },
  { name: 'misuse', title: 'The money was misused' },
  { name: 'abuse-of-the-person', title: 'Somebody took advantage of the person' },
];

/** How long an audit may take, and what is aimed at in a month. */
export const auditTargetSchema = z.strictObject({
  concludeWithinDays: z
    .int()
    .min(1)
    .max(365)
    .describe('Days from the day a case was opened, or opened again, within which it is concluded.'),
  onTimePercent: z
    .int()
    .min(0)
    .max(100)
    .nullable()
    .default(null)
    .describe(
      'Of the audits concluded in a month, how many should be in time; none where nothing is aimed at.',
    ),
  auditsAMonth: z
    .int()
    .min(1)
    .max(1000)
    .nullable()
    .default(null)
    .describe('How many audits an officer should conclude in a month; none where nothing is aimed at.'),
});
export type AuditTarget = z.infer<typeof auditTargetSchema>;

/** Findings go out within 28 days (practice.md 5). Nothing is published of what councils aim at in a month. */
export const usualAuditTarget: AuditTarget = {
  ...{ concludeWithinDays: 28, onTimePercent: null, auditsAMonth: null },
};
