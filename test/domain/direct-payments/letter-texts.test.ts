import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import {
  directPaymentLettersSchema,
  writeLetter,
  type Letter,
  type LetterFacts,
} from '../../../domain/direct-payments/letter-texts.ts';
import { usualReturnLadder } from '../../../domain/direct-payments/return-ladder.ts';
import { usualDirectPaymentLetters } from '../../../domain/direct-payments/usual-letter-texts.ts';
import { pence } from '../../../domain/money.ts';

const day = calendarDate;
const { texts } = usualDirectPaymentLetters;
const payment = {
  ...{ date: day('2026-05-04'), paidTo: 'BETFRED', amountPence: pence(12_050) },
  ...{ why: 'Betting is not in the plan.', evidence: ['Line 12 of the statement.', 'The plan of March.'] },
};

function facts(more: Partial<LetterFacts> = {}): LetterFacts {
  return {
    to: { name: 'Ada Vale', address: '1 High Street, Larkford' },
    person: { name: 'Ada Vale', diedOn: null, formatNeeds: null },
    ...{ from: 'Larkshire County Council', contact: 'The direct payments team', reference: 'DP-7' },
    ...{ date: day('2026-07-13'), dueOn: day('2026-07-28') },
    period: { from: day('2026-04-01'), to: day('2026-06-30') },
    ...{ amountPence: null, payments: [], items: [], councilErrors: [] },
    ...more,
  };
}
const died: LetterFacts['person'] = { name: 'Ada Vale', diedOn: day('2026-05-01'), formatNeeds: null };

function wordsOf({ title, salutation, paragraphs, table, closing }: Letter): string {
  const told = closing.map(({ heading, text }) => `${heading}: ${text}`);
  return [title, salutation, ...paragraphs, ...(table?.rows.flat() ?? []), ...told].join('\n');
}

function withText(words: string, name = 'papers-first-reminder') {
  const changed = { ...texts['papers-first-reminder'], paragraphs: [words] };
  const value = { ...usualDirectPaymentLetters, texts: { ...texts, [name]: changed } };
  return directPaymentLettersSchema.safeParse(value);
}

describe('the words of letters about direct payments', () => {
  it('have a text for every step of the usual ladder', () => {
    for (const { template } of usualReturnLadder.steps) expect(Object.keys(texts)).toContain(template);
  });

  it('fill every place they leave, whichever letter it is, also after a death', () => {
    for (const text of Object.values(texts)) {
      for (const person of [facts().person, died]) {
        const words = wordsOf(writeLetter(text, facts({ person, amountPence: pence(8_000) })));
        expect(words).not.toMatch(/[{}]|undefined|null/);
      }
    }
  });

  it.each(['{amounts}', '{amount}', '{}', '{ period }', '{period', 'period}', '{{period}}'])(
    'are refused with %s in a reminder, which says what may stand there',
    (wrong) => {
      const { error } = withText(`For ${wrong}.`);
      expect(error?.issues.map(({ message }) => message)).toEqual([
        'What stands in braces is one of {name}, {person}, {council}, {contact}, {reference}, {period}, {dueOn}.',
      ]);
    },
  );

  it('may name an amount where the letter is about money', () => {
    expect(withText('We ask for {amount}.', 'recovery-notice').success).toBe(true);
  });

  it('may have texts of the council’s own, in the same form', () => {
    expect(withText('Papers for {period}.', 'papers-by-card').success).toBe(true);
    expect(withText('Papers for {month}.', 'papers-by-card').success).toBe(false);
  });

  it('are not whole without one of the texts that careledger sends', () => {
    const { findings: _left, ...others } = texts;
    const value = { ...usualDirectPaymentLetters, texts: others };
    expect(directPaymentLettersSchema.safeParse(value).success).toBe(false);
  });
});

