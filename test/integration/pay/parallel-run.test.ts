import { SQSClient } from '@aws-sdk/client-sqs';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { importExtract } from '../../../functions/import-extract/import-extract.ts';
import { uploadStore } from '../../../functions/store/upload-store.ts';
import { payCouncil, reason } from '../../support/pay-council.ts';
import { payDesk, payUsers } from '../../support/pay-desk.ts';

const { olu, amy, ivy, pat } = payUsers;

/** A council of some packages of £700 a week, and the old system's payment file for December 2022. */
async function parallelDesk() {
  const desk = await payDesk();
  const council = payCouncil(desk);
  await council.base();
  const { api } = desk;
  let sequence = 0;
  const deps = {
    table: desk.table,
    buckets: desk.buckets.client,
    queues: new SQSClient({}),
    inboxBucket: 'inbox',
    evidenceBucket: 'evidence',
    extractsQueueUrl: 'none',
    clock: desk.clock,
  };

  async function drop(content: string, uploadId: string, times = 1) {
    const key = `parallel-run/${uploadId}.csv`;
    const Body = Buffer.from(content);
    await desk.buckets.client.send(
      new PutObjectCommand({ Bucket: 'inbox', Key: key, Body, Metadata: { 'upload-id': uploadId } }),
    );
    sequence += 1;
    const event = {
      'detail-type': 'Object Created',
      source: 'aws.s3',
      time: desk.clock().replace(/\.\d+Z$/, 'Z'),
      detail: { bucket: { name: 'inbox' }, object: { key, size: Body.length, sequencer: String(sequence) } },
    };
    for (let time = 0; time < times; time += 1) await importExtract(event, deps);
    return uploadStore(desk.table).readUpload(uploadId);
  }

  async function run(
    throughDate: string,
    body: Record<string, unknown> = { preview: true },
  ): Promise<string> {
    const started = await api.ask('startPayRun', {
      as: olu,
      body: { kind: 'providers', throughDate, ...body },
    });
    await desk.work();
    return started.payRunId;
  }

  async function pay(id: string): Promise<void> {
    await api.ask('submitPayRun', { as: olu, id, body: { reason } });
    const { linesHash } = await api.ask('readPayRun', { as: ivy, id });
    await api.ask('approvePayRun', { as: amy, id, body: { linesHash, reason } });
    await api.ask('issuePayRun', { as: olu, id, body: { reason } });
    await desk.work();
  }

  const compared = (id: string, query: Record<string, string> = {}) =>
    api.ask('readParallelRun', { as: ivy, id, query });
  return { ...desk, council, drop, run, pay, compared };
}

const HEADING = 'Package ID;From;To;Amount;provider_id;reference;cost code';
const file = (...rows: string[]) => [HEADING, ...rows, ''].join('\n');
/** Four weeks and three days at £700: 31 × 700 / 7. */
const december = (id: string, pounds = '3100.00', provider = '') =>
  `${id};01/12/2022;31/12/2022;${pounds};${provider};OLD-1;X`;

