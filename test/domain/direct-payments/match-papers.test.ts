import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, calendarDate } from '../../../domain/calendar.ts';
import type { PaidOut, Paper } from '../../../domain/direct-payments/match-papers-paper.ts';
import {
  paperKinds,
  paperTermsSchema,
  usualPaperTerms,
} from '../../../domain/direct-payments/match-papers-terms.ts';
import { matchPapers } from '../../../domain/direct-payments/match-papers.ts';
import { pence } from '../../../domain/money.ts';

const may = (day: number) => addDays(calendarDate('2026-04-30'), day);

type ShortPaper = [paperId: string, day: number, pounds: number | null, payee: string, kind?: Paper['kind']];
type ShortPayment = [day: number, pounds: number, text: string, category?: string];

const papersOf = (shorts: readonly ShortPaper[]): Paper[] =>
  shorts.map(([paperId, day, pounds, payee, kind = 'invoice']) => ({
    ...{ paperId, uploadId: `U-${paperId}`, kind, date: may(day), payee },
    amountPence: pounds === null ? null : pence(Math.round(pounds * 100)),
  }));
const paidOutOf = (shorts: readonly ShortPayment[]): PaidOut[] =>
  shorts.map(([day, pounds, text, category = 'other'], transaction) => ({
    ...{ transaction, date: may(day), text, category, amountPence: pence(0 - Math.round(pounds * 100)) },
  }));
const match = (papers: readonly ShortPaper[], paidOut: readonly ShortPayment[]) =>
  matchPapers(papersOf(papers), paidOutOf(paidOut), usualPaperTerms);
const shown = (papers: readonly ShortPaper[], paidOut: readonly ShortPayment[]) =>
  match(papers, paidOut).matches.map(
    ({ paperId, transaction, certainty }) => `${paperId} ${transaction} ${certainty}`,
  );

describe('a paper shows a payment', () => {
  it.each<[string, ShortPaper[], ShortPayment[], string[]]>([
    [
      'of its sum to its payee',
      [['A', 1, 50, 'Elm Club']],
      [[3, 50, 'CARD PAYMENT TO ELM CLUB']],
      ['A 0 exact'],
    ],
    [
      'whose text the bank has cut',
      [['A', 1, 50, 'Larkpay Bureau']],
      [[3, 50, 'LARKP BUREA DD']],
      ['A 0 exact'],
    ],
    ['that names half of the payee', [['A', 1, 50, 'Jo Smithson']], [[3, 50, 'SMITHSON J']], ['A 0 exact']],
    [
      'of a payee that has common words only',
      [['A', 1, 50, 'The Care Home']],
      [[3, 50, 'CARE HOME']],
      ['A 0 exact'],
    ],
    ['where the bank names nobody', [['A', 1, 50, 'Elm Club']], [[3, 50, 'FPO 221']], ['A 0 likely']],
    ['not of another sum', [['A', 1, 50, 'Elm Club']], [[3, 150, 'ELM CLUB']], []],
    ['not of another time', [['A', 1, 50, 'Elm Club']], [[62, 50, 'ELM CLUB']], []],
    [
      'not to somebody else who sent a paper',
      [
        ['A', 1, 50, 'Elm Club'],
        ['B', 1, 70, 'Oak Shop'],
      ],
      [[3, 50, 'OAK SHOP']],
      [],
    ],
    [
      'not where all they share is a word of everybody',
      [
        ['A', 1, 50, 'Elm Care'],
        ['B', 1, 70, 'Oak Care'],
      ],
      [[3, 50, 'OAK CARE']],
      [],
    ],
    [
      'not to one whose name only begins alike',
      [
        ['A', 1, 50, 'Larkpay'],
        ['B', 1, 70, 'Larkspur'],
      ],
      [[3, 50, 'LARKSPUR']],
      [],
    ],
    ['which is money out, not in', [['A', 1, 50, 'Elm Club']], [[3, -50, 'ELM CLUB']], []],
    [
      'exactly before nearly',
      [['A', 1, 50, 'Elm Club']],
      [
        [1, 50, 'FPO 221'],
        [3, 50, 'ELM CLUB'],
      ],
      ['A 1 exact'],
    ],
    [
      'the nearest of several',
      [['A', 10, 50, 'Elm Club']],
      [
        [20, 50, 'ELM CLUB'],
        [11, 50, 'ELM CLUB'],
      ],
      ['A 1 exact'],
    ],
    [
      'one for each, the more the better',
      [
        ['A', 1, 50, 'Elm Club', 'receipt'],
        ['B', 8, 50, 'Elm Club', 'receipt'],
      ],
      [
        [8, 50, 'ELM CLUB'],
        [15, 50, 'ELM CLUB'],
      ],
      ['A 0 exact', 'B 1 exact'],
    ],
    [
      'of whom its text has the most',
      [
        ['A', 1, 50, 'Ann Smithson'],
        ['B', 1, 50, 'Bob Smithson'],
      ],
      [
        [2, 50, 'BOB SMITHSON'],
        [3, 50, 'ANN SMITHSON'],
      ],
      ['A 1 exact', 'B 0 exact'],
    ],
    [
      'of two as like, one each',
      [
        ['A', 1, 50, 'Ann Smithson'],
        ['B', 1, 50, 'Bob Smithson'],
      ],
      [
        [2, 50, 'SMITHSON'],
        [3, 50, 'SMITHSON'],
      ],
      ['A 0 exact', 'B 1 exact'],
    ],
    [
      'by payee and day where a timesheet says hours only',
      [['A', 1, null, 'Jo Vale', 'timesheet']],
      [[5, 50, 'JO VALE']],
      ['A 0 likely'],
    ],
    [
      'beside another kind of paper',
      [
        ['A', 1, 50, 'Jo Vale', 'payslip'],
        ['B', 1, null, 'Jo Vale', 'timesheet'],
      ],
      [[5, 50, 'JO VALE']],
      ['A 0 exact', 'B 0 likely'],
    ],
  ])('%s', (_, papers, paidOut, expected) => {
    expect(shown(papers, paidOut)).toEqual(expected);
  });

  it('and says why', () => {
    const { matches } = match(
      [
        ['A', 1, 50, 'Elm Club'],
        ['B', 1, 60, 'Oak Shop'],
        ['C', 1, null, 'Jo Vale', 'timesheet'],
      ],
      [
        [3, 50, 'ELM CLUB'],
        [3, 60, 'FPO 221'],
        [4, 90, 'JO VALE'],
      ],
    );
    expect(matches.map(({ why }) => why)).toEqual([
      'The payee and the day agree with the timesheet of Jo Vale of 1 May 2026, which shows no sum.',
      '£50.00, the payee and the day agree with the invoice of Elm Club of 1 May 2026.',
      '£60.00 and the day agree with the invoice of Oak Shop of 1 May 2026; the bank does not name the payee.',
    ]);
  });
});

