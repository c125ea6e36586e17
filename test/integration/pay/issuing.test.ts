import { describe, expect, it } from 'vitest';
import { runPay } from '../../../functions/run-pay/run-pay.ts';
import { runEvidence } from '../../../functions/platform/pay/evidence.ts';
import { answerDesk, type AnswerDesk } from '../../support/answer-desk.ts';
import { payUsers } from '../../support/pay-desk.ts';
import { reason } from '../../support/pay-council.ts';

const { olu, amy, ivy } = payUsers;

const begin = async ({ api, work }: AnswerDesk, body: Record<string, unknown> = {}) => {
  const { payRunId } = await api.ask('startPayRun', {
    as: olu,
    body: { kind: 'providers', throughDate: '2022-12-07', ...body },
  });
  await work();
  return payRunId;
};
async function approve({ api }: AnswerDesk, id: string): Promise<void> {
  await api.ask('submitPayRun', { as: olu, id, body: { reason } });
  const { linesHash } = await api.ask('readPayRun', { as: ivy, id });
  await api.ask('approvePayRun', { as: amy, id, body: { linesHash, reason } });
}
const askToIssue = ({ api }: AnswerDesk, id: string) =>
  api.ask('issuePayRun', { as: olu, id, body: { reason } });
const hold = ({ api }: AnswerDesk, on: Record<string, string>, category = 'disputed') =>
  api.ask('placeHold', { as: olu, body: { category, ...on, reason } });
const release = ({ api }: AnswerDesk, id: string) =>
  api.ask('releaseHold', { as: olu, id, body: { reason } });

describe('a run whose payments are being made', () => {
  it('can no longer be cancelled', async () => {
    const desk = await answerDesk();
    const id = await begin(desk);
    await approve(desk, id);
    await askToIssue(desk, id);
    const refused = await desk.api.refusal('cancelPayRun', { as: olu, id, body: { reason } });
    expect(refused).toMatchObject({ status: 409, errors: [{ rule: 'issuing' }] });
    await desk.work();
    expect(await desk.run(id)).toMatchObject({ state: 'issued', paymentPence: 70_000 });
  });

  it('has a journal that comes to what its lines come to', async () => {
    const desk = await answerDesk();
    await desk.council.package('PK2', { costCentre: '', providerId: 'P002' });
    await hold(desk, { packageId: 'PK2' });
    const id = await desk.issue('2022-12-07');
    const { items } = await desk.api.ask('listPayRunFiles', { as: ivy, id });
    expect(items.map(({ name }) => name)).toContain(`${id}-journal.csv`);
    const run = (await desk.worker.runs.readRun(id))?.body;
    if (run === undefined) throw new Error('the run is on record');
    const bytes = await runEvidence(desk.buckets).get(run, `files/${id}-journal.csv`);
    const rows = Buffer.from(bytes).toString('utf8').slice(1).split('\r\n');
    expect(rows).toEqual([
      'Cost centre,Subjective code,Tax code,Amount,Lines',
      'CC1,41010,,700.00,1',
      ',41010,,700.00,1',
      '#TOTAL,2,1400.00',
      '',
    ]);
  });
});

describe('a hold that is placed between approval and issue', () => {
  it('on a payee keeps its payment back, which leaves once with the next run after the release', async () => {
    const desk = await answerDesk();
    await desk.council.package('PK2', { providerId: 'P002' });
    const id = await begin(desk);
    await approve(desk, id);
    const { holdId } = await hold(desk, { providerId: 'P002' }, 'provider-on-hold');
    await askToIssue(desk, id);
    await desk.work();
    expect(await desk.payment(`${id}-00001`)).toMatchObject({ payeeId: 'provider:P001', status: 'sent' });
    expect(await desk.payment(`${id}-00002`)).toMatchObject({ payeeId: 'provider:P002', status: 'returned' });
    expect((await desk.holds()).map((each) => each.holdId)).toEqual([holdId]);
    expect((await desk.openWork()).map(({ title }) => title)).toEqual([
      `Payment ${id}-00002 was not sent. Hold ${holdId} (provider on hold) was placed before its payments were made. It leaves with the next run once the hold is released.`,
    ]);
    expect(await desk.account('P002')).toMatchObject({ balancePence: 70_000, unsettledPence: 0 });
    await release(desk, holdId);
    const next = await desk.issue('2022-12-07');
    expect(await desk.run(next)).toMatchObject({ paymentPence: 0, resendPence: 70_000 });
    expect(await desk.payment(`${id}-00002`)).toMatchObject({ status: 'sent', attempt: 2 });
    expect(await desk.account('P002')).toMatchObject({ balancePence: 0, unsettledPence: 70_000 });
  });

  it.each([
    ['a package', { packageId: 'PK1' }],
    ['a person', { personId: 'A1' }],
  ])('on %s keeps back the whole payment that it is part of', async (_, on) => {
    const desk = await answerDesk();
    await desk.council.person('B1');
    await desk.council.package('PK2', { personId: 'B1' });
    await desk.council.package('PK3', { personId: 'B1', providerId: 'P002' });
    const id = await begin(desk);
    await approve(desk, id);
    await hold(desk, on);
    await askToIssue(desk, id);
    await desk.work();
    expect(await desk.payment(`${id}-00001`)).toMatchObject({ amountPence: 140_000, status: 'returned' });
    expect(await desk.payment(`${id}-00002`)).toMatchObject({ payeeId: 'provider:P002', status: 'sent' });
  });

  it('keeps back nothing of which the run knew: those lines are not in its payments', async () => {
    const desk = await answerDesk();
    await desk.council.package('PK2');
    await hold(desk, { packageId: 'PK2' });
    const id = await desk.issue('2022-12-07');
    expect(await desk.payment(`${id}-00001`)).toMatchObject({ amountPence: 70_000, status: 'sent' });
  });

  it('keeps back a payment also in the moment in which no list names it yet', async () => {
    const desk = await answerDesk();
    const id = await begin(desk);
    await approve(desk, id);
    await askToIssue(desk, id);
    const [message] = desk.waiting();
    const account = { sortCode: '089999', accountNumber: '66374958', accountName: 'HOME P001', reason };
    await desk.api.ask('changeBankDetails', { as: olu, id: 'P001', body: account });
    await runPay(message, 'M1', { ...desk.worker, holds: () => Promise.resolve([]) });
    expect(await desk.payment(`${id}-00001`)).toMatchObject({ amountPence: 70_000, status: 'returned' });
  });

  it('keeps back a payment that was to leave again', async () => {
    const desk = await answerDesk();
    await desk.council.provider('P001', { sortCode: '', accountNumber: '' });
    const first = await desk.issue('2022-12-07');
    const [missing] = await desk.holds();
    await desk.council.provider('P001');
    await release(desk, missing?.holdId ?? '');
    const id = await begin(desk);
    await approve(desk, id);
    const { holdId } = await hold(desk, { personId: 'A1' }, 'safeguarding');
    await askToIssue(desk, id);
    await desk.work();
    expect(await desk.payment(`${first}-00001`)).toMatchObject({ status: 'returned' });
    await release(desk, holdId);
    await desk.issue('2022-12-07');
    expect(await desk.payment(`${first}-00001`)).toMatchObject({ status: 'sent' });
    expect(await desk.account('P001')).toMatchObject({ balancePence: 0, unsettledPence: 70_000 });
  });
});

