import * as z from 'zod';
import { calendarDateSchema, instantSchema } from '../../domain/calendar.ts';
import {
  auditTargetSchema,
  caseOutcomes,
  findingDecisions,
  moneyLookedAtSchema,
  referredToSchema,
  rootCausesSchema,
} from '../../domain/direct-payments/audit-case-acts.ts';
import { auditCaseSchema } from '../../domain/direct-payments/audit-case-state.ts';
import { riskSchema } from '../../domain/direct-payments/risk-score.ts';
import { penceSchema } from '../../domain/money.ts';
import { recoveryMethods, recoverySchema } from '../../domain/pay/run/recovery.ts';
import type { Role } from './roles.ts';
import { get, idText, listOf, paging, reason, write } from './route.ts';

const auditors: readonly Role[] = ['audit-officer', 'audit-lead'];
const leads: readonly Role[] = ['audit-lead'];
const readers: readonly Role[] = [...auditors, 'service-manager', 'social-worker', 'read-only'];
const withSocialWorkers: readonly Role[] = [...auditors, 'social-worker'];

const { findings, state, assignee } = auditCaseSchema.shape;

const sampleWhy = z
  .string()
  .nullable()
  .describe('Why it is looked at though nothing speaks against it; none where it is no sample check.');

const caseRowSchema = auditCaseSchema
  .pick({ caseId: true, agreementId: true, period: true, openedOn: true, dueOn: true, state: true })
  .extend({
    personId: z.string(),
    personName: z.string(),
    assignee,
    risk: riskSchema,
    ageDays: z.int().describe('Days since it was opened.'),
    daysLate: z.int().describe('Days beyond the day by which it is to be concluded; 0 in time.'),
    undecided: z.int().describe('Findings that ask for a decision and have none.'),
    inQuestionPence: penceSchema,
    outcome: z.enum(caseOutcomes).nullable(),
    isRestricted: z.boolean(),
    sampleWhy,
  });
export type CaseRow = z.infer<typeof caseRowSchema>;

const shownFindingSchema = findings.element.extend({
  transactions: z.array(z.int()).describe('By number; none where it is about the whole statement.'),
  evidence: z.array(z.string()),
  isStillFound: z
    .boolean()
    .describe('Whether it is found by what is known now; a payee may have been confirmed since.'),
});

const surplusSchema = z.object({
  balanceOn: calendarDateSchema,
  surplusPence: penceSchema,
  shortfallPence: penceSchema,
  parts: z.array(z.object({ name: z.string(), pence: penceSchema, why: z.string() })),
});

const shownCaseSchema = auditCaseSchema.extend({
  personId: z.string(),
  personName: z.string(),
  risk: riskSchema,
  sampleWhy,
  daysLate: z.int(),
  inQuestionPence: penceSchema,
  findings: z.array(shownFindingSchema),
  agreement: z.object({
    weeklyBudgetPence: penceSchema,
    weeklyContributionPence: penceSchema.nullable(),
    contingencyPence: penceSchema,
    frequency: z.string(),
    accountType: z.string().nullable(),
    payeeName: z.string().nullable(),
  }),
  statements: z
    .array(
      z.object({
        uploadId: z.string(),
        fileName: z.string(),
        account: z.int(),
        from: calendarDateSchema.nullable(),
        to: calendarDateSchema.nullable(),
        openingPence: penceSchema.nullable(),
        closingPence: penceSchema.nullable(),
        transactions: z.int(),
      }),
    )
    .describe('By their days.'),
  plan: z
    .array(
      z.object({
        what: z.string(),
        payee: z.string().nullable(),
        isPlanned: z.boolean(),
        plannedPence: penceSchema.nullable(),
        spentPence: penceSchema,
        payments: z.int(),
      }),
    )
    .describe('The support plan beside what was spent on the days of the statements.'),
  surplus: surplusSchema
    .nullable()
    .describe('By the formula, at the last reliable balance; none without one.'),
  recoveries: z.array(recoverySchema),
  recoveryBlocks: z
    .array(z.object({ rule: z.string(), why: z.string(), next: z.string() }))
    .describe('What stands against asking money back.'),
  rootCauses: rootCausesSchema,
  acts: z
    .array(
      z.object({
        at: instantSchema,
        by: z.string(),
        what: z.string(),
        reason: z.string().nullable(),
      }),
    )
    .describe('What was done about it, the last first.'),
});
export type ShownCase = z.infer<typeof shownCaseSchema>;

const acted = z.object({
  caseId: z.string(),
  state,
  notes: z.array(z.string()).describe('What has to be said of the act.'),
});
export type CaseActed = z.infer<typeof acted>;

const items = z.array(z.string().trim().min(1).max(200)).min(1).max(50);

