import { expect, it } from 'vitest';
import { calendarDate as day } from '../../domain/calendar.ts';
import { pence } from '../../domain/money.ts';
import type { PaymentRecord } from '../../domain/pay/run/payment-record.ts';
import type { PayScope } from '../../domain/pay/run/pay-run.ts';
import { nothingDone, type Recovery } from '../../domain/pay/run/recovery.ts';
import { payDesk, payUsers } from '../support/pay-desk.ts';
import { payCouncil, reason } from '../support/pay-council.ts';
import { enginesInMemory } from './engines-in-memory.ts';
import { dyingClients, type Moment } from '../support/dying-function.ts';

const { olu, amy, ivy } = payUsers;

const desk = await payDesk(enginesInMemory());
const council = payCouncil(desk);
await council.serviceType('residential');
await council.person('A1');
const { api } = desk;
let scenarios = 0;

/** A package’s run is computed by a worker that dies at a moment, then issued; says what is left behind. */
async function scenario(moment?: Moment) {
  scenarios += 1;
  const packageId = `PK${scenarios}`;
  const providerId = `P${scenarios}`;
  await council.provider(providerId);
  await council.package(packageId, { providerId, endDate: '2022-12-20' });

  const clients = dyingClients(moment);
  const run = await begin({ scope: { packageId }, throughDate: '2022-12-31' });
  await desk.workDying(clients);
  await approveAndIssue(run);
  await desk.work();
  return { calls: clients.calls(), left: await leftBehind(run, providerId) };
}

async function begin(asked: { scope: PayScope; throughDate: string }): Promise<string> {
  const body = { kind: 'providers', ...asked };
  return (await api.ask('startPayRun', { as: olu, body })).payRunId;
}

async function approveAndIssue(id: string): Promise<void> {
  await api.ask('submitPayRun', { as: olu, id, body: { reason } });
  const { linesHash } = await api.ask('readPayRun', { as: ivy, id });
  await api.ask('approvePayRun', { as: amy, id, body: { linesHash, reason } });
  await api.ask('issuePayRun', { as: olu, id, body: { reason } });
}

async function leftBehind(id: string, providerId: string) {
  const { state, totalPence, paymentPence, proposedPence, lineCount } = await api.ask('readPayRun', {
    as: ivy,
    id,
  });
  const { items } = await api.ask('listPayRunLines', { as: ivy, id });
  const { balancePence, unsettledPence, owedPence, entries, payments, recoveries } = await api.ask(
    'providerAccount',
    {
      as: ivy,
      id: providerId,
    },
  );
  const { items: files } = await api.ask('listPayRunFiles', { as: ivy, id });
  await desk.ledger.trialBalance();
  return {
    state,
    totals: [totalPence, paymentPence, proposedPence, lineCount],
    lines: items.map(({ kind, from, to, amountPence }) => [kind, from, to, amountPence]),
    account: [balancePence, unsettledPence, owedPence],
    // A death over midnight books on the next day.
    entries: entries.map(({ amountPence }) => amountPence).toSorted((a, b) => a - b),
    payments: payments.map(({ status, amountPence }) => [status, amountPence]).toSorted(),
    recoveries: recoveries.length,
    files: files.length,
  };
}

it('a run whose worker is killed at any call while it computes ends as if nothing had happened', async () => {
  const { calls, left } = await scenario();
  expect(left).toMatchObject({ state: 'issued', totals: [200_000, 200_000, 0, 1] });
  for (let call = 1; call <= calls; call += 1) {
    // Before a call is after the one before it; only the first has none.
    const when = call === 1 ? 'before' : 'after';
    const after = await scenario({ call, when });
    expect({ call, when, left: after.left }).toEqual({ call, when, left });
  }
}, 600_000);

/**
 * A payment that came back leaves again, £100 paid outside and £200 that the payee was told of come off, and the worker
 * that issues dies at a moment.
 */
