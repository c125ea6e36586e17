import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { keepFile } from '../../../functions/keep-file/keep-file.ts';
import { dyingClients, type Moment } from '../../support/dying-function.ts';
import { inboxDesk } from '../../support/inbox-desk.ts';

const desk = await inboxDesk();

/** Brings a file whose reader is yet to come; it dies at a moment and is then asked again, as the queue does. */
async function keep(key: string, content: string, uploadId: string, moment?: Moment) {
  const event = await desk.put(key, content, uploadId);
  const clients = dyingClients(moment);
  const table = { ...desk.table, client: clients.wrap(desk.table.client) };
  const buckets = clients.wrap(desk.buckets);
  const attempt = keepFile(event, { ...desk.deps, table, buckets });
  if (moment === undefined) await attempt;
  else await expect(attempt).rejects.toThrow('killed');
  await clients.settled();
  await keepFile(event, desk.deps);
  const { upload } = await desk.read(uploadId);
  const work = await desk.work.readWork(`upload:${uploadId}`);
  return { upload, work, calls: clients.calls() };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('a file that nothing reads yet', () => {
  it('is kept as it came and known by its content, however often it is told', async () => {
    const { upload, work } = await keep('deaths/u.csv', 'providerId,percent\nP1,4\n', 'kept-1');
    expect(upload).toMatchObject({
      ...{ state: 'received', sha256: sha256('providerId,percent\nP1,4\n') },
      ...{ problem: null, duplicateOf: null, finishedAt: null },
    });
    expect(work).toBeNull();
  });

  it('is a duplicate when the same bytes came before, and not when another kind of file has them', async () => {
    await keep('deaths/first.csv', 'personId,on\n', 'first');
    const second = await keep('deaths/second.csv', 'personId,on\n', 'second');
    const other = await keep('parallel-run/other.csv', 'personId,on\n', 'other');
    expect(second.upload).toMatchObject({ state: 'duplicate', duplicateOf: 'first' });
    expect(second.upload.finishedAt).not.toBeNull();
    expect(other.upload.state).toBe('received');
  });

  it('is rejected in a sentence when it is empty, each time, and asks a person to look', async () => {
    for (const uploadId of ['empty-1', 'empty-2']) {
      const { upload, work } = await keep('deaths/empty.csv', '', uploadId);
      expect(upload).toMatchObject({ state: 'rejected', problem: { rule: 'file-empty' } });
      expect(work).toMatchObject({ state: 'open', link: `/files/${uploadId}`, risk: 'high' });
    }
  });

  it('is rejected before a byte is read when it is larger than its kind may be', async () => {
    const event = await desk.put('deaths/large.csv', 'x', 'large');
    const seen: string[] = [];
    const buckets = Object.assign(Object.create(desk.buckets) as typeof desk.buckets, {
      send: (command: { constructor: { name: string } }) => {
        seen.push(command.constructor.name);
        const bytes = 500 * 1024 * 1024 + 1;
        return Promise.resolve({ ContentLength: bytes, Metadata: { 'upload-id': 'large' } });
      },
    });
    await keepFile(event, { ...desk.deps, buckets });
    expect(seen).toEqual(['HeadObjectCommand']);
    const { upload } = await desk.read('large');
    expect(upload).toMatchObject({ state: 'rejected', problem: { rule: 'file-too-large' } });
    expect(upload.problem?.message).toContain('500 MB');
  });

  it.each([
    ['is new', (tag: string) => `new ${tag}\n`],
    ['is empty', () => ''],
    ['came before', () => 'personId,on\n'],
  ])('and that %s ends the same when its function is killed at any call', async (what, contentOf) => {
    const end = async (tag: string, moment?: Moment) => {
      const { upload, work, calls } = await keep(`deaths/${tag}.csv`, contentOf(tag), tag, moment);
      const left = { upload: { ...upload, sha256: upload.sha256 === sha256(contentOf(tag)) }, work };
      return { calls, left: JSON.stringify(left).replaceAll(tag, '*') };
    };
    const name = what.replaceAll(' ', '-');
    const undisturbed = await end(`${name}-00p`);
    for (let call = 1; call <= undisturbed.calls; call += 1) {
      for (const when of ['before', 'after'] as const) {
        const tag = `${name}-${String(call).padStart(2, '0')}${when.charAt(0)}`;
        const { left } = await end(tag, { call, when });
        expect(left, `killed ${when} call ${call}`).toEqual(undisturbed.left);
      }
    }
  });
});