describe('a letter', () => {
  it('says which papers are missing and since when, to whom, from whom and under which reference', () => {
    const letter = writeLetter(texts['papers-first-reminder'], facts());
    expect(letter).toMatchObject({
      title: 'Please send us the papers of the direct payment for 1 April 2026 to 30 June 2026',
      to: { name: 'Ada Vale', address: '1 High Street, Larkford' },
      ...{ from: 'Larkshire County Council', date: '2026-07-13', reference: 'DP-7' },
      ...{ salutation: 'Dear Ada Vale', isLargePrint: false },
    });
    expect(letter.paragraphs[0]).toBe(
      'This letter is about the direct payment of Ada Vale. We do not have all of its papers for 1 April 2026 to 30 June 2026 yet. They were due by 28 July 2026.',
    );
    expect(letter).not.toHaveProperty('table');
  });

  it.each(['findings', 'recovery-notice'] as const)(
    'of %s names each payment with its evidence, the council’s own errors, the review and the Ombudsman',
    (name) => {
      const councilErrors = ['We paid March twice.', 'We answered late.'];
      const other = { ...payment, paidTo: 'CASH', amountPence: pence(5_000) };
      const letter = writeLetter(texts[name], facts({ payments: [payment, other], councilErrors }));
      expect(letter.table?.headings).toHaveLength(5);
      expect(letter.table?.rows[0]).toEqual([
        ...['4 May 2026', 'BETFRED', '£120.50', 'Betting is not in the plan.'],
        'Line 12 of the statement. The plan of March.',
      ]);
      expect(letter.table?.rows).toHaveLength(2);
      expect(wordsOf(letter)).toContain('£170.50');
      expect(letter.closing.map(({ heading }) => heading)).toEqual([
        ...['What we did wrong ourselves', 'Whom to ask', 'Your right to a review', 'How to complain'],
      ]);
      expect(wordsOf(letter)).toContain('We paid March twice. We answered late.');
      expect(wordsOf(letter)).toContain('Local Government and Social Care Ombudsman');
    },
  );

  it('names the amount it is told of before what the payments come to', () => {
    const told = facts({ payments: [payment], amountPence: pence(8_000) });
    expect(writeLetter(texts['recovery-notice'], told).title).toBe(
      'We propose that £80.00 of the direct payment is paid back',
    );
  });

  it('says how a sum is reached and by when it is to come, then what it was asked about', () => {
    const sum = [
      { what: 'The balance.', amountPence: pence(100_00) },
      { what: 'Wages still to go out.', amountPence: pence(-40_00) },
    ];
    const instalments = [{ dueOn: day('2026-08-01'), amountPence: pence(60_00) }];
    const { sections, ...letter } = writeLetter(
      texts['recovery-notice'],
      facts({ amountPence: pence(60_00), sum, instalments, payments: [payment] }),
    );
    expect(
      sections.map(({ heading, table }) => [heading, ...table.rows.map((row) => row.slice(0, 2))]),
    ).toEqual([
      [
        'How the sum is reached',
        ['The balance.', '£100.00'],
        ['Wages still to go out.', '−£40.00'],
        ['Together: what we ask for.', '£60.00'],
      ],
      ['The instalments we agreed', ['1 August 2026', '£60.00']],
      ['What we asked you about', ['4 May 2026', 'BETFRED']],
    ]);
    expect(letter).not.toHaveProperty('table');
    expect(writeLetter(texts['recovery-notice'], facts({ sum })).sections).toHaveLength(1);
  });

  it('lists what is asked for, beside the payments where there are some', () => {
    const items = ['The payslips of May', 'The invoice of Sunny Days'];
    const request = texts['request-for-information'];
    expect(writeLetter(request, facts({ items })).table).toEqual({
      headings: ['What we ask you for'],
      rows: [['The payslips of May'], ['The invoice of Sunny Days']],
    });
    const both = writeLetter(request, facts({ items, payments: [payment] }));
    expect(both.table?.rows).toHaveLength(1);
    expect(both.closing[0]).toEqual({
      heading: 'What we ask you for',
      text: 'The payslips of May; The invoice of Sunny Days',
    });
  });

  it('goes to the personal representatives after a death, in gentle words and with one named contact', () => {
    const bereaved = facts({ person: died, contact: 'Olive Brook, 01234 567 890' });
    const letter = writeLetter(texts['papers-escalation'], bereaved);
    expect(letter.to).toEqual({
      name: 'The personal representatives of Ada Vale',
      address: '1 High Street, Larkford',
    });
    expect(letter).toMatchObject({
      title: 'The last papers of a direct payment',
      salutation: 'Dear personal representatives',
    });
    expect(letter.paragraphs[0]).toBe('We are sorry that Ada Vale has died.');
    expect(letter.closing[0]).toEqual({
      heading: 'One person to talk to',
      text: 'Olive Brook, 01234 567 890 deals with all of this and helps you with it.',
    });
    expect(wordsOf(letter)).not.toMatch(/due by|still missing/);
  });

  it.each([
    ['Large print', true],
    ['needs large-print, hearing loop', true],
    ['18pt', true],
    ['20 point', true],
    ['Easy Read', false],
    ['Braille', false],
  ])('for somebody with the format need “%s” is in large print: %s', (formatNeeds, isLargePrint) => {
    const person = { ...facts().person, formatNeeds };
    expect(writeLetter(texts.findings, facts({ person })).isLargePrint).toBe(isLargePrint);
  });

  it('takes nothing that a name says for a place to fill', () => {
    const person = { ...facts().person, name: '{amount} {other}' };
    const { paragraphs } = writeLetter(texts.findings, facts({ person }));
    expect(paragraphs[0]).toContain('of {amount} {other}.');
    const own = { ...texts.findings, paragraphs: ['{other}'] };
    expect(writeLetter(own, facts()).paragraphs).toEqual(['{other}']);
  });
});
