import * as z from 'zod';

/** What EventBridge says when an object of a bucket was created, as far as we read it. */
export const objectCreatedSchema = z.object({
  'detail-type': z.literal('Object Created'),
  source: z.literal('aws.s3'),
  time: z.iso.datetime(),
  detail: z.object({
    bucket: z.object({ name: z.string() }),
    object: z.object({
      key: z.string(),
      size: z.int().min(0),
      etag: z.string().optional(),
      'version-id': z.string().optional(),
      sequencer: z.string().optional(),
    }),
  }),
});
export type ObjectCreated = z.infer<typeof objectCreatedSchema>;

/** Our own message: rows of this upload waited for something that may be known by now. */
const recheckSchema = z.strictObject({ recheckUploadId: z.string() });

export const inboxMessageSchema = z.union([objectCreatedSchema, recheckSchema]);
export type InboxMessage = z.infer<typeof inboxMessageSchema>;
