import * as z from 'zod';
import { instantSchema } from '../../domain/calendar.ts';
import { returnFields } from '../../domain/returns/return-layouts.ts';
import { mappedLayouts } from '../../domain/returns/return-mapping.ts';
import { staff, type Role } from './roles.ts';
import { get, idText, listOf, paging, reason, write } from './route.ts';
import { uploaders } from './uploads.ts';

/** Staff who say how a provider’s own headings are to be read. */
const mappers: readonly Role[] = ['payments-officer', 'contracts-officer', 'system-admin'];

const columnsSchema = z
  .array(z.strictObject({ heading: z.string().max(200), field: z.enum(returnFields) }))
  .max(returnFields.length);

const versionSchema = z.object({
  version: z.int(),
  layout: z.enum(mappedLayouts),
  columns: columnsSchema,
  savedAt: instantSchema,
  savedBy: z.string(),
  reason: z.string().nullable(),
});

const mappingSchema = z.object({
  mappingId: z.string(),
  providerId: z.string(),
  versions: z.array(versionSchema).min(1).describe('Newest first: the first is in force.'),
});
export type ShownMapping = z.infer<typeof mappingSchema>;

export const returnMappingRoutes = {
  listReturnMappings: get({
    path: '/v1/return-mappings',
    roles: staff,
    summary: 'How providers’ own headings are read, by provider',
    query: z.object({ ...paging, providerId: idText.optional() }),
    answer: listOf(mappingSchema),
  }),
  putReturnMapping: write({
    method: 'PUT',
    path: '/v1/return-mappings/{id}',
    roles: mappers,
    summary: 'Say how a provider’s own headings are read; its id is the provider’s, or that with ~2 to ~9',
    body: z.strictObject({
      providerId: idText,
      layout: z.enum(mappedLayouts),
      columns: columnsSchema.min(1),
      reason,
    }),
    answer: z.object({ mappingId: z.string(), version: z.int() }),
  }),
  readReturnAgain: write({
    method: 'POST',
    path: '/v1/provider-returns/{id}/read-again',
    roles: uploaders,
    status: 202,
    summary: 'Have a return read again whose headings nobody knew',
    body: z.strictObject({ reason }),
    answer: z.object({ uploadId: z.string(), state: z.literal('received') }),
  }),
};
