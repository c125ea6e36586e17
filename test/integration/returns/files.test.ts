import { GetObjectCommand, HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { checkReturns } from '../../../functions/check-returns/check-returns.ts';
import { book, textRow } from '../../functions/files/making-workbooks.ts';
import { aWeek, returnDesk, visitsFile } from '../../support/return-desk.ts';

const desk = await returnDesk();
const rulesOf = (found: readonly { rule: string }[]) =>
  [...new Set(found.map(({ rule }) => rule))].toSorted();
/** What a provider has to be told: a package that stands still all week is the council’s own affair. */
const NOT_DELIVERED = 'commissioned-not-delivered';

describe('a return that is as it was commissioned', () => {
  it('is accepted, every line of it, with nothing said but what else was commissioned and how late it came', async () => {
    const { upload, lines, findings } = await desk.send(visitsFile(aWeek('2026-09-07')));
    expect(upload).toMatchObject({
      ...{ state: 'accepted', problem: null, counts: { rows: 7, accepted: 7, refused: 0, unchanged: 0 } },
      ...{ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown, rowsWaiting: 0 },
      finishedAt: expect.any(String) as unknown,
    });
    expect(rulesOf(findings)).toEqual([NOT_DELIVERED, 'file-received-late']);
    expect(findings[0]).toMatchObject({ line: null, value: 'PK2', severity: 'information' });
    expect(lines).toHaveLength(7);
    expect(lines[0]).toMatchObject({
      ...{ line: 2, state: 'accepted', subjectId: 'PK1', rules: [] },
      values: { lineRef: 'L2026-09-07', personId: 'U1', claimedMinutes: '60', carerId: 'C1' },
    });
  });

  it('is left as it is when it is told three times', async () => {
    const event = await desk.put(
      'provider-returns/P001/thrice.csv',
      visitsFile(aWeek('2026-09-14')),
      'thrice',
    );
    await checkReturns(event, desk.deps);
    const once = await desk.read('thrice');
    await checkReturns(event, desk.deps);
    await checkReturns(event, desk.deps);
    expect(await desk.read('thrice')).toEqual(once);
    expect(once.upload).toMatchObject({ state: 'accepted', counts: { accepted: 7 } });
  });

  it('is a duplicate when the same bytes come again under another name', async () => {
    const content = visitsFile(aWeek('2026-09-21'));
    const first = await desk.send(content);
    const second = await desk.send(content, { name: 'again.csv' });
    expect(second.upload).toMatchObject({ state: 'duplicate', duplicateOf: first.upload.uploadId });
    expect(second.lines).toEqual([]);
  });
});

describe('a return of which something is wrong', () => {
  it('is taken without the lines that are refused, each with its reason', async () => {
    const rows = aWeek(
      '2026-09-28',
      { invoiceNumber: 'INV-1' },
      {
        1: { personId: 'U99' },
        2: { packageId: 'PK9', personId: 'U2' },
        3: { claimedMinutes: 'an hour' },
        4: { rate: '21.00', amount: '21.00' },
      },
    );
    const { upload, lines, findings } = await desk.send(visitsFile([...rows, 'L8,U1']));
    expect(upload).toMatchObject({
      state: 'checked',
      counts: { rows: 8, accepted: 3, questioned: 1, refused: 4 },
    });
    const said = findings.filter(({ line }) => line !== null).map(({ line, rule }) => [line, rule]);
    expect(said).toEqual(
      expect.arrayContaining([
        [3, 'person-unknown'],
        [4, 'package-of-another-provider'],
        [5, 'minutes-not-whole'],
        [6, 'rate-differs-from-contract'],
        [9, 'row-ragged'],
      ]),
    );
    const refused = lines.filter(({ state }) => state === 'refused');
    expect(refused.map(({ line }) => line)).toEqual([3, 4, 5, 9]);
    expect(lines[4]?.rules).toEqual(['rate-differs-from-contract']);
    expect(upload.findingCount).toBe(findings.length);
  });

  it('remembers visits of which only person and service name the package', async () => {
    const unnamed = aWeek('2026-08-31', { packageId: '' });
    const first = await desk.send(visitsFile(unnamed, { file: ['AUG-1', ''] }));
    expect(first.upload.counts).toMatchObject({ accepted: 7, refused: 0 });
    const again = await desk.send(visitsFile(aWeek('2026-08-31'), { file: ['AUG-2', ''] }));
    expect(again.upload.counts).toMatchObject({ accepted: 0, refused: 0, unchanged: 7 });
    const renamed = aWeek('2026-08-31').map((row) => `again-${row}`);
    const twice = await desk.send(visitsFile(renamed, { file: ['AUG-3', ''] }));
    expect(twice.upload.counts).toMatchObject({ accepted: 0, refused: 7 });
    expect(rulesOf(twice.findings)).toContain('line-accepted-earlier');
  });

  it('stands line by line where an earlier file claimed the same, and is taken where it was refused before', async () => {
    const wrong = aWeek('2026-10-05', { invoiceNumber: 'INV-2' }, { 2: { claimedMinutes: 'x' } });
    await desk.send(visitsFile(wrong, { file: ['OCT-1', ''] }));
    const mended = aWeek('2026-10-05', { invoiceNumber: 'INV-2' });
    const { upload, lines, findings } = await desk.send(visitsFile(mended, { file: ['OCT-2', ''] }));
    expect(upload.counts).toMatchObject({ rows: 7, accepted: 1, refused: 0, unchanged: 6 });
    expect(lines.filter(({ state }) => state === 'accepted').map(({ line }) => line)).toEqual([5]);
    // The invoice comes again with the line of it that was mended.
    expect(rulesOf(findings)).not.toContain('invoice-number-reused');
    const other = aWeek('2026-10-05', { invoiceNumber: 'INV-2', personId: 'U2', packageId: 'PK2' });
    const reused = await desk.send(visitsFile(other, { file: ['NOV-1', ''] }));
    const found = reused.findings.find(({ rule }) => rule === 'invoice-number-reused');
    expect(found?.message).toContain('OCT-2');
  });

  it('is rejected as a whole where its columns are not those of a return', async () => {
    const { upload, lines } = await desk.send('lineRef,personId\nL1,U1\n');
    expect(upload).toMatchObject({ state: 'rejected', problem: { rule: 'column-missing' } });
    expect(lines).toEqual([]);
  });

  it.each([
    ['is empty', '', 'quarantined', 'file-empty'],
    ['has a heading only', visitsFile([]), 'rejected', 'no-rows'],
    ['breaks off inside quotation marks', visitsFile(['"L1,U1']), 'quarantined', 'quote-not-closed'],
    [
      'numbers itself in words',
      visitsFile(aWeek('2026-10-12'), { file: ['A', 'two'] }),
      'quarantined',
      'file-sequence-wrong',
    ],
    [
      'says no number of lines',
      visitsFile(aWeek('2026-10-12'), { total: ['seven', ''] }),
      'quarantined',
      'control-total-unreadable',
    ],
  ])('is not taken when it %s', async (_, content, state, rule) => {
    const { upload, lines } = await desk.send(content);
    expect(upload).toMatchObject({ state, problem: { rule } });
    expect(upload.problem?.message).toMatch(/\.$/);
    expect(lines).toEqual([]);
  });

  it('is asked nothing about a week that is as commissioned but for a visit that is claimed twice', async () => {
    const week = aWeek('2026-09-14', { personId: 'U2', packageId: 'PK2' });
    const [monday = ''] = week;
    const twice = [monday.replace(/^[^,]*/, 'T1'), ...week];
    const { upload, findings } = await desk.send(visitsFile(twice, { file: ['TWICE', ''] }));
    expect(upload).toMatchObject({
      ...{ state: 'part-accepted', counts: { accepted: 7, refused: 1, questioned: 0 } },
    });
    expect(rulesOf(findings)).not.toContain('units-above-commissioned');
  });

  it('is refused before it is read where it is larger than anything that is read', async () => {
    const event = await desk.put('provider-returns/P001/huge.csv', visitsFile(aWeek('2026-09-07')), 'huge');
    const send = async (command: object) => {
      if (command instanceof GetObjectCommand) throw new Error('read all the same');
      const answer: object = await desk.buckets.send(command as never);
      return command instanceof HeadObjectCommand ? { ...answer, ContentLength: 5 * 1024 ** 3 } : answer;
    };
    const buckets = Object.assign(Object.create(desk.buckets) as S3Client, { send });
    await checkReturns(event, { ...desk.deps, buckets });
    expect((await desk.read('huge')).upload).toMatchObject({
      ...{ state: 'rejected', problem: { rule: 'file-too-large' } },
    });
  });

  it('is not taken when another file was put in its place while it was read', async () => {
    const key = 'provider-returns/P001/replaced.csv';
    const event = await desk.put(
      key,
      visitsFile(aWeek('2026-08-31', { personId: 'U2', packageId: 'PK2' })),
      'put-off',
    );
    let calls = 0;
    const dying = Object.assign(Object.create(desk.table.client) as typeof desk.table.client, {
      send: (command: { input: { Item?: { entity?: string } } }) => {
        calls += 1;
        if (command.input.Item?.entity === 'return-taken') return Promise.reject(new Error('killed'));
        return desk.table.client.send(command as never);
      },
    });
    const table = { ...desk.table, client: dying };
    await expect(checkReturns(event, { ...desk.deps, table })).rejects.toThrow('killed');
    expect(calls).toBeGreaterThan(1);
    await desk.put(key, visitsFile(aWeek('2026-09-07', { personId: 'U2', packageId: 'PK2' })), 'put-off');
    await checkReturns(event, desk.deps);
    expect((await desk.read('put-off')).upload).toMatchObject({
      ...{ state: 'rejected', problem: { rule: 'file-replaced' } },
    });
    expect((await desk.read('put-off')).lines).toEqual([]);
  });

  it('is quarantined when its totals are not those of its lines, and taken once they are', async () => {
    const rows = aWeek('2026-10-12');
    const off = await desk.send(visitsFile(rows, { file: ['T-1', ''], total: [7, '140.01'] }));
    expect(off.upload).toMatchObject({ state: 'quarantined', problem: { rule: 'control-totals-differ' } });
    expect(rulesOf(off.findings)).toEqual(['control-totals-differ']);
    expect(off.lines).toEqual([]);
    expect((await desk.work.readWork(`upload:${off.upload.uploadId}`))?.state).toBe('open');
    const right = await desk.send(visitsFile(rows, { file: ['T-1', ''], total: [7, '140.00'] }));
    expect(right.upload).toMatchObject({ state: 'accepted', counts: { accepted: 7 } });
  });

  it('counts lines that cannot be read among its totals', async () => {
    const rows = aWeek('2026-10-19', {}, { 3: { date: '2026-13-01' } });
    const { upload } = await desk.send(visitsFile(rows, { total: [7, '140.00'] }));
    expect(upload).toMatchObject({ state: 'part-accepted', counts: { accepted: 6, refused: 1 } });
    const unsure = aWeek('2026-10-26', {}, { 3: { amount: 'twenty' } });
    const second = await desk.send(visitsFile(unsure, { total: [7, '140.00'] }));
    expect(second.upload).toMatchObject({ state: 'part-accepted', counts: { accepted: 6, refused: 1 } });
  });

  it('is rejected when every line is another provider’s, or nobody’s folder', async () => {
    const content = visitsFile(aWeek('2026-09-07', { personId: 'U2', packageId: 'PK9' }));
    const others = await desk.send(content);
    expect(others.upload).toMatchObject({ state: 'rejected', problem: { rule: 'file-of-another-provider' } });
    const nobodys = await desk.send(content, { provider: 'P404' });
    expect(nobodys.upload).toMatchObject({ state: 'rejected', problem: { rule: 'provider-unknown' } });
    const theirs = await desk.send(content, { provider: 'P002' });
    expect(theirs.upload).toMatchObject({ state: 'accepted', counts: { accepted: 7 } });
  });
});

describe('a return is read', () => {
  it('from a workbook', async () => {
    const rows = visitsFile(aWeek('2026-11-02')).trim().split('\n');
    const xml = rows.map((row, place) => textRow(place + 1, ...row.split(','))).join('');
    const { upload, lines } = await desk.send(book({ sheets: [{ xml }] }), { name: 'visits.xlsx' });
    expect(upload).toMatchObject({ state: 'accepted', counts: { accepted: 7, refused: 0 } });
    expect(lines[0]?.values).toMatchObject({ lineRef: 'L2026-11-02' });
  });

  it('as Access Abacus writes it, its cells named by what they say', async () => {
    const heading =
      'VisitRef,ServiceUserRef,ContractNumber,VisitDate,StartTimeClaimed,DurationClaimed,ActualStartTime,ActualDuration,CarerRef,PaymentClaimed,CostCode';
    const rows = Array.from({ length: 7 }, (_, day) =>
      [
        `V${day}`,
        'U2',
        'PK2',
        `0${day + 2}/11/2026`,
        '09:00',
        '01:00',
        '09:02',
        '01:00',
        'C2',
        '20.00',
        'X1',
      ].join(','),
    );
    const { upload, lines } = await desk.send([heading, ...rows, ''].join('\r\n'));
    expect(upload).toMatchObject({
      state: 'accepted',
      counts: { accepted: 7 },
      unknownColumns: ['CostCode'],
    });
    expect(lines[0]?.values).toMatchObject({
      lineRef: 'V0',
      personId: 'U2',
      packageId: 'PK2',
      CostCode: 'X1',
    });
  });

  it('in UTF-16 with tabs', async () => {
    const text = visitsFile(aWeek('2026-11-09')).replaceAll(',', '\t');
    const { upload } = await desk.send(Buffer.from(`\uFEFF${text}`, 'utf16le'));
    expect(upload).toMatchObject({ state: 'accepted', counts: { accepted: 7, refused: 0 } });
  });
});