describe('papers and payments that do not agree', () => {
  it('are told where net pay is not what was paid', () => {
    const { differing, withoutPayment, withoutPaper } = match(
      [['A', 1, 300, 'Jo Vale', 'payslip']],
      [
        [5, 290, 'JO VALE', 'wages'],
        [5, 310.5, 'JO VALE'],
      ],
    );
    expect(differing).toEqual([
      {
        ...{ paperId: 'A', transaction: 0, differencePence: -1000 },
        why: 'The payslip of Jo Vale shows £300.00, and £290.00 was paid. Ask why.',
      },
    ]);
    expect(withoutPayment).toEqual([]);
    expect(withoutPaper.map(({ wanted }) => wanted)).toEqual([['timesheet']]);
  });

  it('are told once for each paper and payment, the nearest day first', () => {
    const { differing, withoutPayment } = match(
      [
        ['A', 1, 300, 'Jo Vale', 'payslip'],
        ['B', 8, 300, 'Jo Vale', 'payslip'],
        ['C', 8, 300, 'Jo Vale', 'payslip'],
      ],
      [
        [3, 290, 'JO VALE'],
        [2, 290, 'JO VALE'],
        [40, 290, 'JO VALE'],
      ],
    );
    expect(differing.map(({ paperId, transaction }) => [paperId, transaction])).toEqual([
      ['A', 1],
      ['B', 0],
    ]);
    expect(withoutPayment.map(({ paperId }) => paperId)).toEqual(['C']);
  });

  it.each<[string, ShortPayment]>([
    ['too far off', [5, 239.99, 'JO VALE']],
    ['too late', [30, 290, 'JO VALE']],
    ['to somebody else', [5, 290, 'ELM CLUB']],
  ])('are no difference where the payment is %s', (_, payment) => {
    const { differing, withoutPayment } = match([['A', 1, 300, 'Jo Vale', 'payslip']], [payment]);
    expect(differing).toEqual([]);
    expect(withoutPayment).toEqual([
      { paperId: 'A', why: 'The account shows no payment for the payslip of Jo Vale of 1 May 2026.' },
    ]);
  });

  it('are suggested where one paper was paid in two parts, and stay gaps', () => {
    const { suggestions, matches, differing, withoutPaper, withoutPayment } = match(
      [
        ['A', 1, 200, 'Elm Care', 'invoice'],
        ['B', 1, 125, 'Elm Care', 'invoice'],
      ],
      [
        [2, 120, 'ELM CARE', 'care'],
        [3, 120, 'ELM CARE', 'care'],
        [9, 80, 'ELM CARE', 'care'],
      ],
    );
    expect(suggestions).toEqual([
      {
        ...{ papers: ['A'], transactions: [0, 2] },
        why: '£120.00 and £80.00 to Elm Care come to the £200.00 of its invoice.',
      },
    ]);
    expect(matches).toEqual([]);
    expect(differing.map(({ paperId, transaction }) => [paperId, transaction])).toEqual([['B', 1]]);
    expect(withoutPaper.map(({ transaction }) => transaction)).toEqual([0, 2]);
    expect(withoutPayment.map(({ paperId }) => paperId)).toEqual(['A']);
  });

  it('are suggested where two papers were paid in one', () => {
    const { suggestions, differing } = match(
      [
        ['A', 1, 50, 'Oak Shop'],
        ['B', 1, 70, 'Elm Care'],
        ['C', 2, 130, 'Elm Care'],
        ['D', 2, 130, 'Elm Care'],
      ],
      [
        [9, 200, 'ELM CARE'],
        [10, 90, 'OAK SHOP'],
      ],
    );
    expect(suggestions).toEqual([
      {
        ...{ papers: ['B', 'C'], transactions: [0] },
        why: 'The £200.00 paid to Elm Care come to two papers of £70.00 and £130.00.',
      },
    ]);
    expect(differing).toEqual([]);
  });

  it('are in one suggestion at most', () => {
    const { suggestions } = match(
      [
        ['A', 1, 200, 'Elm Care'],
        ['B', 1, 100, 'Elm Care'],
      ],
      [
        [2, 120, 'ELM CARE'],
        [3, 80, 'ELM CARE'],
        [9, 300, 'ELM CARE'],
      ],
    );
    expect(suggestions.map(({ papers, transactions }) => [papers, transactions])).toEqual([[['A'], [0, 1]]]);
  });
});

