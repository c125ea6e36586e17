import { describe, expect, it } from 'vitest';
import { likelyHeadings } from '../../../functions/files/statements/find-layout.ts';
import { readPlainTable } from '../../../functions/files/statements/plain-table.ts';
import { readStatement } from '../../../functions/files/statements/read-statement.ts';
import { workbookOf } from '../../support/statements/workbook-of.ts';

const lines = [
  'Larkshire Credit Union, Ambridge',
  'Booked;Details;Sum',
  '13/03/2026;WAGES, M PENROSE;-50.00',
];
const text = `${lines.join('\n')}\n`;
const plain = (content: string | Uint8Array) => readPlainTable(Buffer.from(content));

describe('The table of a file that nobody knows', () => {
  it('is cut by the separator that shows most headings, whatever stands above them', async () => {
    const table = await plain(text);
    expect(table?.format).toBe('csv');
    expect(table?.rows.map(({ line, cells }) => [line, ...cells])).toEqual([
      [1, 'Larkshire Credit Union, Ambridge'],
      [2, 'Booked', 'Details', 'Sum'],
      [3, '13/03/2026', 'WAGES, M PENROSE', '-50.00'],
    ]);
    expect(likelyHeadings(table?.rows ?? [])?.line).toBe(2);
    expect(await readStatement(Buffer.from(text))).toMatchObject({
      ...{ ok: false, rule: 'layout-unknown', place: { line: 2 } },
      message: expect.stringContaining('Booked, Details, Sum') as string,
    });
  });

  it('is cut where a quotation mark is never closed with another separator', async () => {
    const table = await plain('Booked;"Details, and ""more"";Sum\n');
    expect(table).toBeNull();
    const odd = await plain('Booked,Details\n13/03/2026,a ;"b\n');
    expect(odd?.rows[1]?.cells).toEqual(['13/03/2026', 'a ;"b']);
  });

  it('is the first sheet of a workbook that holds anything', async () => {
    const table = await plain(workbookOf('Booked,Details,Sum\n13/03/2026,WAGES,-50.00\n'));
    expect(table?.format).toBe('xlsx');
    expect(table?.rows[0]?.cells).toEqual(['Booked', 'Details', 'Sum']);
  });

  it.each([
    ['an OFX file', 'OFXHEADER:100\n'],
    ['a MT940 file', ':20:X\n'],
    ['an old workbook', '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1'],
    ['a picture', '\u0089PNG'],
  ])('is not there in %s', async (_, content) => {
    expect(await plain(Buffer.from(content, 'latin1'))).toBeNull();
  });
});
