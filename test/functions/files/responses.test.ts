import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import type { Response } from '../../../domain/pay/response.ts';
import { readResponses } from '../../../functions/files/responses/read-responses.ts';

const folder = new URL('../../../events/ledger-responses/files/', import.meta.url);
const receivedOn = calendarDate('2026-05-10');

const readText = (text: string | Uint8Array, fileName = 'answer.csv') =>
  readResponses(typeof text === 'string' ? Buffer.from(text) : text, { fileName, receivedOn });

async function readSample(fileName: string) {
  const file = await readText(readFileSync(new URL(fileName, folder)), fileName);
  if (file.outcome === 'refused') throw new Error(`${fileName} was refused: ${file.message}`);
  return file;
}

/** A response in a line, as a person would retell it. */
const retold = ({ kind, paymentRef, amountPence, date, code, message, source }: Response) =>
  [source.line, kind, paymentRef, amountPence, date, code, message].filter((part) => part !== null).join(' ');

describe('the sample files', () => {
  it.each(readdirSync(folder))(
    '%s is read whole, or said to be wrong, as its name says',
    async (fileName) => {
      const file = await readText(readFileSync(new URL(fileName, folder)), fileName);
      const isWhole = file.outcome === 'read' && file.findings.length === 0 && file.responses.length > 0;
      expect(isWhole).toBe(fileName.startsWith('valid-'));
    },
  );
});

describe('files of the ledger', () => {
  it('say which payments it took in, and why not', async () => {
    const file = await readSample('valid-acknowledgement.csv');
    expect(file.report).toBe('acknowledgement');
    expect(file.responses.map(retold)).toEqual([
      '2 acknowledged R000123-00004 2026-05-06',
      '3 rejected R000123-00005 2026-05-10 Supplier site is closed',
    ]);
  });

  it('say which payments it settled, and with how much', async () => {
    const file = await readSample('valid-settlement.csv');
    expect(file.report).toBe('settlement');
    expect(file.responses.map(retold)).toEqual([
      '2 settled R000123-00004 70000 2026-05-08 PY900121',
      '3 rejected R000123-00005 2026-05-06 Supplier on payment hold',
      '4 settled R000123-00006 1250 2026-05-06',
    ]);
  });

  it('name each row that cannot be read, and give the others', async () => {
    const file = await readSample('invalid-acknowledgement-status.csv');
    expect(file.responses.map(retold)).toEqual(['2 acknowledged R000123-00004 2026-05-10']);
    expect(file.findings).toMatchObject([{ line: 3, field: 'status', rule: 'not-a-known-word' }]);
    const settled = await readSample('invalid-settlement-value.csv');
    expect(settled.responses).toEqual([]);
    expect(settled.findings.map(({ line, rule }) => `${String(line)} ${rule}`)).toEqual([
      '2 number-too-many-decimals',
      '3 settled-without-value',
      '4 date-not-in-calendar',
    ]);
  });

  it.each([
    ['invalid-acknowledgement-total.csv', 'control-total-wrong', 'it has 2 lines, but 1 are there'],
    ['invalid-settlement-total.csv', 'control-total-wrong', 'come to 700.01, but they come to £700.00'],
    [
      'invalid-other-headings.csv',
      'response-form-unknown',
      'acknowledgement (type, payment, status, message)',
    ],
    ['invalid-no-rows.csv', 'no-rows', 'no rows under it'],
  ])('are refused whole when they cannot be trusted: %s', async (fileName, rule, words) => {
    const file = await readText(readFileSync(new URL(fileName, folder)), fileName);
    expect(file).toEqual({ outcome: 'refused', rule, message: expect.stringContaining(words) as string });
  });

  it('keep what is odd about a file as a warning', async () => {
    const file = await readText('type,payment,status,message\nacknowledgement,R1-1,accepted,"a"b\n');
    expect(file).toMatchObject({
      outcome: 'read',
      responses: [{ kind: 'acknowledged' }],
      findings: [{ severity: 'warning', rule: 'quotes-do-not-match', line: 2 }],
    });
  });

  it('with a total amount are not refused for it when a row could not be read', async () => {
    const rows = 'careledger,R1-1,06/05/2026,1.00,D,\ncareledger,R1-2,06/05/2026,x,D,';
    const file = await readText(
      `source,invoice,postedDate,valueSettled,status,message\n${rows}\n#TOTAL,2,3.00\n`,
    );
    expect(file).toMatchObject({
      outcome: 'read',
      responses: [{ paymentRef: 'R1-1' }],
      findings: [{ line: 3 }],
    });
  });

  it('are refused when they are empty, or far larger than any answer', async () => {
    expect(await readText('')).toMatchObject({ outcome: 'refused', rule: 'file-empty' });
    const large = await readText(new Uint8Array(20 * 1024 * 1024 + 1));
    expect(large).toMatchObject({ outcome: 'refused', rule: 'file-too-large' });
  });
});

