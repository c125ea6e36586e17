import { describe, expect, it } from 'vitest';
import { calendarDate as day } from '../../../domain/calendar.ts';
import { pence } from '../../../domain/money.ts';
import { nothingDone, type Recovery } from '../../../domain/pay/run/recovery.ts';
import { rowKinds } from '../../../domain/records/kinds.ts';
import { rowOf } from '../../support/a-council.ts';
import { aWrite } from '../../support/sample-facts.ts';
import { payCouncil, reason } from '../../support/pay-council.ts';
import { payDesk, payUsers } from '../../support/pay-desk.ts';

const { olu, amy, abe } = payUsers;

/** £300 that the home was overpaid, found by a run that amy issued. */
async function overpaid() {
  const desk = await payDesk();
  const council = payCouncil(desk);
  await council.base();
  const { api } = desk;
  const body = { reason };
  for (const rate of ['700', '400']) {
    await council.package('PK1', { rate });
    const started = await api.ask('startPayRun', {
      as: olu,
      body: { kind: 'providers', throughDate: '2022-12-07' },
    });
    const id = started.payRunId;
    await desk.work();
    await api.ask('submitPayRun', { as: olu, id, body });
    const { linesHash } = await api.ask('readPayRun', { as: olu, id });
    await api.ask('approvePayRun', { as: abe, id, body: { linesHash, reason } });
    await api.ask('issuePayRun', { as: amy, id, body });
    await desk.work();
  }
  const [recovery] = (await api.ask('listRecoveries', { as: olu })).items;
  const id = recovery?.recoveryId ?? '';
  const refusedToAmy = async () => {
    const { status, errors } = await api.refusal('approveRecovery', { as: amy, id, body });
    return [status, errors?.[0]?.rule];
  };
  return { desk, council, api, id, body, refusedToAmy };
}

describe('an overpayment that somebody proposed to take back', () => {
  it('is approved by somebody else, also after another person disputed it', async () => {
    const { api, id, body, refusedToAmy } = await overpaid();
    expect(await refusedToAmy()).toEqual([403, 'maker-is-checker']);
    expect(await api.ask('disputeRecovery', { as: olu, id, body })).toMatchObject({ state: 'disputed' });
    expect(await refusedToAmy()).toEqual([403, 'maker-is-checker']);
    expect(await api.ask('approveRecovery', { as: abe, id, body })).toMatchObject({ state: 'approved' });
    expect(await refusedToAmy()).toEqual([409, 'wrong-state']);
  });
});

describe('an overpayment that is written off and becomes due again', () => {
  const aRun = async (
    { desk, api }: Pick<Awaited<ReturnType<typeof overpaid>>, 'desk' | 'api'>,
    throughDate: string,
  ) => {
    const { payRunId } = await api.ask('startPayRun', { as: olu, body: { kind: 'providers', throughDate } });
    await desk.work();
    const read = () => api.ask('readPayRun', { as: olu, id: payRunId });
    const submit = () => api.ask('submitPayRun', { as: olu, id: payRunId, body: { reason } });
    const approval = async () => ({
      ...{ as: abe, id: payRunId },
      body: { linesHash: (await read()).linesHash, reason },
    });
    return {
      ...{ read, submit, approval },
      async issue() {
        await submit();
        await api.ask('approvePayRun', await approval());
        await api.ask('issuePayRun', { as: amy, id: payRunId, body: { reason } });
        await desk.work();
      },
    };
  };

  it('is cancelled by no run that was computed before, and a run that pays it says so', async () => {
    const story = await overpaid();
    const { api, desk, council, id, body } = story;
    await api.ask('approveRecovery', { as: abe, id, body });
    await council.package('PK1', { rate: '700' });
    // Long after any fact changed, so that nothing but what is owed makes the run another.
    desk.at('2027-01-05T09:00:00.000Z');
    const run = await aRun(story, '2022-12-07');
    expect(await run.read()).toMatchObject({ totalPence: 300_00, paymentPence: 0, cancelledPence: 300_00 });
    await run.submit();
    const given = { amountPence: 300_00, reason };
    await api.ask('proposeWriteOff', { as: olu, id, body: { ...given, cause: 'council-error' } });
    await api.ask('authoriseWriteOff', { as: amy, id, body: given });
    expect((await api.refusal('approvePayRun', await run.approval())).status).toBe(409);
    await desk.work();
    const anew = await run.read();
    expect(anew).toMatchObject({ paymentPence: 300_00, cancelledPence: 0 });
    expect(anew.attention).toContainEqual(expect.objectContaining({ rule: 'written-off', packages: 1 }));
    await run.issue();
    const { recoverable, creditor } = await desk.ledger.balancesOf('provider:P001');
    expect([recoverable, creditor]).toEqual([0, 0]);
    expect((await desk.ledger.trialBalance())['written-off']).toBe(300_00);
    const next = await aRun(story, '2022-12-14');
    expect(await next.read()).toMatchObject({ totalPence: 700_00, paymentPence: 700_00 });
  });
});

