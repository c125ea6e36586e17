import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../domain/calendar.ts';
import type { Upload } from '../../../events/api/uploads.ts';
import { announcementKey } from '../../../functions/store/keys.ts';
import { uploadStore } from '../../../functions/store/upload-store.ts';
import { testTable } from '../../support/test-table.ts';

const table = await testTable();
const uploads = uploadStore(table);

const anUpload = (more: Partial<Upload> = {}): Upload => ({
  uploadId: 'UP-1',
  kind: 'people',
  key: 'people/2026/people.csv',
  objectVersion: 'v1',
  fileName: 'people.csv',
  sizeBytes: 1_204,
  sha256: null,
  state: 'received',
  receivedAt: instant('2026-06-01T09:00:00Z'),
  finishedAt: null,
  uploadedBy: 'inbox',
  extract: null,
  counts: { rows: 0, accepted: 0, refused: 0, unchanged: 0 },
  findingCount: 0,
  rowsWaiting: 0,
  duplicateOf: null,
  problem: null,
  unknownColumns: [],
  ...more,
});

const sha256 = 'a'.repeat(64);

describe('W4 announcing a file', () => {
  it('is forgotten by the table after its day', async () => {
    await uploads.announce('UP-40', { userId: 'olu.officer', roles: [], fileName: 'a.csv' }, 1_790_000_000);
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: announcementKey('UP-40') }),
    );
    expect(Item).toMatchObject({ expiresAt: 1_790_000_000 });
  });
});

describe('AP10 who announced a file', () => {
  it('names the user with their roles, and nobody for a file that was dropped into the inbox', async () => {
    const by = { userId: 'olu.officer', roles: ['payments-officer'], fileName: 'a.csv' };
    await uploads.announce('UP-100', by, 1_790_000_000);
    expect(await uploads.announcementOf('UP-100')).toMatchObject(by);
    expect(await uploads.announcementOf('UP-none')).toBeNull();
  });
});

describe('W5 a file that arrived', () => {
  it('is recorded once however often its arrival is told', async () => {
    const told = [1, 2, 3].map(() => uploads.receive(anUpload({ uploadId: 'UP-50' })));
    expect((await Promise.all(told)).toSorted()).toEqual([false, false, true]);
  });

  it('keeps what became of it when its arrival is told again', async () => {
    await uploads.receive(anUpload({ uploadId: 'UP-51' }));
    await uploads.change('UP-51', ['received'], { state: 'accepted' });
    expect(await uploads.receive(anUpload({ uploadId: 'UP-51' }))).toBe(false);
    expect((await uploads.readUpload('UP-51'))?.state).toBe('accepted');
  });
});

describe('W6 claiming a content', () => {
  it('gives the same bytes to the first upload alone, whoever asks and how often', async () => {
    const asked = ['UP-60', 'UP-61', 'UP-62'].map((uploadId) =>
      uploads.claimContent({ uploadId, kind: 'people' }, sha256),
    );
    const [first, ...others] = new Set(await Promise.all(asked));
    expect(others).toEqual([]);
    expect(await uploads.claimContent({ uploadId: first ?? '', kind: 'people' }, sha256)).toBe(first);
  });

  it('tells the same bytes apart when they are another kind of file', async () => {
    await uploads.claimContent({ uploadId: 'UP-63', kind: 'people' }, 'b'.repeat(64));
    const other = await uploads.claimContent({ uploadId: 'UP-64', kind: 'providers' }, 'b'.repeat(64));
    expect(other).toBe('UP-64');
  });
});

describe('W7 giving a content free', () => {
  it('lets the next upload of the same bytes have it', async () => {
    const [first, next] = [
      { uploadId: 'UP-70', kind: 'people' as const },
      { uploadId: 'UP-71', kind: 'people' as const },
    ];
    const content = 'c'.repeat(64);
    await uploads.claimContent(first, content);
    await uploads.releaseContent(first, content);
    expect(await uploads.claimContent(next, content)).toBe('UP-71');
    expect(await uploads.claimContent(first, content)).toBe('UP-71');
  });

  it('is refused to an upload that does not have it', async () => {
    const content = 'd'.repeat(64);
    await uploads.claimContent({ uploadId: 'UP-72', kind: 'people' }, content);
    await uploads.releaseContent({ uploadId: 'UP-73', kind: 'people' }, content);
    expect(await uploads.claimContent({ uploadId: 'UP-74', kind: 'people' }, content)).toBe('UP-72');
  });
});

describe('W8 moving an upload on', () => {
  it('changes what is named and keeps the rest', async () => {
    await uploads.receive(anUpload({ uploadId: 'UP-80' }));
    const counts = { rows: 3, accepted: 2, refused: 1, unchanged: 0 };
    expect(await uploads.change('UP-80', ['received'], { state: 'part-accepted', counts })).toBe(true);
    expect(await uploads.readUpload('UP-80')).toEqual(
      anUpload({ uploadId: 'UP-80', state: 'part-accepted', counts }),
    );
  });

  it('is done by one of two who move it from the same state', async () => {
    await uploads.receive(anUpload({ uploadId: 'UP-81' }));
    const moves = (['accepted', 'rejected'] as const).map((state) =>
      uploads.change('UP-81', ['received', 'reading'], { state }),
    );
    expect((await Promise.all(moves)).toSorted()).toEqual([false, true]);
  });

  it('is refused for an upload that nobody received', async () => {
    expect(await uploads.change('UP-none', ['received'], { state: 'reading' })).toBe(false);
    expect(await uploads.readUpload('UP-none')).toBeNull();
  });
});

