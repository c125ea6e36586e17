import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import type { Letter } from '../../../domain/direct-payments/letter-texts.ts';
import { letterPdf, letterText } from '../../../functions/files/letters/letter-pdf.ts';

const letter: Letter = {
  title: 'What we found for 1 April 2026 to 30 June 2026',
  to: { name: 'Łucja Wale', address: '1 High Street, Larkford,, LK1 2AB' },
  ...{ from: 'Larkshire County Council', date: calendarDate('2026-07-13'), reference: 'DP-7' },
  ...{ salutation: 'Dear Łucja Wale', paragraphs: ['Nothing is decided yet.', 'Please tell us.'] },
  sections: [
    {
      heading: 'How the sum is reached',
      table: {
        headings: ['Part', 'Amount'],
        rows: [
          ['The balance.', '£210.50'],
          ['Wages still to go out.', '−£40.00'],
        ],
      },
    },
  ],
  table: {
    headings: ['Date', 'Paid to', 'Amount', 'What we ask about', 'What shows it'],
    rows: [
      ['4 May 2026', 'BETFRED', '£120.50', 'Betting is not in the plan.', 'Line 12.'],
      ['6 May 2026', 'CASH 日', '£50.00', 'What was it for?', 'Line 14.'],
    ],
  },
  closing: [{ heading: 'Your right to a review', text: 'Tell us.' }],
  isLargePrint: false,
};
const madeAt = new Date('2026-07-13T08:00:00Z');

async function read(bytes: Uint8Array) {
  const document = await getDocumentProxy(new Uint8Array(bytes));
  const { text } = await extractText(document, { mergePages: true });
  const sizes = new Set<number>();
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    for (const item of items) if ('height' in item && item.height > 0) sizes.add(Math.round(item.height));
  }
  return { document, text: text.replace(/\s+/g, ' '), sizes };
}

describe('a letter on pages', () => {
  it('says all of it in its order, to whom and from whom, and shows a mark where pages have no letter', async () => {
    const { text } = await read(await letterPdf(letter, madeAt));
    const expected = [
      'What we found for 1 April 2026 to 30 June 2026',
      'Lucja Wale 1 High Street Larkford LK1 2AB',
      'From: Larkshire County Council Date: 13 July 2026 Our reference: DP-7',
      'Dear Lucja Wale Nothing is decided yet. Please tell us.',
      'How the sum is reached Part Amount The balance. £210.50 Wages still to go out. –£40.00',
      'Date Paid to Amount What we ask about What shows it',
      '4 May 2026 BETFRED £120.50 Betting is not in the plan. Line 12.',
      'CASH ? £50.00',
      'Your right to a review Tell us.',
    ];
    let from = 0;
    for (const part of expected) {
      const at = text.indexOf(part, from);
      expect([part, at >= from]).toEqual([part, true]);
      from = at;
    }
  });

  it('has a title, a language and a structure for readers that read aloud', async () => {
    const { document } = await read(await letterPdf(letter, madeAt));
    const { info } = await document.getMetadata();
    expect(info).toMatchObject({ Title: letter.title, Language: 'en-GB' });
    const tree = JSON.stringify(await (await document.getPage(1)).getStructTree());
    for (const role of ['H1', 'H2', 'P', 'Table', 'TR', 'TH', 'TD']) expect(tree).toContain(`"${role}"`);
  });

  it('is the same bytes however often it is made', async () => {
    expect(await letterPdf(letter, madeAt)).toEqual(await letterPdf(letter, madeAt));
  });

  it('has no print below 18 points where its reader needs large print, and tells a table line by line', async () => {
    const { text, sizes } = await read(await letterPdf({ ...letter, isLargePrint: true }, madeAt));
    expect(Math.min(...sizes)).toBe(18);
    expect(text).toContain('Date: 4 May 2026 Paid to: BETFRED Amount: £120.50');
    const usual = await read(await letterPdf(letter, madeAt));
    expect(Math.min(...usual.sizes)).toBe(9);
  });

  it('goes to an address as it was written by lines, or to none', async () => {
    const byLines = { ...letter, to: { name: 'Ada', address: 'Flat 2, Mill House\nLarkford' } };
    expect((await read(await letterPdf(byLines, madeAt))).text).toContain('Ada Flat 2, Mill House Larkford');
    const none = { ...letter, to: { name: 'Ada', address: null } };
    expect((await read(await letterPdf(none, madeAt))).text).toContain('Ada From: Larkshire');
  });
});

describe('a letter as an e-mail', () => {
  it('says the same in plain text, a payment line by line', () => {
    expect(letterText(letter)).toBe(
      [
        'Dear Łucja Wale',
        'Nothing is decided yet.',
        'Please tell us.',
        'How the sum is reached\nThe balance.  £210.50\nWages still to go out.  −£40.00',
        'Date: 4 May 2026\nPaid to: BETFRED\nAmount: £120.50\nWhat we ask about: Betting is not in the plan.\nWhat shows it: Line 12.',
        'Date: 6 May 2026\nPaid to: CASH 日\nAmount: £50.00\nWhat we ask about: What was it for?\nWhat shows it: Line 14.',
        'Your right to a review\nTell us.',
        'From: Larkshire County Council\nDate: 13 July 2026\nOur reference: DP-7',
        '',
      ].join('\n\n'),
    );
  });

  it('lists what is asked for, and leaves out a table it does not have', () => {
    const asked = { headings: ['What we ask you for'], rows: [['The payslips of May'], ['The invoice']] };
    expect(letterText({ ...letter, table: asked })).toContain('\n\n– The payslips of May\n– The invoice\n\n');
    const { table: _left, ...plain } = letter;
    expect(letterText({ ...plain, sections: [] })).toContain('Please tell us.\n\nYour right to a review');
  });
});