async function forwardScenario(moment?: Moment) {
  scenarios += 1;
  const packageId = `PK${scenarios}`;
  const providerId = `P${scenarios}`;
  await council.provider(providerId);
  await council.package(packageId, { providerId });
  const scope = { providerId };
  const first = await begin({ scope, throughDate: '2022-12-07' });
  await desk.work();
  await approveAndIssue(first);
  await desk.work();
  const returned = `${first}-00001`;
  const sent = (await desk.facts.currentFacts('payment', [returned])).get(returned);
  if (sent === undefined) throw new Error('the first week was not paid');
  await council.record('payment', returned, { ...sent.body, status: 'returned' });
  const outside = { amountPence: 10_000, method: 'cheque', paidOn: '2022-12-19', reference: 'CQ-1', reason };
  const { paymentId: outsideId } = await api.ask('payOutside', {
    as: olu,
    body: { payee: providerId, ...outside },
  });
  const recoveryId = `${first}-OWED`;
  await council.record('recovery', recoveryId, overpaid({ recoveryId, payRunId: first, providerId }));

  const run = await begin({ scope, throughDate: '2022-12-14' });
  await desk.work();
  await approveAndIssue(run);
  const clients = dyingClients(moment);
  await desk.workDying(clients);
  const payments = await desk.facts.currentFacts('payment', [returned, outsideId]);
  const { status, attempt } = payments.get(returned)?.body ?? {};
  const recovery = (await desk.facts.currentFacts('recovery', [recoveryId])).get(recoveryId)?.body;
  const ofThisRun = (taken: PaymentRecord['takenOff'] = []) =>
    taken.map(({ payRunId, amountPence }) => [payRunId === run, amountPence]);
  return {
    calls: clients.calls(),
    left: {
      ...(await leftBehind(run, providerId)),
      again: [status, attempt],
      takenOff: ofThisRun(payments.get(outsideId)?.body.takenOff),
      recovery: [recovery?.state, ofThisRun(recovery?.takenOff)],
    },
  };
}

/** £200 for another package that a payee was told would be taken off. */
function overpaid(of: { recoveryId: string; payRunId: string; providerId: string }): Recovery {
  const { providerId, ...named } = of;
  const packageId = `${providerId}-OTHER`;
  return {
    ...{ ...named, runKind: 'providers', payeeId: `provider:${providerId}`, packageId, personId: 'A1' },
    ...{ ...nothingDone, caseId: null, method: 'netting' },
    ...{ key: `${packageId}|cost|${packageId}|provider:${providerId}||||||`, lineId: 'L1' },
    ...{ from: day('2022-11-01'), to: day('2022-11-07'), amountPence: pence(20_000) },
    ...{ cause: [], state: 'notified', offsetAgreed: true },
  };
}

it('a run that sends again and takes off ends the same wherever its worker is killed', async () => {
  const { calls, left } = await forwardScenario();
  expect(left).toMatchObject({
    ...{ state: 'issued', totals: [70_000, 40_000, 0, 1], again: ['sent', 2] },
    ...{ takenOff: [[true, 10_000]], recovery: ['recovered', [[true, 20_000]]] },
    payments: [
      ['sent', 40_000],
      ['sent', 70_000],
      ['settled', 10_000],
    ],
  });
  for (let call = 1; call <= calls; call += 1) {
    const after = await forwardScenario({ call, when: 'after' });
    expect({ call, left: after.left }).toEqual({ call, left });
  }
}, 600_000);

/** The worker that issues dies at a moment, and the account of the payee is gone when the next one tries. */
async function accountGone(moment?: Moment) {
  scenarios += 1;
  const packageId = `PK${scenarios}`;
  const providerId = `P${scenarios}`;
  await council.provider(providerId);
  await council.package(packageId, { providerId });
  const run = await begin({ scope: { providerId }, throughDate: '2022-12-07' });
  await desk.work();
  await approveAndIssue(run);
  const clients = dyingClients(moment);
  await desk.workDying(clients, () => council.provider(providerId, { sortCode: '', accountNumber: '' }));
  const { state, account, entries, payments, files } = await leftBehind(run, providerId);
  const held = await api.ask('listHolds', { as: ivy, query: { state: 'active' } });
  const holds = held.items.filter(({ on }) => 'providerId' in on && on.providerId === providerId);
  return { calls: clients.calls(), left: { state, account, entries, payments, files, holds: holds.length } };
}

it('a payment is sent or kept, never both, where its payee’s account goes between two tries', async () => {
  const { calls, left: sent } = await accountGone();
  expect(sent).toMatchObject({ payments: [['sent', 70_000]], account: [0, 70_000, 0], holds: 0 });
  const { left: kept } = await accountGone({ call: 1, when: 'before' });
  expect(kept).toMatchObject({ payments: [['returned', 70_000]], account: [70_000, 0, 0], holds: 1 });
  for (let call = 1; call <= calls; call += 1) {
    const { left } = await accountGone({ call, when: 'after' });
    expect([sent, kept], `killed after call ${call}`).toContainEqual(left);
  }
}, 600_000);

it('every message of a run may come twice', async () => {
  const packageId = 'PK-TWICE';
  await council.provider('P-TWICE');
  await council.package(packageId, { providerId: 'P-TWICE' });
  const id = await begin({ scope: { packageId }, throughDate: '2022-12-07' });
  await desk.workTwice();
  await approveAndIssue(id);
  await desk.workTwice();
  expect(await leftBehind(id, 'P-TWICE')).toMatchObject({
    state: 'issued',
    totals: [70_000, 70_000, 0, 1],
    account: [0, 70_000, 0],
    payments: [['sent', 70_000]],
  });
});
