import { expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { pence } from '../../../domain/money.ts';
import type { PaymentRecord } from '../../../domain/pay/run/payment-record.ts';
import { payRunSchema } from '../../../domain/pay/run/pay-run.ts';
import { noTotals } from '../../../domain/pay/run/totals.ts';
import { readResponses } from '../../../functions/read-responses/read-responses.ts';
import { verifyTrail } from '../../../functions/serve-settings/verify-every-trail.ts';
import { answerDesk, settlements } from '../../support/answer-desk.ts';
import { dyingClients, type Moment } from '../../support/dying-function.ts';

const desk = await answerDesk();
const day = calendarDate('2022-12-20');

/** A run of its own for each try, whose two payments were sent. */
async function sentRun(run: string): Promise<void> {
  const blank = Object.fromEntries(Object.keys(payRunSchema.shape).map((field) => [field, null]));
  const body = payRunSchema.parse({
    ...blank,
    ...{ payRunId: run, kind: 'providers', state: 'issued', throughDate: day, startedBy: 'olu.officer' },
    ...{ changedBy: [], attempt: 1, engineVersion: '1', shards: 1, attention: [], comparison: [] },
    ...{ totals: { ...noTotals, paymentPence: 140_000 }, hypothetical: [] },
  });
  await desk.council.record('pay-run', run, body);
  for (const number of ['1', '2']) {
    const payment: PaymentRecord = {
      ...{ paymentId: `${run}-0000${number}`, amountPence: pence(70_000), status: 'sent', attempt: 1 },
      ...{ sentOn: day, returnedOn: null, payRunId: run, payeeId: `provider:${run}P${number}` },
      ...{ payeeName: 'Home', route: 'ledger', method: 'bacs', payOn: day, lineCount: 1, reference: null },
      ...{ runKind: 'providers', takenOff: [] },
    };
    await desk.council.record('payment', payment.paymentId, payment);
  }
}

/** One payment arrives, one comes back, and one is not ours. */
const fileOf = (run: string) =>
  settlements(
    '705.00',
    `careledger,${run}-00001,S1,28/12/2022,700.00,29/12/2022,PY1,D,`,
    `careledger,${run}-00002,S2,28/12/2022,,,,E,Supplier on payment hold`,
    `careledger,${run}-00009,S3,28/12/2022,5.00,29/12/2022,PY3,D,`,
  );

async function take(run: string, moment?: Moment) {
  await sentRun(run);
  const event = await desk.put(`ledger-responses/${run}.csv`, fileOf(run), `up-${run}`);
  const clients = dyingClients(moment);
  const table = { ...desk.table, client: clients.wrap(desk.table.client) };
  const attempt = readResponses(event, { ...desk.deps, table, buckets: clients.wrap(desk.deps.buckets) });
  if (moment === undefined) await attempt;
  else {
    await expect(attempt, JSON.stringify(moment)).rejects.toThrow('killed');
    await clients.settled();
    await readResponses(event, desk.deps);
  }
  await readResponses(event, desk.deps);
  const text = JSON.stringify(await leftBehind(run)).replaceAll(run, '*');
  return { calls: clients.calls(), left: JSON.parse(text) as Awaited<ReturnType<typeof leftBehind>> };
}

async function leftBehind(run: string) {
  const { upload, lines, findings } = await desk.read(`up-${run}`);
  const ids = [`${run}-00001`, `${run}-00002`];
  const payments = await Promise.all(
    ids.map(async (id) => ({
      versions: (await desk.facts.versionsOf('payment', id)).map(({ version, body, source, reason }) => ({
        ...{ version, body, source, reason },
      })),
      breaks: (await verifyTrail({ kind: 'payment', id }, desk.facts)).breaks,
    })),
  );
  const holds = await desk.facts.versionsOf('hold', `H-${run}-00002-1`);
  const workIds = [
    `response:came-back:${run}-00002:2022-12-28`,
    `response:unmatched:${run}-00009:2022-12-29`,
    `upload:up-${run}`,
  ];
  const work = await Promise.all(workIds.map((workId) => desk.workQueue.readWork(workId)));
  return {
    upload: { ...upload, sha256: upload.sha256 !== null },
    ...{ lines, findings, payments, work },
    holds: holds.map(({ body, reason }) => ({ body, reason })),
    balances: await Promise.all(['1', '2'].map((n) => desk.ledger.balancesOf(`provider:${run}P${n}`))),
    states: (await desk.facts.versionsOf('pay-run', run)).map(({ body }) => body.state),
  };
}

it('A file of answers whose function is killed at any call, and called again, leaves what one in peace leaves', async () => {
  const undisturbed = await take('R900000');
  expect(undisturbed.left).toMatchObject({
    upload: { state: 'part-accepted', counts: { rows: 3, accepted: 2, refused: 1, unchanged: 0 } },
    payments: [
      { versions: [{ body: { status: 'settled' } }, {}], breaks: [] },
      { versions: [{ body: { status: 'returned' } }, {}], breaks: [] },
    ],
    holds: [{ body: { state: 'active' }, reason: 'Supplier on payment hold' }],
    balances: [{ 'payments-in-transit': 70_000 }, { 'payments-in-transit': 70_000, creditor: -70_000 }],
    states: ['acknowledged', 'issued'],
  });
  expect(undisturbed.left.work.map((each) => each?.state)).toEqual(['open', 'open', 'open']);
  for (let call = 1; call <= undisturbed.calls; call += 1) {
    for (const when of ['before', 'after'] as const) {
      const run = `R${900_000 + 2 * call + (when === 'before' ? 0 : 1)}`;
      const { left } = await take(run, { call, when });
      expect.soft(left, `killed ${when} call ${call} of ${undisturbed.calls}`).toEqual(undisturbed.left);
    }
  }
}, 180_000);
