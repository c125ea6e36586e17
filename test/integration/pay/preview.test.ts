import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { ScanCommand, type ScanCommandOutput } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { payCouncil, reason } from '../../support/pay-council.ts';
import { payDesk, payUsers } from '../../support/pay-desk.ts';

const { olu, amy, ivy } = payUsers;

/** Everything that is kept: each item of the table by its key, each object of the buckets by its name. */
async function everythingKept({ table, buckets }: Awaited<ReturnType<typeof payDesk>>) {
  const kept = new Map<string, string>();
  let start: ScanCommandOutput['LastEvaluatedKey'];
  do {
    const page: ScanCommandOutput = await table.client.send(
      new ScanCommand({ TableName: table.name, ConsistentRead: true, ExclusiveStartKey: start }),
    );
    for (const item of page.Items ?? []) kept.set(`${item['PK']} ${item['SK']}`, JSON.stringify(item));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  for (const Bucket of new Set(['inbox', buckets.evidence, buckets.previews])) {
    const { Contents = [] } = await buckets.client.send(new ListObjectsV2Command({ Bucket }));
    for (const { Key } of Contents) {
      const { Body } = await buckets.client.send(new GetObjectCommand({ Bucket, Key }));
      kept.set(`${Bucket}/${Key}`, (await Body?.transformToString('base64')) ?? '');
    }
  }
  return kept;
}

/** A council that paid a week, holds one package and owes another provider, so that there is something to disturb. */
async function busyCouncil() {
  const desk = await payDesk();
  const council = payCouncil(desk);
  await council.base();
  await council.package('PK2', { providerId: 'P002' });
  await council.contributions('A1', [{}]);
  const { api } = desk;
  const begin = async (body: Record<string, unknown>) => {
    const asked = { kind: 'providers', throughDate: '2022-12-14', ...body };
    const { payRunId } = await api.ask('startPayRun', { as: olu, body: asked });
    await desk.work();
    return payRunId;
  };
  const id = await begin({ throughDate: '2022-12-07' });
  await api.ask('submitPayRun', { as: olu, id, body: { reason } });
  const { linesHash } = await api.ask('readPayRun', { as: ivy, id });
  await api.ask('approvePayRun', { as: amy, id, body: { linesHash, reason } });
  await api.ask('issuePayRun', { as: olu, id, body: { reason } });
  await desk.work();
  await council.package('PK2', { providerId: 'P002', rate: '400' });
  await api.ask('placeHold', { as: olu, body: { packageId: 'PK1', category: 'disputed', reason } });
  return { desk, api, begin };
}

it('A preview writes nothing but itself', async () => {
  const { desk, api, begin } = await busyCouncil();
  const before = await everythingKept(desk);
  const id = await begin({ preview: true });
  await api.ask('readPayRun', { as: ivy, id });
  await api.ask('listPayRunLines', { as: ivy, id });
  await api.ask('recomputePayRun', { as: ivy, id });
  const after = await everythingKept(desk);
  const changed = [...before].flatMap(([key, value]) => (after.get(key) === value ? [] : [key]));
  const added = [...after.keys()].filter((key) => !before.has(key));
  // It has a number of its own; nothing else that was there moves.
  expect(changed).toEqual(['PAY-RUNS COUNTER']);
  expect(added.filter((key) => !key.includes(id))).toEqual([]);
  expect(added.filter((key) => !key.startsWith('outbox/')).length).toBeGreaterThan(0);
  expect(added).not.toContainEqual(expect.stringMatching(/^evidence\//));
});

it('A preview is forgotten after 24 hours: every address of it answers that it is not there', async () => {
  const { desk, api, begin } = await busyCouncil();
  const id = await begin({ preview: true });
  desk.at('2022-12-21T09:00:00.000Z');
  const { linesHash } = await api.ask('readPayRun', { as: ivy, id });
  desk.at('2022-12-21T09:00:00.001Z');
  const body = { reason };
  const answers = await Promise.all([
    api.refusal('readPayRun', { as: ivy, id }),
    api.refusal('listPayRunLines', { as: ivy, id }),
    api.refusal('listPayRunFiles', { as: ivy, id }),
    api.refusal('recomputePayRun', { as: ivy, id }),
    api.refusal('submitPayRun', { as: olu, id, body }),
    api.refusal('returnPayRun', { as: amy, id, body }),
    api.refusal('cancelPayRun', { as: olu, id, body }),
    api.refusal('approvePayRun', { as: amy, id, body: { ...body, linesHash } }),
    api.refusal('issuePayRun', { as: olu, id, body }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
  const { items } = await api.ask('listPayRuns', { as: ivy });
  expect(items.map(({ payRunId }) => payRunId)).not.toContain(id);
});
