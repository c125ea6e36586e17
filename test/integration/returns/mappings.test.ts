import { beforeAll, describe, expect, it } from 'vitest';
import type { ReturnField } from '../../../domain/returns/return-layouts.ts';
import { loadMappings } from '../../../functions/check-returns/load-mappings.ts';
import { users } from '../../support/a-council.ts';
import { aWeek, returnDesk, visitsFile } from '../../support/return-desk.ts';
import { returnsApi } from '../../support/returns-api.ts';

const desk = await returnDesk();
const api = returnsApi(desk);
const as = users.officer;
const reason = 'Its rostering system writes these headings';

const HEADINGS: readonly (readonly [string, ReturnField])[] = [
  ['Visit no', 'lineRef'],
  ['Service user', 'personId'],
  ['When', 'date'],
  ['Starts', 'startTime'],
  ['Mins', 'claimedMinutes'],
];
const columns = HEADINGS.map(([heading, field]) => ({ heading, field }));
const mapping = { providerId: 'P001', layout: 'visits', columns, reason };
const put = (id: string, body: Record<string, unknown>) =>
  api.ask('putReturnMapping', { as, id, body: { ...mapping, ...body } });
const refused = async (id: string, body: Record<string, unknown>) =>
  api.refusal('putReturnMapping', { as, id, body: { ...mapping, ...body } });
const listed = async (query: Record<string, string> = {}) =>
  (await api.ask('listReturnMappings', { as: users.inspector, query })).items;

/** A week of visits under headings nobody knows. */
const unknownHeadings = (week: string) =>
  [
    HEADINGS.map(([heading]) => heading).join(','),
    ...Array.from({ length: 7 }, (_, day) => {
      const date = new Date(Date.parse(week) + day * 86_400_000).toISOString().slice(0, 10);
      return `V${date},U1,${date},09:00,60`;
    }),
    '',
  ].join('\n');

describe('a mapping', () => {
  it('is saved with every version, who saved it and why', async () => {
    expect(await put('P001', {})).toEqual({ mappingId: 'P001', version: 1 });
    const renamed = columns.map((each) =>
      each.field === 'claimedMinutes' ? { ...each, heading: 'Length' } : each,
    );
    expect(await put('P001', { columns: renamed, reason: 'It was renamed' })).toMatchObject({ version: 2 });
    const [found] = await listed({ providerId: 'P001' });
    expect(found).toMatchObject({ mappingId: 'P001', providerId: 'P001' });
    expect(found?.versions).toMatchObject([
      { version: 2, columns: renamed, savedBy: 'olu.officer', reason: 'It was renamed' },
      { version: 1, columns, layout: 'visits', reason },
    ]);
  });

  it('that says the same as before makes no version', async () => {
    const first = await put('P002', { providerId: 'P002' });
    expect(await put('P002', { providerId: 'P002', reason: 'Once more' })).toEqual(first);
  });

  it('is listed with those of other providers, a page at a time', async () => {
    await put('P002~2', { providerId: 'P002' });
    expect((await listed()).map(({ mappingId }) => mappingId)).toEqual(['P001', 'P002', 'P002~2']);
    expect((await listed({ providerId: 'P002' })).map(({ mappingId }) => mappingId)).toEqual([
      'P002',
      'P002~2',
    ]);
    const page = await api.ask('listReturnMappings', { as, query: { limit: '2' } });
    const rest = await api.ask('listReturnMappings', { as, query: { cursor: String(page.nextCursor) } });
    expect(rest).toMatchObject({ items: [{ mappingId: 'P002~2' }], nextCursor: null });
    expect(await listed({ providerId: 'nobody' })).toEqual([]);
    expect(await listed({ providerId: 'no provider!' })).toEqual([]);
    for (const cursor of ['x', '-1'])
      expect((await api.refusal('listReturnMappings', { as, query: { cursor } })).status).toBe(400);
  });

  it('is refused by field when lines could not be read by it', async () => {
    const { status, errors } = await refused('P001', {
      columns: [...columns.slice(1), { heading: 'Duration', field: 'claimedMinutes' }],
    });
    expect([status, errors?.map(({ field, rule }) => [field, rule])]).toEqual([
      422,
      [
        ['columns.4.field', 'field-mapped-twice'],
        ['columns', 'mandatory-field-not-mapped'],
      ],
    ]);
    expect((await refused('P002', {})).errors?.[0]?.rule).toBe('mapping-of-another-provider');
    expect((await refused('P404', { providerId: 'P404' })).errors?.[0]?.rule).toBe('unknown-reference');
    expect((await refused('P001', { columns: [] })).status).toBe(400);
  });

  it('is kept by one of two who save at the same moment', async () => {
    const both = await Promise.allSettled(
      ['Length A', 'Length B'].map((heading) =>
        put('P001~3', { columns: [...columns.slice(0, 4), { heading, field: 'claimedMinutes' }] }),
      ),
    );
    const [found] = (await listed({ providerId: 'P001' })).filter(({ mappingId }) => mappingId === 'P001~3');
    expect(found?.versions).toHaveLength(both.filter(({ status }) => status === 'fulfilled').length);
  });

  it('that was saved last is tried first', async () => {
    desk.at('2026-11-22T10:00:00.000Z');
    await put('P002', {
      providerId: 'P002',
      reason: 'Older',
      layout: 'visits',
      columns: [...columns].reverse(),
    });
    const found = await loadMappings('P002', desk.table);
    expect(found.map(({ mappingId }) => mappingId)).toEqual(['P002', 'P002~2']);
    expect(await loadMappings('P009', desk.table)).toEqual([]);
  });
});

