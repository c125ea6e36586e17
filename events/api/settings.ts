import * as z from 'zod';
import { calendarDateSchema, instantSchema } from '../../domain/calendar.ts';
import { recordingSchema } from '../../domain/facts/fact.ts';
import { everyone, staff, type Role } from './roles.ts';
import { askedInstant, get, listOf, paging, reason, write } from './route.ts';

const admins: readonly Role[] = ['system-admin'];

const meSchema = z.object({
  userId: z.string(),
  roles: z.array(z.string()),
  providerId: z.string().nullable(),
  accountProviderId: z.string().nullable(),
  today: calendarDateSchema,
});
export type Me = z.infer<typeof meSchema>;

const proposalSchema = z.object({
  value: z.unknown(),
  effectiveFrom: calendarDateSchema,
  proposedBy: z.string(),
  proposedAt: instantSchema,
  reason: z.string(),
});
const settingSchema = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  value: z
    .unknown()
    .describe('What holds on the day asked about; null where nothing was set and there is no default.'),
  isDefault: z.boolean(),
  effectiveFrom: calendarDateSchema.nullable(),
  version: z.int().describe('0 until the first change is approved.'),
  upcoming: z.array(z.object({ value: z.unknown(), effectiveFrom: calendarDateSchema })),
  proposal: proposalSchema.nullable().describe('A change by one administrator that waits for another.'),
});
export type Setting = z.infer<typeof settingSchema>;

const referenceRowSchema = z.object({
  category: z.string(),
  from: calendarDateSchema,
  to: calendarDateSchema.nullable(),
  value: z.string().nullable().describe('Null: not found in any published source; the council fills it in.'),
  source: z.string(),
  confidence: z.string(),
  enteredBy: z.string().nullable(),
});
const referenceKindSchema = z.object({
  kind: z.string(),
  title: z.string(),
  unit: z.string(),
  categories: z.array(z.string()).describe('For which a value may be entered.'),
  rows: z.array(referenceRowSchema),
  emptyRows: z.int(),
});
export type ReferenceKind = z.infer<typeof referenceKindSchema>;

export const workItemSchema = z.object({
  workId: z.string(),
  area: z.enum(['imports', 'settings', 'operations', 'payments', 'charging', 'audits', 'social-care']),
  title: z.string().describe('A sentence: what needs a person, and why.'),
  link: z.string().describe('The page where it is done.'),
  risk: z.enum(['high', 'medium', 'low']),
  openedAt: instantSchema,
  dueOn: calendarDateSchema.nullable(),
  assignee: z.string().nullable(),
  state: z.enum(['open', 'done']),
});
export type WorkItem = z.infer<typeof workItemSchema>;

export const auditEntrySchema = recordingSchema.extend({
  number: z.int(),
  hash: z.string(),
  previousHash: z.string(),
  what: z.string().describe('`version 3`, or the act that was recorded.'),
  version: z.int().nullable(),
});

const deadLetterSchema = z.object({
  queue: z.string(),
  messageId: z.string(),
  sentAt: instantSchema.nullable(),
  receiveCount: z.int(),
  summary: z.string().describe('The file or schedule it was about; never its content.'),
});
export type DeadLetter = z.infer<typeof deadLetterSchema>;

export const settingRoutes = {
  readMe: get({ path: '/v1/me', roles: everyone, summary: 'Who I am and what I may do', answer: meSchema }),
  readOpenApi: get({
    path: '/v1/openapi.json',
    roles: everyone,
    summary: 'This description of the API',
    answer: z.record(z.string(), z.unknown()),
  }),
  listSettings: get({
    path: '/v1/settings',
    roles: staff,
    summary: 'Every setting with the value in force',
    query: z.object({ on: calendarDateSchema.optional() }),
    answer: z.object({ items: z.array(settingSchema), nextCursor: z.null() }),
  }),
  readSetting: get({
    path: '/v1/settings/{name}',
    roles: staff,
    summary: 'One setting',
    query: z.object({ on: calendarDateSchema.optional(), knownAt: askedInstant.optional() }),
    answer: settingSchema,
  }),
  putSetting: write({
    method: 'PUT',
    path: '/v1/settings/{name}',
    roles: admins,
    summary: 'Propose a change; the same change by a second administrator brings it into force',
    body: z.strictObject({ value: z.unknown(), effectiveFrom: calendarDateSchema.optional(), reason }),
    answer: z.object({ state: z.enum(['proposed', 'in-force']), setting: settingSchema }),
  }),
  withdrawProposal: write({
    method: 'POST',
    path: '/v1/settings/{name}/withdraw',
    roles: admins,
    summary: 'Withdraw a proposed change of a setting',
    body: z.strictObject({ reason }),
    answer: settingSchema,
  }),
  listReference: get({
    path: '/v1/reference',
    roles: staff,
    summary: 'National rates and limits by date, with source and how sure we are',
    answer: z.object({ items: z.array(referenceKindSchema), nextCursor: z.null() }),
  }),
  listWork: get({
    path: '/v1/work-queue',
    roles: staff,
    summary: 'What needs a person, riskiest and oldest first',
    query: z.object({
      ...paging,
      area: workItemSchema.shape.area.optional(),
      mine: z.enum(['true', 'false']).optional(),
    }),
    answer: listOf(workItemSchema),
  }),
  assignWork: write({
    method: 'POST',
    path: '/v1/work-queue/{id}/assign',
    roles: staff.filter((role) => role !== 'read-only'),
    summary: 'Take a piece of work, or give it to someone',
    body: z.strictObject({ assignee: z.string().min(1).max(60), reason }),
    answer: workItemSchema,
  }),
  finishWork: write({
    method: 'POST',
    path: '/v1/work-queue/{id}/done',
    roles: staff.filter((role) => role !== 'read-only'),
    summary: 'Close a piece of work',
    body: z.strictObject({ reason }),
    answer: workItemSchema,
  }),
  readAuditTrail: get({
    path: '/v1/audit-trail',
    roles: staff,
    summary: 'Everything recorded about a subject, such as package:PK-1',
    query: z.object({ ...paging, subject: z.string().min(3).max(120) }),
    answer: listOf(auditEntrySchema),
  }),
  verifyAuditTrail: get({
    path: '/v1/audit-trail/verify',
    roles: staff,
    summary: 'Whether the chain of a subject holds, or those of all subjects, a page at a time',
    query: z.object({ ...paging, subject: z.string().min(3).max(120).optional() }),
    answer: z.object({
      subject: z.string().nullable(),
      subjects: z.int(),
      entries: z.int(),
      holds: z.boolean(),
      breaks: z.array(
        z.object({ subject: z.string(), number: z.int(), rule: z.string(), message: z.string() }),
      ),
      nextCursor: z.string().nullable(),
    }),
  }),
  listDeadLetters: get({
    path: '/v1/dead-letters',
    roles: admins,
    summary: 'Messages that failed every try',
    answer: z.object({ items: z.array(deadLetterSchema), nextCursor: z.null() }),
  }),
  redriveDeadLetters: write({
    method: 'POST',
    path: '/v1/dead-letters/{id}/retry',
    roles: admins,
    summary: 'Send the failed messages of a queue again',
    body: z.strictObject({ reason }),
    answer: z.object({ sent: z.int() }),
  }),
};
