import { PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { importExtract } from '../../../functions/import-extract/import-extract.ts';
import { inboxDesk } from '../../support/inbox-desk.ts';

const desk = await inboxDesk();
const heading = 'packageId,personId,providerId,serviceType,startDate,unitsPerWeek,rate\n';
const row = (packageId: string, providerId: string) =>
  `${packageId},A1,${providerId},home-care,2026-04-06,10,20.00\n`;

describe('two files with rows that wait for what never comes', () => {
  it('do not have each other looked at again for ever', async () => {
    await desk.drop('people/a.csv', 'personId,name,dateOfBirth\nA1,Ann Ash,1950-01-01\n');
    await desk.drop(
      'service-types/s.csv',
      'serviceType,unit,basis,costSign,paymentSign\nhome-care,hour,actuals,1,1\n',
    );
    await desk.drop('providers/p.csv', 'providerId,name\nP1,Willow\n');
    await desk.drop('care-packages/one.csv', heading + row('W1', 'P1') + row('W2', 'NEVER'));
    const second = await desk.drop('care-packages/two.csv', heading + row('W3', 'P1') + row('W4', 'P2'));
    expect(second.upload).toMatchObject({ state: 'part-accepted', rowsWaiting: 1 });

    // The desk keeps every message that was sent: one that is worked through again must send no more.
    const sent = await desk.workQueue();
    expect([sent > 0, await desk.workQueue()]).toEqual([true, sent]);
  });

  it('still take in what waited for rows of a third, also when a try dies just before its end', async () => {
    await desk.drop('providers/late.csv', 'providerId,name\nP2,Late Care\n');
    await desk.workQueue();
    expect((await desk.read('upload-5')).upload).toMatchObject({ state: 'accepted', rowsWaiting: 0 });

    await desk.drop('contributions/c.csv', contributions);
    const event = await desk.put('care-packages/three.csv', heading + row('W5', 'P1'), 'three');
    const { queues } = desk.deps;
    const sent: unknown[] = [];
    const dying = Object.assign(Object.create(queues) as typeof queues, {
      send: (command: unknown) => {
        sent.push(command);
        return Promise.reject(new Error('killed'));
      },
    });
    await expect(importExtract(event, { ...desk.deps, queues: dying })).rejects.toThrow('killed');
    expect(sent).toHaveLength(1);
    await importExtract(event, desk.deps);
    await desk.workQueue();
    expect((await desk.facts.currentFacts('contributions', ['A1'])).size).toBe(1);
  });
});

describe('a file with rows that wait for what comes in while it is read', () => {
  it('is looked at once more, as the other file could not know of it', async () => {
    const text = `${heading}W6,A2,P1,home-care,2026-04-06,10,20.00\n`;
    const event = await desk.put('care-packages/four.csv', text, 'four');
    const { buckets } = desk.deps;
    let isRead = false;
    const meanwhile = Object.assign(Object.create(buckets) as typeof buckets, {
      send: async (command: unknown) => {
        if (command instanceof PutObjectCommand && !isRead) {
          isRead = true;
          await desk.drop('people/b.csv', 'personId,name,dateOfBirth\nA2,Bea Birch,1950-01-01\n');
        }
        return buckets.send(command as never);
      },
    });
    await importExtract(event, { ...desk.deps, buckets: meanwhile });
    expect((await desk.read('four')).upload).toMatchObject({ state: 'rejected', rowsWaiting: 1 });
    await desk.workQueue();
    expect((await desk.read('four')).upload).toMatchObject({ state: 'accepted', rowsWaiting: 0 });
  });
});

describe('a file with rows that wait, of which another file took the place in the inbox', () => {
  const rows = heading + row('R1', 'P1') + row('R2', 'P9');

  it('says so, takes nothing of the other, and may be sent again as it was', async () => {
    const before = await desk.drop('care-packages/r.csv', rows);
    const { uploadId } = before.upload;
    await desk.put('care-packages/r.csv', heading + row('R2', 'P1') + row('R3', 'P1'));
    await importExtract({ recheckUploadId: uploadId }, desk.deps);

    const { upload, lines } = await desk.read(uploadId);
    expect(upload).toMatchObject({
      ...{ state: 'part-accepted', rowsWaiting: 0, sha256: before.upload.sha256 },
      ...{ counts: before.upload.counts, problem: { rule: 'file-replaced' } },
    });
    expect(lines).toEqual(before.lines);
    expect((await desk.facts.currentFacts('package', ['R2', 'R3'])).size).toBe(0);
    expect((await desk.work.readWork(`upload:${uploadId}`))?.title).toMatch(/replaced in the inbox/);
    expect((await desk.drop('care-packages/r-again.csv', rows)).upload.state).toBe('part-accepted');
  });
});

const contributions =
  'contributionId,personId,packageId,kind,startDate,weeklyAmount,collector\nC1,A1,W5,non-residential,2026-04-06,10.00,council\n';
