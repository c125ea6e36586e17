import { gzipSync } from 'node:zlib';
import { GetObjectCommand, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { instant } from '../../domain/calendar.ts';
import { uploadRoutes, type Upload } from '../../events/api/uploads.ts';
import { findingsPartKey, linesPartKey } from '../../functions/platform/checked-parts.ts';
import { routeArea } from '../../functions/platform/route-area.ts';
import { serveUploads } from '../../functions/serve-uploads/serve-uploads.ts';
import { uploadStore } from '../../functions/store/upload-store.ts';
import { aCouncil, users } from '../support/a-council.ts';
import { always, apiOf } from '../support/call-api.ts';
import { testTable } from '../support/test-table.ts';

const table = await testTable();
const council = aCouncil(table);
const uploads = uploadStore(table);
const objects = mockClient(S3Client);
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
let ids = 0;
const handlers = serveUploads({
  table,
  uploads,
  restricted: council.deps.restricted,
  buckets: new S3Client({ region: 'eu-west-2', credentials }),
  inboxBucket: 'inbox',
  evidenceBucket: 'evidence',
  clock: council.deps.clock,
  newId: () => `up-${++ids}`,
});
const api = apiOf(uploadRoutes, routeArea(uploadRoutes, handlers, always));
const { officer, admin, inspector, safeguarder } = users;

const file = { kind: 'people', fileName: 'people 2026-06.csv', sizeBytes: 1000 };
const start = (body: Record<string, unknown>, as: typeof officer | typeof admin = officer) => ({ as, body });

describe('a file that is announced', () => {
  it('gets a form that posts it straight to the inbox under its upload’s id', async () => {
    const { uploadId, url, fields } = await api.ask('startUpload', start(file));
    expect(url).toContain('inbox');
    expect(fields).toMatchObject({
      key: `people/${uploadId}/people-2026-06.csv`,
      'x-amz-meta-upload-id': uploadId,
    });
    const policy = JSON.parse(Buffer.from(fields['Policy']!, 'base64').toString('utf8')) as {
      conditions: unknown[];
    };
    expect(policy.conditions).toContainEqual(['content-length-range', 0, 500 * 1024 * 1024]);
    expect(await uploads.announcementOf(uploadId)).toMatchObject({
      userId: 'olu.officer',
      roles: ['payments-officer'],
      fileName: 'people 2026-06.csv',
    });
  });

  it.each([
    ['../../etc/passwd', 'etc-passwd'],
    ['Zoë’s père.csv', 'Zoe-s-pe-re.csv'],
    ['...', 'file'],
  ])('has a name that is safe in a key: %s', async (fileName, safe) => {
    const { uploadId, fields } = await api.ask('startUpload', start({ ...file, fileName }));
    expect(fields['key']).toBe(`people/${uploadId}/${safe}`);
  });

  it('lies in the folder of the provider or agreement it is about', async () => {
    const returned = await api.ask(
      'startUpload',
      start({ ...file, kind: 'provider-returns', context: { providerId: 'P001' } }),
    );
    expect(returned.fields['key']).toBe(`provider-returns/P001/${returned.uploadId}-people-2026-06.csv`);
    const missing = await api.refusal(
      'startUpload',
      start({ ...file, kind: 'bank-statements', context: { providerId: 'P001' } }),
    );
    expect([missing.status, missing.errors?.[0]?.field]).toEqual([422, 'context.agreementId']);
    const climbing = start({ ...file, kind: 'provider-returns', context: { providerId: '../people' } });
    expect((await api.refusal('startUpload', climbing)).status).toBe(422);
  });

  it('is refused when it is too large, with the limit', async () => {
    const { status, detail } = await api.refusal('startUpload', start({ ...file, sizeBytes: 1024 ** 3 }));
    expect([status, detail]).toEqual([413, expect.stringContaining('500 MB')]);
  });

  it('is for administrators where it prices everything', async () => {
    for (const kind of ['service-types', 'rate-cards']) {
      expect((await api.refusal('startUpload', start({ ...file, kind }))).status).toBe(403);
      expect((await api.ask('startUpload', start({ ...file, kind }, admin))).uploadId).not.toBe('');
    }
  });
});

describe('a file that came in', () => {
  const upload = (uploadId: string, more: Partial<Upload> = {}): Upload => ({
    ...{ uploadId, kind: 'people', key: `people/${uploadId}/p.csv`, fileName: 'p.csv', sizeBytes: 10 },
    ...{
      sha256: null,
      objectVersion: null,
      state: 'part-accepted',
      receivedAt: instant('2026-06-01T08:00:00Z'),
      finishedAt: null,
    },
    ...{ uploadedBy: 'inbox', extract: null, findingCount: 3, rowsWaiting: 0, duplicateOf: null },
    ...{ counts: { rows: 4, accepted: 1, refused: 3, unchanged: 0 }, problem: null, unknownColumns: [] },
    ...more,
  });
  const line = (number: number, values: Record<string, string>, state = 'refused') => ({
    ...{ line: number, state, subjectId: null, version: null, values, rules: ['date-not-in-calendar'] },
  });
  const finding = (number: number | null, value: string) => ({
    ...{ line: number, field: 'dateOfBirth', rule: 'date-not-in-calendar', severity: 'error', value },
    message: `“${value}” is not a date.`,
  });

  /** Parts as the importer writes them, by key; everything else is not there. */
  function hold(parts: Record<string, unknown[]>) {
    objects.on(GetObjectCommand).callsFake(({ Key }: { Key: string }) => {
      const items = parts[Key];
      if (items === undefined) throw new NoSuchKey({ message: '', $metadata: {} });
      const bytes = gzipSync(items.map((item) => `${JSON.stringify(item)}\n`).join(''));
      return { Body: { transformToByteArray: () => Promise.resolve(bytes) } };
    });
  }

  beforeAll(async () => {
    await council.person('A1');
    await council.person('SECRET', { restricted: 'sue.safeguarder' });
    await uploads.receive(upload('u1'));
    await uploads.receive(upload('u2', { state: 'duplicate', receivedAt: instant('2026-06-01T08:30:00Z') }));
  });
  beforeEach(() => {
    objects.reset();
  });

  it('is listed with the others, newest first, by state where asked', async () => {
    const all = await api.ask('listUploads', { as: inspector });
    const some = await api.ask('listUploads', { as: inspector, query: { state: 'duplicate' } });
    expect(all.items.map(({ uploadId }) => uploadId)).toEqual(['u2', 'u1']);
    expect(some.items.map(({ uploadId }) => uploadId)).toEqual(['u2']);
  });

  it('is read by its id, and only by one that has arrived', async () => {
    expect((await api.ask('readUpload', { as: inspector, id: 'u1' })).state).toBe('part-accepted');
    for (const id of ['nothing', 'a#b']) {
      expect((await api.refusal('readUpload', { as: inspector, id })).status).toBe(404);
    }
  });

  it('has its findings page by page, over the ends of parts', async () => {
    hold({
      [findingsPartKey('u1', 1)]: [finding(null, 'a'), finding(2, 'b')],
      [findingsPartKey('u1', 2)]: [finding(3, 'c')],
    });
    const values: (string | null)[] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, string> = { limit: '1', ...(cursor === null ? {} : { cursor }) };
      const page = await api.ask('listUploadFindings', { as: inspector, id: 'u1', query });
      values.push(...page.items.map(({ value }) => value));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(values).toEqual(['a', 'b', 'c']);
  });

  it('has no finding where none was written', async () => {
    hold({});
    expect(await api.ask('listUploadFindings', { as: inspector, id: 'u1' })).toEqual({
      items: [],
      nextCursor: null,
    });
  });

  it('has its lines, by state where asked', async () => {
    hold({
      [linesPartKey('u1', 1)]: [line(2, { personId: 'A1' }, 'accepted'), line(3, { personId: 'A9' })],
      [linesPartKey('u1', 2)]: [line(4, { personId: 'A1' }, 'accepted')],
    });
    const query = { state: 'accepted', limit: '2' };
    const { items, nextCursor } = await api.ask('listUploadLines', { as: inspector, id: 'u1', query });
    expect([items.map((each) => each.line), nextCursor]).toEqual([[2, 4], null]);
  });

  it('refuses a cursor that is not ours', async () => {
    hold({});
    for (const cursor of ['x', '0:0', '1', '1:-1']) {
      const asked = { as: inspector, id: 'u1', query: { cursor } };
      expect((await api.refusal('listUploadFindings', asked)).status).toBe(400);
    }
  });

  it('says nothing of a restricted person to those not named, wherever the line lies', async () => {
    hold({
      [linesPartKey('u1', 1)]: [line(2, { 'Person ID': 'A1', name: 'Edith' })],
      [linesPartKey('u1', 2)]: [
        line(3, { 'Person ID': 'SECRET', name: 'Iris' }),
        line(4, { 'Person ID': 'UNSEEN', name: 'Otto', Restricted: 'yes' }),
      ],
      [findingsPartKey('u1', 1)]: [finding(2, 'Edith'), finding(3, 'Iris'), finding(4, 'Otto')],
    });
    const lines = await api.ask('listUploadLines', { as: officer, id: 'u1' });
    expect(lines.items.map(({ values }) => values['name'])).toEqual(['Edith', undefined, undefined]);
    const findings = await api.ask('listUploadFindings', { as: officer, id: 'u1' });
    expect(findings.items.map(({ value }) => value)).toEqual(['Edith', null, null]);
    expect(JSON.stringify(findings)).not.toMatch(/Iris|Otto/);
    const named = await api.ask('listUploadFindings', { as: safeguarder, id: 'u1' });
    expect(named.items.map(({ value }) => value)).toEqual(['Edith', 'Iris', null]);
  });

  it('withholds a payment of the old system for the package of a restricted person, which names no person', async () => {
    await council.carePackage('PK-CLOSED', { personId: 'SECRET' });
    await council.carePackage('PK-OPEN', { personId: 'A1' });
    hold({
      [linesPartKey('u1', 1)]: [
        line(2, { 'Package ID': 'PK-OPEN', amount: '12.00' }, 'accepted'),
        line(3, { 'Package ID': 'PK-CLOSED', amount: '13.00' }, 'accepted'),
      ],
    });
    const { items } = await api.ask('listUploadLines', { as: officer, id: 'u1' });
    expect(items.map(({ values }) => values['amount'])).toEqual(['12.00', undefined]);
  });

  it('withholds what an opening position or a full extract says of a restricted person by an id alone', async () => {
    await council.carePackage('PK-SECRET', { personId: 'SECRET' });
    hold({
      [linesPartKey('u1', 1)]: [
        line(2, { kind: 'balance', id: 'A1', detail: 'open' }, 'accepted'),
        line(3, { kind: 'balance', id: 'SECRET', detail: 'closed' }, 'accepted'),
        line(4, { kind: 'paid-to', ID: 'PK-SECRET', detail: 'closed' }, 'accepted'),
      ],
      [findingsPartKey('u1', 1)]: ['A1', 'SECRET', 'PK-SECRET', 'balance:SECRET'].map((id) =>
        finding(null, id),
      ),
    });
    const { items } = await api.ask('listUploadLines', { as: officer, id: 'u1' });
    expect(items.map(({ values }) => values['detail'])).toEqual(['open', undefined, undefined]);
    const findings = await api.ask('listUploadFindings', { as: officer, id: 'u1' });
    expect(findings.items.map(({ value }) => value)).toEqual(['A1', null, null, null]);
    expect(JSON.stringify(findings)).not.toContain('SECRET');
    const named = await api.ask('listUploadFindings', { as: safeguarder, id: 'u1' });
    expect(named.items.map(({ value }) => value)).toEqual(['A1', 'SECRET', 'PK-SECRET', 'balance:SECRET']);
  });
});