describe('an overpayment that somebody found by hand', () => {
  const ask = {
    packageId: 'PK1',
    from: '2022-12-01',
    to: '2022-12-02',
    amountPence: 100_00,
    method: 'netting',
  };
  const byHand = async () => {
    const desk = await payDesk();
    const council = payCouncil(desk);
    await council.base();
    const propose = (changes: object = {}, key?: string) => ({
      ...{ as: olu, body: { ...ask, reason, ...changes } },
      ...(key !== undefined && { key }),
    });
    return { desk, council, api: desk.api, propose };
  };

  it('is proposed once, approved by somebody else, booked, and comes off the next run', async () => {
    const { desk, api, propose } = await byHand();
    const made = await api.ask('proposeRecovery', propose({}, 'again'));
    expect(await api.ask('proposeRecovery', propose({}, 'again'))).toEqual(made);
    expect((await api.refusal('proposeRecovery', propose({ amountPence: 1 }, 'again'))).status).toBe(409);
    expect((await api.ask('listRecoveries', { as: olu })).items).toEqual([made]);
    const id = made.recoveryId;
    const owed = async () => (await desk.ledger.balancesOf('provider:P001')).recoverable;
    expect([made.state, await owed()]).toEqual(['proposed', 0]);
    const body = { reason };
    await api.ask('approveRecovery', { as: amy, id, body });
    expect(await owed()).toBe(100_00);
    await api.ask('notifyRecovery', { as: olu, id, body });
    const { payRunId } = await api.ask('startPayRun', {
      as: olu,
      body: { kind: 'providers', throughDate: '2022-12-07' },
    });
    await desk.work();
    const { linesHash, takenOffPence } = await api.ask('readPayRun', { as: olu, id: payRunId });
    expect(takenOffPence).toBe(100_00);
    await api.ask('submitPayRun', { as: olu, id: payRunId, body });
    await api.ask('approvePayRun', { as: abe, id: payRunId, body: { linesHash, reason } });
    await api.ask('issuePayRun', { as: amy, id: payRunId, body });
    await desk.work();
    expect(await owed()).toBe(0);
    expect((await api.ask('listRecoveries', { as: olu })).items).toMatchObject([{ state: 'recovered' }]);
  });

  it('is not approved by who proposed it', async () => {
    const { api, propose } = await byHand();
    const { recoveryId: id } = await api.ask('proposeRecovery', { ...propose(), as: amy });
    const own = await api.refusal('approveRecovery', { as: amy, id, body: { reason } });
    expect(own).toMatchObject({ status: 403, errors: [{ rule: 'maker-is-checker' }] });
  });

  it('is of a package that is there for who asks, on days in their order, and of no direct payment', async () => {
    const { api, council, propose } = await byHand();
    await council.person('SECRET', { restricted: 'sue.safeguarder' });
    await council.package('PK-S', { personId: 'SECRET' });
    const agreement = { frequency: 'weekly', startDate: '2022-12-05', personId: 'A1', weeklyBudget: '84' };
    const row = rowOf(rowKinds['direct-payment-agreements'], { agreementId: 'DP1', ...agreement });
    await council.record('direct-payment-agreement', 'DP1', row);
    const refusal = async (changes: object) => {
      const { status, errors } = await api.refusal('proposeRecovery', propose(changes));
      return [status, errors?.[0]?.field];
    };
    expect(await refusal({ packageId: 'PK-S' })).toEqual([404, undefined]);
    expect(await refusal({ packageId: 'NONE' })).toEqual([404, undefined]);
    expect(await refusal({ to: '2022-11-30' })).toEqual([422, 'to']);
    expect(await refusal({ packageId: 'DP1' })).toEqual([422, 'packageId']);
  });
});

describe('an overpayment that comes back in instalments', () => {
  const overpaid: Recovery = {
    ...{ ...nothingDone, recoveryId: 'R000000-1', payRunId: 'R000000', caseId: null, method: 'netting' },
    ...{ runKind: 'providers', payeeId: 'provider:P001', packageId: 'PK9', personId: null },
    ...{ key: 'PK9|cost|PK9|provider:P001||||||', lineId: 'L1', cause: [], amountPence: pence(200_00) },
    ...{ from: day('2022-11-01'), to: day('2022-11-07'), state: 'notified', offsetAgreed: true },
  };

  it('is taken off a run as far as it is due, and is not written off while the run leaves', async () => {
    const desk = await payDesk();
    await payCouncil(desk).base();
    const { api } = desk;
    await payCouncil(desk).package('PK1', { rate: '700' });
    await desk.facts.recordVersions([aWrite('recovery', overpaid.recoveryId, overpaid)]);
    const items = [
      { dueOn: '2022-12-20', amountPence: 50_00 },
      { dueOn: '2023-01-20', amountPence: 150_00 },
    ];
    const plan = { items, agreedOn: '2022-12-19', reason };
    await api.ask('agreeInstalments', { as: olu, id: overpaid.recoveryId, body: plan });
    const started = await api.ask('startPayRun', {
      as: olu,
      body: { kind: 'providers', throughDate: '2022-12-31' },
    });
    const id = started.payRunId;
    await desk.work();
    await api.ask('submitPayRun', { as: olu, id, body: { reason } });
    const { linesHash, takenOffPence } = await api.ask('readPayRun', { as: olu, id });
    expect(takenOffPence).toBe(50_00);
    await api.ask('approvePayRun', { as: abe, id, body: { linesHash, reason } });
    const half = { as: olu, id: overpaid.recoveryId, body: { amountPence: 100_00, cause: 'other', reason } };
    await api.ask('proposeWriteOff', half);
    const write = { as: amy, id: overpaid.recoveryId, body: { amountPence: 100_00, reason } };
    expect(await api.refusal('authoriseWriteOff', write)).toMatchObject({
      ...{ status: 409, errors: [{ rule: 'run-approved' }] },
    });
    await api.ask('issuePayRun', { as: amy, id, body: { reason } });
    await desk.work();
    const [recovery] = (await api.ask('listRecoveries', { as: olu })).items;
    expect(recovery).toMatchObject({ state: 'recovering', takenOff: [{ amountPence: 50_00 }] });
  });
});
