import * as z from 'zod';
import { returnFields } from '../../domain/returns/return-layouts.ts';
import { mappedLayouts } from '../../domain/returns/return-mapping.ts';
import { get } from './route.ts';
import { uploaders } from './uploads.ts';

/** Enough to see what a column holds. */
export const SAMPLE_ROWS = 5;

const sampleSchema = z.object({
  columns: z.array(z.string()),
  rows: z.array(z.array(z.string())).max(SAMPLE_ROWS),
  known: z
    .boolean()
    .describe('Whether its headings can be read by now, as by a mapping that was saved since.'),
  layouts: z
    .array(
      z.object({
        layout: z.enum(mappedLayouts),
        fields: z.array(z.enum(returnFields)),
        mandatory: z.array(z.enum(returnFields)),
        guessed: z
          .array(z.enum(returnFields).nullable())
          .describe('By column, from the words of its heading.'),
      }),
    )
    .describe('What its columns can be said to hold; the likelier layout first.'),
});
export type ReturnSample = z.infer<typeof sampleSchema>;

export const returnRoutes = {
  readReturnSample: get({
    path: '/v1/provider-returns/{id}/sample',
    roles: uploaders,
    summary: 'The headings of a return as it was sent, and its first lines',
    answer: sampleSchema,
  }),
};
