import { describe, expect, it } from 'vitest';
import { outputsSchema } from '../../domain/settings/output-settings.ts';
import { settings } from '../../domain/settings/settings.ts';

const larkshire = settings.outputs.initial;
const messagesOf = (changes: Record<string, unknown>) =>
  outputsSchema.safeParse({ ...larkshire, ...changes }).error?.issues.map(({ message }) => message) ?? [];
const oracle = (invoices: unknown) => ({ ledger: { kind: 'oracle-fbdi', invoices } });
const debtor = (iban: string) => ({ iso20022: { debtorAccount: { iban }, bic: null } });

describe('the files to the bank and the ledger', () => {
  it('of Larkshire name an account that no bank has', () => {
    expect(larkshire.bacs.sortCode).toBe('000000');
    expect(larkshire.iso20022.debtorAccount).toEqual({ sortCode: '000000', accountNumber: '00000001' });
  });

  it('have Oracle’s columns until the council names its own: 132 of an invoice, 158 of a line, END last', () => {
    const { ledger } = outputsSchema.parse({ ...larkshire, ledger: { kind: 'oracle-fbdi' } });
    const ends = ledger.kind === 'oracle-fbdi' ? [ledger.invoices, ledger.lines] : [];
    expect(ends.map(({ columns, filled }) => [columns, filled.at(-1)])).toMatchObject([
      [132, { position: 132, value: 'END' }],
      [158, { position: 158, value: 'END' }],
    ]);
  });

  it('have the columns of GL07 until the council names its own', () => {
    const { ledger } = outputsSchema.parse({ ...larkshire, ledger: { kind: 'gl07' } });
    expect(ledger).toMatchObject({ kind: 'gl07', delimiter: ',', headings: true, dates: 'YYYYMMDD' });
    expect(ledger.kind === 'gl07' && ledger.columns.map(({ heading }) => heading)).toContain('ext_inv_ref');
  });

  it('may do without a ledger', () => {
    expect(messagesOf({ ledger: { kind: 'none' } })).toEqual([]);
  });

  it.each([
    [
      'a column may join values and words',
      { columns: 2, filled: [{ position: 2, value: '{costCentre}-{taxCode}-0' }] },
      [],
    ],
    [
      'a column is filled with what there is',
      { columns: 1, filled: [{ position: 1, value: '{costCenter}' }] },
      [expect.stringContaining('A column cannot be filled with {costCenter}: there is paymentId, ')],
    ],
    [
      'a position is filled once',
      {
        columns: 2,
        filled: [
          { position: 1, value: 'A' },
          { position: 1, value: 'B' },
        ],
      },
      ['Each position is filled once.'],
    ],
    [
      'a position is one of the columns',
      { columns: 2, filled: [{ position: 3, value: 'A' }] },
      ['There are 2 columns; no position is above that.'],
    ],
  ])('%s', (_, invoices, messages) => {
    expect(messagesOf(oracle(invoices))).toEqual(messages);
  });

  it('take an IBAN with the right check digits (the specimen of the IBAN registry)', () => {
    expect(messagesOf(debtor('GB29NWBK60161331926819'))).toEqual([]);
    expect(messagesOf(debtor('GB82WEST12345698765432'))).toEqual([]);
  });

  it.each([
    'GB30NWBK60161331926819',
    'GB29NWBK60161331926818',
    'GB29NWBK6016133192681',
    'FR1420041010050500013M02606',
  ])('refuse %s as an IBAN', (iban) => {
    expect(messagesOf(debtor(iban))).not.toEqual([]);
  });

  it.each([
    ['a service user number of five digits', { serviceUserNumber: '12345' }],
    ['a sort code with hyphens', { sortCode: '00-00-00' }],
    ['an account number of seven digits', { accountNumber: '0000001' }],
    ['a name that Bacs cannot write', { accountName: 'Larkshire' }],
    ['a name wider than its field', { accountName: 'LARKSHIRE COUNTY CO' }],
    ['another record length', { multiDayRecordLength: '00108' }],
  ])('refuse %s', (_, bacs) => {
    expect(messagesOf({ bacs: { ...larkshire.bacs, ...bacs } })).not.toEqual([]);
  });
});
