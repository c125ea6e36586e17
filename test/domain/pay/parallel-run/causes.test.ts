import { describe, expect, it } from 'vitest';
import { pence } from '../../../../domain/money.ts';
import { knownPackage, ourLine, reconcile, theirLine } from '../../../support/parallel-case.ts';

/** The parts of the only difference, as `cause pence`. */
function partsOf(...sides: Parameters<typeof reconcile>): string[] {
  const { differences } = reconcile(...sides);
  expect(differences).toHaveLength(1);
  return (differences[0]?.parts ?? []).map((part) => `${part.cause} ${part.pence}`);
}

function sentenceOf(...sides: Parameters<typeof reconcile>): string {
  return reconcile(...sides).differences[0]?.sentence ?? '';
}

describe('what agrees', () => {
  it('is the same amount for the same days', () => {
    expect(reconcile([ourLine()], [theirLine()])).toEqual({
      ...{ matchedLines: 1, matchedPence: 280_000, leftOutPence: 0, differences: [] },
    });
  });

  it('is one net line of theirs and our cost less the contribution', () => {
    const ours = [ourLine(), ourLine({ component: 'contribution', rate: '100' })];
    expect(reconcile(ours, [theirLine({ amount: '2400' })])).toMatchObject({ matchedLines: 1 });
  });

  it('is four weekly lines of theirs and one of ours', () => {
    const weeks = ['05/12/2022', '12/12/2022', '19/12/2022', '26/12/2022'];
    const ends = ['11/12/2022', '18/12/2022', '25/12/2022', '01/01/2023'];
    const theirs = weeks.map((from, place) => theirLine({ from, to: ends[place] ?? '', amount: '700' }));
    expect(reconcile([ourLine()], theirs)).toMatchObject({ matchedLines: 4, differences: [] });
  });

  it('is what ours pays of the period where our line goes on before and after it, and the rest is left out', () => {
    const { differences, leftOutPence } = reconcile(
      [ourLine({ from: '2022-11-28', to: '2023-01-08' })],
      [theirLine()],
    );
    expect([differences, leftOutPence]).toEqual([[], 140_000]);
  });

  it('leaves out what the NHS owes, which no payee gets', () => {
    expect(
      reconcile([ourLine(), ourLine({ component: 'nhs-share', rate: '50' })], [theirLine()]),
    ).toMatchObject({ differences: [], leftOutPence: 0 });
  });

  it('is each component by itself where both sides name the same ones, though another of them differs', () => {
    const ours = [ourLine(), ourLine({ component: 'contribution', rate: '100' })];
    const theirs = [
      theirLine({ component: 'cost' }),
      theirLine({ component: 'contribution', amount: '-360.00' }),
    ];
    const { matchedLines, matchedPence, differences } = reconcile(ours, theirs);
    expect([matchedLines, matchedPence]).toEqual([1, 280_000]);
    expect(differences).toMatchObject([
      { component: 'contribution', ourPence: -40_000, theirPence: -36_000, cause: 'rate-differs' },
    ]);
    expect(differences[0]?.sentence).toContain('theirs is £90.00 a week, ours £100.00');
  });

  it('is week by week where one week of theirs differs', () => {
    const theirs = [
      theirLine({ to: '2022-12-11', amount: '700' }),
      theirLine({ from: '2022-12-12', to: '2022-12-18', amount: '650' }),
      theirLine({ from: '2022-12-19', to: '2022-12-25', amount: '700' }),
    ];
    const { matchedLines, differences } = reconcile([ourLine()], theirs);
    expect(matchedLines).toBe(2);
    expect(differences).toMatchObject([
      { from: '2022-12-12', to: '2022-12-18', ourPence: 70_000, theirPence: 65_000, cause: 'rate-differs' },
      { from: '2022-12-26', to: '2023-01-01', ourPence: 70_000, theirPence: 0, cause: 'not-paid-by-them' },
    ]);
  });
});

