import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, calendarDate } from '../../domain/calendar.ts';
import type { CarePackage } from '../../domain/packages/care-package.ts';
import { whoPaysWhat, type Payer, type Stretch } from '../../domain/packages/who-pays-what.ts';
import { pence, rateText } from '../../domain/money.ts';
import type { Contribution } from '../../domain/records/contribution.ts';
import { councilRowSchema } from '../../domain/reference/reference-row.ts';

const day = calendarDate;
const term = (from: string, unitsPerWeek: string, rate: string | null, rateCardId: string | null = null) => ({
  from: day(from),
  unitsPerWeek: rateText(unitsPerWeek),
  rate: rate === null ? null : rateText(rate),
  rateCardId,
});

function nursingHome(more: Partial<CarePackage> = {}): CarePackage {
  return {
    ...{ packageId: 'PK-1', personId: 'A1', providerId: 'P001', serviceType: 'nursing' },
    ...{
      startDate: day('2026-04-06'),
      endDate: null,
      terms: [term('2026-04-06', '1', '900')],
      suspensions: [],
    },
    ...{ rateIncludesFnc: true, weekdays: null, carers: null, visitMinutes: null, funding: 'care-act' },
    ...{ nhsSharePercent: null, icbId: null, contract: null, costCentre: null, costElement: null },
    ...{ taxCode: null, purchaseOrder: null, purchaseOrderLine: null },
    ...more,
  };
}

function contribution(more: Partial<Contribution> = {}): Contribution {
  return {
    ...{ contributionId: 'C1', personId: 'A1', packageId: 'PK-1', kind: 'weeks-13-plus', status: 'active' },
    ...{
      startDate: day('2026-04-06'),
      endDate: null,
      weeklyAmountPence: pence(15_000),
      collector: 'council',
    },
    ...more,
  };
}
const fnc = (more: Partial<Contribution> = {}) =>
  contribution({
    contributionId: 'F1',
    kind: 'fnc',
    weeklyAmountPence: null,
    collector: 'provider',
    ...more,
  });

const days = ({ from, to }: Stretch) => [from, to];
const amounts = ({ payers }: Stretch) => payers.map(({ kind, weeklyPence }) => [kind, weeklyPence]);

