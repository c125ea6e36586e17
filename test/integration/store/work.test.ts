import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { calendarDate, instant } from '../../../domain/calendar.ts';
import type { WorkItem } from '../../../events/api/settings.ts';
import { verifyTrail } from '../../../functions/serve-settings/verify-every-trail.ts';
import { factStore } from '../../../functions/store/fact-store.ts';
import { workKey } from '../../../functions/store/keys.ts';
import { workStore, type WorkStore } from '../../../functions/store/work-store.ts';
import { aRecording } from '../../support/sample-facts.ts';
import { testTable } from '../../support/test-table.ts';

const table = await testTable();
const work = workStore(table);

type NewWork = Parameters<WorkStore['open']>[0];

const someWork = (more: Partial<NewWork> = {}): NewWork => ({
  workId: 'W-1',
  area: 'imports',
  title: 'Three rows of people.csv were refused.',
  link: '/uploads/UP-1',
  risk: 'medium',
  openedAt: instant('2026-06-01T09:00:00Z'),
  dueOn: null,
  ...more,
});

describe('W9 opening a piece of work', () => {
  it('opens it once, however often the reason for it is met', async () => {
    const told = [1, 2, 3].map(() => work.open(someWork({ workId: 'W-90' })));
    expect((await Promise.all(told)).toSorted()).toEqual([false, false, true]);
  });

  it('says anew what open work is about, and keeps who has it and since when it is open', async () => {
    const since = instant('2026-06-01T09:00:00Z');
    await work.open(someWork({ workId: 'W-91', risk: 'low', openedAt: since }));
    await work.assign('W-91', 'olu.officer', aRecording());
    const anew = {
      ...{ title: 'One row waits.', link: '/files/UP-1', risk: 'high' as const },
      dueOn: calendarDate('2026-06-09'),
    };
    const later = instant('2026-06-02T09:00:00Z');
    expect(await work.open(someWork({ workId: 'W-91', ...anew, openedAt: later }))).toBe(false);
    const expected = { ...someWork({ workId: 'W-91', ...anew }), openedAt: since };
    expect(await work.readWork('W-91')).toEqual({ ...expected, state: 'open', assignee: 'olu.officer' });
    const { items } = await work.listOpen({ areas: ['imports'], limit: 50, assignee: 'olu.officer' });
    expect(items.map(({ workId, risk }) => [workId, risk])).toEqual([['W-91', 'high']]);
    const { Item } = await table.client.send(new GetCommand({ TableName: table.name, Key: workKey('W-91') }));
    expect(Item).toMatchObject({ GSI1SK: `1#${since}#W-91` });
  });

  it('opens work again that was done, for nobody in particular', async () => {
    await work.open(someWork({ workId: 'W-92' }));
    await work.assign('W-92', 'olu.officer', aRecording());
    await work.finish('W-92', 'Mended in the case system');
    expect(await work.open(someWork({ workId: 'W-92', risk: 'high' }))).toBe(true);
    expect(await work.readWork('W-92')).toMatchObject({ state: 'open', assignee: null, risk: 'high' });
    const listed = await work.listOpen({ areas: ['imports'], limit: 50 });
    expect(listed.items.map(({ workId }) => workId)).toContain('W-92');
  });
});

describe('W10 giving work to someone', () => {
  it('gives open work, and passes it on', async () => {
    await work.open(someWork({ workId: 'W-100' }));
    expect(await work.assign('W-100', 'olu.officer', aRecording())).toBe(true);
    expect(await work.assign('W-100', 'asha.officer', aRecording())).toBe(true);
    expect((await work.readWork('W-100'))?.assignee).toBe('asha.officer');
  });

  it('records who gave it to whom and why, and who closed it by hand, through being opened again', async () => {
    const subject = { kind: 'work', id: 'W-102' } as const;
    const given = aRecording({ recordedBy: 'asha.officer', reason: 'Olu knows the provider.' });
    await work.open(someWork({ workId: 'W-102' }));
    await Promise.all([1, 2].map(() => work.assign('W-102', 'olu.officer', given)));
    await work.finish('W-102', 'Mended.', aRecording({ recordedBy: 'olu.officer', reason: 'Mended.' }));
    expect(await work.finish('W-102', 'Mended.', aRecording())).toBe(false);
    await work.open(someWork({ workId: 'W-102' }));
    await work.finish('W-102', 'Every row is in.');
    await work.open(someWork({ workId: 'W-102' }));
    await work.assign('W-102', 'asha.officer', given);
    const acts = await factStore(table).actsAbout(subject);
    expect(acts.map(({ act, detail, recordedBy, reason }) => [act, detail, recordedBy, reason])).toEqual([
      ['assigned', { assignee: 'olu.officer' }, 'asha.officer', 'Olu knows the provider.'],
      ['assigned', { assignee: 'olu.officer' }, 'asha.officer', 'Olu knows the provider.'],
      ['done', {}, 'olu.officer', 'Mended.'],
      ['assigned', { assignee: 'asha.officer' }, 'asha.officer', 'Olu knows the provider.'],
    ]);
    expect(await verifyTrail(subject, factStore(table))).toEqual({ entries: 4, breaks: [] });
  });

  it('is refused for work that is done or was never opened', async () => {
    await work.open(someWork({ workId: 'W-101' }));
    await work.finish('W-101', 'Nothing to do');
    expect(await work.assign('W-101', 'olu.officer', aRecording())).toBe(false);
    expect(await work.assign('W-none', 'olu.officer', aRecording())).toBe(false);
    expect(await factStore(table).actsAbout({ kind: 'work', id: 'W-none' })).toEqual([]);
  });
});

