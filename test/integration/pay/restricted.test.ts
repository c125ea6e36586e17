import { SQSClient } from '@aws-sdk/client-sqs';
import { beforeAll, describe, expect, it } from 'vitest';
import { accrualRoutes } from '../../../events/api/accruals.ts';
import { orderRoutes } from '../../../events/api/orders.ts';
import { parallelRunRoutes } from '../../../events/api/parallel-runs.ts';
import { payRunRoutes } from '../../../events/api/pay-runs.ts';
import { paymentRoutes } from '../../../events/api/payments.ts';
import { recoveryRoutes } from '../../../events/api/recoveries.ts';
import { rowKinds } from '../../../domain/records/kinds.ts';
import { runEvidence } from '../../../functions/platform/pay/evidence.ts';
import { importExtract } from '../../../functions/import-extract/import-extract.ts';
import { rowOf } from '../../support/a-council.ts';
import type { Someone } from '../../support/call-api.ts';
import { paperDesk } from '../../support/paper-desk.ts';
import { reason } from '../../support/pay-council.ts';
import { payUsers } from '../../support/pay-desk.ts';

const { olu, amy, abe } = payUsers;
/** With abe, sue may see Iris Quill; nobody else may. */
const sue = { user: 'sue.safeguarder', roles: ['payments-officer', 'payments-approver'] } as const;
const secret = { personId: 'SECRET', restricted: 'sue.safeguarder abe.approver', name: 'Iris Quill' };

/**
 * Iris Quill and A1 live in the same home. She also has a direct payment that came back, was overpaid, and was sent a
 * paper invoice; nobody held anything for her, and two previews were for her alone.
 */
async function council() {
  const desk = await paperDesk();
  const { api, council: facts } = desk;
  await facts.person('SECRET', secret);
  await facts.package('PK-S', { personId: 'SECRET', endDate: '2022-12-07' });
  const agreement = (fields: Record<string, string>) =>
    facts.record(
      'direct-payment-agreement',
      'DP-S',
      rowOf(rowKinds['direct-payment-agreements'], {
        ...{ agreementId: 'DP-S', personId: 'SECRET', payeeName: 'Iris Quill', frequency: 'four-weekly' },
        ...{ startDate: '2022-12-01', weeklyBudget: '70', ...fields },
      }),
    );
  await agreement({});
  const start = async (body: Record<string, unknown>) => {
    const asked = { kind: 'providers', throughDate: '2022-12-07', ...body };
    const { payRunId } = await api.ask('startPayRun', { as: sue, body: asked });
    await desk.work();
    return payRunId;
  };
  const pay = async (body: Record<string, unknown>) => {
    const id = await start(body);
    await api.ask('submitPayRun', { as: sue, id, body: { reason } });
    const { linesHash } = await api.ask('readPayRun', { as: sue, id });
    await api.ask('approvePayRun', { as: amy, id, body: { linesHash, reason } });
    await api.ask('issuePayRun', { as: sue, id, body: { reason } });
    await desk.work();
    return id;
  };

  const invoice = {
    ...{ providerId: 'P002', personId: 'SECRET', invoiceNumber: 'IQ-1', invoiceDate: '2022-12-02', reason },
    lines: [{ description: 'Assessment', amountPence: 12_345, from: '2022-12-01', to: '2022-12-01' }],
  };
  const { invoiceId } = await api.ask('recordManualInvoice', { as: sue, body: invoice });
  const issued = await pay({});
  await facts.package('PK-S', { personId: 'SECRET', endDate: '2022-12-07', rate: '400' });
  const corrected = await pay({});
  const [recovery] = (await api.ask('listRecoveries', { as: sue })).items;
  const recoveryId = recovery?.recoveryId ?? '';
  await api.ask('approveRecovery', { as: abe, id: recoveryId, body: { reason } });
  await api.ask('notifyRecovery', { as: sue, id: recoveryId, body: { reason } });
  const takingOff = await start({ throughDate: '2022-12-14' });

  const direct = { kind: 'direct-payments', throughDate: '2022-12-28' };
  const returned = await pay(direct);
  const [hold] = (await api.ask('listHolds', { as: sue })).items;
  await api.ask('releaseHold', { as: sue, id: hold?.holdId ?? '', body: { reason } });
  await agreement({ sortCode: '000000', accountNumber: '12345678' });
  const resending = await start(direct);
  const ofHer = await start({ preview: true, scope: { personId: 'SECRET' } });
  const ofHers = await start({ preview: true, scope: { packageId: 'PK-S' } });

  const rows = ['PK-S', 'PK1'].map((id) => `${id};01/12/2022;14/12/2022;1.00;OLD-1`);
  const file = ['Package ID;From;To;Amount;reference', ...rows, ''].join('\n');
  const { uploadId, event } = await desk.put('parallel-run/old.csv', file);
  await importExtract(event, {
    ...{ table: desk.table, buckets: desk.buckets.client, queues: new SQSClient({}), clock: desk.clock },
    ...{ inboxBucket: 'inbox', evidenceBucket: 'evidence', extractsQueueUrl: '' },
  });
  await tamper(desk, corrected);
  return {
    ...{ api, invoiceId, issued, corrected, takingOff, returned, resending, ofHer, ofHers },
    ...{ uploadId, recoveryId },
  };
}