describe('who pays what for a package', () => {
  it('is the council alone where nobody contributes: 10.5 hours at £20.45 are £214.73 a week, half up', () => {
    const carePackage = nursingHome({ terms: [term('2026-04-06', '10.5', '20.45')] });
    expect(whoPaysWhat(carePackage, [], []).stretches).toEqual([
      {
        from: '2026-04-06',
        to: null,
        suspended: null,
        weeklyCostPence: 21_473,
        unitsPerWeek: '10.5',
        rate: '20.45',
        rateCardId: null,
        payers: [
          {
            payer: 'council',
            collector: null,
            kind: 'council-share',
            contributionId: null,
            weeklyPence: 21_473,
          },
        ],
      },
    ]);
  });

  it('leaves the council what the person, a third party and the NHS do not pay', () => {
    const topUp = contribution({ contributionId: 'T1', kind: 'top-up', weeklyAmountPence: pence(5_000) });
    const [stretch] = whoPaysWhat(nursingHome(), [contribution(), topUp, fnc()], []).stretches;
    expect(
      stretch?.payers.map(({ payer, collector, weeklyPence }) => [payer, collector, weeklyPence]),
    ).toEqual([
      ['council', null, 90_000 - 26_768 - 5_000 - 15_000],
      ['nhs', 'provider', 26_768],
      ['third-party', 'council', 5_000],
      ['person', 'council', 15_000],
    ]);
  });

  it('changes on the day a contribution passes from council to provider, and not before', () => {
    const first = contribution({ endDate: day('2026-06-30') });
    const second = contribution({
      contributionId: 'C2',
      startDate: day('2026-07-01'),
      collector: 'provider',
    });
    const { stretches } = whoPaysWhat(nursingHome(), [first, second], []);
    expect(stretches.map((each) => [...days(each), each.payers[1]?.collector])).toEqual([
      ['2026-04-06', '2026-06-30', 'council'],
      ['2026-07-01', null, 'provider'],
    ]);
  });

  it('takes the national FNC rate of each day: £254.06 to 31 March 2026, then £267.68', () => {
    const carePackage = nursingHome({
      startDate: day('2026-03-01'),
      endDate: day('2026-04-30'),
      terms: [term('2026-03-01', '1', '900')],
    });
    const { stretches, missing } = whoPaysWhat(carePackage, [fnc({ startDate: day('2026-03-01') })], []);
    expect(stretches.map((each) => [...days(each), each.payers[1]?.weeklyPence])).toEqual([
      ['2026-03-01', '2026-03-31', 25_406],
      ['2026-04-01', '2026-04-30', 26_768],
    ]);
    expect(missing).toEqual([]);
  });

  it('adds FNC to the cost where the rate does not include it', () => {
    const [stretch] = whoPaysWhat(nursingHome({ rateIncludesFnc: false }), [fnc()], []).stretches;
    expect([stretch?.weeklyCostPence, amounts(stretch!)]).toEqual([
      90_000 + 26_768,
      [
        ['council-share', 90_000],
        ['fnc', 26_768],
      ],
    ]);
  });

  it('says what is missing where no FNC rate is known, and takes it for nothing', () => {
    const future = nursingHome({ startDate: day('2040-04-01'), terms: [term('2040-04-01', '1', '900')] });
    const { stretches, missing } = whoPaysWhat(future, [fnc({ startDate: day('2040-04-01') })], []);
    expect(amounts(stretches[0]!)).toEqual([
      ['council-share', null],
      ['fnc', null],
    ]);
    expect(missing).toHaveLength(1);
    expect(missing[0]).toContain('1 April 2040');
  });

  it('takes the council’s own FNC rate where none was published', () => {
    const row = councilRowSchema.parse({
      ...{ kind: 'funded-nursing-care', category: 'standard', from: '2040-04-01', to: null, value: '300.5' },
      ...{ source: 'A circular.', replacesPublished: false },
    });
    const future = nursingHome({ startDate: day('2040-03-30'), terms: [term('2040-03-30', '1', '900')] });
    const { stretches } = whoPaysWhat(future, [fnc({ startDate: day('2040-03-30') })], [row]);
    expect(stretches.map((each) => [each.from, each.payers[1]?.weeklyPence])).toEqual([
      ['2040-03-30', null],
      ['2040-04-01', 30_050],
    ]);
  });

  it('shares what FNC leaves with the NHS by its percentage, half up', () => {
    const joint = nursingHome({ funding: 'joint', nhsSharePercent: rateText('33.3333') });
    const [stretch] = whoPaysWhat(joint, [fnc()], []).stretches;
    // A third of £632.32, as a percentage of four decimals, is £210.77.
    expect(amounts(stretch!)).toEqual([
      ['council-share', 90_000 - 26_768 - 21_077],
      ['fnc', 26_768],
      ['nhs-share', 21_077],
    ]);
  });

  it('leaves continuing healthcare to the NHS wholly, unless a percentage says otherwise', () => {
    const wholly = whoPaysWhat(nursingHome({ funding: 'chc' }), [], []).stretches[0]!;
    const half = whoPaysWhat(nursingHome({ funding: 'chc', nhsSharePercent: rateText('50') }), [], []);
    expect(amounts(wholly)).toEqual([
      ['council-share', 0],
      ['nhs-share', 90_000],
    ]);
    expect(amounts(half.stretches[0]!)).toEqual([
      ['council-share', 45_000],
      ['nhs-share', 45_000],
    ]);
  });

  it('stops while the package is suspended: then nobody pays', () => {
    const suspensions = [{ from: day('2026-05-04'), to: day('2026-05-10'), kind: 'hospital' }];
    const { stretches } = whoPaysWhat(nursingHome({ suspensions }), [contribution()], []);
    expect(
      stretches.map((each) => [...days(each), each.suspended, each.weeklyCostPence, each.payers.length]),
    ).toEqual([
      ['2026-04-06', '2026-05-03', null, 90_000, 2],
      ['2026-05-04', '2026-05-10', 'hospital', 0, 0],
      ['2026-05-11', null, null, 90_000, 2],
    ]);
  });

  it('has no price where a rate card gives it, and no share of the council either', () => {
    const joint = nursingHome({
      terms: [term('2026-04-06', '10', null, 'RC1')],
      nhsSharePercent: rateText('50'),
    });
    const [stretch] = whoPaysWhat(joint, [contribution()], []).stretches;
    expect([stretch?.weeklyCostPence, stretch?.rateCardId, amounts(stretch!)]).toEqual([
      null,
      'RC1',
      [
        ['council-share', null],
        ['weeks-13-plus', 15_000],
        ['nhs-share', null],
      ],
    ]);
  });

  it('takes units and rate of each term from its day', () => {
    const terms = [term('2026-04-06', '1', '900'), term('2026-05-01', '1', '920')];
    expect(
      whoPaysWhat(nursingHome({ terms }), [], []).stretches.map((each) => [each.from, each.rate]),
    ).toEqual([
      ['2026-04-06', '900'],
      ['2026-05-01', '920'],
    ]);
  });

  it('ignores a contribution that was cancelled, or that lies outside the package', () => {
    const cancelled = contribution({ status: 'cancelled' });
    const earlier = contribution({
      contributionId: 'C0',
      startDate: day('2025-01-01'),
      endDate: day('2026-04-05'),
    });
    expect(whoPaysWhat(nursingHome(), [cancelled, earlier], [])).toEqual(whoPaysWhat(nursingHome(), [], []));
  });

  it('is one stretch where a term changes nothing', () => {
    const terms = [term('2026-04-06', '1', '900'), term('2026-05-01', '1', '900')];
    expect(whoPaysWhat(nursingHome({ terms }), [], []).stretches.map(days)).toEqual([['2026-04-06', null]]);
  });
});

