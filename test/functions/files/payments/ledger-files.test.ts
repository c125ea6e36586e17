import { text } from 'node:stream/consumers';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { calendarDate, instant } from '../../../../domain/calendar.ts';
import { gl07Csv } from '../../../../functions/files/payments/ledger/gl07-csv.ts';
import { oracleFbdi } from '../../../../functions/files/payments/ledger/oracle-fbdi.ts';
import { aLine, aPayment, fileOf, inputOf, outputsWith, reasonsOf, textOf } from './some-payments.ts';

const entriesOf = async (zip: Uint8Array) => {
  const opened = await fromBufferPromise(Buffer.from(zip));
  const entries: { name: string; text: string; packedAt: [day: number, time: number] }[] = [];
  for await (const entry of opened.eachEntry()) {
    entries.push({
      name: entry.fileName,
      text: await text(await opened.openReadStreamPromise(entry)),
      packedAt: [entry.lastModFileDate, entry.lastModFileTime],
    });
  }
  return entries;
};
const rowsOf = (csv: string, delimiter = ',') =>
  Papa.parse<string[]>(csv, { delimiter, newline: '\r\n', skipEmptyLines: true }).data;
const filledOf = (row: string[]) =>
  Object.fromEntries(row.flatMap((cell, index) => (cell === '' ? [] : [[index + 1, cell]])));
/** 1 January 1980, midnight: the year counts from 1980, above four bits of month and five of day. */
const firstDayOfZip = [(1 << 5) | 1, 0];
const penceOf = (pounds: string | undefined) => Math.round(Number(pounds) * 100);

const byLedger = { route: 'ledger' } as const;
const two = [
  aPayment(4, {
    payee: byLedger,
    lines: [aLine(341_268), aLine(-30_000, { description: 'Refund, "late" change,\nPK000124' })],
  }),
  aPayment(5, { payee: { ...byLedger, supplierNumber: '500124', paymentTerms: null } }),
];

describe('Oracle’s import of invoices', () => {
  it('is a zip of two files without headings, made at no time of day', async () => {
    const file = fileOf(oracleFbdi(inputOf(two)));
    expect([file.name, file.contentType]).toEqual(['R000123-oracle-invoices.zip', 'application/zip']);
    expect((await entriesOf(file.bytes)).map(({ name, packedAt }) => [name, packedAt])).toEqual([
      ['ApInvoicesInterface.csv', firstDayOfZip],
      ['ApInvoiceLinesInterface.csv', firstDayOfZip],
    ]);
  });

  it('has an invoice for each payment in the columns of the template', async () => {
    const [invoices] = await entriesOf(fileOf(oracleFbdi(inputOf(two))).bytes);
    const rows = rowsOf(invoices?.text ?? '');
    expect(rows.map((row) => row.length)).toEqual([132, 132]);
    expect(filledOf(rows[0] ?? [])).toEqual({
      1: '12300004',
      2: 'Larkshire County Council',
      3: 'CARELEDGER',
      4: 'R000123-00004',
      5: '3112.68',
      6: '2026/11/20',
      8: '500123',
      9: 'MAIN',
      10: 'GBP',
      11: 'GBP',
      12: 'Care, pay run R000123',
      13: 'R000123',
      14: 'STANDARD',
      20: 'IMMEDIATE',
      21: '2026/11/24',
      24: '2026/11/20',
      26: 'CARE',
      132: 'END',
    });
    expect(filledOf(rows[1] ?? [])).not.toHaveProperty('20');
  });

  it('has the lines of each invoice, joined by its number and with its sum', async () => {
    const [invoices, lines] = await entriesOf(fileOf(oracleFbdi(inputOf(two))).bytes);
    const rows = rowsOf(lines?.text ?? '');
    expect(rows.map((row) => row.length)).toEqual([158, 158, 158]);
    expect(rows.map(filledOf)[1]).toEqual({
      1: '12300004',
      2: '2',
      3: 'ITEM',
      4: '-300.00',
      8: 'Refund, "late" change, PK000124',
      9: 'PO77',
      10: '3',
      21: 'N',
      22: '01-CC100-43210-00000',
      24: '2026/11/20',
      28: 'EXEMPT',
      49: 'N',
      158: 'END',
    });
    for (const invoice of rowsOf(invoices?.text ?? '')) {
      const own = rows.filter((row) => row[0] === invoice[0]);
      expect(own.reduce((sum, row) => sum + penceOf(row[3]), 0)).toBe(penceOf(invoice[4]));
    }
  });

  it('takes the columns that the council’s own template has', async () => {
    const required = { required: true };
    const ledger = {
      kind: 'oracle-fbdi',
      dates: 'DD.MM.YYYY',
      invoices: {
        columns: 4,
        filled: [
          { position: 2, value: '{payOn}' },
          { position: 4, value: '{amount}', ...required },
        ],
      },
      lines: { columns: 2, filled: [{ position: 1, value: 'N{rowNumber}' }] },
    };
    const files = await entriesOf(fileOf(oracleFbdi(inputOf(two, outputsWith({ ledger })))).bytes);
    expect(files.map((file) => file.text)).toEqual([
      ',24.11.2026,,3112.68\r\n,24.11.2026,,853.17\r\n',
      'N1,\r\nN2,\r\nN1,\r\n',
    ]);
  });

  it('comes out the same again', () => {
    expect(fileOf(oracleFbdi(inputOf(two))).bytes).toEqual(fileOf(oracleFbdi(inputOf(two))).bytes);
  });

  it.each([
    [
      'for a supplier without a number',
      aPayment(1, { payee: { ...byLedger, supplierNumber: null } }),
      'ledger-value-missing',
      'Payment R000123-00001 has no supplierNumber, which the ledger needs.',
    ],
    [
      'for a line that is not coded',
      aPayment(1, {
        payee: byLedger,
        lines: [
          aLine(5, {
            coding: {
              costCentre: null,
              costElement: null,
              subjectiveCode: null,
              taxCode: null,
              purchaseOrder: null,
              purchaseOrderLine: null,
            },
          }),
        ],
      }),
      'ledger-value-missing',
      'Payment R000123-00001 has no costCentre, subjectiveCode, which the ledger needs.',
    ],
    [
      'for a site wider than the ledger takes',
      aPayment(1, { payee: { ...byLedger, supplierSite: 'SIXTEEN-LETTERS!' } }),
      'ledger-value-too-long',
      'Payment R000123-00001 has a value of 16 characters for {supplierSite}; the ledger takes 15.',
    ],
    [
      'for a payee of Bacs',
      aPayment(1),
      'not-paid-by-ledger',
      'Payment R000123-00001 is paid by Bacs, not by the ledger.',
    ],
    [
      'for a payment of nothing',
      aPayment(1, { payee: byLedger, lines: [aLine(0)] }),
      'payment-not-above-nothing',
      'Payment R000123-00001 is £0.00: only an amount above nothing can be paid.',
    ],
  ])('is refused %s', (_, payment, rule, message) => {
    expect(reasonsOf(oracleFbdi(inputOf([payment])))).toEqual([[rule, message]]);
  });

  it('cuts a description, which loses no meaning', async () => {
    const long = aPayment(1, { payee: byLedger, lines: [aLine(5, { description: 'x'.repeat(300) })] });
    const [, lines] = await entriesOf(fileOf(oracleFbdi(inputOf([long]))).bytes);
    expect(rowsOf(lines?.text ?? '')[0]?.[7]).toBe('x'.repeat(240));
  });

  it('is refused where the council has another ledger', () => {
    expect(reasonsOf(oracleFbdi(inputOf(two, outputsWith({ ledger: { kind: 'gl07' } }))))).toEqual([
      [
        'ledger-of-another-kind',
        'The setting “Files to the bank and the ledger” names gl07 as the ledger, not oracle-fbdi.',
      ],
    ]);
  });
});