describe('the payment file of the system that still pays', () => {
  it('stands beside a preview of ours: what agrees, what differs and why, to the penny', async () => {
    const desk = await parallelDesk();
    await desk.council.package('PK2', { endDate: '2022-12-17' });
    await desk.council.package('PK3', { providerId: 'P002' });
    await desk.council.package('PK4');
    await desk.council.package('PK5', { startDate: '2022-11-01', endDate: '2022-11-30' });
    await desk.run('2022-12-31');
    const upload = await desk.drop(
      file(
        december('PK1'),
        december('PK2'),
        december('PK3', '3100.00', 'P001'),
        december('PK5'),
        december('PK9', '12.00'),
      ),
      'f1',
    );
    expect(upload).toMatchObject({ state: 'accepted', counts: { rows: 5, accepted: 5, refused: 0 } });
    expect(upload?.unknownColumns).toEqual(['cost code']);
    const answer = await desk.compared('f1');
    expect(answer).toMatchObject({
      period: { from: '2022-12-01', to: '2022-12-31' },
      payRuns: [{ kind: 'providers', state: 'preview', throughDate: '2022-12-31', scope: null }],
      ...{ matched: 1, matchedPence: 310_000, refusedLines: 0, differenceCount: 5, nextCursor: null },
      ...{ ourPence: 1_100_000, theirPence: 1_241_200, differencePence: 141_200, leftOutPence: 300_000 },
    });
    const said = answer.differences.map(({ packageId, ourPence, theirPence, cause }) => [
      ...[packageId, ourPence, theirPence, cause],
    ]);
    expect(said).toEqual([
      ['PK2', 170_000, 310_000, 'ended'],
      ['PK3', 310_000, 310_000, 'payee-differs'],
      ['PK4', 310_000, 0, 'not-paid-by-them'],
      ['PK5', 0, 310_000, 'ended'],
      ['PK9', 0, 1_200, 'unknown-package'],
    ]);
    expect(answer.causes).toContainEqual({ cause: 'ended', differences: 2, differencePence: 450_000 });
  });

  it('says nothing of a period that no run of ours reaches, but what to do', async () => {
    const desk = await parallelDesk();
    await desk.run('2022-12-15');
    await desk.drop(file(december('PK1')), 'f1');
    const refusal = await desk.api.refusal('readParallelRun', { as: ivy, id: 'f1' });
    expect(refusal).toMatchObject({ status: 409 });
    expect(refusal.detail).toContain('Start a preview, or a run, through 31 December 2022');
  });

  it('takes runs that were paid, and a preview on top of them, and each line once', async () => {
    const desk = await parallelDesk();
    await desk.pay(await desk.run('2022-12-15', {}));
    await desk.drop(file(december('PK1')), 'f1');
    await desk.run('2022-12-31');
    const both = await desk.compared('f1');
    expect(both.payRuns.map(({ state }) => state)).toEqual(['preview', 'issued']);
    expect(both).toMatchObject({ matched: 1, differences: [], ourPence: 310_000 });
    await desk.pay(await desk.run('2022-12-31', {}));
    const counted = await desk.compared('f1');
    expect(counted.payRuns.map(({ state }) => state)).toEqual(['issued', 'issued']);
    expect(counted).toMatchObject({ matched: 1, differences: [] });
  });

  it('counts what is held as not paid, until it is released', async () => {
    const desk = await parallelDesk();
    const hold = { category: 'disputed', packageId: 'PK1', reason };
    const { holdId } = await desk.api.ask('placeHold', { as: olu, body: hold });
    await desk.pay(await desk.run('2022-12-31', {}));
    await desk.drop(file(december('PK1')), 'f1');
    const [held] = (await desk.compared('f1')).differences;
    expect(held).toMatchObject({ cause: 'held-by-us', ourPence: 0, theirPence: 310_000 });
    expect(held?.ourLines).toMatchObject([{ held: true, pence: 310_000 }]);
    await desk.api.ask('releaseHold', { as: olu, id: holdId, body: { reason } });
    await desk.pay(await desk.run('2023-01-15', {}));
    expect(await desk.compared('f1')).toMatchObject({ matched: 1, differences: [] });
  });

  it('names what it knows only from facts: another kind of run, a run for one package, a direct payment', async () => {
    const desk = await parallelDesk();
    await desk.council.package('PK2');
    await desk.council.provider('F1', { kind: 'foster' });
    await desk.council.package('PK3', { providerId: 'F1' });
    await desk.run('2022-12-31', { preview: true, scope: { packageId: 'PK1' } });
    await desk.drop(file(december('PK1'), december('PK2'), december('PK3')), 'f1');
    const answer = await desk.compared('f1');
    expect(answer.payRuns).toMatchObject([{ scope: { packageId: 'PK1' } }]);
    expect(answer.differences.map(({ packageId, cause }) => `${packageId} ${cause}`)).toEqual([
      'PK2 not-in-our-run',
      'PK3 not-in-our-run',
    ]);
  });

  it('shows differences page by page, of one cause, and of a period that is asked for', async () => {
    const desk = await parallelDesk();
    await desk.council.package('PK2', { endDate: '2022-12-17' });
    await desk.run('2022-12-31');
    await desk.drop(file(december('PK2'), december('X1'), december('X2')), 'f1');
    const first = await desk.compared('f1', { limit: '2' });
    expect([first.differences.length, first.nextCursor, first.differenceCount]).toEqual([2, '2', 4]);
    const rest = await desk.compared('f1', { limit: '2', cursor: '2' });
    expect([rest.differences.length, rest.nextCursor]).toEqual([2, null]);
    const unknown = await desk.compared('f1', { cause: 'unknown-package' });
    expect(unknown.differences.map(({ packageId }) => packageId)).toEqual(['X1', 'X2']);
    const november = await desk.compared('f1', { from: '2022-11-01', to: '2022-11-30' });
    expect(november).toMatchObject({ ourPence: 0, leftOutPence: 480_000 });
    const half = await desk.api.refusal('readParallelRun', {
      as: ivy,
      id: 'f1',
      query: { from: '2022-11-01' },
    });
    expect(half).toMatchObject({ status: 400 });
  });

  it('leaves out the people whose records the reader may not see', async () => {
    const desk = await parallelDesk();
    await desk.council.person('S1', { restricted: 'true' });
    await desk.council.package('PK2', { personId: 'S1' });
    await desk.run('2022-12-31');
    await desk.drop(file(december('PK1', '3200.00'), december('PK2', '3200.00')), 'f1');
    const { differences } = await desk.compared('f1');
    expect(differences.map(({ packageId }) => packageId)).toEqual(['PK1']);
  });

  it('keeps out a row that cannot be read, names it, and compares the others', async () => {
    const desk = await parallelDesk();
    await desk.run('2022-12-31');
    const upload = await desk.drop(
      file(december('PK1'), 'PK2;01/12/2022;31/12/2022;lots;;;', 'PK3;31/12/2022;01/12/2022;5.00;;;'),
      'f1',
    );
    expect(upload).toMatchObject({
      state: 'part-accepted',
      counts: { accepted: 1, refused: 2 },
      findingCount: 2,
    });
    expect(await desk.compared('f1')).toMatchObject({ matched: 1, refusedLines: 2 });
  });

  it('rejects a file without the headings it needs, and shows no comparison of it', async () => {
    const desk = await parallelDesk();
    const upload = await desk.drop('packageId,amount\nPK1,5.00\n', 'f1');
    expect(upload).toMatchObject({ state: 'rejected', problem: { rule: 'column-missing' } });
    expect(upload?.problem?.message).toContain('from and to');
    expect(await desk.api.refusal('readParallelRun', { as: ivy, id: 'f1' })).toMatchObject({ status: 409 });
  });

  it('changes nothing when it is delivered again, and the same bytes under another name are a duplicate', async () => {
    const desk = await parallelDesk();
    await desk.run('2022-12-31');
    const content = file(december('PK1'), december('PK1'));
    const first = await desk.drop(content, 'f1', 2);
    const before = await desk.compared('f1');
    expect(before.differences).toMatchObject([{ cause: 'paid-twice-by-them', differencePence: 310_000 }]);
    expect(await desk.drop(content, 'f2')).toMatchObject({ state: 'duplicate', duplicateOf: 'f1' });
    expect(await uploadStore(desk.table).readUpload('f1')).toEqual(first);
    expect(await desk.compared('f1')).toEqual(before);
    const refusal = await desk.api.refusal('readParallelRun', { as: ivy, id: 'f2' });
    expect(refusal.detail).toContain('as f1');
  });

  it('is read whole when it is larger than one part of checked lines', async () => {
    const desk = await parallelDesk();
    await desk.run('2022-12-31');
    const rows = Array.from({ length: 12_000 }, (_, place) =>
      december(`Z${String(place).padStart(5, '0')}`, '1.00'),
    );
    await desk.drop(file(...rows, december('PK1')), 'f1');
    const answer = await desk.compared('f1', { limit: '1' });
    expect(answer).toMatchObject({ matched: 1, differenceCount: 12_000, differencePence: 1_200_000 });
  });

  it('is not there for a file of another kind, nor for a provider', async () => {
    const desk = await parallelDesk();
    expect(await desk.api.refusal('readParallelRun', { as: ivy, id: 'none' })).toMatchObject({ status: 404 });
    expect(await desk.api.refusal('readParallelRun', { as: pat, id: 'none' })).toMatchObject({ status: 403 });
  });
});