describe('the stretches of any package', () => {
  const someDay = fc.integer({ min: 0, max: 400 }).map((days) => addDays(day('2026-01-01'), days));
  const someRange = fc
    .tuple(someDay, fc.option(fc.integer({ min: 0, max: 200 })))
    .map(([from, length]) => ({ from, to: length === null ? null : addDays(from, length) }));
  const someContribution = fc.record({
    range: someRange,
    kind: fc.constantFrom('weeks-1-12', 'weeks-13-plus', 'top-up', 'fnc', 'non-residential' as const),
    amount: fc.integer({ min: 0, max: 100_000 }),
    collector: fc.constantFrom('provider' as const, 'council' as const),
  });
  const someCase = fc
    .record({
      range: someRange,
      steps: fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 3 }),
      rate: fc.integer({ min: 1, max: 2_000_000 }),
      suspensions: fc.array(someRange, { maxLength: 2 }),
      contributions: fc.array(someContribution, { maxLength: 4 }),
      rateIncludesFnc: fc.constantFrom(true, false, null),
      share: fc.constantFrom(null, '0', '12.5', '100'),
    })
    .map(({ range, steps, rate, suspensions, contributions, rateIncludesFnc, share }) => ({
      carePackage: nursingHome({
        startDate: range.from,
        endDate: range.to,
        terms: [0, ...steps]
          .map((step, place) =>
            term(addDays(range.from, step * place), '1', String((rate + place) / 100).replace(/\.0+$/, '')),
          )
          .toSorted((a, b) => (a.from < b.from ? -1 : 1)),
        suspensions: suspensions.map((each) => ({ ...each, kind: 'hospital' })),
        rateIncludesFnc,
        nhsSharePercent: share === null ? null : rateText(share),
      }),
      contributions: contributions.map(({ range: dates, kind, amount, collector }, place) =>
        contribution({
          contributionId: `C${place}`,
          kind: kind as Contribution['kind'],
          collector,
          startDate: dates.from,
          endDate: dates.to,
          weeklyAmountPence: pence(amount),
        }),
      ),
    }));

  it('cover its days from the first to the last, without a gap and without overlap', () => {
    fc.assert(
      fc.property(someCase, ({ carePackage, contributions }) => {
        const { stretches } = whoPaysWhat(carePackage, contributions, []);
        expect(stretches[0]?.from).toBe(carePackage.startDate);
        expect(stretches.at(-1)?.to).toBe(carePackage.endDate);
        for (const [place, stretch] of stretches.slice(1).entries()) {
          expect(stretch.from).toBe(addDays(stretches[place]!.to!, 1));
        }
      }),
    );
  });

  it('have parts that add up to their weekly cost', () => {
    fc.assert(
      fc.property(someCase, ({ carePackage, contributions }) => {
        for (const { payers, weeklyCostPence } of whoPaysWhat(carePackage, contributions, []).stretches) {
          const sum = payers.reduce(
            (total, { weeklyPence }: Payer) => total + (weeklyPence ?? Number.NaN),
            0,
          );
          expect(sum).toBe(weeklyCostPence);
        }
      }),
    );
  });

  it('are as long as they can be: neighbours differ in more than their days', () => {
    fc.assert(
      fc.property(someCase, ({ carePackage, contributions }) => {
        const { stretches } = whoPaysWhat(carePackage, contributions, []);
        const texts = stretches.map((stretch) => JSON.stringify({ ...stretch, from: null, to: null }));
        expect(texts.slice(1).every((text, place) => text !== texts[place])).toBe(true);
      }),
    );
  });
});
