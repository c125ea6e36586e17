import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it, vi } from 'vitest';
import { runPay } from '../../../functions/run-pay/run-pay.ts';
import { payCouncil, reason } from '../../support/pay-council.ts';
import { payDesk, payUsers } from '../../support/pay-desk.ts';

const { olu, amy, abe, ivy } = payUsers;

/** A run of two providers that waits for an approver. */
async function submittedRun() {
  const desk = await payDesk();
  const council = payCouncil(desk);
  await council.base();
  await council.package('PK2', { providerId: 'P002' });
  const { api } = desk;
  const begin = async () => {
    const body = { kind: 'providers', throughDate: '2022-12-07' };
    const { payRunId } = await api.ask('startPayRun', { as: olu, body });
    await desk.work();
    return payRunId;
  };
  const id = await begin();
  await api.ask('submitPayRun', { as: olu, id, body: { reason } });
  const { linesHash } = await api.ask('readPayRun', { as: ivy, id });
  return { desk, api, begin, id, approval: { linesHash, reason } };
}
type Story = Awaited<ReturnType<typeof submittedRun>>;

/** Lets two people act at the very same moment: both have seen what is there before either writes. */
async function atOnce({ desk, api, id }: Story, acts: readonly Parameters<Story['api']['send']>[]) {
  const { client } = desk.table;
  const send = client.send.bind(client) as (...sent: unknown[]) => Promise<unknown>;
  const { promise: allAreHere, resolve: everybodyIsHere } = Promise.withResolvers<undefined>();
  let here = 0;
  async function sendTogether(...sent: unknown[]): Promise<unknown> {
    if (sent[0] instanceof TransactWriteCommand) {
      here += 1;
      if (here === acts.length) everybodyIsHere(undefined);
      await allAreHere;
    }
    return send(...sent);
  }
  const spy = vi.spyOn(client, 'send').mockImplementation(sendTogether as never);
  const answers = await Promise.allSettled(acts.map((act) => api.send(...act)));
  spy.mockRestore();
  const { state, history } = await api.ask('readPayRun', { as: ivy, id });
  const statuses = answers.map((each) => (each.status === 'fulfilled' ? each.value.status : null));
  return { state, statuses, times: history.filter((each) => each.state === state).length };
}

const act = (
  { id, approval }: Story,
  name: 'approve' | 'return' | 'cancel' | 'issue',
  as: typeof amy | typeof abe | typeof olu,
): Parameters<Story['api']['send']> => [
  'POST',
  `/v1/pay-runs/${id}/${name}`,
  { as, body: name === 'approve' ? approval : { reason } },
];

/** What each provider was sent, and that the ledger agrees with it. */
async function sentPayments({ desk, api }: Story) {
  const accounts = await Promise.all(
    ['P001', 'P002'].map((id) => api.ask('providerAccount', { as: ivy, id })),
  );
  const { 'payments-in-transit': inTransit } = await desk.ledger.trialBalance();
  return {
    payments: accounts.map(({ payments }) => payments.map(({ amountPence }) => amountPence)),
    inTransit,
  };
}

it('Of two approvals at once one counts, the run is issued once and everybody is paid once', async () => {
  const story = await submittedRun();
  const { state, statuses, times } = await atOnce(story, [
    act(story, 'approve', amy),
    act(story, 'approve', abe),
  ]);
  expect(statuses.toSorted()).toEqual([200, 409]);
  expect([state, times]).toEqual(['approved', 1]);
  const issued = await atOnce(story, [act(story, 'issue', olu), act(story, 'issue', amy)]);
  expect(issued.statuses.toSorted()).toEqual([202, 409]);
  await story.desk.workTwice();
  const { history } = await story.api.ask('readPayRun', { as: ivy, id: story.id });
  expect(history.filter((each) => each.state === 'issued')).toHaveLength(1);
  expect(await sentPayments(story)).toEqual({ payments: [[70_000], [70_000]], inTransit: -140_000 });
});

it.each([
  ['return', 'ready', abe],
  ['cancel', 'cancelled', olu],
] as const)('Of an approval and a %s at once one counts', async (other, becomes, as) => {
  const story = await submittedRun();
  const { state, statuses, times } = await atOnce(story, [act(story, 'approve', amy), act(story, other, as)]);
  expect(statuses.toSorted()).toEqual([200, 409]);
  expect(state).toBe(statuses[0] === 200 ? 'approved' : becomes);
  expect(times).toBe(state === 'ready' ? 2 : 1);
  // Whichever it was, what is due is due once.
  if (state !== 'cancelled') {
    const { id, api } = story;
    await api.ask('cancelPayRun', { as: olu, id, body: { reason } });
  }
  const next = await story.begin();
  expect(await story.api.ask('readPayRun', { as: ivy, id: next })).toMatchObject({ totalPence: 140_000 });
  expect(await sentPayments(story)).toEqual({ payments: [[], []], inTransit: 0 });
});

it.each([
  ['at its beginning', 0],
  ['where a third died', 1],
])('Of two workers that issue a run at once, %s, everybody is paid once', async (_, deaths) => {
  const story = await submittedRun();
  const { desk, api, id, approval } = story;
  await api.ask('approvePayRun', { as: amy, id, body: approval });
  await api.ask('issuePayRun', { as: olu, id, body: { reason } });
  const [message] = desk.waiting();
  const bookMany = () => Promise.reject(new Error('killed'));
  const dying = { ...desk.worker, ledger: { ...desk.worker.ledger, bookMany } };
  for (let death = 0; death < deaths; death += 1)
    await expect(runPay(message, 'M1', dying)).rejects.toThrow('killed');
  // Whoever was in the way of another gets its message again.
  for (let time = 0; time < 3; time += 1)
    await Promise.allSettled([runPay(message, 'M1', desk.worker), runPay(message, 'M1', desk.worker)]);
  const { state, history } = await api.ask('readPayRun', { as: ivy, id });
  expect([state, history.filter((each) => each.state === 'issued').length]).toEqual(['issued', 1]);
  expect(await sentPayments(story)).toEqual({ payments: [[70_000], [70_000]], inTransit: -140_000 });
});