describe('a return whose headings nobody knew', () => {
  const again = { as, id: '', body: { reason: 'Its headings are known now' } };
  let rejected = '';

  beforeAll(async () => {
    const { upload } = await desk.send(unknownHeadings('2026-10-05'));
    expect(upload).toMatchObject({ state: 'rejected', problem: { rule: 'column-missing' } });
    rejected = upload.uploadId;
    const before = await api.ask('readReturnSample', { as, id: rejected });
    await put('P001', { reason: 'For the file that was rejected' });
    const after = await api.ask('readReturnSample', { as, id: rejected });
    expect([before.known, after.known]).toEqual([false, true]);
  });

  it('is read again once they are saved, and every line of it is taken', async () => {
    const answer = await api.ask('readReturnAgain', { ...again, id: rejected });
    expect(answer).toEqual({ uploadId: rejected, state: 'received' });
    await desk.wake();
    const { upload, lines } = await desk.read(rejected);
    expect(upload).toMatchObject({ problem: null, counts: { rows: 7, accepted: 7 } });
    expect(lines[0]?.values).toMatchObject({ lineRef: 'V2026-10-05', claimedMinutes: '60' });
    const acts = await desk.facts.actsAbout({ kind: 'provider', id: 'P001' });
    expect(acts).toMatchObject([
      { act: 'return-read-again', detail: { uploadId: rejected }, reason: 'Its headings are known now' },
    ]);
  });

  it('is not read again once it was read', async () => {
    const { status, detail } = await api.refusal('readReturnAgain', { ...again, id: rejected });
    expect([status, detail]).toEqual([
      409,
      expect.stringMatching(
        /^This return is \w+; it would have to be rejected \(column-missing\) to be read/,
      ),
    ]);
  });

  it('is read once, however often that is asked for', async () => {
    const { upload } = await desk.send(unknownHeadings('2026-10-12').replace('Mins', 'Long'));
    const asked = { ...again, id: upload.uploadId };
    expect((await api.ask('readReturnAgain', asked)).state).toBe('received');
    expect((await api.ask('readReturnAgain', asked)).state).toBe('received');
    await desk.wake();
    expect((await desk.read(upload.uploadId)).upload).toMatchObject({
      state: 'rejected',
      problem: { rule: 'column-missing' },
    });
  });
});

describe('a return that was rejected for something else', () => {
  it('stays as it is', async () => {
    const { upload } = await desk.send(visitsFile(aWeek('2026-10-19')), { provider: 'P404' });
    const { status, detail } = await api.refusal('readReturnAgain', {
      as,
      id: upload.uploadId,
      body: { reason },
    });
    expect([status, detail]).toEqual([409, expect.stringContaining('rejected (provider-unknown)')]);
  });
});
