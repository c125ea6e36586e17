import * as z from 'zod';
import { calendarDateSchema } from '../calendar.ts';
import { closedRangeSchema } from '../date-range.ts';
import { penceSchema } from '../money.ts';
import {
  caseFindingSchema,
  caseOutcomes,
  findingDecisions,
  moneyLookedAtSchema,
  referredToSchema,
} from './audit-case-acts.ts';

const saidSchema = z.object({ by: z.string(), on: calendarDateSchema, reason: z.string() });
/** Who did something, when and why. */
export type Said = z.infer<typeof saidSchema>;

const conclusionSchema = saidSchema.extend({
  outcome: z.enum(caseOutcomes),
  rootCause: z.string(),
  recoveryPence: penceSchema.nullable(),
});

const askedItemSchema = z.object({
  what: z.string(),
  askedOn: calendarDateSchema,
  dueOn: calendarDateSchema,
  settled: z.object({ how: z.enum(['received', 'dropped']), on: calendarDateSchema }).nullable(),
});
/** Something the payee was asked for. It is settled once it came or nobody wants it any more. */
export type AskedItem = z.infer<typeof askedItemSchema>;

/** One review of an agreement for a period, as what was done about it left it. */
export const auditCaseSchema = z.object({
  caseId: z.string(),
  agreementId: z.string(),
  period: closedRangeSchema,
  openedOn: calendarDateSchema,
  dueOn: calendarDateSchema.describe('The last day on which its conclusion is in time.'),
  concludeWithinDays: z.int(),
  state: z.enum(['open', 'awaiting-information', 'in-review', 'concluded', 'reopened']),
  assignee: z.string().nullable(),
  findings: z.array(
    caseFindingSchema.extend({
      decided: saidSchema.extend({ decision: z.enum(findingDecisions) }).nullable(),
    }),
  ),
  asked: z.array(askedItemSchema),
  socialWorker: saidSchema
    .extend({
      needsCheckedOn: calendarDateSchema.nullable(),
      areNeedsMet: z.boolean(),
      agreesToRecovery: z.boolean(),
    })
    .nullable(),
  money: saidSchema
    .extend({ ...moneyLookedAtSchema.shape })
    .nullable()
    .describe('What somebody found out about the money in the account.'),
  referrals: z.array(saidSchema.extend({ to: referredToSchema, answeredOn: calendarDateSchema.nullable() })),
  conclusion: conclusionSchema.nullable(),
  earlierConclusions: z
    .array(conclusionSchema)
    .describe('What it was concluded with before it was opened again, the oldest first.'),
  isRestricted: z
    .boolean()
    .describe(
      'Whether only named people may see it: something in it may show abuse (practice.md 5), or it was referred.',
    ),
});
export type AuditCase = z.infer<typeof auditCaseSchema>;

/** Whether something may show abuse and adult social care has not answered: nothing is offset, asked back or suspended before. */
export function awaitsSafeguarding({
  findings,
  referrals,
}: Pick<AuditCase, 'findings' | 'referrals'>): boolean {
  return (
    findings.some(({ isSensitive, decided }) => isSensitive && decided === null) ||
    referrals.some(({ to, answeredOn }) => to === 'safeguarding' && answeredOn === null)
  );
}