describe('payments that need a paper', () => {
  it('are named with what is wanted', () => {
    const { withoutPaper } = match(
      [
        ['A', 1, 50, 'Jo Vale', 'payslip'],
        ['B', 1, 70, 'Elm Care', 'receipt'],
      ],
      [
        [5, 50, 'JO VALE', 'wages'],
        [6, 70, 'ELM CARE', 'care'],
        [7, 80, 'ELM CARE', 'care'],
        [8, 9, 'BANK', 'bank-charge'],
      ],
    );
    expect(withoutPaper).toEqual([
      {
        ...{ transaction: 0, wanted: ['timesheet'] },
        why: 'The payment of £50.00 on 5 May 2026 needs a timesheet, and none was sent.',
      },
      {
        ...{ transaction: 2, wanted: ['invoice', 'receipt'] },
        why: 'The payment of £80.00 on 7 May 2026 needs an invoice or a receipt, and none was sent.',
      },
    ]);
  });
});

describe('matching', () => {
  const payees = ['Jo Vale', 'Elm Care', 'Oak Shop'];
  const papers = fc
    .array(
      fc.tuple(
        fc.nat({ max: 40 }),
        fc.constantFrom(40, 60, 100, null),
        fc.constantFrom(...payees),
        fc.constantFrom(...paperKinds),
      ),
      { maxLength: 14 },
    )
    .map((all) =>
      all.map(([day, pounds, payee, kind], place): ShortPaper => [`P${place}`, day, pounds, payee, kind]),
    );
  const paidOut = fc
    .array(
      fc.tuple(fc.nat({ max: 60 }), fc.constantFrom(40, 60, 100, 95), fc.constantFrom(...payees, 'FPO')),
      { maxLength: 14 },
    )
    .map((all) => all.map(([day, pounds, text]): ShortPayment => [day, pounds, text.toUpperCase(), 'care']));

  it('uses no paper twice and gives no payment two papers of a kind', () => {
    fc.assert(
      fc.property(papers, paidOut, (some, payments) => {
        const { matches, differing, withoutPayment } = match(some, payments);
        const kindOf = new Map(some.map(([paperId, , , , kind]) => [paperId, kind]));
        const pairs = [...matches, ...differing];
        const used = [...pairs, ...withoutPayment].map(({ paperId }) => paperId);
        expect(used.toSorted()).toEqual(some.map(([paperId]) => paperId).toSorted());
        const shownBy = pairs.map(({ paperId, transaction }) => `${transaction} ${kindOf.get(paperId)}`);
        expect(new Set(shownBy).size).toBe(shownBy.length);
      }),
    );
  });

  it('says the same in whatever order papers and payments come', () => {
    fc.assert(
      fc.property(papers, paidOut, (some, payments) => {
        const [these, those] = [papersOf(some), paidOutOf(payments)];
        expect(matchPapers(these.toReversed(), those.toReversed(), usualPaperTerms)).toEqual(
          matchPapers(these, those, usualPaperTerms),
        );
      }),
    );
  });
});

describe('the terms of papers', () => {
  it('are taken as they usually are, and refuse a window that ends before it begins', () => {
    expect(paperTermsSchema.safeParse(usualPaperTerms).success).toBe(true);
    const windows = { ...usualPaperTerms.windows, receipt: { fromDays: 3, toDays: 2 } };
    expect(paperTermsSchema.safeParse({ ...usualPaperTerms, windows }).success).toBe(false);
  });
});
