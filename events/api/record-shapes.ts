import * as z from 'zod';
import { calendarDateSchema, instantSchema } from '../../domain/calendar.ts';
import { sourceSchema } from '../../domain/facts/fact.ts';
import { findingSchema } from '../../domain/records/finding.ts';
import { reason } from './route.ts';

/** What every record shows beside its own fields. */
const recordedFields = {
  version: z.int(),
  recordedAt: instantSchema,
  recordedBy: z.string(),
  source: sourceSchema,
  reason: z.string().nullable(),
  handFields: z.array(z.string()),
};
const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** A record: the fields of its extract by their headings, amounts in pounds as text and in pence beside. */
export const recordSchema = z.object(recordedFields).catchall(z.unknown());
export const recordBody = z
  .object({ reason })
  .catchall(cell)
  .describe('The fields of the extract without the id, as text, numbers or true and false, and the reason.');
export const cells = z.record(z.string(), cell);
export const rateCardBody = z
  .union([z.strictObject({ lines: z.array(cells).min(1).max(500), reason }), recordBody])
  .describe('The fields of one line of the extract, which is added or replaced; or `lines`, the whole card.');
export const written = z.object({
  version: z.int(),
  unchanged: z.boolean(),
  findings: z.array(findingSchema),
});

export const versionSchema = z.object({ ...recordedFields, body: z.record(z.string(), z.unknown()) });
export type RecordVersion = z.infer<typeof versionSchema>;

export const personSummarySchema = z.object({
  personId: z.string(),
  name: z.string(),
  dateOfBirth: calendarDateSchema.nullable(),
  dateOfDeath: calendarDateSchema.nullable(),
  postcode: z.string().nullable(),
  restricted: z
    .boolean()
    .describe('Kept for those named: nobody else finds this person in any list or by id.'),
});
export const providerSummarySchema = z.object({
  providerId: z.string(),
  name: z.string(),
  kind: z.string().nullable(),
  settlementRoute: z.string().nullable(),
  packages: z.int().nullable().describe('How many packages it has; null where not counted.'),
});
export const packageSummarySchema = z.object({
  packageId: z.string(),
  personId: z.string(),
  personName: z.string().nullable(),
  providerId: z.string(),
  providerName: z.string().nullable(),
  serviceType: z.string(),
  startDate: calendarDateSchema,
  endDate: calendarDateSchema.nullable(),
  unitsPerWeek: z.string(),
  rate: z.string().nullable(),
  rateCardId: z.string().nullable(),
  funding: z.string().nullable(),
  state: z.enum(['future', 'active', 'suspended', 'ended']),
});
export type PackageSummary = z.infer<typeof packageSummarySchema>;

/** A package as its provider sees it: an order, with what the provider said of it. */
export const ownPackageSchema = packageSummarySchema.omit({ funding: true }).extend({
  weeklyPence: z
    .int()
    .nullable()
    .describe('Units a week times the rate of today’s terms; null where a rate card prices it.'),
  agreement: z.object({
    needed: z.boolean().describe('Whether the council pays only once the provider agrees.'),
    state: z.enum(['waiting', 'agreed', 'rejected']),
    on: calendarDateSchema.nullable(),
    reason: z.string().nullable(),
    changedSince: z.boolean().describe('The order was changed after it was answered.'),
  }),
});
export type OwnPackage = z.infer<typeof ownPackageSchema>;

/** A run of days on which the same people pay the same amounts for a package. */
const timelineStretchSchema = z.object({
  from: calendarDateSchema,
  to: calendarDateSchema.nullable(),
  suspended: z.string().nullable(),
  weeklyCostPence: z
    .int()
    .nullable()
    .describe(
      'Units times rate, and FNC where the rate does not include it; 0 while suspended; null where a rate card prices it.',
    ),
  unitsPerWeek: z.string(),
  rate: z.string().nullable(),
  rateCardId: z.string().nullable(),
  payers: z.array(
    z.object({
      payer: z.enum(['council', 'person', 'third-party', 'nhs']),
      collector: z.enum(['provider', 'council', 'nhs']).nullable(),
      kind: z.string().describe('council-share, a kind of contribution, fnc or nhs-share.'),
      contributionId: z.string().nullable(),
      weeklyPence: z.int().nullable(),
    }),
  ),
});
export type TimelineStretch = z.infer<typeof timelineStretchSchema>;

export const timelineSchema = z.object({
  personId: z.string(),
  packages: z.array(
    z.object({
      packageId: z.string(),
      providerId: z.string(),
      providerName: z.string().nullable(),
      serviceType: z.string(),
      startDate: calendarDateSchema,
      endDate: calendarDateSchema.nullable(),
      stretches: z.array(timelineStretchSchema),
    }),
  ),
  personContributions: z.array(recordSchema).describe('Contributions that name no package.'),
  missing: z
    .array(z.string())
    .describe('Sentences: reference values that no row gives for some of these days.'),
});
export type Timeline = z.infer<typeof timelineSchema>;
