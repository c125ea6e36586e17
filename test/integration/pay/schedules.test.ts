import { describe, expect, it } from 'vitest';
import { runPay } from '../../../functions/run-pay/run-pay.ts';
import { runSchedules } from '../../../functions/run-schedules/run-schedules.ts';
import { scheduleDeps } from '../../../functions/run-schedules/schedule-deps.ts';
import type { PaySchedule } from '../../../events/schedule-event.ts';
import { answerDesk, returnedCredits } from '../../support/answer-desk.ts';
import { reason } from '../../support/pay-council.ts';
import { payUsers } from '../../support/pay-desk.ts';

const { olu, ivy } = payUsers;

/** Pay, and the clock that asks for things. */
async function clockDesk() {
  const desk = await answerDesk();
  const { table, clock, worker } = desk;
  const tellReturns = () => Promise.resolve();
  const deps = scheduleDeps({ table, clock, send: worker.send, tellReturns });
  return {
    ...desk,
    fire: (schedule: PaySchedule) => runSchedules({ schedule }, deps),
    /** Messages that wait are lost. */
    lose(): void {
      desk.waiting().length = 0;
    },
    async begin(): Promise<string> {
      const body = { kind: 'providers', throughDate: '2022-12-07' };
      return (await desk.api.ask('startPayRun', { as: olu, body })).payRunId;
    },
    async runs() {
      const { items } = await desk.api.ask('listPayRuns', { as: ivy, query: { limit: '50' } });
      return items.map(({ kind, state, throughDate }) => `${kind} ${state} ${throughDate}`).toSorted();
    },
    titles: async () => (await desk.openWork()).map(({ title }) => title),
  };
}

describe('settle-bacs', () => {
  it('settles a credit once its day has passed, and the run with it', async () => {
    const desk = await clockDesk();
    const run = await desk.issue('2022-12-07');
    const { payOn } = (await desk.payment(`${run}-00001`))!;
    desk.at(`${payOn}T18:00:00.000Z`);
    await desk.fire('settle-bacs');
    expect(await desk.payment(`${run}-00001`)).toMatchObject({ status: 'sent' });
    desk.at('2022-12-30T06:00:00.000Z');
    await desk.fire('settle-bacs');
    await desk.fire('settle-bacs');
    expect(await desk.payment(`${run}-00001`)).toMatchObject({ status: 'settled' });
    expect(await desk.facts.versionsOf('payment', `${run}-00001`)).toHaveLength(2);
    expect(await desk.run(run)).toMatchObject({ state: 'settled' });
    const { bank, 'payments-in-transit': inTransit } = await desk.ledger.trialBalance();
    expect([bank, inTransit]).toEqual([-70_000, 0]);
    expect(await desk.titles()).toEqual([]);
  });

  it('leaves what came back, and a return that comes late takes the settlement back', async () => {
    const desk = await clockDesk();
    const run = await desk.issue('2022-12-07');
    desk.at('2022-12-30T06:00:00.000Z');
    await desk.fire('settle-bacs');
    const items = [{ ref: `${run}-00001`, code: 'B', pounds: '700.00' }];
    await desk.drop('bacs-reports/arucs.xml', returnedCredits(items, { total: '700.00' }));
    expect(await desk.run(run)).toMatchObject({ state: 'acknowledged' });
    await desk.fire('settle-bacs');
    expect(await desk.payment(`${run}-00001`)).toMatchObject({ status: 'returned' });
    expect(await desk.account('P001')).toMatchObject({ balancePence: 70_000, unsettledPence: 0 });
    expect((await desk.ledger.trialBalance()).bank).toBe(0);
  });

  it('asks about payments of which the ledger says nothing for five working days', async () => {
    const desk = await clockDesk();
    await desk.council.provider('P001', {
      ...{ settlementRoute: 'ledger', supplierNumber: 'S1', supplierSite: 'MAIN', companyCode: 'LC' },
    });
    const run = await desk.issue('2022-12-07');
    desk.at('2022-12-30T06:00:00.000Z');
    await desk.fire('settle-bacs');
    expect(await desk.titles()).toEqual([]);
    desk.at('2023-01-06T06:00:00.000Z');
    await desk.fire('settle-bacs');
    expect(await desk.titles()).toEqual([expect.stringContaining(`Payment ${run}-00001 of run ${run} went`)]);
  });

  it('says when what was sent on a day is not what its payments come to, until it is', async () => {
    const desk = await clockDesk();
    const run = await desk.issue('2022-12-07');
    const payment = (await desk.payment(`${run}-00001`))!;
    await desk.council.record('payment', payment.paymentId, { ...payment, amountPence: 69_000 as never });
    await desk.fire('settle-bacs');
    expect(await desk.titles()).toEqual([
      expect.stringContaining('Of £700.00 sent on 20 December 2022, £10.00 is neither'),
      expect.stringContaining('The ledger and the payments differ by'),
    ]);
    await desk.council.record('payment', payment.paymentId, payment);
    await desk.fire('settle-bacs');
    expect(await desk.titles()).toEqual([]);
  });
});