describe('they pay and we pay nothing, because', () => {
  const none = (known: Parameters<typeof knownPackage>[0], fields?: Record<string, string>) =>
    partsOf([], [theirLine(fields)], { known: knownPackage(known) });

  it('we know no such package', () => {
    expect(partsOf([], [theirLine()], { known: null })).toEqual(['unknown-package 280000']);
  });
  it('careledger was not live yet', () => {
    expect(
      partsOf([], [theirLine()], { goLive: knownPackage({ startDate: '2023-04-01' }).startDate }),
    ).toEqual(['before-go-live 280000']);
  });
  it('an opening position says that it was paid', () => {
    expect(none({ paidTo: '2023-01-01' })).toEqual(['already-paid-to 280000']);
  });
  it('it has not started with us', () => {
    expect(none({ startDate: '2023-01-02' })).toEqual(['not-started 280000']);
  });
  it('it ended with us before', () => {
    expect(none({ endDate: '2022-12-04' })).toEqual(['ended 280000']);
  });
  it('the person died before', () => {
    expect(none({ dateOfDeath: '2022-12-01' })).toEqual(['person-died 280000']);
  });
  it.each([['2023-01-01'], [null]])('it is suspended with us until %s', (to) => {
    expect(none({ suspensions: [{ from: '2022-12-01', to }] })).toEqual(['suspended 280000']);
  });
  it('we do not know its price', () => {
    const gap = { message: 'There is no rate.', from: knownPackage().startDate, to: null };
    expect(partsOf([], [theirLine()], { gaps: [gap] })).toEqual(['price-unknown 280000']);
  });
  it('no run of ours looked at it', () => {
    expect(partsOf([], [theirLine()], { inRun: false })).toEqual(['not-in-our-run 280000']);
  });
  it('nothing was delivered that we know of', () => {
    expect(none({ byActuals: true })).toEqual(['nothing-delivered 280000']);
  });
  it('our run found nothing due', () => {
    expect(none({ suspensions: [{ from: '2022-12-20', to: '2022-12-21' }] })).toEqual(['nothing-due 280000']);
  });
  it('we hold it', () => {
    expect(partsOf([ourLine({ held: true })], [theirLine()])).toEqual(['held-by-us 280000']);
  });
});