// DEFRA/ffc-pay-batch-processor (OGL v3), siti-agri/validate-batch.test.js. Its batch of one request over 100 is here a file of one settlement.
describe('D24 a file that contradicts itself', () => {
  const heading = 'source,invoice,postedDate,valueSettled,status,message';
  const fileOf = (...lines: string[]) => readText([...lines, ''].join('\n'));
  const row = 'careledger,R1-1,28/06/2022,100.00,D,';

  it.each(['#TOTAL,0,100.00', '#TOTAL,2,100.00', '#TOTAL,1,50.00', '#TOTAL,1,-50.00', '#TOTAL,1,many'])(
    'is refused for %s',
    async (total) => {
      expect(await fileOf(heading, row, total)).toMatchObject({
        outcome: 'refused',
        rule: 'control-total-wrong',
      });
    },
  );

  it.each(['-3', '3.2'])('is refused for the sequence %s', async (sequence) => {
    const file = await fileOf(`#FILE,RETURN,${sequence}`, heading, row);
    expect(file).toMatchObject({ outcome: 'refused', rule: 'sequence-wrong' });
  });

  it('takes no second heading for a payment', async () => {
    const file = await fileOf(heading, heading, row);
    expect(file).toMatchObject({ responses: [{ paymentRef: 'R1-1' }] });
    expect(file).toHaveProperty('findings.0.severity', 'error');
  });

  it('is taken with the date 28/06/2022, since ours are written so', async () => {
    const file = await fileOf('#FILE,RETURN,3', heading, row, '#TOTAL,1,100.00');
    expect(file).toMatchObject({ outcome: 'read', responses: [{ date: '2022-06-28' }], findings: [] });
  });
});