describe('AP11 one upload', () => {
  it('is read as it was received', async () => {
    const upload = anUpload({
      uploadId: 'UP-110',
      problem: { rule: 'file-empty', message: 'Nothing is in it.' },
    });
    await uploads.receive(upload);
    expect(await uploads.readUpload('UP-110')).toEqual(upload);
    expect(await uploads.readUpload('UP-none')).toBeNull();
  });
});

describe('AP12 uploads, newest first', () => {
  // A table of its own, since it lists every upload.
  const received = Array.from({ length: 11 }, (_, index) =>
    anUpload({
      uploadId: `UP-12-${String(index).padStart(2, '0')}`,
      kind: index % 3 === 0 ? 'providers' : 'people',
      state: index % 2 === 0 ? 'accepted' : 'rejected',
      receivedAt: instant(`2026-06-${String(10 + Math.floor(index / 2))}T09:00:00Z`),
    }),
  );
  const newestFirst = received.toReversed();

  async function received12() {
    const own = uploadStore(await testTable());
    for (const upload of received) await own.receive(upload);
    return own;
  }

  it('turns pages without a gap, a repetition or an empty last page, filtered or not', async () => {
    const own = await received12();
    const filters = [
      {},
      { kind: 'people' },
      { state: 'rejected' },
      { kind: 'providers', state: 'accepted' },
      { kind: 'assessments' },
    ];
    for (const filter of filters) {
      const expected = newestFirst.filter(
        ({ kind, state }) => (filter.kind ?? kind) === kind && (filter.state ?? state) === state,
      );
      for (const limit of [1, 2, 3, 11, 50]) {
        const seen: string[][] = [];
        let cursor: string | undefined;
        do {
          const page = await own.listUploads({ limit, cursor, ...filter });
          seen.push(page.items.map(({ uploadId }) => uploadId));
          cursor = page.nextCursor ?? undefined;
        } while (cursor !== undefined);
        expect(seen.flat()).toEqual(expected.map(({ uploadId }) => uploadId));
        expect(seen).toHaveLength(Math.max(1, Math.ceil(expected.length / limit)));
      }
    }
  });
});

describe('AP42 the returns a provider sent, newest first', () => {
  it('page by page, and none of another provider', async () => {
    const own = uploadStore(await testTable());
    for (let day = 1; day <= 5; day += 1)
      await own.receive(
        anUpload({
          uploadId: `UP-42-${day}`,
          kind: 'provider-returns',
          key: `provider-returns/${day === 3 ? 'P002' : 'P001'}/week-${day}.csv`,
          receivedAt: instant(`2026-06-0${day}T09:00:00Z`),
        }),
      );
    const first = await own.listOfProvider('P001', { limit: 2 });
    expect(first.items.map(({ uploadId }) => uploadId)).toEqual(['UP-42-5', 'UP-42-4']);
    const second = await own.listOfProvider('P001', { limit: 2, cursor: first.nextCursor ?? '' });
    expect(second.items.map(({ uploadId }) => uploadId)).toEqual(['UP-42-2', 'UP-42-1']);
    expect(second.nextCursor).toBeNull();
  });
});

describe('AP13 uploads with rows that wait', () => {
  const waitingIds = async () => (await uploads.listWaiting()).map(({ uploadId }) => uploadId);

  it('lists an upload from when rows wait until none does', async () => {
    await uploads.receive(anUpload({ uploadId: 'UP-130' }));
    expect(await waitingIds()).toEqual([]);
    await uploads.change('UP-130', ['received'], { state: 'waiting', rowsWaiting: 3 });
    expect(await waitingIds()).toEqual(['UP-130']);
    await uploads.change('UP-130', ['waiting'], { rowsWaiting: 1 });
    expect(await waitingIds()).toEqual(['UP-130']);
    await uploads.change('UP-130', ['waiting'], { state: 'accepted', rowsWaiting: 0 });
    expect(await waitingIds()).toEqual([]);
    expect(await uploads.readUpload('UP-130')).toMatchObject({ state: 'accepted', rowsWaiting: 0 });
  });

  it('lists an upload still that changed in another way', async () => {
    await uploads.receive(anUpload({ uploadId: 'UP-131' }));
    await uploads.change('UP-131', ['received'], { state: 'waiting', rowsWaiting: 2 });
    await uploads.change('UP-131', ['waiting'], { findingCount: 9 });
    expect(await uploads.listWaiting()).toMatchObject([
      { uploadId: 'UP-131', findingCount: 9, rowsWaiting: 2 },
    ]);
  });
});

describe('AP51 the statements an account provider sent for many agreements at once', () => {
  it('page by page, newest first, without returns and without those of another', async () => {
    const own = uploadStore(await testTable());
    for (const [day, key] of [
      'managed-statements/M001/june.zip',
      'managed-statements/M002/june.zip',
      'provider-returns/M001/week.csv',
      'managed-statements/M001/july.zip',
    ].entries())
      await own.receive(
        anUpload({
          ...{ uploadId: `UP-49-${day}`, key },
          kind: key.startsWith('managed') ? 'managed-statements' : 'provider-returns',
          receivedAt: instant(`2026-06-0${day + 1}T09:00:00Z`),
        }),
      );
    const first = await own.listBulkStatements('M001', { limit: 1 });
    expect(first.items.map(({ uploadId }) => uploadId)).toEqual(['UP-49-3']);
    const second = await own.listBulkStatements('M001', { limit: 1, cursor: first.nextCursor ?? '' });
    expect(second.items.map(({ uploadId }) => uploadId)).toEqual(['UP-49-0']);
    expect(second.nextCursor).toBeNull();
  });
});
