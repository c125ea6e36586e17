import { describe, expect, it } from 'vitest';
import {
  checkStatementMapping,
  headingsText,
  markKey,
  statementMappingSchema,
  type StatementMapping,
} from '../../../domain/statements/statement-mapping.ts';

const mapping: StatementMapping = {
  mappingId: 'larkshire-credit-union',
  bank: 'Larkshire Credit Union',
  headings: ['Booked', 'Details', 'More details', 'Amount', 'In or out', 'Left', 'No', 'Sort', 'Money'],
  date: 'Booked',
  dateOrder: 'as-the-file-shows',
  text: ['Details', 'More details'],
  amount: { kind: 'signed', column: 'Amount', isPaidOutPositive: false },
  balance: 'Left',
  reference: 'No',
  kind: 'Sort',
  currency: 'Money',
};

const rulesAt = (changed: Partial<StatementMapping>) =>
  checkStatementMapping({ ...mapping, ...changed }).map(({ rule, field }) => [rule, field]);

describe('A mapping of a bank’s headings', () => {
  it('can be saved where every column it names is in the file', () => {
    expect(statementMappingSchema.parse(mapping)).toEqual(mapping);
    expect(rulesAt({})).toEqual([]);
  });

  it('may leave out what the bank does not write', () => {
    expect(rulesAt({ balance: null, reference: null, kind: null, currency: null })).toEqual([]);
  });

  it('finds its columns in any case, with or without spaces', () => {
    expect(rulesAt({ date: 'BOOKED', text: ['More_Details'] })).toEqual([]);
  });

  it('may read one column as text and as reference', () => {
    expect(rulesAt({ reference: 'Details' })).toEqual([]);
  });

  it('is refused where a column is not in the file', () => {
    expect(rulesAt({ date: 'Date', text: ['Details', 'Memo'] })).toEqual([
      ['heading-not-in-file', 'date'],
      ['heading-not-in-file', 'text.1'],
    ]);
  });

  it('is refused where a heading that it needs is there twice', () => {
    expect(rulesAt({ headings: [...mapping.headings, 'amount'] })).toEqual([
      ['heading-repeated', 'amount.column'],
    ]);
  });

  it('is refused where one column is to be two of date, amount and balance', () => {
    const amount = {
      kind: 'two-columns',
      paidIn: 'Amount',
      paidOut: 'amount',
      isPaidOutNegative: false,
    } as const;
    expect(rulesAt({ amount, balance: 'Booked' })).toEqual([
      ['column-chosen-twice', 'amount.paidOut'],
      ['column-chosen-twice', 'balance'],
    ]);
  });

  it('is refused where the same word is to mean paid in and paid out', () => {
    const marked = { kind: 'marked', column: 'Amount', mark: 'In or out', paidIn: 'C' } as const;

    expect(rulesAt({ amount: { ...marked, paidOut: 'D' } })).toEqual([]);
    expect(rulesAt({ amount: { ...marked, paidOut: ' c' } })).toEqual([
      ['marks-are-the-same', 'amount.paidOut'],
    ]);
  });

  it('says what is wrong in a sentence that names the column', () => {
    const [missing] = checkStatementMapping({ ...mapping, date: 'Day' });
    expect(missing?.message).toBe('The file has no column “Day”. Choose one of its headings.');
  });

  it.each([
    { wrong: 'no text', changed: { text: [] } },
    { wrong: 'an order of dates that is none', changed: { dateOrder: 'ydm' } },
    { wrong: 'one heading', changed: { headings: ['Booked'] } },
    { wrong: 'something else beside', changed: { sign: '-' } },
  ])('is no mapping with $wrong', ({ changed }) => {
    expect(statementMappingSchema.safeParse({ ...mapping, ...changed }).success).toBe(false);
  });
});

describe('Words for paid in and paid out', () => {
  it('are the same in any case', () => {
    expect(markKey(' Dbit ')).toBe(markKey('DBIT'));
    expect(markKey('DBIT')).not.toBe(markKey('CRDT'));
  });
});

describe('Headings', () => {
  it('are the same in any case, with or without spaces, and with empty ones at the end', () => {
    const same = headingsText(['Booked on', 'SUM']);
    expect(headingsText(['booked_on', 'Sum', '', ' '])).toBe(same);
    expect(headingsText(['Sum', 'Booked on'])).not.toBe(same);
    expect(headingsText(['Booked on', '', 'Sum'])).not.toBe(same);
  });
});
