import * as z from 'zod';
import { upliftLineSchema } from '../../domain/uplift/uplift-line.ts';
import { upliftAskedSchema } from '../../domain/uplift/uplift-rules.ts';
import { get, listOf, paging } from './route.ts';

const ownRateSchema = upliftLineSchema
  .pick({
    ...{ lineId: true, packageId: true, rateCardId: true, visitMinutes: true, dayType: true, band: true },
    ...{ zone: true, serviceType: true, from: true, through: true },
  })
  .extend({
    upliftId: z.string(),
    name: z.string().describe('What the uplift is called.'),
    effectiveDate: upliftAskedSchema.shape.effectiveDate,
    before: upliftLineSchema.shape.oldRate,
    after: upliftLineSchema.shape.newRate.unwrap(),
  });
export type OwnUpliftRate = z.infer<typeof ownRateSchema>;

export const portalUpliftRoutes = {
  listOwnUplifts: get({
    path: '/v1/portal/uplifts',
    roles: ['provider'],
    summary: 'Your rates that uplifts changed, before and after; those of the newest uplift first',
    query: z.object(paging),
    answer: listOf(ownRateSchema),
  }),
};
