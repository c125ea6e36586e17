import { describe, expect, it } from 'vitest';
import { guessMapping } from '../../../domain/statements/guess-mapping.ts';

const guess = (headings: string, ...rows: string[]) =>
  guessMapping(
    headings.split(','),
    rows.map((row) => row.split(',')),
  );
const fieldsOf = (headings: string, ...rows: string[]) => guess(headings, ...rows).fields;

describe('The guess of what the columns of a statement hold', () => {
  it('goes by headings whose values fit', () => {
    expect(
      fieldsOf(
        'Posting day,Transaction date,Details,Money in,Money out,Account balance,Your reference,Type,Currency',
        '14/03/2026,13/03/2026,WAGES,,50.00,150.00,R1,DD,GBP',
        '15/03/2026,14/03/2026,COUNCIL,840.00,,990.00,R2,BGC,GBP',
      ),
    ).toEqual([null, 'date', 'text', 'paidIn', 'paidOut', 'balance', 'reference', 'kind', 'currency']);
  });

  it('goes by values where headings say nothing', () => {
    expect(fieldsOf('Wann,Wer,Wieviel', '13/03/2026,WAGES,-50.00', '14/03/2026,COUNCIL,840.00')).toEqual([
      ...['date', 'text', 'amount'],
    ]);
    expect(fieldsOf('Booked,Sum of all', 'soon,much')).toEqual(['text', 'text']);
    expect(fieldsOf('Booked,Sum')).toEqual([null, null]);
  });

  it('takes a text from every column that tells of the movement, and none of whose account it is', () => {
    expect(
      fieldsOf('Date,Account name,Name,Notes,Amount', '2026-03-13,A SMITH,JO PARK,wages,-50.00'),
    ).toEqual(['date', null, 'text', 'text', 'amount']);
  });

  it('guesses nothing of a heading that is there twice, or is not there', () => {
    expect(fieldsOf('Date,Amount,AMOUNT,,Details', '2026-03-13,1.00,2.00,3.00,WAGES')).toEqual([
      ...['date', null, null, null, 'text'],
    ]);
  });

  it('needs both of two columns of money, and else takes one amount', () => {
    expect(fieldsOf('Date,Debit,Left', '13/03/2026,50.00,100.00')).toEqual(['date', 'amount', 'balance']);
    const rows = ['13/03/2026,50.00,,50.00,DR,WAGES', '14/03/2026,1.00,1.00,,CR,COUNCIL'];
    expect(fieldsOf('Date,Amount,Paid in,Paid out,Sign,Details', ...rows)).toEqual([
      ...['date', null, 'paidIn', 'paidOut', null, 'text'],
    ]);
  });

  it('lets a sum under the rows be', () => {
    const rows = Array.from({ length: 12 }, (_, day) => `${String(day + 1).padStart(2, '0')}/03/2026,A,1.00`);
    expect(fieldsOf('Date,Details,Amount', ...rows, 'Twelve payments')).toEqual(['date', 'text', 'amount']);
  });

  it('knows the words that say which way the money went', () => {
    const { fields, marks } = guess(
      'Date,Amount,Credit or debit',
      '13/03/2026,50.00,dbit',
      '14/03/2026,9.00,CRDT',
    );
    expect([fields, marks]).toEqual([['date', 'amount', 'mark'], { paidIn: 'CRDT', paidOut: 'DBIT' }]);
    expect(guess('Date,Amount', '13/03/2026,50.00').marks).toEqual({ paidIn: '', paidOut: '' });
  });

  it('tells by evidence what comes first in dates', () => {
    const orderOf = (...dates: string[]) => {
      const { dateOrder, dateNote } = guess('Date,Amount', ...dates.map((date) => `${date},1.00`));
      return [dateOrder, dateNote];
    };
    expect(orderOf('03/04/2026', '13/04/2026')).toEqual([
      'dmy',
      expect.stringContaining('“13/04/2026” can be read no other way'),
    ]);
    expect(orderOf('03/04/2026', '04/13/2026')[0]).toBe('mdy');
    expect(orderOf('2026-04-13')).toEqual(['ymd', null]);
    expect(orderOf('03/04/2026')).toEqual(['dmy', expect.stringContaining('Nothing in this file shows')]);
  });

  it.each([
    { order: 'oldest first', rows: ['10.00,-110.00', '20.00,-130.00', '-5.00,-125.00'] },
    { order: 'newest first', rows: ['-5.00,-125.00', '20.00,-130.00', '10.00,-110.00'] },
  ])('knows by the balances that what is spent has no sign, $order', ({ rows }) => {
    const card = guess('Date,Amount,Balance', ...rows.map((row) => `13/03/2026,${row}`));
    expect(card.isPaidOutPositive).toBe(true);
    const signed = rows.map((row) => `13/03/2026,${row.startsWith('-') ? row.slice(1) : `-${row}`}`);
    expect(guess('Date,Amount,Balance', ...signed).isPaidOutPositive).toBe(false);
  });

  it('takes what is spent as below nought where no balance says otherwise', () => {
    expect(guess('Date,Amount', '13/03/2026,50.00', '14/03/2026,9.00').isPaidOutPositive).toBe(false);
    const broken = guess(
      'Date,Amount,Balance',
      '13/03/2026,9.00,1.00',
      '13/03/2026,x,',
      '13/03/2026,9.00,2.00',
    );
    expect(broken.isPaidOutPositive).toBe(false);
  });

  it('sees that what is paid out has a minus in its own column', () => {
    const two = (out: string) => guess('Date,Paid in,Paid out', `13/03/2026,,${out}`, '14/03/2026,1.00,');
    expect(two('-50.00').isPaidOutNegative).toBe(true);
    expect(two('50.00').isPaidOutNegative).toBe(false);
  });
});
