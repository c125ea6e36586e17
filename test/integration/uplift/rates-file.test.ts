import { PutObjectCommand } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { beforeAll, describe, expect, it } from 'vitest';
import { importExtract } from '../../../functions/import-extract/import-extract.ts';
import { upliftDesk, upliftUsers } from '../../support/uplift-desk.ts';
import { upliftWorld } from '../../support/uplift-world.ts';

const { olu } = upliftUsers;
const desk = await upliftDesk();
const { client } = desk.pay.buckets;

beforeAll(async () => {
  await upliftWorld(desk).begin();
});

/** A file dropped into the folder of uplifts, taken as in the cloud. */
async function drop(uploadId: string, rows: readonly string[]): Promise<void> {
  const key = `uplifts/${uploadId}.csv`;
  const Body = Buffer.from(`${rows.join('\n')}\n`);
  await client.send(
    new PutObjectCommand({ Bucket: 'inbox', Key: key, Body, Metadata: { 'upload-id': uploadId } }),
  );
  const object = { key, size: Body.length, sequencer: uploadId };
  const event = {
    ...{ 'detail-type': 'Object Created', source: 'aws.s3', time: '2026-03-02T09:00:00Z' },
    detail: { bucket: { name: 'inbox' }, object },
  };
  await importExtract(event, {
    ...{ table: desk.pay.table, buckets: client, queues: new SQSClient({}), clock: desk.pay.clock },
    ...{ inboxBucket: 'inbox', evidenceBucket: 'evidence', extractsQueueUrl: '' },
  });
}

const body = { name: 'Bed rates', effectiveDate: '2026-04-01', rules: [], reason: 'Agreed with the homes' };

describe('a file of new rates', () => {
  it('names the new rate of single packages and of rates of cards', async () => {
    await drop('rates-1', [
      'packageId,rateCardId,newRate,effectiveFrom',
      'PK1,,712.35,',
      ',RC1,20.80,2026-05-01',
    ]);
    const id = await desk.propose({ ...body, ratesUploadId: 'rates-1' });
    const lines = await desk.lines(id, { outcome: 'changed' });
    expect(lines.map(({ of, newRate, from }) => [of, newRate, from])).toEqual([
      ['rate-card', '20.8', '2026-05-01'],
      ['package', '712.35', '2026-04-01'],
      ['priced-by-card', null, '2026-05-01'],
    ]);
    expect((await desk.read(id)).findings).toEqual([]);
  });

  it('changes nothing by rows that were refused, and whoever submits has to say that it is meant', async () => {
    await drop('rates-2', ['packageId,newRate', 'PK1,715', 'PK1,715', 'PK2,0']);
    const asked = { ...body, ratesUploadId: 'rates-2' };
    const begun = await desk.api.ask('proposeUplift', { as: olu, body: asked });
    expect(begun.findings.map(({ rule }) => rule)).toEqual(['rates-part-accepted']);
    await desk.work();
    const { findings, totals } = await desk.read(begun.upliftId);
    expect(findings.map(({ rule, message }) => [rule, message])).toEqual([
      ['file-rows-refused', '2 rows of the file were not taken and change nothing. Look at the file.'],
    ]);
    expect(totals).toMatchObject({ changed: 1 });
  });

  it('gives a rate nothing of two rows that contradict each other, and names both', async () => {
    await drop('rates-4', ['packageId,newRate', 'PK1,715', 'PK1,716']);
    const id = await desk.propose({ ...body, ratesUploadId: 'rates-4' });
    const { findings, totals } = await desk.read(id);
    expect(findings.map(({ severity, message }) => [severity, message])).toEqual([
      ['error', 'Package PK1: Lines 2 and 3 of the file name the same rate. Only one may.'],
    ]);
    expect(totals).toMatchObject({ changed: 0, refused: 1 });
  });

  it('of another shape is rejected as a whole, and no uplift is asked for by it', async () => {
    await drop('rates-3', ['name,percent', 'Fees,4']);
    const asked = { ...body, ratesUploadId: 'rates-3' };
    const { errors } = await desk.api.refusal('proposeUplift', { as: olu, body: asked });
    expect(errors?.map(({ rule }) => rule)).toEqual(['rates-not-taken']);
  });
});