describe('reports of Bacs', () => {
  it('ARUCS says which credits came back, why, and from which account', async () => {
    const file = await readSample('valid-arucs.xml');
    expect(file).toMatchObject({ report: 'ARUCS', serviceUserNumber: '999999' });
    expect(file.responses.map(retold)).toEqual([
      '12 returned R000123-00004 70000 2026-05-08 B ACCOUNT CLOSED',
      '15 returned R000123-00007 105025 2026-05-08 2 beneficiary deceased',
    ]);
    expect(file.responses.map(({ account }) => account)).toEqual([
      { sortCode: '000001', accountNumber: '12345678' },
      null,
    ]);
  });

  it('AWACS says which account was paid instead of ours', async () => {
    const file = await readSample('valid-awacs.xml');
    expect(file.report).toBe('AWACS');
    expect(file.responses).toMatchObject([
      {
        kind: 'account-changed',
        paymentRef: 'R000123-00004',
        date: '2026-05-09',
        code: '3',
        account: { sortCode: '000002', accountNumber: '87654321' },
        newAccount: { sortCode: '000003', accountNumber: '11112222' },
      },
    ]);
  });

  it('ARUDD says which direct debits were not paid', async () => {
    const file = await readSample('valid-arudd.xml');
    expect(file.report).toBe('ARUDD');
    expect(file.responses.map(retold)).toEqual([
      '11 debit-unpaid PN000123 11010 2026-05-08 0 REFER TO PAYER',
    ]);
    expect(file.responses[0]?.account).toEqual({ sortCode: '000002', accountNumber: '87654321' });
  });

  it('ADDACS and AUDDIS say which mandates changed, and no account where there is none', async () => {
    const changed = await readSample('valid-addacs.xml');
    expect(changed).toMatchObject({ report: 'ADDACS', serviceUserNumber: '999999' });
    expect(changed.responses.map(retold)).toEqual([
      '6 mandate-changed PN000123 2026-05-09 3',
      '7 mandate-changed PN000124 2026-05-09 1',
    ]);
    expect(changed.responses.map(({ newAccount }) => newAccount?.accountNumber)).toEqual([
      '11112222',
      undefined,
    ]);
    const returned = await readSample('valid-auddis.xml');
    expect(returned.report).toBe('AUDDIS');
    expect(returned.responses.map(retold)).toEqual([
      '7 mandate-changed PN000125 2026-05-08 5',
      '8 mandate-changed the whole file 2026-05-10 the file of instructions was refused',
    ]);
  });

  it('DDICA says which direct debits were claimed back, and which claims were withdrawn', async () => {
    const file = await readSample('valid-ddica.xml');
    expect(file).toMatchObject({ report: 'DDICA', serviceUserNumber: '999999' });
    expect(file.responses.map(retold)).toEqual([
      '10 debit-claimed-back PN000123 121010 2026-05-22 2 No advance notice received by payer',
      '24 debit-claim-withdrawn PN000126 5000 2026-05-10 1',
    ]);
  });

  it('that have lost an item on the way say so, and give the others', async () => {
    const file = await readSample('invalid-arucs-total.xml');
    expect(file.responses).toHaveLength(1);
    expect(file.serviceUserNumber).toBeNull();
    expect(file.findings).toMatchObject([{ line: 8, rule: 'control-total-wrong', value: '1400.00' }]);
  });

  it('name each item that cannot be read', async () => {
    const file = await readSample('invalid-arucs-item.xml');
    expect(file.responses).toEqual([]);
    expect(file.findings.map(({ line, rule }) => `${String(line)} ${rule}`)).toEqual([
      '9 date-not-in-calendar',
      '9 number-not-plain',
      '10 date-not-in-calendar',
      '10 reference-missing',
    ]);
  });

  it.each([
    ['invalid-other-report.xml', 'report-unknown', 'none of the Bacs reports'],
    ['invalid-entities.xml', 'report-damaged', 'it defines its own XML entities'],
    ['invalid-cut-short.xml', 'report-damaged', 'unclosed tag'],
  ])('are refused whole when they cannot be trusted: %s', async (fileName, rule, words) => {
    const file = await readText(readFileSync(new URL(fileName, folder)), fileName);
    expect(file).toEqual({ outcome: 'refused', rule, message: expect.stringContaining(words) as string });
  });

  it('that nest without end are refused', async () => {
    const deep = `<BACSDocument>${'<a>'.repeat(60)}${'</a>'.repeat(60)}</BACSDocument>`;
    expect(await readText(deep)).toMatchObject({ outcome: 'refused', rule: 'report-damaged' });
  });

  it('are read in the encoding of Windows and in UTF-16', async () => {
    const report = readFileSync(new URL('valid-ddica.xml', folder), 'utf8')
      .replace('No advance notice', 'No £ notice')
      .replace(/<\?xml.*\?>\n/, '');
    for (const encoding of ['latin1', 'utf16le'] as const) {
      const file = await readText(Buffer.from(report, encoding), 'ddica.xml');
      expect(file).toMatchObject({
        outcome: 'read',
        responses: [{ message: 'No £ notice received by payer' }, {}],
      });
    }
  });
});
