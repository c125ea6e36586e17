import * as z from 'zod';
import { get } from './route.ts';
import { uploaders } from './uploads.ts';

/** Enough to see what a column holds. */
export const SAMPLE_ROWS = 5;

export const returnRoutes = {
  readReturnSample: get({
    path: '/v1/provider-returns/{id}/sample',
    roles: uploaders,
    summary: 'The headings of a return as it was sent, and its first lines',
    answer: z.object({
      columns: z.array(z.string()),
      rows: z.array(z.array(z.string())).max(SAMPLE_ROWS),
    }),
  }),
};