describe('the amounts differ, because', () => {
  it('they pay nothing for a package we pay', () => {
    expect(partsOf([ourLine()], [])).toEqual(['not-paid-by-them -280000']);
  });

  it('their weekly price is another, said beside ours, and which of our prices it is', () => {
    const known = knownPackage({
      terms: [
        { from: '2021-04-01', rate: '680.5' },
        { from: '2022-04-01', rate: '700' },
      ],
    });
    expect(sentenceOf([ourLine()], [theirLine({ amount: '2722.00' })], { known })).toBe(
      'Over the same days theirs is £680.50 a week, ours £700.00. That is our rate from 1 April 2021.',
    );
  });

  it('their hourly price is another', () => {
    const ours = [ourLine({ units: '10', rate: '20.5' })];
    expect(sentenceOf(ours, [theirLine({ amount: '800.00' })])).toContain('£20.00 a unit, ours £20.50');
  });

  it('their price is another beside a contribution that both take off', () => {
    const ours = [ourLine(), ourLine({ component: 'contribution', rate: '100' })];
    expect(partsOf(ours, [theirLine({ amount: '2440.00' })])).toEqual(['rate-differs 4000']);
  });

  it('the package ended in the period with us and not with them', () => {
    const known = knownPackage({ endDate: '2022-12-18' });
    const [ours, theirs] = [[ourLine({ to: '2022-12-18' })], [theirLine()]];
    expect(partsOf(ours, theirs, { known })).toEqual(['ended 140000']);
    expect(sentenceOf(ours, theirs, { known })).toBe(
      'They also pay 19 December 2022 to 1 January 2023. With us it ended on 18 December 2022.',
    );
  });

  it('they pay other days than we do', () => {
    expect(partsOf([ourLine()], [theirLine({ to: '2022-12-18', amount: '1400' })])).toEqual([
      'days-differ -140000',
    ]);
    const ours = [ourLine({ to: '2022-12-18' })];
    const theirs = [theirLine({ from: '2022-12-18', to: '2022-12-19', amount: '200' })];
    expect(partsOf(ours, theirs)).toEqual(['days-differ -120000']);
    expect(sentenceOf(ours, theirs)).toBe(
      'They also pay 19 December 2022. We also pay 5 December 2022 to 17 December 2022.',
    );
  });

  it('their days are others for a reason we do not know', () => {
    expect(partsOf([ourLine({ to: '2022-12-18' })], [theirLine()])).toEqual(['days-differ 140000']);
  });

  it('other days and a penny of rounding', () => {
    expect(
      partsOf([ourLine({ rate: '700.01' })], [theirLine({ to: '2022-12-08', amount: '400.00' })]),
    ).toEqual(['days-differ -240003', 'rounding -1']);
  });

  it('they do not take off the contribution', () => {
    const ours = [ourLine(), ourLine({ component: 'contribution', rate: '100' })];
    expect(partsOf(ours, [theirLine()])).toEqual(['component-only-ours 40000']);
    expect(sentenceOf(ours, [theirLine()])).toBe(
      'We take off the person’s contribution, £400.00; they do not.',
    );
  });

  it('they do not take off the contribution, and round otherwise', () => {
    const ours = [ourLine(), ourLine({ component: 'contribution', rate: '100' })];
    expect(partsOf(ours, [theirLine({ amount: '2800.01' })])).toEqual([
      'component-only-ours 40000',
      'rounding 1',
    ]);
  });

  it('funded nursing care is paid by us and not by them', () => {
    const ours = [ourLine(), ourLine({ component: 'fnc-payment', rate: '209.19' })];
    expect(sentenceOf(ours, [theirLine()])).toBe('We pay funded nursing care, £836.76; they do not.');
  });

  it.each([
    ['contribution', '-400', 'They take off the person’s contribution, £400.00; we do not.'],
    ['top-up', '80.00', 'They pay the top-up, £80.00; we do not.'],
  ])('they name a %s that we have not', (component, amount, sentence) => {
    expect(
      sentenceOf([ourLine()], [theirLine({ component: 'cost' }), theirLine({ component, amount })]),
    ).toBe(sentence);
  });

  it('theirs says the same twice', () => {
    expect(partsOf([ourLine()], [theirLine({ reference: 'A' }), theirLine({ reference: 'B' })])).toEqual([
      'paid-twice-by-them 280000',
    ]);
  });

  it('we hold a part', () => {
    const ours = [ourLine(), ourLine({ component: 'top-up', rate: '50', held: true })];
    expect(partsOf(ours, [theirLine({ amount: '3000' })])).toEqual(['held-by-us 20000']);
  });

  it('we hold it all and their price is another', () => {
    expect(partsOf([ourLine({ held: true })], [theirLine({ amount: '2840' })])).toEqual([
      'held-by-us 280000',
      'rate-differs 4000',
    ]);
  });

  it('it is a penny of rounding', () => {
    expect(partsOf([ourLine()], [theirLine({ amount: '2800.01' })])).toEqual(['rounding 1']);
    expect(partsOf([ourLine()], [theirLine({ amount: '2800.02' })])).toEqual(['unexplained 2']);
  });

  it('we correct earlier days, or they do', () => {
    const correction = ourLine({ kind: 'adjustment', from: '2022-11-07', to: '2022-12-04', amount: 1_250 });
    const theirs = theirLine({ from: '2022-11-07', to: '2022-12-04', amount: '30' });
    expect(partsOf([ourLine(), correction], [theirLine()])).toEqual(['adjustment-by-us -1250']);
    expect(partsOf([ourLine()], [theirLine(), theirs])).toEqual(['earlier-days-by-them 3000']);
    expect(partsOf([ourLine(), correction], [theirLine(), theirs])).toEqual([
      'adjustment-by-us -1250',
      'earlier-days-by-them 3000',
    ]);
  });

  it('what we correct of later days is of another file', () => {
    const later = ourLine({ kind: 'adjustment', from: '2023-01-02', to: '2023-01-08', amount: 1_250 });
    expect(reconcile([ourLine(), later], [theirLine()])).toMatchObject({
      differences: [],
      leftOutPence: 1_250,
    });
  });

  it('they pay another provider: said though the amounts agree, and beside what else differs', () => {
    expect(partsOf([ourLine()], [theirLine({ providerId: 'P002' })])).toEqual(['payee-differs 0']);
    expect(partsOf([ourLine()], [theirLine({ providerId: 'P002', amount: '2800.01' })])).toEqual([
      'rounding 1',
      'payee-differs 0',
    ]);
    expect(reconcile([ourLine()], [theirLine({ providerId: 'P001' })]).differences).toEqual([]);
  });

  it('nothing that is known explains it, and then nothing is claimed', () => {
    expect(partsOf([ourLine()], [theirLine({ amount: '2756.13' })])).toEqual(['unexplained -4387']);
    expect(partsOf([ourLine()], [theirLine({ amount: '28000.00' })])).toEqual(['unexplained 2520000']);
    expect(partsOf([ourLine()], [theirLine({ amount: '28.00' })])).toEqual(['unexplained -277200']);
  });
});

