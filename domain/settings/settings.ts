import * as z from 'zod';
import { calendarDate, calendarDateSchema, weekdaySchema } from '../calendar.ts';
import { deferredTermsSchema, usualDeferredTerms } from '../deferred/deferred-terms.ts';
import { reviewTermsSchema, usualReviewTerms } from '../direct-payments/arrangement-reviews.ts';
import {
  auditTargetSchema,
  rootCausesSchema,
  usualAuditTarget,
  usualRootCauses,
} from '../direct-payments/audit-case-acts.ts';
import { auditTermsSchema, usualAuditTerms } from '../direct-payments/audit-terms.ts';
import { directPaymentLettersSchema } from '../direct-payments/letter-texts.ts';
import { paperTermsSchema, usualPaperTerms } from '../direct-payments/match-papers-terms.ts';
import { returnLadderSchema, usualReturnLadder } from '../direct-payments/return-ladder.ts';
import {
  financialReturnTermsSchema,
  usualFinancialReturnTerms,
} from '../direct-payments/returns-calendar.ts';
import { riskTermsSchema, usualRiskTerms } from '../direct-payments/risk-score-terms.ts';
import { usualDirectPaymentLetters } from '../direct-payments/usual-letter-texts.ts';
import { pence, penceSchema, rateTextSchema } from '../money.ts';
import { eventRuleSchema } from '../pay/entitlement/event-rule.ts';
import { larkshireReturnReminders, returnRemindersSchema } from '../returns/return-reminders.ts';
import { returnChecksSchema, usualReturnChecks } from '../returns/return-terms.ts';
import { upliftTermsSchema, usualUpliftTerms } from '../uplift/uplift-terms.ts';
import { larkshireOutputs, outputsSchema } from './output-settings.ts';
import { referenceSettings } from './reference-settings.ts';
import type { SettingDefinition } from './setting-definition.ts';

const userName = z.string().regex(/^[a-z0-9][a-z0-9._@-]{0,59}$/i, 'A user name has no spaces');

const payGroups = z
  .array(z.string().min(1).max(60))
  .max(100)
  .optional()
  .describe(
    'The pay groups of the providers this calendar pays. Without any it pays every provider that no other calendar names.',
  );

const calendarSchema = z.discriminatedUnion('period', [
  z.strictObject({
    name: z.string().min(1).max(40),
    payGroups,
    period: z.literal('four-weekly'),
    firstDay: calendarDateSchema.describe('A day on which one of the periods begins.'),
    lastAmendmentAfterDays: z.int().min(0).max(60),
    finaliseAfterDays: z.int().min(0).max(60),
    inBankAfterDays: z.int().min(0).max(60),
  }),
  z.strictObject({
    name: z.string().min(1).max(40),
    payGroups,
    period: z.literal('calendar-month'),
    lastAmendmentAfterDays: z.int().min(0).max(60),
    finaliseAfterDays: z.int().min(0).max(60),
    inBankAfterDays: z.int().min(0).max(60),
  }),
  z.strictObject({
    name: z.string().min(1).max(40),
    payGroups,
    period: z.literal('weekly'),
    firstDay: calendarDateSchema.describe('A day on which one of the weeks begins.'),
    lastAmendmentAfterDays: z.int().min(0).max(60),
    finaliseAfterDays: z.int().min(0).max(60),
    inBankAfterDays: z.int().min(0).max(60),
  }),
]);

