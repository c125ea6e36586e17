import { describe, expect, it } from 'vitest';
import type { StatementFormat } from '../../../domain/statements/statement.ts';
import { readStatement } from '../../../functions/files/statements/read-statement.ts';
import { lloyds, santanderText } from '../../support/statements/bank-files.ts';
import { camt } from '../../support/statements/camt-text.ts';
import { mt940 } from '../../support/statements/mt940-text.ts';
import { ofx1, ofx2 } from '../../support/statements/ofx-text.ts';
import { qif } from '../../support/statements/qif-text.ts';
import { workbookOf } from '../../support/statements/workbook-of.ts';
import { encode, type EncodingName } from '../files/reading-tables.ts';
import { readFile, readText } from './reading-statements.ts';

const forms: { form: string; format: StatementFormat; text: string }[] = [
  { form: 'OFX 1', format: 'ofx', text: ofx1() },
  { form: 'OFX 2', format: 'ofx', text: ofx2() },
  { form: 'QIF', format: 'qif', text: qif() },
  { form: 'QIF with its account first', format: 'qif', text: `!Account\nNCurrent\nTBank\n^\n${qif()}` },
  { form: 'MT940', format: 'mt940', text: mt940() },
  { form: 'MT940 under a line of the bank', format: 'mt940', text: `ABNANL2A\n940\n${mt940()}` },
  { form: 'MT940 in an envelope', format: 'mt940', text: `{1:F01BUKBGB22XXXX0000000000}{4:\n${mt940()}-}` },
  { form: 'CAMT.053', format: 'camt053', text: camt() },
  { form: 'CAMT.053 without a declaration', format: 'camt053', text: camt().replace(/^<\?xml.*\n/, '') },
  { form: 'a table', format: 'csv', text: lloyds() },
  { form: 'text of Santander', format: 'text', text: santanderText() },
];

const encodings: EncodingName[] = ['utf-8 marked', 'utf-16le marked', 'utf-16be marked', 'windows-1252'];

describe('A statement in any form', () => {
  it.each(forms)('is told by its content: $form', async ({ format, text }) => {
    const file = await readFile(text);

    expect(file.format).toBe(format);
    expect(file.statements[0]?.transactions.length).toBeGreaterThan(2);
  });

  it.each(forms)('is told in any encoding: $form', async ({ text }) => {
    const read = await readText(text);
    for (const encoding of encodings) expect(await readStatement(encode(text, encoding))).toEqual(read);
  });

  // XML begins with its declaration, by its own rule.
  it.each(forms.filter(({ text }) => !text.startsWith('<?xml')))(
    'is told under blank lines: $form',
    async ({ text, format }) => {
      expect((await readFile(`\n \n${text}`)).format).toBe(format);
    },
  );

  it('is told in a workbook', async () => {
    expect((await readFile(workbookOf(lloyds()))).format).toBe('xlsx');
  });

  it('keeps what its reader says is wrong with it', async () => {
    const reading = await readText(camt().replace('120.50000', '12..34'));

    expect(reading).toMatchObject({ ok: false, rule: 'row-unreadable' });
    expect(reading).toHaveProperty('place.line', expect.any(Number));
  });

  it('is refused where its XML holds something else', async () => {
    const order = camt().replaceAll('BkToCstmrStmt', 'CstmrCdtTrfInitn');
    expect(await readText(order)).toMatchObject({ ok: false });
  });

  it.each(forms)('with letters of two encodings is read, and it is said: $form', async ({ text }) => {
    const [before = '', after = ''] = text.split('LARKSHIRE');
    const parts = [Buffer.from(before), Buffer.from('€'), Buffer.from([0xa3]), Buffer.from(after)];
    const file = await readFile(Buffer.concat(parts));

    expect(file.notes.filter(({ rule }) => rule === 'two-encodings')).toHaveLength(1);
    expect(JSON.stringify(file.statements)).toContain('€£');
  });
});
