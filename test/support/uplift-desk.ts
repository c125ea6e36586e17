import { SQSClient, type SendMessageCommand } from '@aws-sdk/client-sqs';
import { instant } from '../../domain/calendar.ts';
import { handFieldsAfter } from '../../domain/facts/merge.ts';
import type { CarePackage } from '../../domain/packages/care-package.ts';
import { portalUpliftRoutes } from '../../events/api/portal-uplifts.ts';
import { upliftRoutes } from '../../events/api/uplifts.ts';
import { routeArea } from '../../functions/platform/route-area.ts';
import { upliftMessageSchema, type UpliftMessage } from '../../functions/platform/uplifts/messages.ts';
import { applyDeps, applyUplifts } from '../../functions/apply-uplifts/apply-uplifts.ts';
import { runUplift } from '../../functions/run-uplift/run-uplift.ts';
import { upliftDeps } from '../../functions/run-uplift/uplift-deps.ts';
import { serveUplifts } from '../../functions/serve-uplifts/serve-uplifts.ts';
import { upliftsDeps } from '../../functions/serve-uplifts/uplifts-deps.ts';
import { always, apiOf, type Someone } from './call-api.ts';
import type { dyingClients } from './dying-function.ts';
import { payCouncil } from './pay-council.ts';
import { idOf, payDesk } from './pay-desk.ts';
import type { Engines } from './real-engines.ts';

export const upliftUsers = {
  olu: { user: 'olu.officer', roles: ['payments-officer'] },
  connie: { user: 'connie.contracts', roles: ['contracts-officer'] },
  amy: { user: 'amy.approver', roles: ['payments-approver'] },
  abe: { user: 'abe.approver', roles: ['payments-approver'] },
  /** Whom no limit names: she approves nothing. */
  una: { user: 'una.approver', roles: ['payments-approver'] },
  ivy: { user: 'ivy.inspector', roles: ['read-only'] },
} as const satisfies Record<string, Someone>;
const { olu, amy } = upliftUsers;

const FIVE_PERCENT = { match: {}, change: { percent: '5' } };
const reason = 'Cabinet decision of 24 February';

/** Uplifts beside pay, on its engines: the API people use, and the worker that works off what it asks for. */
export async function upliftDesk(engines?: Engines) {
  const pay = await payDesk(engines);
  pay.at('2026-03-02T09:00:00.000Z');
  const { table, buckets, clock } = pay;
  const evidenceBucket = { client: buckets.client, bucket: buckets.evidence };
  let queue: UpliftMessage[] = [];
  const send = (message: UpliftMessage) => {
    queue.push(message);
    return Promise.resolve();
  };
  const linkTo = (key: string, fileName: string) => Promise.resolve(`${key} as ${fileName}`);
  const handlers = serveUplifts(upliftsDeps({ table, evidenceBucket, send, linkTo, clock }));
  const routes = { ...upliftRoutes, ...portalUpliftRoutes };
  const api = apiOf(routes, routeArea(routes, handlers, always));
  const worker = {
    ...upliftDeps({ table, evidenceBucket, queue: { client: new SQSClient({}), url: '' }, clock }),
    send,
  };

  /** The worker over clients that may die; what it sends to its queue arrives here. */
  function workerOver(clients: ReturnType<typeof dyingClients>) {
    const queueClient = {
      send: ({ input }: SendMessageCommand) =>
        send(upliftMessageSchema.parse(JSON.parse(input.MessageBody ?? ''))),
    };
    return upliftDeps({
      table: { ...table, client: clients.wrap(table.client) },
      evidenceBucket: { ...evidenceBucket, client: clients.wrap(evidenceBucket.client) },
      queue: { client: clients.wrap(queueClient as unknown as SQSClient), url: 'queue' },
      clock,
    });
  }

  async function work(times = 1): Promise<void> {
    while (queue.length > 0) {
      const [message, ...rest] = queue;
      queue = rest;
      for (let time = 0; time < times; time += 1) await runUplift(message, idOf(message), worker);
    }
  }

  /** Works off every message with a worker that dies at a moment; the message comes again to one that lives. */
  async function workDying(clients: ReturnType<typeof dyingClients>): Promise<void> {
    const dying = workerOver(clients);
    let dead = false;
    while (queue.length > 0) {
      const [message, ...rest] = queue;
      queue = rest;
      try {
        await runUplift(message, idOf(message), dead ? worker : dying);
      } catch (error) {
        if (dead || !(error instanceof Error && error.message === 'killed')) throw error;
        dead = true;
        await clients.settled();
        if (message !== undefined) queue = [...queue, message];
      }
    }
  }

  /** Asks for an uplift and has it previewed: of 5 percent from 1 April 2026, unless told otherwise. */
  async function propose(asked: Record<string, unknown> = {}): Promise<string> {
    const body = {
      ...{ name: 'Fees 2026-27', effectiveDate: '2026-04-01', rules: [FIVE_PERCENT], reason },
      ...asked,
    };
    const { upliftId } = await api.ask('proposeUplift', { as: olu, body });
    await work();
    return upliftId;
  }

  const read = (id: string, as: Someone = olu) => api.ask('readUplift', { as, id });

  async function submit(id: string, confirmed: string[] = []) {
    const { previewHash } = await read(id);
    return api.ask('submitUplift', { as: olu, id, body: { previewHash, confirmed, reason } });
  }

  /** Opens the whole sample, finds it right, and approves what was seen. */
  async function approve(id: string): Promise<void> {
    const { sample, previewHash } = await read(id);
    const lineIds = sample.map(({ lineId }) => lineId);
    await api.ask('sampleUplift', { as: amy, id, body: { lineIds, isRight: true, reason } });
    await api.ask('approveUplift', { as: amy, id, body: { previewHash, reason } });
  }

  async function apply(id: string) {
    const { previewHash } = await read(id);
    return api.ask('applyUplift', { as: amy, id, body: { previewHash, reason } });
  }

  /** A package as somebody changes it by hand. */
  async function byHand(packageId: string, changes: Partial<CarePackage>): Promise<void> {
    const seen = (await pay.facts.currentFacts('package', [packageId])).get(packageId);
    if (seen === undefined) throw new Error(`there is no package ${packageId}`);
    const body = { ...seen.body, ...changes };
    const recording = {
      ...{ recordedAt: clock(), recordedBy: 'olu.officer', source: { kind: 'hand' as const } },
      reason,
    };
    const subject = { kind: 'package' as const, id: packageId };
    await pay.facts.recordVersions([
      { subject, body, handFields: handFieldsAfter(seen, body), recording, seen },
    ]);
  }

  return {
    byHand,
    /** The schedule of uplifts, as the clock calls it. */
    fire: () => applyUplifts(applyDeps(table, { send, clock })),
    /** Messages that wait are lost. */
    lose(): void {
      queue = [];
    },
    pay,
    api,
    worker,
    council: payCouncil(pay),
    facts: pay.facts,
    work,
    workDying,
    propose,
    read,
    submit,
    approve,
    apply,
    lines: async (id: string, query: Record<string, string> = {}, as: Someone = olu) =>
      (await api.ask('listUpliftLines', { as, id, query })).items,
    /** An uplift that was proposed, checked and approved. */
    async approved(asked: Record<string, unknown> = {}, confirmed: string[] = []): Promise<string> {
      const id = await propose(asked);
      await submit(id, confirmed);
      await approve(id);
      return id;
    },
    at: (time: string) => {
      pay.at(instant(time));
    },
  };
}