describe('W11 closing work', () => {
  it('is done once, and takes the work off the list', async () => {
    await work.open(someWork({ workId: 'W-110', area: 'operations' }));
    const closed = await Promise.all([work.finish('W-110', 'Sent again'), work.finish('W-110', 'Me too')]);
    expect(closed.toSorted()).toEqual([false, true]);
    expect((await work.readWork('W-110'))?.state).toBe('done');
    expect(await work.listOpen({ areas: ['operations'], limit: 50 })).toEqual({
      items: [],
      nextCursor: null,
    });
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: workKey('W-110') }),
    );
    expect(Item).toMatchObject({ note: expect.stringMatching(/^(Sent again|Me too)$/) as string });
    expect(Item).not.toHaveProperty('GSI1PK');
  });
});

describe('AP14 one piece of work', () => {
  it('is read as it was opened; there is none that nobody opened', async () => {
    await work.open(someWork({ workId: 'W-140' }));
    expect(await work.readWork('W-140')).toEqual({
      ...someWork({ workId: 'W-140' }),
      state: 'open',
      assignee: null,
    });
    expect(await work.readWork('W-none')).toBeNull();
  });
});

describe('AP15 open work of some areas', () => {
  const day = (number: number) => instant(`2026-06-${String(number).padStart(2, '0')}T09:00:00Z`);
  const opened = [
    someWork({ workId: 'low-old', risk: 'low', openedAt: day(1) }),
    someWork({ workId: 'medium', area: 'settings', openedAt: day(2) }),
    someWork({ workId: 'high-new', risk: 'high', openedAt: day(9) }),
    someWork({ workId: 'high-old', area: 'settings', risk: 'high', openedAt: day(3) }),
    someWork({ workId: 'medium-new', openedAt: day(4) }),
    someWork({ workId: 'elsewhere', area: 'operations', risk: 'high', openedAt: day(1) }),
  ];
  const areas = ['imports', 'settings'];

  async function openAll(): Promise<WorkStore> {
    const own = workStore(await testTable());
    for (const each of opened) await own.open(each);
    return own;
  }

  async function pagesOf(own: WorkStore, limit: number, assignee?: string): Promise<string[][]> {
    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const page: { items: WorkItem[]; nextCursor: string | null } = await own.listOpen({
        areas,
        limit,
        cursor,
        assignee,
      });
      pages.push(page.items.map(({ workId }) => workId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return pages;
  }

  it('lists the riskiest and oldest first across areas, a page at a time', async () => {
    const own = await openAll();
    const order = ['high-old', 'high-new', 'medium', 'medium-new', 'low-old'];
    for (const limit of [1, 2, 5, 50]) {
      const pages = await pagesOf(own, limit);
      expect(pages.flat()).toEqual(order);
      expect(pages).toHaveLength(Math.ceil(order.length / limit));
    }
  });

  it('lists what one person has, and leaves out what was done between two pages', async () => {
    const own = await openAll();
    for (const workId of ['high-new', 'medium', 'low-old'])
      await own.assign(workId, 'olu.officer', aRecording());
    expect(await pagesOf(own, 2, 'olu.officer')).toEqual([['high-new', 'medium'], ['low-old']]);
    const first = await own.listOpen({ areas, limit: 2 });
    await own.finish('medium', 'Done by then');
    const second = await own.listOpen({ areas, limit: 2, cursor: first.nextCursor ?? undefined });
    expect(second.items.map(({ workId }) => workId)).toEqual(['medium-new', 'low-old']);
  });

  it('has nothing for somebody without an area', async () => {
    expect(await work.listOpen({ areas: [], limit: 50 })).toEqual({ items: [], nextCursor: null });
  });
});