it('a package that a run left out when it was computed anew is not taken for paid', async () => {
  const desk = await answerDesk();
  await desk.council.package('PK2', { providerId: 'P002' });
  const id = await begin(desk);
  await desk.api.ask('submitPayRun', { as: olu, id, body: { reason } });
  const { linesHash } = await desk.run(id);
  // The home turns out to be a carer, whom another kind of run pays.
  await desk.council.provider('P001', { kind: 'shared-lives' });
  await desk.council.package('PK2', { providerId: 'P002', rate: '800' });
  await desk.api.refusal('approvePayRun', { as: amy, id, body: { linesHash, reason } });
  await desk.work();
  expect(await desk.run(id)).toMatchObject({ state: 'ready', totalPence: 80_000 });
  await approve(desk, id);
  await askToIssue(desk, id);
  await desk.work();
  const carers = await begin(desk, { kind: 'carers' });
  expect(await desk.run(carers)).toMatchObject({ totalPence: 70_000 });
});

it('a package that two runs of two kinds have looked at is paid by one of them', async () => {
  const desk = await answerDesk();
  const homes = await begin(desk);
  await desk.api.ask('submitPayRun', { as: olu, id: homes, body: { reason } });
  const { linesHash } = await desk.run(homes);
  // The home turns out to be a carer, whom another kind of run pays, and nothing else about it changes.
  await desk.council.provider('P001', { kind: 'shared-lives' });
  const carers = await begin(desk, { kind: 'carers' });
  const refused = await desk.api.refusal('approvePayRun', {
    as: amy,
    id: homes,
    body: { linesHash, reason },
  });
  expect(refused.detail).toContain('PK1');
  await desk.work();
  expect(await desk.run(homes)).toMatchObject({ state: 'ready', totalPence: 0 });
  for (const id of [homes, carers]) {
    await approve(desk, id);
    await askToIssue(desk, id);
    await desk.work();
  }
  expect(await desk.account('P001')).toMatchObject({ unsettledPence: 70_000 });
});

it('a run whose pay day is more than 30 days ahead is issued nearer its day', async () => {
  const desk = await answerDesk();
  const id = await begin(desk, { throughDate: '2023-03-31', calendar: 'monthly' });
  await approve(desk, id);
  const refused = await desk.api.refusal('issuePayRun', { as: olu, id, body: { reason } });
  expect(refused).toMatchObject({ status: 409, errors: [{ rule: 'too-early' }] });
  desk.at('2023-03-20T09:00:00.000Z');
  await askToIssue(desk, id);
  await desk.work();
  expect(await desk.payment(`${id}-00001`)).toMatchObject({ status: 'sent' });
});

it('a run one of whose parts cannot be computed fails, says so, and stands in nobody’s way', async () => {
  const desk = await answerDesk();
  const { payRunId: id } = await desk.api.ask('startPayRun', {
    as: olu,
    body: { kind: 'providers', throughDate: '2022-12-07' },
  });
  await runPay({ act: 'plan', payRunId: id, attempt: 1 }, 'M1', desk.worker);
  const broken = { ...desk.worker, facts: { factsOf: () => Promise.reject(new Error('broken')) } };
  const part = { act: 'shard', payRunId: id, attempt: 1, shard: 1 };
  for (let hour = 10; hour < 15; hour += 1) {
    await expect(runPay(part, 'M2', broken)).rejects.toThrow('broken');
    desk.at(`2022-12-20T${hour}:00:00.000Z`);
  }
  expect(await desk.run(id)).toMatchObject({ state: 'computing' });
  await runPay(part, 'M2', broken);
  expect(await desk.run(id)).toMatchObject({
    state: 'failed',
    note: expect.stringContaining('Part 1 of 1 could not be computed') as string,
  });
  expect((await desk.openWork()).map(({ title }) => title)).toEqual([
    expect.stringContaining(`Run ${id} failed.`),
  ]);
  const next = await desk.issue('2022-12-07');
  expect(await desk.run(next)).toMatchObject({ state: 'issued', totalPence: 70_000 });
});