/** Changes what a run kept, so that reckoning it again differs. */
async function tamper({ buckets, facts }: Awaited<ReturnType<typeof paperDesk>>, payRunId: string) {
  const run = (await facts.currentFacts('pay-run', [payRunId])).get(payRunId)!.body;
  const evidence = runEvidence(buckets);
  const [rows, summary] = [await evidence.readRows(run, 1), await evidence.readSummary(run, 1)];
  await evidence.writeShard(
    run,
    1,
    rows.map((row) => ({ ...row, lines: [] })),
    summary,
  );
}

type Council = Awaited<ReturnType<typeof council>>;
let made: Council;
beforeAll(async () => {
  made = await council();
}, 120_000);

type Asking = { id?: string; query?: Record<string, string> };
type Case = [seen: 'leaves her out' | 'is not there' | 'tells of nobody', asking: (made: Council) => Asking];

const routes = {
  ...payRunRoutes,
  ...paymentRoutes,
  ...recoveryRoutes,
  ...orderRoutes,
  ...accrualRoutes,
  ...parallelRunRoutes,
};
type Routes = typeof routes;
type Reading = { [N in keyof Routes]: Routes[N]['method'] extends 'GET' ? N : never }[keyof Routes];

/** Every address at which pay is read, and what somebody who may not see her finds there. */
const readings: Record<Reading, Case[]> = {
  listPayRuns: [['leaves her out', () => ({})]],
  readPayRun: [
    ['tells of nobody', ({ issued }) => ({ id: issued })],
    ['leaves her out', ({ takingOff }) => ({ id: takingOff })],
    ['leaves her out', ({ resending }) => ({ id: resending })],
    ['is not there', ({ ofHer }) => ({ id: ofHer })],
    ['is not there', ({ ofHers }) => ({ id: ofHers })],
  ],
  listPayRunLines: [
    ['leaves her out', ({ issued }) => ({ id: issued })],
    ['leaves her out', ({ returned }) => ({ id: returned })],
    ['is not there', ({ ofHer }) => ({ id: ofHer })],
  ],
  listPayRunFiles: [
    ['tells of nobody', ({ issued }) => ({ id: issued })],
    ['is not there', ({ ofHer }) => ({ id: ofHer })],
  ],
  recomputePayRun: [
    ['leaves her out', ({ corrected }) => ({ id: corrected })],
    ['is not there', ({ ofHer }) => ({ id: ofHer })],
  ],
  listPackageLines: [['is not there', () => ({ id: 'PK-S' })]],
  readParallelRun: [['leaves her out', ({ uploadId }) => ({ id: uploadId })]],
  listHolds: [['leaves her out', () => ({})]],
  listManualInvoices: [['leaves her out', () => ({})]],
  readManualInvoice: [['is not there', ({ invoiceId }) => ({ id: invoiceId })]],
  searchDuplicates: [['tells of nobody', () => ({ query: { providerId: 'P002', invoiceNumber: 'IQ-1' } })]],
  providerAccount: [['leaves her out', () => ({ id: 'P001' })]],
  personAccount: [['is not there', () => ({ id: 'SECRET' })]],
  trialBalance: [['tells of nobody', () => ({})]],
  paymentTrace: [
    ['leaves her out', ({ issued }) => ({ id: `${issued}-00001` })],
    ['is not there', ({ returned }) => ({ id: `${returned}-00001` })],
  ],
  listRecoveries: [['leaves her out', () => ({})]],
  listAccruals: [['tells of nobody', () => ({})]],
  readAccrual: [['tells of nobody', () => ({ id: 'A2022-23' })]],
};
const cases = Object.entries(readings).flatMap(([name, each]) =>
  each.map(([seen, asking]) => ({ name: name as Reading, seen, asking })),
);