/** Settings that programs read by name, each with the value that holds until two administrators decide. */
export const settings = {
  goLive: setting({
    name: 'go-live',
    title: 'Go-live',
    description: 'The first day that careledger pays. No day before it is ever paid or adjusted.',
    schema: calendarDateSchema.nullable(),
    initial: null,
  }),
  restrictedReaders: setting({
    name: 'restricted-readers',
    title: 'Who may see restricted records',
    description:
      'User names. A person whose record says “yes” under restricted is seen by these users only; a record that names users is seen by those instead.',
    schema: z.array(userName).max(200),
    initial: [],
  }),
  approvalLimits: setting({
    name: 'approval-limits',
    title: 'Approval limits',
    description:
      'The most each user may approve at once, in pence, by user name. Who is not named approves nothing.',
    schema: z.record(userName, penceSchema.min(0)),
    initial: penceByUser({
      'amy.approver': 500_000_000,
      'abe.approver': 5_000_000,
      'carl.chargeapprover': 100_000_000,
      'leo.lead': 2_500_000,
    }),
  }),
  calendars: setting({
    name: 'calendars',
    title: 'Payment calendars',
    description:
      'The periods in which providers and people are paid, which pay groups of providers each pays, and how many days after a period begins the last amendment, the final list and the money in the bank fall.',
    schema: z.array(calendarSchema).min(1).max(20),
    initial: [
      {
        name: 'four-weekly',
        period: 'four-weekly',
        firstDay: calendarDate('2026-04-06'),
        lastAmendmentAfterDays: 3,
        finaliseAfterDays: 4,
        inBankAfterDays: 10,
      },
      {
        name: 'monthly',
        period: 'calendar-month',
        lastAmendmentAfterDays: 3,
        finaliseAfterDays: 4,
        inBankAfterDays: 10,
      },
      {
        name: 'weekly-catch-up',
        period: 'weekly',
        firstDay: calendarDate('2026-04-04'),
        lastAmendmentAfterDays: 10,
        finaliseAfterDays: 11,
        inBankAfterDays: 17,
      },
    ],
  }),
  eventRules: setting({
    name: 'event-rules',
    title: 'What interruptions of care pay and charge',
    description:
      'By event, service type and contract: for so many days of a death, a stay in hospital or an absence so many percent go on. Without a rule nothing does.',
    schema: z.array(eventRuleSchema).max(500),
    initial: [],
  }),
  agreementNeeded: setting({
    name: 'agreement-needed',
    title: 'Orders are paid once the provider agrees',
    description: 'Whether a package is held until its provider has agreed to the order in the portal.',
    schema: z.boolean(),
    initial: false,
  }),
  expenseRates: setting({
    name: 'expense-rates',
    title: 'Dated rates of expenses',
    description: 'Pounds a unit for kinds of expense that are paid by the unit, such as a mile.',
    schema: z
      .array(
        z.strictObject({
          kind: z.string().min(1).max(40),
          rate: rateTextSchema,
          from: calendarDateSchema,
          to: calendarDateSchema.nullable(),
        }),
      )
      .max(500),
    // HMRC's approved mileage rate for cars, the first 10,000 miles of a year (gov.uk, since 2011).
    initial: [
      { kind: 'mileage', rate: rateTextSchema.parse('0.45'), from: calendarDate('2011-04-06'), to: null },
    ],
  }),
  daysInMonth: setting({
    name: 'days-in-month',
    title: 'What a month of a weekly rate is',
    description:
      '`days-of-the-month`: the days of the month / 7 of the weekly rate. `equal-months`: 365/84 weeks in every month for those who are paid by calendar months (providers by the calendars, direct payments by their frequency); weeks and four weeks are always their days / 7.',
    schema: z.enum(['days-of-the-month', 'equal-months']),
    initial: 'days-of-the-month',
  }),
  chargeWeekStart: setting({
    name: 'charge-week-start',
    title: 'First day of the charge week',
    description: 'The day of the week on which a week that is charged to people begins.',
    schema: weekdaySchema,
    initial: 'monday',
  }),
  visitTolerance: setting({
    name: 'visit-tolerance',
    title: 'Tolerance of visits',
    description:
      'A week’s visits are paid as claimed within the greater of these minutes and this percentage of what was commissioned, unless the service type says otherwise.',
    schema: z.strictObject({ minutes: z.int().min(0).max(600), percent: rateTextSchema }),
    initial: { minutes: 5, percent: rateTextSchema.parse('10') },
  }),
  returnDecisions: setting({
    name: 'return-decisions',
    title: 'Decisions about returns',
    description:
      'From which amount on, in pence, what one officer decides to pay more of a return needs the agreement of a second person.',
    schema: z.strictObject({ fourEyesAbovePence: penceSchema.min(0) }),
    initial: { fourEyesAbovePence: pence(50_000) },
  }),
  returnChecks: setting({
    name: 'return-checks',
    title: 'Checks of what providers claim',
    description:
      'From which values on something in a provider’s return is asked about, and how late a visit may be claimed. How far minutes may be off is the tolerance of visits.',
    schema: returnChecksSchema,
    initial: usualReturnChecks,
  }),
  returnReminders: setting({
    name: 'return-reminders',
    title: 'Reminders of missing returns',
    description:
      'On which days after a month’s end providers that sent no return for it are reminded by e-mail, whom they may ask, and where they sign in. After the last of the days an officer is asked to see to it.',
    schema: returnRemindersSchema,
    initial: larkshireReturnReminders,
  }),
  auditChecks: setting({
    name: 'audit-checks',
    title: 'Checks of bank statements',
    description:
      'From which values on something in the bank statement of a direct payment is asked about, and by which words it is told what money was for. What a support plan names is never asked about.',
    schema: auditTermsSchema,
    initial: usualAuditTerms,
  }),
  financialReturns: setting({
    name: 'financial-returns',
    title: 'When papers of direct payments are due',
    description:
      'How long after a period its statement and papers are to be here, which accounts send none, and how long nobody is chased after a death.',
    schema: financialReturnTermsSchema,
    initial: usualFinancialReturnTerms,
  }),
  returnLadder: setting({
    name: 'return-ladder',
    title: 'How late papers are chased',
    description:
      'The reminders and the escalation, in their order: how many days after the due day each is sent, by what, with which text, and whether adult social care is told.',
    schema: returnLadderSchema,
    initial: usualReturnLadder,
  }),
  directPaymentLetters: setting({
    name: 'direct-payment-letters',
    title: 'Words of letters about direct payments',
    description:
      'What reminders, requests, findings and notices say, with what is said instead after a death, and whom people may ask. What stands in braces, such as {period}, is filled in. Evidence, the right to a review and the Ombudsman are in every letter without being written here.',
    schema: directPaymentLettersSchema,
    initial: usualDirectPaymentLetters,
  }),
  agreementReviews: setting({
    name: 'agreement-reviews',
    title: 'When direct payments are reviewed',
    description:
      'Months within which an agreement is reviewed first and then again. The law sets the longest (SI 2014/2871 regulation 7).',
    schema: reviewTermsSchema,
    initial: usualReviewTerms,
  }),
  deferredPayments: setting({
    name: 'deferred-payments',
    title: 'Deferred payment agreements',
    description:
      'How interest is added where an agreement does not say, when a property is valued again, and when statements are sent.',
    schema: deferredTermsSchema,
    initial: usualDeferredTerms,
  }),
  auditRisk: setting({
    name: 'audit-risk',
    title: 'Risk of audit cases',
    description:
      'What makes an audit case urgent, in points, from which score on it is medium or high, and how many clean returns with a low risk are looked at nevertheless.',
    schema: riskTermsSchema,
    initial: usualRiskTerms,
  }),
  auditTarget: setting({
    name: 'audit-target',
    title: 'What audits aim at',
    description:
      'Within how many days an audit is concluded, counted from the day its case is opened, or opened again; how many of a month’s should be in time, and how many an officer should conclude in a month.',
    schema: auditTargetSchema,
    initial: usualAuditTarget,
  }),
  rootCauses: setting({
    name: 'root-causes',
    title: 'Root causes of audit cases',
    description: 'Why things went as they did, as a case is concluded with it.',
    schema: rootCausesSchema,
    initial: usualRootCauses,
  }),
  auditPapers: setting({
    name: 'audit-papers',
    title: 'Papers that payments need',
    description:
      'Which payslips, timesheets, invoices and receipts show what money was spent on, and how far their days may be from the payment.',
    schema: paperTermsSchema,
    initial: usualPaperTerms,
  }),
  outputs: setting({
    name: 'outputs',
    title: 'Files to the bank and the ledger',
    description:
      'Who we are to the bank (Bacs, ISO 20022), and the columns in which the ledger takes what is to be paid.',
    schema: outputsSchema,
    initial: larkshireOutputs,
  }),
  upliftTerms: setting({
    name: 'uplift-terms',
    title: 'Uplifts',
    description:
      'How new rates are rounded, which change is refused as a slip, what is far from the others, how many lines a second person opens, and which service types are bought with direct payments.',
    schema: upliftTermsSchema,
    initial: usualUpliftTerms,
  }),
  extractStaleness: setting({
    name: 'extract-staleness',
    title: 'When an extract is late',
    description: 'Days after which an extract that has not come again is called late.',
    schema: z.int().min(1).max(366),
    initial: 8,
  }),
};

/** A setting whose initial value has the form that its schema says. */
function setting<S extends z.ZodType>(definition: SettingDefinition & { schema: S; initial: z.output<S> }) {
  return definition;
}

function penceByUser(limits: Record<string, number>) {
  return z.record(userName, penceSchema).parse(limits);
}

/** Every setting, the council's reference values included, in the order of the page. */
export const allSettings: readonly SettingDefinition[] = [...Object.values(settings), ...referenceSettings];

/** The setting of a name, however it is written: `go-live` and `goLive` are the same. */
export function settingNamed(name: string): SettingDefinition | undefined {
  return allSettings.find((setting) => plain(setting.name) === plain(name));
}

function plain(name: string): string {
  return name.replaceAll('-', '').toLowerCase();
}