describe('rows for GL07', () => {
  const gl07 = outputsWith({ ledger: { kind: 'gl07' } });

  it('debit each cost and credit what is owed to the payee', () => {
    const [headings = [], ...rows] = rowsOf(textOf(gl07Csv(inputOf(two, gl07))));
    const picked = [
      'trans_type',
      'account',
      'dim_1',
      'cur_amount',
      'period',
      'apar_id',
      'ext_inv_ref',
      'sequence_no',
      'trans_date',
    ];
    const at = picked.map((heading) => headings.indexOf(heading));
    expect(rows.map((row) => at.map((index) => row[index]))).toEqual([
      ['GL', '43210', 'CC100', '3412.68', '202608', '', 'R000123-00004', '1', '20261120'],
      ['GL', '43210', 'CC100', '-300.00', '202608', '', 'R000123-00004', '2', '20261120'],
      ['AP', '90100', '', '-3112.68', '202608', '500123', 'R000123-00004', '3', '20261120'],
      ['GL', '43210', 'CC100', '853.17', '202608', '', 'R000123-00005', '1', '20261120'],
      ['AP', '90100', '', '-853.17', '202608', '500124', 'R000123-00005', '2', '20261120'],
    ]);
  });

  it('come to nothing', () => {
    const [headings = [], ...rows] = rowsOf(textOf(gl07Csv(inputOf(two, gl07))));
    const amount = headings.indexOf('amount');
    expect(rows.reduce((sum, row) => sum + penceOf(row[amount]), 0)).toBe(0);
  });

  it('take the layout of a SAP that wants sides, and no headings', () => {
    const column = (value: string) => ({ heading: 'x', value });
    const columns = [
      '{sollOrHaben}',
      '{debitOrCredit}',
      '{plusOrMinusOne}',
      '{absoluteAmount}',
      '{period}',
      'EUR; no',
    ].map(column);
    const sap = outputsWith({ ledger: { kind: 'gl07', delimiter: ';', headings: false, columns } });
    expect(textOf(gl07Csv(inputOf(two.slice(1), sap)))).toBe(
      'S;D;1;853.17;202611;"EUR; no"\r\nH;C;-1;853.17;202611;"EUR; no"\r\n',
    );
  });

  it.each([
    ['April is the first period of its financial year', '2027-04-05T10:00:00.000Z', '2027-04-13', '202701'],
    ['March is the last', '2027-03-15T10:00:00.000Z', '2027-03-23', '202612'],
  ])('%s', (_, at, payOn, period) => {
    const payment = aPayment(1, { payee: byLedger, payOn: calendarDate(payOn) });
    const columns = [{ heading: 'period', value: '{financialPeriod}' }];
    const chosen = outputsWith({ ledger: { kind: 'gl07', columns } });
    const input = { ...inputOf([payment], chosen), madeAt: instant(at) };
    expect(textOf(gl07Csv(input))).toBe(`period\r\n${period}\r\n${period}\r\n`);
  });

  it('are refused with every reason, and where the council has another ledger', () => {
    const wrong = [aPayment(1), aPayment(2, { payee: { ...byLedger }, lines: [aLine(-1)] })];
    expect(reasonsOf(gl07Csv(inputOf(wrong, gl07))).map(([rule]) => rule)).toEqual([
      'payment-not-above-nothing',
      'not-paid-by-ledger',
    ]);
    expect(reasonsOf(gl07Csv(inputOf(two)))).toEqual([
      [
        'ledger-of-another-kind',
        'The setting “Files to the bank and the ledger” names oracle-fbdi as the ledger, not gl07.',
      ],
    ]);
  });
});
