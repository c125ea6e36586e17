import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it, vi } from 'vitest';
import { calendarDate as day } from '../../../domain/calendar.ts';
import { pence } from '../../../domain/money.ts';
import { nothingDone, type Recovery } from '../../../domain/pay/run/recovery.ts';
import { aWrite } from '../../support/sample-facts.ts';
import { payCouncil, reason } from '../../support/pay-council.ts';
import { payDesk, payUsers } from '../../support/pay-desk.ts';

const { olu, amy, abe } = payUsers;
const recoveryId = 'R000000-1';
const told: Recovery = {
  ...{ ...nothingDone, recoveryId, payRunId: 'R000000', caseId: null, method: 'netting' },
  ...{ runKind: 'providers', payeeId: 'provider:P001', packageId: 'PK9', personId: null },
  ...{ key: 'PK9|cost|PK9|provider:P001||||||', lineId: 'L1', cause: [], amountPence: pence(200_00) },
  ...{ from: day('2022-11-01'), to: day('2022-11-07'), state: 'notified', offsetAgreed: true },
};

/** A run that waits for an approver and takes £200.00 off, of which £150.00 waits to be written off. */
async function bothWait() {
  const desk = await payDesk();
  await payCouncil(desk).base();
  await payCouncil(desk).package('PK1', { rate: '700' });
  await desk.facts.recordVersions([aWrite('recovery', recoveryId, told)]);
  const { api } = desk;
  const body = { kind: 'providers', throughDate: '2022-12-07' };
  const { payRunId: id } = await api.ask('startPayRun', { as: olu, body });
  await desk.work();
  await api.ask('submitPayRun', { as: olu, id, body: { reason } });
  const writeOff = { amountPence: 150_00, cause: 'other', reason };
  await api.ask('proposeWriteOff', { as: olu, id: recoveryId, body: writeOff });
  const { linesHash, takenOffPence } = await api.ask('readPayRun', { as: olu, id });
  expect(takenOffPence).toBe(200_00);
  return { desk, api, id, approval: { linesHash, reason } };
}
type Story = Awaited<ReturnType<typeof bothWait>>;

const acts = {
  approval: ({ id, approval, api }: Story) =>
    api.send('POST', `/v1/pay-runs/${id}/approve`, { as: abe, body: approval }),
  'write-off': ({ api }: Story) =>
    api.send('POST', `/v1/recoveries/${recoveryId}/write-off/authorise`, {
      ...{ as: amy, body: { amountPence: 150_00, reason } },
    }),
  instalments: ({ api }: Story) => {
    const items = [{ dueOn: '2023-03-01', amountPence: 200_00 }];
    const body = { items, agreedOn: '2022-12-20', reason };
    return api.send('POST', `/v1/recoveries/${recoveryId}/instalments`, { as: olu, body });
  },
} as const;
type Act = keyof typeof acts;

/** Lets somebody act who has looked at everything, and others write before it does; it may die at that moment. */
async function actBehind(story: Story, act: Act, meanwhile: () => Promise<unknown>, end?: 'killed') {
  const { client } = story.desk.table;
  const send = client.send.bind(client) as (...sent: unknown[]) => Promise<unknown>;
  async function sendBehind(...sent: unknown[]): Promise<unknown> {
    if (!(sent[0] instanceof TransactWriteCommand)) return send(...sent);
    spy.mockRestore();
    await meanwhile();
    if (end === 'killed') throw new Error('killed');
    return send(...sent);
  }
  const spy = vi.spyOn(client, 'send').mockImplementation(sendBehind as never);
  return acts[act](story);
}

/** What came off the home’s payment, and what stands written off, once the run is issued. */
async function taken({ desk, api }: Story, id: string) {
  await api.ask('issuePayRun', { as: olu, id, body: { reason } });
  await desk.work();
  const [recovery] = (await api.ask('listRecoveries', { as: olu })).items;
  const ofAll = (each: readonly { amountPence: number }[] = []) =>
    each.reduce((sum, { amountPence }) => sum + amountPence, 0);
  return [ofAll(recovery?.takenOff), ofAll(recovery?.writtenOff)];
}

it.each([
  ['write-off', [50_00, 150_00]],
  ['instalments', [0, 0]],
] as const)(
  'An approval behind another act (%s) does not count: the run is computed anew',
  async (other, sums) => {
    const story = await bothWait();
    const late = await actBehind(story, 'approval', async () => {
      expect(await acts[other](story)).toMatchObject({ status: 200 });
    });
    expect(late.status).toBe(409);
    expect(JSON.stringify(late.body)).toContain('The run is being computed anew');
    const { api, desk, id } = story;
    await desk.work();
    await api.ask('submitPayRun', { as: olu, id, body: { reason } });
    const { linesHash } = await api.ask('readPayRun', { as: olu, id });
    await api.ask('approvePayRun', { as: abe, id, body: { linesHash, reason } });
    expect(await taken(story, id)).toEqual(sums);
  },
);

it.each(['write-off', 'instalments'] as const)(
  'Behind an approval nothing else (%s) is kept, nor while the run is approved',
  async (other) => {
    const story = await bothWait();
    const late = await actBehind(story, other, async () => {
      expect(await acts.approval(story)).toMatchObject({ status: 200 });
    });
    expect(late.status).toBe(409);
    const again = await acts[other](story);
    expect(again).toMatchObject({ status: 409, body: { errors: [{ rule: 'run-approved' }] } });
    expect(await taken(story, story.id)).toEqual([200_00, 0]);
  },
);

it('An approval behind instalments of another provider counts: nothing that it takes off changed', async () => {
  const story = await bothWait();
  const other = { recoveryId: 'R000000-2', payeeId: 'provider:P009', key: told.key.replace('P001', 'P009') };
  await story.desk.facts.recordVersions([aWrite('recovery', 'R000000-2', { ...told, ...other })]);
  const approved = await actBehind(story, 'approval', async () => {
    const items = [{ dueOn: '2023-03-01', amountPence: 200_00 }];
    const body = { items, agreedOn: '2022-12-20', reason };
    await story.api.ask('agreeInstalments', { as: olu, id: 'R000000-2', body });
  });
  expect(approved).toMatchObject({ status: 200, body: { state: 'approved' } });
});

it('Of a write-off and an approval that see the same one is kept', async () => {
  const story = await bothWait();
  const answers = await Promise.all([acts.approval(story), acts['write-off'](story)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
});

it.each([
  ['write-off', 'approval'],
  ['approval', 'write-off'],
] as const)('Where one (%s) dies before it is written, the other (%s) is kept', async (dying, other) => {
  const story = await bothWait();
  const dead = await actBehind(story, dying, () => Promise.resolve(), 'killed');
  expect(dead.status).toBe(500);
  expect(await acts[other](story)).toMatchObject({ status: 200 });
  expect((await acts[dying](story)).status).toBe(409);
});

it('What an approved run may take off is not paid back beside it, though it is disputed meanwhile', async () => {
  const story = await bothWait();
  const { api, id } = story;
  await acts.approval(story);
  const paid = { amountPence: 200_00, receivedOn: '2022-12-20', reference: 'DEC', reason };
  const repay = { as: olu, id: recoveryId, body: paid };
  await api.ask('disputeRecovery', { as: olu, id: recoveryId, body: { reason } });
  expect(await api.refusal('recordRepayment', repay)).toMatchObject({
    ...{ status: 409, errors: [{ rule: 'run-approved' }] },
  });
  await api.ask('cancelPayRun', { as: olu, id, body: { reason } });
  expect(await api.ask('recordRepayment', repay)).toMatchObject({ state: 'recovered' });
});