describe('lines of ours that cannot be cut', () => {
  const items = (from: string, to: string) =>
    ourLine({
      from,
      to,
      amount: 50_00,
      explanation: [
        {
          step: 'items',
          pence: pence(5_000),
          items: [
            { ref: '1', on: ourLine().from, quantity: '1', rate: '20', pence: pence(2_000) },
            { ref: '2', on: knownPackage().startDate, quantity: '1', rate: '30', pence: pence(3_000) },
          ],
        },
      ],
    });
  const once = (from: string, to = '2022-12-20') =>
    ourLine({
      component: 'one-off',
      from,
      to,
      amount: 9_900,
      explanation: [
        {
          step: 'once',
          on: ourLine({ from }).from,
          unitsPerWeek: '1',
          rate: '99',
          percent: '100',
          pence: pence(9_900),
        },
      ],
    });

  it('count by their items where they have some', () => {
    expect(reconcile([items('2022-01-01', '2023-01-01')], [theirLine({ amount: '20' })])).toMatchObject({
      ...{ matchedLines: 1, leftOutPence: 3_000 },
    });
  });

  it('count where they begin, when they fall on one day', () => {
    expect(reconcile([once('2022-12-10')], [theirLine({ amount: '99' })])).toMatchObject({ matchedLines: 1 });
    expect(reconcile([once('2022-12-10', '2023-03-31')], [theirLine({ amount: '99' })])).toMatchObject({
      ...{ matchedLines: 1, leftOutPence: 0 },
    });
    expect(reconcile([once('2022-12-01')], [])).toMatchObject({ differences: [], leftOutPence: 9_900 });
  });

  it('are beyond the period when no day of theirs lies in it', () => {
    expect(reconcile([ourLine({ from: '2022-11-01', to: '2022-11-07' })], [])).toMatchObject({
      ...{ differences: [], leftOutPence: 70_000 },
    });
  });

  it('count whole in the period, and are laid beside all lines of theirs together', () => {
    const correction = ourLine({ kind: 'adjustment', amount: -1_000 });
    const theirs = [
      theirLine({ to: '2022-12-11', amount: '700' }),
      theirLine({ from: '2022-12-12', amount: '2100' }),
    ];
    expect(partsOf([ourLine(), correction], theirs)).toEqual(['adjustment-by-us 1000']);
  });

  it('are laid beside lines of theirs that overlap together', () => {
    const theirs = [theirLine(), theirLine({ from: '2022-12-12', amount: '17.77' })];
    expect(partsOf([ourLine()], theirs)).toEqual(['unexplained 1777']);
  });

  it('of two prices say no price of theirs', () => {
    const ours = [ourLine({ to: '2022-12-11' }), ourLine({ from: '2022-12-12', rate: '710' })];
    expect(partsOf(ours, [theirLine({ amount: '2800' })])).toEqual(['unexplained -3000']);
  });
});

describe('the share of the NHS', () => {
  const ours = [ourLine(), ourLine({ component: 'nhs-share', rate: '50' })];

  it('is why they pay less by just that much', () => {
    expect(partsOf(ours, [theirLine({ amount: '2600' })])).toEqual(['nhs-share -20000']);
    expect(sentenceOf(ours, [theirLine({ amount: '2600' })])).toContain('£200.00; we pay it and recharge it');
  });

  it('is cut to the days of their lines, and told apart from days that they leave out', () => {
    const firstWeek = theirLine({ to: '11/12/2022', amount: '650' });
    const secondWeek = theirLine({ from: '12/12/2022', to: '18/12/2022', amount: '650' });
    const { differences } = reconcile(ours, [firstWeek, secondWeek]);
    expect(differences.map(({ cause, differencePence }) => [cause, differencePence])).toEqual([
      ['nhs-share', -5_000],
      ['nhs-share', -5_000],
      ['not-paid-by-them', -140_000],
    ]);
  });

  it('that is held explains nothing', () => {
    const held = [ourLine(), ourLine({ component: 'nhs-share', rate: '50', held: true })];
    expect(partsOf(held, [theirLine({ amount: '2600' })])).not.toContain('nhs-share -20000');
  });
});
