import * as z from 'zod';
import { calendarDateSchema } from '../../calendar.ts';
import { penceSchema } from '../../money.ts';

/** A paper invoice keyed by hand, such as one for a mental-health assessment, with the image of its paper. */
export const manualInvoiceSchema = z.object({
  invoiceId: z.string(),
  providerId: z.string(),
  personId: z.string().nullable(),
  invoiceNumber: z.string(),
  invoiceDate: calendarDateSchema,
  lines: z
    .array(
      z.object({
        description: z.string(),
        amountPence: penceSchema,
        costCentre: z.string().nullable(),
        from: calendarDateSchema,
        to: calendarDateSchema,
      }),
    )
    .min(1)
    .max(200),
  imageUploadId: z.string().nullable(),
  keyedBy: z.string(),
});
export type ManualInvoice = z.infer<typeof manualInvoiceSchema>;