export const auditCaseRoutes = {
  listAuditCases: get({
    path: '/v1/audit-cases',
    roles: readers,
    summary: 'Audits of direct payments, the riskiest and then the longest due first',
    query: z.object({
      ...paging,
      state: state.or(z.literal('not-concluded')).default('not-concluded'),
      assignee: z.string().max(60).optional().describe('A user name, or `nobody`.'),
      agreementId: idText.optional(),
    }),
    answer: listOf(caseRowSchema),
  }),
  listAuditTargets: get({
    path: '/v1/audit-targets',
    roles: readers,
    summary:
      'What officers concluded by month: how many, how many in time, what was proposed and came back, and what the council aims at',
    query: z.object({ from: calendarDateSchema, to: calendarDateSchema }),
    answer: z.object({
      items: z.array(
        z.object({
          officer: z.string(),
          month: z.string(),
          concluded: z.int(),
          onTime: z.int(),
          proposedPence: penceSchema,
          recoveredPence: penceSchema,
        }),
      ),
      target: auditTargetSchema.describe('As it was set on the last of the days.'),
    }),
  }),
  openAuditCase: write({
    method: 'POST',
    path: '/v1/audit-cases',
    roles: auditors,
    status: 201,
    summary: 'Open an audit of a period by hand, such as one for which no papers came',
    body: z
      .strictObject({ agreementId: idText, from: calendarDateSchema, to: calendarDateSchema, reason })
      .refine(({ from, to }) => from <= to, 'A period ends on or after the day it starts'),
    answer: acted,
  }),
  readAuditCase: get({
    path: '/v1/audit-cases/{id}',
    roles: readers,
    summary: 'One audit: its findings, plan beside spending, surplus, and what was done about it',
    answer: shownCaseSchema,
  }),
  readAuditReport: get({
    path: '/v1/audit-cases/{id}/report',
    roles: readers,
    summary: 'A report of one audit with its evidence, as its reader may see it, as a PDF',
    answer: z.object({ name: z.string(), url: z.string().describe('Its pages, for minutes.') }),
  }),
  assignAuditCase: write({
    method: 'POST',
    path: '/v1/audit-cases/{id}/assign',
    roles: auditors,
    summary: 'Give a case to somebody, or to nobody',
    body: z.strictObject({ to: z.string().trim().min(1).max(60).nullable(), reason }),
    answer: acted,
  }),
  decideAuditFinding: write({
    method: 'POST',
    path: '/v1/audit-cases/{id}/decide-finding',
    roles: auditors,
    summary: 'Decide findings: upheld, explained, or nothing to do',
    body: z.strictObject({
      findingIds: z.array(idText).min(1).max(1000),
      decision: z.enum(findingDecisions),
      reason,
    }),
    answer: acted,
  }),
  requestInformation: write({
    method: 'POST',
    path: '/v1/audit-cases/{id}/request-information',
    roles: auditors,
    summary: 'Ask for papers or an explanation; a letter says what and by when',
    body: z.strictObject({ items, dueOn: calendarDateSchema, reason }),
    answer: acted,
  }),
  settleInformation: write({
    method: 'POST',
    path: '/v1/audit-cases/{id}/information',
    roles: auditors,
    summary: 'Record that what was asked for came, or that nobody needs it any more',
    body: z.strictObject({ items, how: z.enum(['received', 'dropped']), reason }),
    answer: acted,
  }),
  recordSocialWorkerView: write({
    method: 'POST',
    path: '/v1/audit-cases/{id}/social-worker',
    roles: withSocialWorkers,
    summary: 'Record what the social worker says of needs and of a recovery',
    body: z.strictObject({
      needsCheckedOn: calendarDateSchema.nullable(),
      areNeedsMet: z.boolean(),
      agreesToRecovery: z.boolean(),
      reason,
    }),
    answer: acted,
  }),
  recordMoneyInAccount: write({
    method: 'POST',
    path: '/v1/audit-cases/{id}/money',
    roles: auditors,
    summary: 'Record what in the account is owed or the person’s own, and what they can afford',
    body: moneyLookedAtSchema.extend({ reason }),
    answer: acted,
  }),
  referAuditCase: write({
    method: 'POST',
    path: '/v1/audit-cases/{id}/refer',
    roles: withSocialWorkers,
    summary: 'Refer a case for fraud or safeguarding, which closes it to all but named people',
    body: z.strictObject({ to: referredToSchema, reason }),
    answer: acted,
  }),
  answerReferral: write({
    method: 'POST',
    path: '/v1/audit-cases/{id}/answer-referral',
    roles: withSocialWorkers,
    summary: 'Record the answer to a referral',
    body: z.strictObject({ to: referredToSchema, reason }),
    answer: acted,
  }),
  concludeAuditCase: write({
    method: 'POST',
    path: '/v1/audit-cases/{id}/conclude',
    roles: auditors,
    summary: 'Conclude a case with an outcome and a root cause',
    body: z.strictObject({
      outcome: z.enum(caseOutcomes),
      rootCause: z.string().trim().min(1).max(60),
      recoveryPence: penceSchema.min(1).nullable().default(null),
      reason,
    }),
    answer: acted,
  }),
  reopenAuditCase: write({
    method: 'POST',
    path: '/v1/audit-cases/{id}/reopen',
    roles: leads,
    summary: 'Open a concluded case again',
    body: z.strictObject({ reason }),
    answer: acted,
  }),
  proposeSurplusRecovery: write({
    method: 'POST',
    path: '/v1/audit-cases/{id}/surplus-recovery',
    roles: auditors,
    status: 201,
    summary: 'Propose that money is asked back; somebody else authorises it before anything moves',
    body: z.strictObject({
      amountPence: penceSchema.min(1),
      method: z.enum(recoveryMethods),
      reason,
    }),
    answer: recoverySchema,
  }),
};
