import { beforeAll, describe, expect, it } from 'vitest';
import { users } from '../../support/a-council.ts';
import { book, textRow } from '../../functions/files/making-workbooks.ts';
import { returnDesk } from '../../support/return-desk.ts';
import { returnsApi } from '../../support/returns-api.ts';

const desk = await returnDesk();
const api = returnsApi(desk);
const as = users.officer;

const own = (rows: readonly string[]) => ['Visit no;Service user;When;Mins', ...rows, ''].join('\n');
const lines = (count: number) => Array.from({ length: count }, (_, at) => `V${at};U1;01/10/2026;30`);
const sampleOf = async (content: string | Uint8Array) => {
  const { upload } = await desk.send(content);
  return api.ask('readReturnSample', { as, id: upload.uploadId });
};

beforeAll(() =>
  desk.drop('people/closed.csv', 'personId,name,dateOfBirth,restricted\nSEC1,S,1950-01-01,yes\n'),
);

describe('the sample of a return', () => {
  it('shows the headings as they were sent and the first five lines, however many there are', async () => {
    // What is wrong far below is not looked at.
    const { columns, rows } = await sampleOf(`${own(lines(20_000))}"never closed`);
    expect(columns).toEqual(['Visit no', 'Service user', 'When', 'Mins']);
    expect(rows.map((cells) => cells[0])).toEqual(['V0', 'V1', 'V2', 'V3', 'V4']);
    expect(rows[0]).toEqual(['V0', 'U1', '01/10/2026', '30']);
  });

  it('is read in whatever encoding the file was written', async () => {
    const { columns } = await sampleOf(Buffer.from(`\ufeff${own(lines(2))}`, 'utf16le'));
    expect(columns[1]).toBe('Service user');
    const windows = await sampleOf(Buffer.from('Visit no,Café\n1,£3\n', 'latin1'));
    expect(windows).toMatchObject({ columns: ['Visit no', 'Café'], rows: [['1', '£3']] });
  });

  it('is read from a workbook as well', async () => {
    const table = own(lines(8)).trim().split('\n');
    const xml = table.map((row, place) => textRow(place + 1, ...row.split(';'))).join('');
    const { upload } = await desk.send(book({ sheets: [{ xml }] }), { name: 'visits.xlsx' });
    const { columns, rows } = await api.ask('readReturnSample', { as, id: upload.uploadId });
    expect(columns[1]).toBe('Service user');
    expect(rows.map((cells) => cells[0])).toEqual(['V0', 'V1', 'V2', 'V3', 'V4']);
  });

  it('has no lines where the file has none', async () => {
    expect((await sampleOf('Visit no;Service user\n')).rows).toEqual([]);
  });

  it('says what its columns most likely hold, of visits and of stays, the likelier first', async () => {
    const { layouts } = await sampleOf(own(lines(3)));
    expect(layouts.map(({ layout, guessed }) => [layout, ...guessed])).toEqual([
      ['visits', 'lineRef', 'personId', 'date', 'claimedMinutes'],
      ['stays', 'lineRef', 'personId', null, null],
    ]);
    expect(layouts[0]?.mandatory).toEqual(['lineRef', 'personId', 'date', 'claimedMinutes']);
    expect(layouts[1]?.fields).not.toContain('claimedMinutes');
    const home = await sampleOf('No,Resident,From,Until,Nights\n1,U1,01/10/2026,31/10/2026,31\n');
    expect(home.layouts.map(({ layout }) => layout)).toEqual(['stays', 'visits']);
  });

  it('leaves out what is said of people whose records are closed to the reader', async () => {
    const { rows } = await sampleOf(own(['V1;SEC1;01/10/2026;30', 'V2;U1;01/10/2026;45']));
    expect(rows).toEqual([['V2', 'U1', '01/10/2026', '45']]);
  });

  it('shows only the beginning of what is long', async () => {
    const { rows } = await sampleOf(own([`V1;${'x'.repeat(500)};01/10/2026;30`]));
    expect(rows[0]?.[1]).toHaveLength(100);
  });

  it('says why a file cannot be read', async () => {
    const { upload } = await desk.send(Buffer.from('%PDF-1.7 no table'));
    const { status, detail } = await api.refusal('readReturnSample', { as, id: upload.uploadId });
    expect([status, detail]).toEqual([422, expect.stringMatching(/^The file cannot be read\. .*PDF/)]);
  });

  it('is there for returns only', async () => {
    const extract = await desk.drop('people/more.csv', 'personId,name,dateOfBirth\nU7,G,1950-01-01\n');
    for (const id of [extract.upload.uploadId, 'nothing'])
      expect((await api.refusal('readReturnSample', { as, id })).status).toBe(404);
  });
});
