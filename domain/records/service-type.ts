import * as z from 'zod';
import { flag, identifier, oneOf, percent, sign, text, whole } from './field.ts';

/** A row of data that says how one kind of care is measured, priced, signed and coded. */
export const serviceTypeSchema = z.object({
  serviceType: identifier,
  description: text.nullable(),
  unit: oneOf(['hour', 'day', 'week', 'night', 'session', 'visit', 'item', 'mile']),
  basis: oneOf(['plan', 'scheduled', 'actuals', 'once']),
  costSign: sign,
  paymentSign: sign,
  subjectiveCode: text.nullable(),
  toleranceMinutes: whole.nullable(),
  tolerancePercent: percent.nullable(),
  chargeable: flag.nullable(),
  careHome: flag.nullable(),
});
export type ServiceType = z.infer<typeof serviceTypeSchema>;
