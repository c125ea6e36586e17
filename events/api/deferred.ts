import * as z from 'zod';
import { calendarDateSchema, instantSchema } from '../../domain/calendar.ts';
import { deferredAccountSchema } from '../../domain/deferred/account-record.ts';
import { eligibilityActSchema } from '../../domain/deferred/eligibility.ts';
import { interestTermsSchema } from '../../domain/deferred/interest.ts';
import { chargeActSchema, closeActSchema, repaymentActSchema } from '../../domain/deferred/money-acts.ts';
import { statementActs } from '../../domain/deferred/statement-acts.ts';
import { rateActSchema, termsActSchema } from '../../domain/deferred/terms-acts.ts';
import { valuationActs } from '../../domain/deferred/valuation-acts.ts';
import { penceSchema, rateTextSchema } from '../../domain/money.ts';
import { findingSchema } from '../../domain/records/finding.ts';
import { written } from './record-shapes.ts';
import type { Role } from './roles.ts';
import { get, idText, listOf, paging, reason, write, type Route } from './route.ts';

/** Staff who record what happens under deferred payment agreements. */
export const deferredWriters: readonly Role[] = ['charging-officer', 'charging-approver', 'debt-officer'];

/** Staff who see what is owed under them. */
export const deferredReaders: readonly Role[] = [
  ...deferredWriters,
  ...(['assessment-officer', 'social-worker', 'service-manager', 'read-only'] as const),
];

const days = { from: calendarDateSchema, to: calendarDateSchema };
const chargeStatus = z
  .enum(['requested', 'registered', 'none'])
  .nullable()
  .describe('Where the charge on the property at the Land Registry stands.');

const statementDueSchema = z.object({
  ...days,
  kind: z.enum(['regular', 'requested', 'redemption']),
  statementId: z.string().nullable().describe('Of one that was asked for.'),
  dueOn: calendarDateSchema.describe('The last day on which it is in time.'),
  daysLate: z.int().describe('0 while it is in time.'),
});

const summary = {
  agreementId: z.string(),
  personId: z.string(),
  personName: z.string(),
  startDate: calendarDateSchema,
  endDate: calendarDateSchema.nullable(),
  closedOn: calendarDateSchema.nullable(),
  chargeStatus,
  through: calendarDateSchema.describe('The last day that is reckoned: what is owed is owed at its end.'),
  missing: z.string().nullable().describe('Why it is not reckoned until today; null where it is.'),
  owedPence: penceSchema,
  equityLimitPence: penceSchema
    .nullable()
    .describe('The most that may be deferred; null where the capital limit is not known.'),
  flags: z.array(findingSchema).describe('What somebody has to look at.'),
  nextStatement: statementDueSchema.describe('The oldest that waits to be sent, or the next regular one.'),
};

const deferredSummarySchema = z.object(summary);
export type DeferredSummary = z.infer<typeof deferredSummarySchema>;

const { terms, rates, valuations, charges, repayments, statements, eligibility } =
  deferredAccountSchema.shape;

const deferredAccountShownSchema = z.object({
  ...summary,
  diedOn: calendarDateSchema.nullable(),
  propertyAddress: z.string().nullable(),
  begins: calendarDateSchema.describe('The first day the account is kept here.'),
  broughtForwardPence: penceSchema.describe('What was owed on its eve.'),
  parts: z.object({
    carePence: penceSchema.describe('Care, with what was brought forward.'),
    chargesPence: penceSchema,
    interestPence: penceSchema,
  }),
  valuePence: penceSchema.describe('What the property is worth, by the newest valuation.'),
  valuedOn: calendarDateSchema,
  encumbrancesPence: penceSchema.describe('What others are owed first.'),
  shareOfValuePercent: z.string().nullable().describe('What is owed as a share of the value: `12.3`.'),
  weeklyDrawdownPence: penceSchema
    .nullable()
    .describe('What is deferred for a week by the newest terms; null where none are known or care ended.'),
  interest: interestTermsSchema,
  rates: z.array(
    z.object({
      ...days,
      percent: rateTextSchema.describe('A year.'),
      basis: z.enum(['agreed', 'ceiling']),
      ceilingPercent: rateTextSchema,
      source: z.string(),
    }),
  ),
  standings: z
    .array(
      z.object({
        date: calendarDateSchema,
        owedPence: penceSchema,
        equityLimitPence: penceSchema.nullable(),
      }),
    )
    .describe('On the eve of the account, at the end of each month, and on the last day that is reckoned.'),
  enteredTerms: terms,
  enteredRates: rates,
  ...{ valuations, charges, repayments, statements },
  eligibility: eligibility
    .unwrap()
    .unwrap()
    .extend({
      outcome: z
        .enum(['duty', 'power', 'refused'])
        .describe('Whether it has to be, may be, or may not be offered.'),
      findings: z.array(findingSchema).describe('Why it is no duty, or none at all.'),
    })
    .nullable()
    .describe('Null where nobody decided on it here.'),
  statementsDue: z.array(statementDueSchema),
  version: z.int().nullable().describe('Send it with a change; null before anything was entered.'),
  recordedAt: instantSchema.nullable(),
  recordedBy: z.string().nullable(),
  reason: z.string().nullable(),
});
export type ShownDeferredAccount = z.infer<typeof deferredAccountShownSchema>;