/** What tells of Iris Quill: she, her package, her agreement, her overpayment. */
const tells = ({ recoveryId }: Council) => new RegExp(`SECRET|Quill|PK-S|DP-S|"MI|${recoveryId}`);

describe('what pay tells of a person whose record is kept for those named', () => {
  it.each(cases)('$name $seen', async ({ name, seen, asking }) => {
    const address = (id = '') => routes[name].path.replace('{id}', encodeURIComponent(id));
    const { id, query = {} } = asking(made);
    const ask = (as: Someone) => made.api.send('GET', address(id), { as, query });
    const [named, other] = [await ask(sue), await ask(olu)];
    const told = [named, other].map(({ body }) => tells(made).test(JSON.stringify(body)));
    if (seen === 'tells of nobody') {
      expect(other).toEqual(named);
      return;
    }
    expect([named.status, other.status]).toEqual([200, seen === 'is not there' ? 404 : 200]);
    if (seen === 'leaves her out') expect(told).toEqual([true, false]);
  });

  it('is no gap on a page of lines', async () => {
    const page = (as: Someone) =>
      made.api.ask('listPayRunLines', { as, id: made.issued, query: { limit: '1' } });
    expect((await page(sue)).items.map(({ packageId }) => packageId)).toEqual(['PK-S']);
    const { items, nextCursor } = await page(olu);
    expect([items.map(({ packageId }) => packageId), nextCursor]).toEqual([['PK1'], null]);
  });
});

describe('what is hers', () => {
  it.each<[keyof Routes, Record<string, unknown>]>([
    ['approveRecovery', {}],
    ['notifyRecovery', {}],
    ['disputeRecovery', {}],
  ])('is not there for who may not see her: %s', async (name, body) => {
    const call = { as: amy, id: made.recoveryId, body: { ...body, reason } };
    const missing = await made.api.refusal(name, { ...call, id: 'R9-0' });
    const hidden = await made.api.refusal(name, call);
    expect(hidden).toEqual({ ...missing, detail: missing.detail.replace('R9-0', made.recoveryId) });
    expect(hidden.status).toBe(404);
  });

  const line = { description: 'Assessment', amountPence: 1, from: '2022-12-01', to: '2022-12-01' };
  it.each<[keyof Routes, string, Record<string, unknown>]>([
    [
      'recordExpense',
      'packageId',
      { packageId: 'PK-S', kind: 'mileage', date: '2022-12-01', amountPence: 1 },
    ],
    [
      'recordManualInvoice',
      'personId',
      {
        ...{ providerId: 'P002', personId: 'SECRET', invoiceNumber: 'IQ-2' },
        ...{ invoiceDate: '2022-12-02', lines: [line] },
      },
    ],
    [
      'payOutside',
      'payee',
      { payee: 'DP-S', amountPence: 1, method: 'chaps', paidOn: '2022-12-01', reference: 'X' },
    ],
  ])('is unknown to who may not see her: %s', async (name, field, body) => {
    const refused = await made.api.refusal(name, { as: olu, body: { ...body, reason } });
    expect([refused.status, refused.errors?.[0]?.field, refused.errors?.[0]?.rule]).toEqual([
      ...[422, field, 'unknown-reference'],
    ]);
  });

  it('is no way to learn that there is such a person, or an invoice of hers', async () => {
    const found = (personId: string) =>
      made.api.ask('searchDuplicates', {
        as: olu,
        query: {
          ...{ providerId: 'P002', personId, invoiceNumber: 'X-9' },
          ...{ invoiceDate: '2022-12-03', amountPence: '12345' },
        },
      });
    expect(await found('SECRET')).toEqual(await found('NOBODY'));
  });
});