describe('resend-stuck-shards', () => {
  it('has a run planned whose first message was lost', async () => {
    const desk = await clockDesk();
    const run = await desk.begin();
    desk.lose();
    await desk.fire('resend-stuck-shards');
    await desk.work();
    expect(await desk.run(run)).toMatchObject({ state: 'ready', totalPence: 70_000 });
  });

  it('has the parts worked off that nobody has, and leaves those that somebody works on', async () => {
    const desk = await clockDesk();
    const run = await desk.begin();
    await runPay({ act: 'plan', payRunId: run, attempt: 1 }, 'M1', desk.worker);
    desk.lose();
    const now = desk.clock();
    const until = '2022-12-20T09:05:00.000Z';
    await desk.worker.shards.claimShard({ id: run, attempt: 1, shard: 1, by: 'M2', now, until });
    await desk.fire('resend-stuck-shards');
    expect(desk.waiting()).toEqual([]);
    desk.at('2022-12-20T09:06:00.000Z');
    await desk.fire('resend-stuck-shards');
    expect(desk.waiting()).toEqual([{ act: 'shard', payRunId: run, attempt: 1, shard: 1 }]);
    await desk.work();
    expect(await desk.run(run)).toMatchObject({ state: 'ready' });
  });

  it('has a run concluded whose parts are all done', async () => {
    const desk = await clockDesk();
    const run = await desk.begin();
    await runPay({ act: 'plan', payRunId: run, attempt: 1 }, 'M1', desk.worker);
    await runPay({ act: 'shard', payRunId: run, attempt: 1, shard: 1 }, 'M2', desk.worker);
    desk.lose();
    await desk.fire('resend-stuck-shards');
    await desk.work();
    expect(await desk.run(run)).toMatchObject({ state: 'ready' });
  });

  it('has an approved run issued when it was asked for, and leaves one that waits for a person', async () => {
    const desk = await clockDesk();
    const id = await desk.begin();
    await desk.work();
    await desk.api.ask('submitPayRun', { as: olu, id, body: { reason } });
    const { linesHash } = await desk.run(id);
    await desk.api.ask('approvePayRun', { as: payUsers.amy, id, body: { linesHash, reason } });
    await desk.fire('resend-stuck-shards');
    expect(desk.waiting()).toEqual([]);
    await desk.api.ask('issuePayRun', { as: olu, id, body: { reason } });
    desk.lose();
    await desk.fire('resend-stuck-shards');
    await desk.work();
    expect(await desk.run(id)).toMatchObject({ state: 'issued' });
  });
});