const deferredStatementSchema = z.object({
  agreementId: z.string(),
  personName: z.string(),
  addressee: z
    .string()
    .describe('Whom it is for: the person, or after a death the personal representatives.'),
  ...days,
  redemptionOn: calendarDateSchema
    .nullable()
    .describe('The day on which `closingPence` repays it all, with what is charged or repaid that morning.'),
  openingPence: penceSchema,
  closingPence: penceSchema,
  equityLimitPence: penceSchema,
  lines: z.array(
    z.object({
      date: calendarDateSchema,
      from: calendarDateSchema.describe('The first of the days it is for.'),
      kind: z.enum(['drawdown', 'charge', 'interest', 'repayment']),
      amountPence: penceSchema.describe('Above nothing what is owed grew.'),
      balancePence: penceSchema,
      ratePercent: rateTextSchema.nullable(),
      days: z.int().nullable(),
      notDeferredPence: penceSchema.describe('What the equity limit did not let be deferred.'),
      explanation: z.string(),
    }),
  ),
  flags: z.array(findingSchema),
});
export type ShownDeferredStatement = z.infer<typeof deferredStatementSchema>;

const acted = {
  version: z
    .int()
    .min(1)
    .nullable()
    .optional()
    .describe('The version that was read; a change of another is refused. Left out, it is not compared.'),
  reason,
};

/** The number of something that is on record; none of what is new. */
const ofRecord = idText.max(100);
const named = ofRecord.nullable().default(null);

/** A route that records something of an agreement, and answers what is to be looked at after it. */
function act<P extends Route['path'], B extends z.ZodType>(path: P, summaryOfAct: string, body: B) {
  return write({
    method: 'POST',
    path,
    roles: deferredWriters,
    summary: summaryOfAct,
    body,
    answer: written,
  });
}

const statementDays = z.object({
  from: calendarDateSchema.optional(),
  to: calendarDateSchema.optional(),
  redemptionOn: calendarDateSchema
    .optional()
    .describe('The day on which all is to be repaid: the statement ends on the day before.'),
});

const { request, reminder, received } = valuationActs;
const { asked, sent } = statementActs;

export const deferredRoutes = {
  listDeferredAgreements: get({
    path: '/v1/deferred-agreements',
    roles: deferredReaders,
    summary: 'Deferred payment agreements with what is owed, the equity limit and what needs somebody',
    query: z.object({
      personId: idText.optional(),
      flag: z
        .string()
        .max(100)
        .optional()
        .describe('Only those with this flag, or `any` for those with one.'),
      ...paging,
    }),
    answer: listOf(deferredSummarySchema),
  }),
  readDeferredAccount: get({
    path: '/v1/deferred-agreements/{id}/account',
    roles: deferredReaders,
    summary: 'How much is owed under a deferred payment agreement, and how safe it is',
    answer: deferredAccountShownSchema,
  }),
  readDeferredStatement: get({
    path: '/v1/deferred-agreements/{id}/statement',
    roles: deferredReaders,
    summary: 'A statement of some days with every line explained; the current period where none are named',
    query: statementDays,
    answer: deferredStatementSchema,
  }),
  readDeferredStatementPages: get({
    path: '/v1/deferred-agreements/{id}/statement-pages',
    roles: deferredReaders,
    summary: 'The same statement as a PDF to send',
    query: statementDays,
    answer: z.object({ name: z.string(), url: z.string().describe('Its pages, for minutes.') }),
  }),
  recordValuation: act(
    '/v1/deferred-agreements/{id}/valuations',
    'Say that a valuation was asked for, asked for again, or came in',
    z.discriminatedUnion('kind', [
      request.extend(acted),
      reminder.extend({ ...acted, valuationId: ofRecord }),
      received.extend({ ...acted, valuationId: named }),
    ]),
  ),
  addDeferredCharge: act(
    '/v1/deferred-agreements/{id}/charges',
    'Add an administration charge that the person was told of before',
    chargeActSchema.extend({ ...acted, chargeId: named }),
  ),
  recordDeferredRepayment: act(
    '/v1/deferred-agreements/{id}/repayments',
    'Record money that came in against the debt',
    repaymentActSchema.extend({ ...acted, repaymentId: named }),
  ),
  closeDeferredAccount: act(
    '/v1/deferred-agreements/{id}/close',
    'Close an account under which nothing is owed, or open it again',
    closeActSchema.extend(acted),
  ),
  changeDeferredTerms: act(
    '/v1/deferred-agreements/{id}/terms',
    'Say what a week costs and what the person pays from a day on',
    termsActSchema.extend(acted),
  ),
  changeDeferredRate: act(
    '/v1/deferred-agreements/{id}/rates',
    'Say which rate of interest was agreed from a day on',
    rateActSchema.extend(acted),
  ),
  decideDeferredEligibility: act(
    '/v1/deferred-agreements/{id}/eligibility',
    'Record what it was decided on that care may be deferred',
    eligibilityActSchema.extend(acted),
  ),
  noteDeferredStatement: act(
    '/v1/deferred-agreements/{id}/statements',
    'Say that a statement was asked for or sent',
    z.discriminatedUnion('kind', [asked.extend(acted), sent.extend({ ...acted, statementId: named })]),
  ),
};
