import * as z from 'zod';
import type { Role } from './roles.ts';
import { reason, write } from './route.ts';

const providers: readonly Role[] = ['provider'];
const answer = z.object({ packageId: z.string(), state: z.enum(['agreed', 'rejected']) });

export const orderRoutes = {
  agreeOrder: write({
    method: 'POST',
    path: '/v1/portal/packages/{id}/agree',
    roles: providers,
    summary: 'Agree to an order',
    body: z.strictObject({ reason: reason.optional() }),
    answer,
  }),
  rejectOrder: write({
    method: 'POST',
    path: '/v1/portal/packages/{id}/reject',
    roles: providers,
    summary: 'Say what is wrong with an order',
    body: z.strictObject({ reason }),
    answer,
  }),
};