describe('month-end', () => {
  it('begins the runs of a period on the day of its final list, once, however often the clock asks', async () => {
    const desk = await clockDesk();
    desk.at('2026-04-10T04:00:00.000Z');
    await Promise.all([desk.fire('month-end'), desk.fire('month-end')]);
    await desk.fire('month-end');
    await desk.work();
    expect(await desk.runs()).toEqual([
      'carers ready 2026-05-03',
      'direct-payments ready 2026-05-03',
      'providers ready 2026-05-03',
    ]);
    const { items } = await desk.api.ask('listPayRuns', { as: ivy, query: { limit: '50' } });
    const [first] = items;
    await desk.api.ask('cancelPayRun', { as: olu, id: first!.payRunId, body: { reason } });
    await desk.fire('month-end');
    expect(await desk.runs()).toHaveLength(3);
  });

  it('begins nothing on other days', async () => {
    const desk = await clockDesk();
    desk.at('2026-03-31T04:00:00.000Z');
    await desk.fire('month-end');
    expect(await desk.runs()).toEqual([]);
  });

  it('tells when a run is in the way of another, and begins it once the way is free', async () => {
    const desk = await clockDesk();
    desk.at('2026-04-05T04:00:00.000Z');
    await desk.fire('month-end');
    await desk.work();
    desk.at('2026-04-10T04:00:00.000Z');
    await desk.fire('month-end');
    expect((await desk.titles()).filter((title) => title.includes('could not begin'))).toHaveLength(3);
    const { items } = await desk.api.ask('listPayRuns', { as: ivy, query: { limit: '50' } });
    for (const { payRunId: id } of items)
      await desk.api.ask('cancelPayRun', { as: olu, id, body: { reason } });
    desk.at('2026-04-11T04:00:00.000Z');
    await desk.fire('month-end');
    expect(await desk.titles()).toEqual([]);
    await desk.work();
    expect((await desk.runs()).filter((run) => run.includes('ready'))).toEqual([
      'carers ready 2026-05-03',
      'direct-payments ready 2026-05-03',
      'providers ready 2026-05-03',
    ]);
  });

  it('has a run planned whose first message was lost', async () => {
    const desk = await clockDesk();
    desk.at('2026-04-10T04:00:00.000Z');
    await desk.fire('month-end');
    desk.lose();
    await desk.fire('month-end');
    await desk.work();
    expect((await desk.runs()).filter((run) => run.includes('ready'))).toHaveLength(3);
  });
});

describe('weekly-catch-up', () => {
  it('begins the run of providers for the week whose final list is due', async () => {
    const desk = await clockDesk();
    desk.at('2026-04-15T04:00:00.000Z');
    await desk.fire('weekly-catch-up');
    await desk.fire('weekly-catch-up');
    await desk.work();
    expect(await desk.runs()).toEqual(['providers ready 2026-04-10']);
  });
});

describe('nightly-proof', () => {
  it('finds nothing where everything that was paid comes to the same, nor where a fact changed since', async () => {
    const desk = await clockDesk();
    await desk.issue('2022-12-07');
    await desk.fire('nightly-proof');
    expect(await desk.titles()).toEqual([]);
    desk.at('2022-12-21T09:00:00.000Z');
    await desk.council.package('PK1', { rate: '800' });
    await desk.fire('nightly-proof');
    expect(await desk.titles()).toEqual([]);
    desk.at('2022-12-22T09:00:00.000Z');
    await desk.issue('2022-12-07');
    await desk.fire('nightly-proof');
    expect(await desk.titles()).toEqual([]);
  });

  it('names a package that comes to another amount though no fact changed since a run looked', async () => {
    const desk = await clockDesk();
    await desk.issue('2022-12-07');
    desk.at('2022-12-19T09:00:00.000Z');
    await desk.council.package('PK1', { rate: '800' });
    desk.at('2022-12-21T09:00:00.000Z');
    await desk.fire('nightly-proof');
    expect(await desk.titles()).toEqual([expect.stringContaining('though nothing changed: PK1.')]);
  });
});
