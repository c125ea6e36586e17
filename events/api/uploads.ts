import * as z from 'zod';
import { instantSchema } from '../../domain/calendar.ts';
import { findingSchema } from '../../domain/records/finding.ts';
import { inboxPrefixes } from '../inbox.ts';
import { staff, type Role } from './roles.ts';
import { get, idText, listOf, paging, write } from './route.ts';

/** What became of a file, in the words of contracts. */
export const fileStates = [
  'received',
  'reading',
  'checked',
  'accepted',
  'part-accepted',
  'rejected',
  'duplicate',
  'waiting',
  'quarantined',
] as const;
export type FileState = (typeof fileStates)[number];

/** What an image may be: forms that scanners and cameras write, and that a browser shows without running anything. */
export const imageMediaTypes = ['application/pdf', 'image/png', 'image/jpeg'] as const;
export type ImageMediaType = (typeof imageMediaTypes)[number];

export const uploadSchema = z.object({
  uploadId: z.string(),
  kind: z.enum(inboxPrefixes),
  key: z.string(),
  objectVersion: z
    .string()
    .nullable()
    .describe('The version of the object, where the bucket keeps versions.'),
  fileName: z.string(),
  sizeBytes: z.int(),
  sha256: z.string().nullable(),
  state: z.enum(fileStates),
  receivedAt: instantSchema,
  finishedAt: instantSchema.nullable(),
  uploadedBy: z.string().describe('A user, or `inbox` for a file dropped into the bucket.'),
  extract: z.object({ mode: z.enum(['full', 'delta']), asAt: z.string().nullable() }).nullable(),
  counts: z.object({
    rows: z.int(),
    accepted: z.int(),
    refused: z.int(),
    unchanged: z.int(),
    questioned: z.int().optional().describe('Of a return: lines that wait for a decision.'),
  }),
  findingCount: z.int(),
  rowsWaiting: z.int().describe('Refused rows that go in by themselves once what they refer to is known.'),
  duplicateOf: z.string().nullable(),
  problem: z.object({ rule: z.string(), message: z.string() }).nullable(),
  unknownColumns: z.array(z.string()),
  mediaType: z.enum(imageMediaTypes).optional().describe('Of an image, by its bytes and not by its name.'),
});
export type Upload = z.infer<typeof uploadSchema>;

/** Staff who bring in files. Service types and rate cards are for system administrators (checked for those kinds). */
export const uploaders: readonly Role[] = [
  'payments-officer',
  'payments-approver',
  'charging-officer',
  'assessment-officer',
  'audit-officer',
  'contracts-officer',
  'system-admin',
];

const lineStates = ['accepted', 'unchanged', 'refused', 'waiting'] as const;

export const uploadLineSchema = z.object({
  line: z.int(),
  state: z.enum(lineStates),
  subjectId: z.string().nullable(),
  version: z.int().nullable(),
  values: z.record(z.string(), z.string()),
  rules: z.array(z.string()),
});
export type UploadLine = z.infer<typeof uploadLineSchema>;

export const uploadRoutes = {
  startUpload: write({
    method: 'POST',
    path: '/v1/uploads',
    roles: uploaders,
    summary: 'Announce a file and get where to send it',
    status: 201,
    body: z.strictObject({
      kind: z.enum(inboxPrefixes),
      fileName: z.string().min(1).max(200),
      sizeBytes: z.int().min(0),
      sha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .nullish(),
      context: z
        .strictObject({ providerId: idText.optional(), agreementId: idText.optional() })
        .nullish()
        .describe('Whose return or statement it is, where the kind needs one.'),
    }),
    answer: z.object({ uploadId: z.string(), url: z.string(), fields: z.record(z.string(), z.string()) }),
  }),
  listUploads: get({
    path: '/v1/uploads',
    roles: staff,
    summary: 'Files received, newest first',
    query: z.object({
      ...paging,
      kind: z.enum(inboxPrefixes).optional(),
      state: z.enum(fileStates).optional(),
    }),
    answer: listOf(uploadSchema),
  }),
  readUpload: get({
    path: '/v1/uploads/{id}',
    roles: staff,
    summary: 'One file, with its state and counts',
    answer: uploadSchema,
  }),
  listUploadFindings: get({
    path: '/v1/uploads/{id}/findings',
    roles: staff,
    summary: 'What was found in a file',
    query: z.object(paging),
    answer: listOf(findingSchema),
  }),
  listUploadLines: get({
    path: '/v1/uploads/{id}/lines',
    roles: staff,
    summary: 'Every line of a file and what became of it',
    query: z.object({ ...paging, state: z.enum(lineStates).optional() }),
    answer: listOf(uploadLineSchema),
  }),
};
