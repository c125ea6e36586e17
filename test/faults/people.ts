import * as z from 'zod';
import { calendarDate } from '../../domain/calendar.ts';
import { payRunStateSchema } from '../../domain/pay/run/pay-run.ts';
import { payStore } from '../../functions/store/pay-store.ts';
import type { Someone } from '../support/call-api.ts';
import { reason } from '../support/pay-council.ts';
import type { Service } from './service.ts';

const olu: Someone = { user: 'olu.officer', roles: ['payments-officer'] };
const amy: Someone = { user: 'amy.approver', roles: ['payments-officer', 'payments-approver'] };
const ivy: Someone = { user: 'ivy.inspector', roles: ['read-only'] };
const detailSchema = z.looseObject({ state: payRunStateSchema, linesHash: z.string().nullable() });
const startedSchema = z.object({ payRunId: z.string() });
/** Far more steps than a run has, even where each has to be taken again. */
const MOST_STEPS = 40;

/**
 * Two people pay everybody through a day: they begin the run, look what became of it, and do what is next, as long as it
 * takes. Whatever they were told before, they go by what they see.
 */
export async function payThrough(throughDate: string, service: Service): Promise<string> {
  let payRunId = await begin(throughDate, service);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const { state, linesHash } = await look(payRunId, service);
    if (state === 'issued' || state === 'acknowledged' || state === 'settled') return payRunId;
    // A part of it could not be computed in five tries: the work queue asks for another run.
    if (state === 'failed') payRunId = await begin(throughDate, service);
    else await next(payRunId, { state, linesHash }, service);
    service.later(1);
  }
  throw new Error(`run ${payRunId} is not issued after ${MOST_STEPS} steps`);
}

async function begin(throughDate: string, service: Service): Promise<string> {
  const body = { kind: 'providers', throughDate: calendarDate(throughDate) };
  const answer = await service.ask('startPayRun', { as: olu, body });
  const started = startedSchema.safeParse(answer.body);
  if (started.success) return started.data.payRunId;
  // The try before it died after it had begun the run: that one is open, and found in the list.
  const [open] = await payStore(service.table).openRunIds('providers');
  if (open === undefined) throw new Error(`no run was begun: ${JSON.stringify(answer)}`);
  return open;
}

async function look(id: string, service: Service) {
  const { body } = await service.ask('readPayRun', { as: ivy, id });
  return detailSchema.parse(body);
}

async function next(
  id: string,
  { state, linesHash }: z.infer<typeof detailSchema>,
  service: Service,
): Promise<void> {
  switch (state) {
    case 'ready':
      await service.ask('submitPayRun', { as: olu, id, body: { reason } });
      return;
    case 'submitted':
      await service.ask('approvePayRun', { as: amy, id, body: { linesHash, reason } });
      return;
    case 'approved':
      await service.ask('issuePayRun', { as: olu, id, body: { reason } });
      return service.settle();
    case 'computing':
      return service.settle();
    case 'issued':
    case 'acknowledged':
    case 'settled':
    case 'cancelled':
    case 'failed':
    case 'preview':
      throw new Error(`run ${id} is ${state}`);
  }
}
