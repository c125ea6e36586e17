import { describe, expect, it } from 'vitest';
import { addDays, calendarDate } from '../../../domain/calendar.ts';
import { pence, rateText } from '../../../domain/money.ts';
import { dayNumber } from '../../../domain/pay/span.ts';
import type { AcceptedLine } from '../../../domain/returns/accepted-care.ts';
import { concludePreview, sumsBy, totalsOf } from '../../../domain/uplift/preview.ts';
import { previewPackage } from '../../../domain/uplift/preview-package.ts';
import { upliftLineSchema, type UpliftLine } from '../../../domain/uplift/uplift-line.ts';
import { usualUpliftTerms } from '../../../domain/uplift/uplift-terms.ts';
import { hashText } from '../../../functions/store/hash-text.ts';
import { aRateCardLine } from '../../support/sample-facts.ts';
import type { Told } from '../../support/pay-case.ts';
import { packageFacts, previewOf, upliftOf, type ToldUplift } from './uplift-case.ts';

const day = calendarDate;

/** One package with an id of its own. */
function packageLines(packageId: string, told: Told, uplift?: ToldUplift): UpliftLine[] {
  return previewOf({ ...told, detail: { ...told.detail, packageId } }, uplift);
}

function conclude(lines: readonly UpliftLine[], rules = 1, fileLines: number[] = []) {
  const changers = [
    ...Array.from({ length: rules }, (_, place) => ({ kind: 'rule' as const, number: place + 1 })),
    ...fileLines.map((number) => ({ kind: 'line' as const, number })),
  ];
  return concludePreview(lines, { changers, terms: usualUpliftTerms, hash: hashText });
}

describe('a line of a preview', () => {
  it('says before and after, how, and what it costs', () => {
    const [line, ...others] = previewOf({});
    expect(others).toEqual([]);
    expect(upliftLineSchema.parse(line)).toEqual({
      ...{ lineId: 'package:PK1:2026-04-01', of: 'package', packageId: 'PK1', personId: 'PE1' },
      ...{ rateCardId: null, place: '', providerId: 'P001', serviceType: 'residential', contract: null },
      ...{ visitMinutes: null, dayType: null, band: null, zone: null, from: '2026-04-01', through: null },
      ...{ unitsPerWeek: '1', oldRate: '700', newRate: '735', weeklyBeforePence: 70_000 },
      ...{ outcome: 'changed', by: [{ kind: 'rule', number: 1 }], exclusion: null, rule: null },
      left: [],
      why: '5% of £700.00 is £35.00: £735.00.',
      cost: {
        // 365 days of £35 a week.
        ...{ weeklyPence: 3500, earlierYearsPence: 0, thisYearPence: 182_500, fullYearPence: 182_500 },
        ...{ arrearsPence: 0, nhsThisYearPence: 0, nhsFullYearPence: 0 },
      },
      isUnpriced: false,
    });
  });

  it('shows arrears apart: what lies before today, and what of it is of an earlier year', () => {
    const [line] = previewOf({}, { effectiveDate: '2026-03-25', today: '2026-04-15' });
    // 7 days of March and 14 of April at £5 a day.
    expect(line?.cost).toMatchObject({
      ...{ arrearsPence: 10_500, earlierYearsPence: 3500, thisYearPence: 182_500, fullYearPence: 182_500 },
    });
  });

  it('counts no day that is not paid here, and none after the end', () => {
    const told = { to: '2026-05-31' };
    const facts = packageFacts(told, { notBefore: dayNumber(day('2026-05-01')) });
    const { context } = upliftOf({ today: '2026-05-11' });
    const [line] = previewPackage(facts, context);
    expect(line?.cost).toMatchObject({ arrearsPence: 5000, thisYearPence: 15_500, fullYearPence: 30_500 });
  });

  it('tells what of it the NHS owes back', () => {
    const detail = { nhsSharePercent: rateText('40'), icbId: 'QU9' };
    expect(previewOf({ detail })[0]?.cost).toMatchObject({
      ...{ thisYearPence: 182_500, nhsThisYearPence: 73_000, nhsFullYearPence: 73_000 },
    });
  });

  it('costs nothing where nothing is paid through us, and less than nothing where it is income', () => {
    expect(previewOf({ serviceType: { paymentSign: 0 } })[0]?.cost.fullYearPence).toBe(0);
    expect(previewOf({ serviceType: { paymentSign: -1 } })[0]?.cost).toMatchObject({
      ...{ weeklyPence: -3500, fullYearPence: -182_500 },
    });
  });

  it('is there for no package that ended before, and for none that no rule is for', () => {
    expect(previewOf({ to: '2026-03-31' })).toEqual([]);
    expect(previewOf({}, { rules: [] })).toEqual([]);
  });

  it('has the rate go on through a change of hours', () => {
    const terms = [
      { from: '2025-04-01', units: '40', rate: '20' },
      { from: '2026-05-01', units: '20', rate: '20' },
    ];
    const [line, ...others] = previewOf({ terms });
    expect(others).toEqual([]);
    // 30 days of £40 a week and 335 of £20.
    expect(line).toMatchObject({ unitsPerWeek: '40', through: null, cost: { thisYearPence: 112_857 } });
  });

  const later = [
    { from: '2025-04-01', units: '1', rate: '700' },
    { from: '2026-06-01', units: '1', rate: '800' },
  ];

  it('keeps another rate that begins later, and shows it with its reason', () => {
    expect(previewOf({ terms: later })).toMatchObject([
      { from: '2026-04-01', through: '2026-05-31', newRate: '735', cost: { thisYearPence: 30_500 } },
      {
        ...{ lineId: 'package:PK1:2026-06-01', outcome: 'excluded', exclusion: 'later-rate', newRate: null },
        why: 'This rate begins on 1 June 2026, after the effective date, and was agreed for then.',
        cost: { thisYearPence: 0 },
      },
    ]);
  });

  it('uplifts it too by choice', () => {
    const rules = [{ match: { laterRates: true }, change: { percent: '5' } }];
    expect(previewOf({ terms: later }, { rules })).toMatchObject([
      { newRate: '735' },
      { newRate: '840', cost: { weeklyPence: 4000 } },
    ]);
    expect(previewOf({ from: '2026-04-20' }, { rules })).toMatchObject([
      { from: '2026-04-20', newRate: '735' },
    ]);
    expect(previewOf({ from: '2026-04-20' })).toMatchObject([{ exclusion: 'later-rate' }]);
  });

  it('leaves what is bought once at the price that was agreed for it', () => {
    expect(previewOf({ serviceType: { basis: 'once' } })).toMatchObject([
      { outcome: 'excluded', exclusion: 'bought-once' },
    ]);
  });

  it('says of a package without a rate, or whose card stays, that it stays', () => {
    const bare = { terms: [{ from: '2025-04-01', units: '1', rate: null }] };
    const carded = { terms: [{ from: '2025-04-01', units: '1', rate: null, rateCardId: 'RC1' }] };
    expect(previewOf(bare)).toMatchObject([{ exclusion: 'without-rate', by: [{ kind: 'rule', number: 1 }] }]);
    expect(previewOf(carded)).toMatchObject([
      { exclusion: 'priced-by-card', why: 'Rate card RC1 prices it, and its rates stay.' },
    ]);
    const rows = [{ packageId: 'PK1', newRate: '20' }];
    expect(previewOf(carded, { rules: [], rows })).toMatchObject([{ by: [{ kind: 'line', number: 2 }] }]);
    expect(previewOf(bare, { rules: [] })).toEqual([]);
    const inBand = { match: { rateTo: '900' }, change: { percent: '5' } };
    expect(previewOf(bare, { rules: [inBand] })).toEqual([]);
  });

  it('is marked where some of its days cannot be priced', () => {
    const terms = [{ from: '2025-04-01', units: '1', rate: '700' }];
    const facts = packageFacts({ terms });
    const { context } = upliftOf();
    expect(previewPackage({ ...facts, provider: null }, context)).toMatchObject([{ isUnpriced: true }]);
    const noDays = { terms, serviceType: { basis: 'scheduled' as const }, detail: { weekdays: 'Mon-Fri' } };
    expect(previewOf(noDays)).toMatchObject([{ isUnpriced: true, cost: { weeklyPence: 0 } }]);
  });
});

describe('a rate card', () => {
  const terms = [{ from: '2025-04-01', units: '10', rate: null, rateCardId: 'RC1' }];
  const lines = [
    { rate: rateText('20'), from: day('2025-04-01') },
    { rate: rateText('30'), from: day('2025-04-01'), dayType: 'sunday' as const },
  ];
  const sessions = { serviceType: { basis: 'scheduled' as const }, detail: { weekdays: 'Sat Sun' } };

  it('is changed rate by rate, and packages that it prices tell what that costs', () => {
    const [sunday, any, priced, ...others] = previewOf({ ...sessions, terms, rateCardLines: lines });
    expect(others).toEqual([]);
    expect([any, sunday].map((line) => [line?.oldRate, line?.newRate, line?.dayType])).toEqual([
      ['20', '21', null],
      ['30', '31.5', 'sunday'],
    ]);
    expect(any?.cost.fullYearPence).toBe(0);
    // Five hours of a Saturday at £1 and five of a Sunday at £1.50 more.
    expect(priced).toMatchObject({
      ...{ lineId: 'priced-by-card:PK1:2026-04-01', of: 'priced-by-card', rateCardId: 'RC1', newRate: null },
      ...{ outcome: 'changed', why: 'Rate card RC1 prices it, and its rates change.', oldRate: null },
      cost: { weeklyPence: 1250 },
    });
  });

  it('costs nothing at packages that none of its changed rates is for', () => {
    const rules = [{ match: { dayType: 'sunday' }, change: { percent: '5' } }];
    const saturdays = { ...sessions, detail: { weekdays: 'Sat' }, terms, rateCardLines: lines };
    expect(previewOf(saturdays, { rules }).map(({ of }) => of)).toEqual(['rate-card']);
  });

  it('moves a package only on the days it prices', () => {
    const changing = [...terms, { from: '2026-05-01', units: '10', rate: '25' }];
    const [, card, own] = previewOf({ terms: changing, rateCardLines: lines.slice(0, 1) }).map((line) => [
      ...[line.of, line.from, line.through, line.exclusion],
    ]);
    expect(card).toEqual(['priced-by-card', '2026-04-01', '2026-04-30', null]);
    expect(own).toEqual(['package', '2026-05-01', null, 'later-rate']);
  });

  it('is changed where it holds: not where a later rate took its place, and not before it begins', () => {
    const dated = [
      { rate: rateText('18'), from: day('2024-04-01') },
      { rate: rateText('20'), from: day('2025-04-01') },
      { rate: rateText('22'), from: day('2026-09-01') },
    ];
    const told = { rateCardLines: dated };
    const rates = previewOf(told, { rules: [{ match: { of: 'rate-cards' }, change: { percent: '5' } }] });
    expect(
      rates.map(({ from, through, newRate, exclusion }) => [from, through, newRate ?? exclusion]),
    ).toEqual([
      ['2026-04-01', '2026-08-31', '21'],
      ['2026-09-01', null, 'later-rate'],
    ]);
  });

  it('is changed by a row of the file that names one of its rates', () => {
    const rows = [{ rateCardId: 'RC1', dayType: 'sunday', newRate: '32', effectiveFrom: '2026-04-05' }];
    expect(previewOf({ rateCardLines: lines }, { rules: [], rows })).toMatchObject([
      { of: 'rate-card', dayType: 'sunday', newRate: '32', from: '2026-04-05' },
    ]);
  });

  it('leaves a rule its own first day where a row of the file names the rate that it has already', () => {
    const rules = [{ match: { of: 'rate-cards' }, change: { percent: '5' } }];
    const rows = [{ rateCardId: 'RC1', newRate: '20', effectiveFrom: '2026-01-01' }];
    const told = { rateCardLines: lines.slice(0, 1) };
    expect(previewOf(told, { rules, rows })).toMatchObject([
      { from: '2026-04-01', newRate: '21', left: [{ by: { kind: 'line', number: 2 } }] },
    ]);
  });

  it('loses no rate for a rule that is over before the day of the row', () => {
    const dated = [
      { rate: rateText('20'), from: day('2025-04-01') },
      { rate: rateText('22'), from: day('2026-06-01') },
    ];
    const rules = [{ match: { of: 'rate-cards', rateTo: '20' }, change: { toRate: '21' } }];
    const rows = [{ rateCardId: 'RC1', newRate: '23', effectiveFrom: '2026-07-01' }];
    expect(previewOf({ rateCardLines: dated }, { rules, rows })).toMatchObject([
      { from: '2026-04-01', through: '2026-05-31', newRate: '21' },
      { from: '2026-07-01', through: null, newRate: '23' },
    ]);
  });

  it('moves a package that a row of the file names too, and says that the row changes nothing there', () => {
    const rules = [{ match: { of: 'rate-cards' }, change: { percent: '5' } }];
    const rows = [{ packageId: 'PK1', newRate: '20' }];
    const told = { ...sessions, terms, rateCardLines: lines.slice(0, 1) };
    const [, moved, stays, ...others] = previewOf(told, { rules, rows });
    expect(others).toEqual([]);
    expect(moved).toMatchObject({ of: 'priced-by-card', outcome: 'changed' });
    expect(stays).toMatchObject({
      ...{ of: 'package', exclusion: 'priced-by-card', by: [{ kind: 'line', number: 2 }] },
      why: 'Rate card RC1 prices it, and its rates change.',
    });
  });

  it('is told of a package whose days with it were over before it changes', () => {
    const changing = [...terms, { from: '2026-02-01', units: '10', rate: '25' }];
    const rules = [{ match: { of: 'rate-cards' }, change: { percent: '5' } }];
    const rows = [{ packageId: 'PK1', newRate: '25', effectiveFrom: '2026-01-01' }];
    const own = previewOf({ terms: changing, rateCardLines: lines.slice(0, 1) }, { rules, rows }).slice(1);
    expect(own).toMatchObject([
      { exclusion: 'priced-by-card', why: 'Rate card RC1 prices it, and its rates stay.' },
      { exclusion: 'later-rate' },
    ]);
  });

  it('has its general rate named by “any” day, however the card writes that', () => {
    for (const dayType of [null, 'any' as const]) {
      const rateCardLines = [{ ...lines[0]!, dayType }, lines[1]!];
      const rows = [{ rateCardId: 'RC1', dayType: 'any', newRate: '21' }];
      expect(previewOf({ rateCardLines }, { rules: [], rows })).toMatchObject([
        { outcome: 'changed', dayType, oldRate: '20', newRate: '21' },
      ]);
      const rules = [{ match: { dayType: 'any' }, change: { percent: '5' } }];
      expect(previewOf({ rateCardLines }, { rules })).toMatchObject([
        { of: 'rate-card', dayType, oldRate: '20', newRate: '21' },
      ]);
    }
  });

  it('is left alone by a row that could be for several of its rates, and by two for the same', () => {
    const several = [{ rateCardId: 'RC1', newRate: '32' }];
    expect(previewOf({ rateCardLines: lines }, { rules: [], rows: several })).toMatchObject([
      { outcome: 'refused', rule: 'named-rate-ambiguous' },
      { outcome: 'refused', rule: 'named-rate-ambiguous' },
    ]);
    const sunday = { rateCardId: 'RC1', dayType: 'sunday' };
    const twice = [
      { ...sunday, newRate: '32' },
      { ...sunday, serviceType: 'residential', newRate: '33' },
    ];
    expect(previewOf({ rateCardLines: lines }, { rules: [], rows: twice })).toMatchObject([
      { rule: 'rules-overlap', why: 'Lines 2 and 3 of the file name the same rate. Only one may.' },
    ]);
  });

  it('with two rates for the same from one day is corrected first', () => {
    const unclear = [
      { rate: rateText('20'), from: day('2025-04-01') },
      { rate: rateText('21'), from: day('2025-04-01'), dayType: 'any' as const },
    ];
    expect(
      previewOf(
        { rateCardLines: unclear },
        { rules: [{ match: { of: 'rate-cards' }, change: { percent: '5' } }] },
      ),
    ).toMatchObject([{ outcome: 'refused', rule: 'two-rates-on-card', by: [{ kind: 'rule', number: 1 }] }]);
    const both = {
      rules: [
        { match: {}, change: { percent: '5' } },
        { match: {}, change: { percent: '6' } },
      ],
    };
    expect(previewOf({ rateCardLines: unclear, to: '2025-12-31' }, both)).toMatchObject([
      { rule: 'two-rates-on-card', by: [{ number: 1 }, { number: 2 }] },
    ]);
    const none = { rules: [{ match: {}, change: { floor: '5' } }] };
    expect(previewOf({ rateCardLines: unclear, to: '2025-12-31' }, none)).toMatchObject([
      { exclusion: 'at-new-rate' },
    ]);
  });

  it('ends with 2199 as it did', () => {
    const forEver = [{ rate: rateText('20'), from: day('2025-04-01'), to: day('2199-12-31') }];
    const { context } = upliftOf({}, [
      { rateCardId: 'RC1', lines: [aRateCardLine({ rateCardId: 'RC1', ...forEver[0] })] },
    ]);
    expect(context.cards.get('RC1')?.card.lines).toMatchObject([
      { to: '2026-03-31', rate: '20' },
      { from: '2026-04-01', to: '2199-12-31', rate: '21' },
    ]);
  });
});

describe('care that is paid as delivered', () => {
  const accepted = (from: string, days: number): AcceptedLine[] =>
    Array.from({ length: days }, (_, place) => ({
      ...{
        uploadId: 'U1',
        line: place + 1,
        lineRef: `V${place + 1}`,
        day: dayNumber(addDays(day(from), place)),
      },
      ...{ measure: 'units', inQuestion: false, quantity: 20_000, rate: null, amountPence: null },
    }));
  const told: Told = {
    rate: '20',
    units: '14',
    serviceType: { basis: 'actuals', unit: 'hour' },
    detail: { weekdays: null },
  };
  const facts = packageFacts(told, {
    accepted: [
      { ref: { kind: 'actuals', id: 'PK1', version: 1 }, lines: accepted('2026-03-30', 10) },
      { ref: { kind: 'actuals', id: 'PK1', version: 1 }, lines: [] },
    ],
  });

  it('has the arrears of what was accepted, and the year of what is commissioned', () => {
    const { context } = upliftOf({ today: '2026-05-01' });
    const [line] = previewPackage(facts, context);
    // Eight days of April with two hours each, £1 more an hour; £14 more a week over 365 days.
    expect(line?.cost).toMatchObject({ arrearsPence: 1600, thisYearPence: 73_000, weeklyPence: 1400 });
    const [ofNobody] = previewPackage({ ...facts, person: null }, context);
    expect(ofNobody?.cost.arrearsPence).toBe(1600);
  });

  it('is priced on its weekdays where it names them', () => {
    const { context } = upliftOf();
    const onDays = packageFacts({ ...told, detail: { weekdays: 'Mon' } });
    // 53 Mondays would be too many: from Wednesday 1 April 2026 there are 52.
    expect(previewPackage(onDays, context)[0]?.cost.fullYearPence).toBe(52 * 1400);
    expect(previewPackage({ ...onDays, person: null }, context)[0]?.cost.fullYearPence).toBe(52 * 1400);
  });
});

describe('care that is paid as delivered, by a card', () => {
  it('has the arrears of what was accepted at the rates of the card', () => {
    const line = { uploadId: 'U1', line: 1, lineRef: 'V1', day: dayNumber(day('2026-04-05')), rate: null };
    const facts = packageFacts(
      {
        terms: [{ from: '2025-04-01', units: '14', rate: null, rateCardId: 'RC1' }],
        serviceType: { basis: 'actuals', unit: 'hour' },
        rateCardLines: [{ rate: rateText('20') }],
      },
      {
        accepted: [
          {
            ref: { kind: 'actuals', id: 'PK1', version: 1 },
            lines: [{ ...line, measure: 'units', inQuestion: false, quantity: 20_000, amountPence: null }],
          },
        ],
      },
    );
    const cards = [...facts.rateCards.values()].map(({ body }) => body);
    const { context } = upliftOf({ today: '2026-05-01' }, cards);
    expect(previewPackage(facts, context)).toMatchObject([
      { cost: { arrearsPence: 200, weeklyPence: 1400 } },
    ]);
  });
});

describe('a preview as a whole', () => {
  const spread = [
    ...packageLines('PK1', {}),
    ...packageLines('PK2', { rate: '100' }),
    ...packageLines('PK3', { to: '2026-04-07' }),
  ];

  it('adds up to its lines, by service type and provider as well', () => {
    const totals = totalsOf(spread);
    expect(totals).toMatchObject({
      ...{ changed: 3, priced: 0, excluded: 0, refused: 0, weeklyPence: 7500 },
      ...{ fullYearPence: 182_500 + 26_072 + 3500, atStakePence: 182_500 + 26_072 + 3500 },
    });
    expect(sumsBy(spread, ({ serviceType }) => serviceType)).toMatchObject([
      { name: 'residential', lines: 3, fullYearPence: totals.fullYearPence },
    ]);
    expect(sumsBy(spread, ({ packageId }) => packageId ?? '').map(({ name }) => name)).toEqual([
      'PK1',
      'PK2',
      'PK3',
    ]);
  });

  it('weighs a saving as much as a cost', () => {
    const down = packageLines('PK9', {}, { rules: [{ match: {}, change: { percent: '-5' } }] });
    const totals = totalsOf([...packageLines('PK1', {}), ...down]);
    expect(totals).toMatchObject({ fullYearPence: 0, atStakePence: 365_000 });
  });

  it('weighs what a late or an early first day moves, whichever is more', () => {
    const backdated = packageLines('PK1', {}, { effectiveDate: '2025-06-01', today: '2026-05-01' });
    // 304 days of the year before, and 365 of this one, at £5 a day.
    expect(totalsOf(backdated)).toMatchObject({ atStakePence: 334_500, fullYearPence: 182_500 });
    const ahead = packageLines('PK1', {}, { effectiveDate: '2026-12-01' });
    expect(totalsOf(ahead)).toMatchObject({ atStakePence: 182_500, thisYearPence: 60_500 });
  });

  it('has the same hash in whatever order its parts come, and another when a rate or a cost moves', () => {
    const { previewHash } = conclude(spread);
    expect(conclude(spread.toReversed()).previewHash).toBe(previewHash);
    const dearer = spread.with(0, { ...spread[0]!, cost: { ...spread[0]!.cost, thisYearPence: pence(1) } });
    expect(conclude(dearer).previewHash).not.toBe(previewHash);
    expect(conclude(spread.slice(1)).previewHash).not.toBe(previewHash);
  });

  it('shows changes far from the median of their service type, the farthest first', () => {
    const to = (packageId: string, toRate: string) =>
      packageLines(packageId, { rate: '100' }, { rules: [{ match: {}, change: { toRate } }] });
    const fromNothing = packageLines('H', { rate: '0' }, { rules: [{ match: {}, change: { toRate: '1' } }] });
    const lines = [
      ...fromNothing,
      ...['A', 'B', 'C'].flatMap((id) => to(id, '104')),
      ...[...to('D', '110'), ...to('E', '90'), ...to('F', '109'), ...to('G', '110')],
    ];
    expect(conclude(lines).outliers).toEqual([
      {
        lineId: 'package:E:2026-04-01',
        percent: -10,
        why: 'It changes by −10%, where the median of residential is 4%.',
      },
      {
        lineId: 'package:D:2026-04-01',
        percent: 10,
        why: 'It changes by 10%, where the median of residential is 4%.',
      },
      {
        lineId: 'package:G:2026-04-01',
        percent: 10,
        why: 'It changes by 10%, where the median of residential is 4%.',
      },
    ]);
    expect(conclude([]).outliers).toEqual([]);
  });

  const findings = (lines: readonly UpliftLine[], rules = 1, fileLines: number[] = []) =>
    conclude(lines, rules, fileLines).findings.map(({ severity, rule, message }) => [
      severity,
      rule,
      message,
    ]);

  it('has nothing to say of an uplift without faults', () => {
    expect(findings(spread)).toEqual([]);
  });

  it('names a rule that is for nothing, and one that leaves out all it is for', () => {
    const excluded = packageLines('PK1', { from: '2026-05-01' });
    expect(findings(excluded, 2, [7])).toEqual([
      [
        ...['warning', 'rule-changes-nothing'],
        'Rule 1 changes nothing. Package PK1: This rate begins on 1 May 2026, after the effective date, and was agreed for then.',
      ],
      [
        ...['warning', 'rule-matches-nothing'],
        'Rule 2 is for no rate that holds on the effective date or after it. Mend it or take it out.',
      ],
      [
        ...['warning', 'named-rate-unused'],
        'Line 7 of the file is for no rate that holds on its day or after it. Look whether the package or card ended, or is another.',
      ],
      [
        ...['information', 'later-rate-kept'],
        'Package PK1: another rate begins later, and stays as it was agreed.',
      ],
    ]);
    const rows = [{ packageId: 'PK1', newRate: '700' }];
    expect(findings(packageLines('PK1', {}, { rules: [], rows }), 0, [2])).toEqual([
      [
        ...['warning', 'named-rate-changes-nothing'],
        'Line 2 of the file changes nothing. Package PK1: It is £700.00 already.',
      ],
    ]);
  });

  it('says of what is for a rate that another changes that it changes nothing, and not that it is for none', () => {
    const rows = [{ packageId: 'PK1', newRate: '700' }];
    const rules = [
      { match: {}, change: { percent: '5' } },
      { match: {}, change: { floor: '600' } },
    ];
    const lines = ['PK1', 'PK2', 'PK3'].flatMap((id) => packageLines(id, {}, { rules, rows }));
    expect(findings(lines, 2, [2])).toEqual([
      [
        ...['warning', 'rule-changes-nothing'],
        'Rule 2 changes nothing. Package PK1: £700.00 is not below the floor of £600.00. 2 more stay too.',
      ],
      [
        ...['warning', 'named-rate-changes-nothing'],
        'Line 2 of the file changes nothing. Package PK1: It is £700.00 already.',
      ],
    ]);
    expect(findings(lines.slice(0, 2), 2)).toMatchObject([
      [expect.anything(), expect.anything(), expect.stringContaining('£600.00. 1 more stays too.')],
    ]);
  });

  it('names a rule beside a row that could be for several rates of a card', () => {
    const rateCardLines = [{ rate: rateText('20') }, { rate: rateText('30'), band: 'A' }];
    const rows = [{ rateCardId: 'RC1', newRate: '32' }];
    const lines = previewOf({ to: '2025-12-31', rateCardLines }, { rows });
    expect(findings(lines, 1, [2])).toEqual([
      [
        ...['error', 'named-rate-ambiguous'],
        'Rate card RC1: Line 2 of the file is for several rates of card RC1. Name the visit length, kind of day, band or zone as well; “any” is the rate of days without one of their own.',
      ],
    ]);
  });

  it('names once, with its packages, what two rules would both change', () => {
    const both = {
      rules: [
        { match: {}, change: { percent: '5' } },
        { match: {}, change: { percent: '6' } },
      ],
    };
    const lines = ['PK1', 'PK2', 'PK3', 'PK4', 'PK5'].flatMap((id) => packageLines(id, {}, both));
    expect(findings(lines, 2)).toEqual([
      [
        ...['error', 'rules-overlap'],
        'Package PK1, package PK2, package PK3 and 2 more: Rule 1 and Rule 2 would both change this rate. Only one may.',
      ],
    ]);
    expect(conclude(lines, 2).findings[0]?.lineIds).toHaveLength(5);
  });

  it('asks to confirm rates that go down, and says where the cost is too low', () => {
    const down = { rules: [{ match: {}, change: { percent: '-5' } }] };
    const cards = previewOf({ to: '2025-12-31', rateCardLines: [{ rate: rateText('20') }] }, down);
    expect(findings([...cards, ...packageLines('PK1', { rate: '0' }, down)])).toEqual([
      ['warning', 'rate-goes-down', 'Rate card RC1: the rate goes down. Confirm that it is meant.'],
    ]);
    const facts = { ...packageFacts(), provider: null };
    const lines = [...previewPackage(facts, upliftOf(down).context), ...packageLines('PK2', {}, down)];
    expect(findings([...lines, ...lines.map((line) => ({ ...line, packageId: 'PK3' }))])).toEqual([
      [
        ...['warning', 'rate-goes-down'],
        'Package PK1, package PK3, package PK2: the rate of each goes down. Confirm that it is meant.',
      ],
      [
        ...['warning', 'cannot-be-priced'],
        'Package PK1, package PK3: some days of each cannot be priced, so that the cost shown is too low.',
      ],
    ]);
  });

  it.each<[string, string, object, boolean]>([
    ['by a tenfold rate', '700', { toRate: '7000' }, true],
    ['by an amount above the rate', '700', { amount: '700' }, true],
    ['by a floor far above it', '700', { floor: '875.01' }, true],
    ['from nothing', '0', { toRate: '5000' }, true],
    ['to nearly nothing', '700', { amount: '-699' }, true],
    ['by as much as the settings allow', '700', { floor: '875' }, false],
  ])('asks to confirm a rate that moves far: %s', (_, rate, change, isFar) => {
    const lines = packageLines('PK1', { rate }, { rules: [{ match: {}, change }] });
    const far = [
      'warning',
      'Package PK1: the rate changes by more than 25%, the most that the council’s settings allow a rule. Confirm that it is meant.',
    ];
    const found = conclude(lines).findings.filter(({ rule }) => rule === 'rate-moves-far');
    expect(found.map(({ severity, message }) => [severity, message])).toEqual(isFar ? [far] : []);
  });

  it('asks to confirm what a row of a file moves far, of a package and of a card', () => {
    const rows = [
      { packageId: 'PK1', newRate: '7000' },
      { rateCardId: 'RC1', newRate: '21', band: 'A' },
      { rateCardId: 'RC1', newRate: '210', band: 'B' },
    ];
    const rateCardLines = ['A', 'B'].map((band) => ({ rate: rateText('20'), band }));
    expect(findings(packageLines('PK1', { rateCardLines }, { rules: [], rows }), 0, [2, 3, 4])).toEqual([
      [
        ...['warning', 'rate-moves-far'],
        'Package PK1, rate card RC1: the rate of each changes by more than 25%, the most that the council’s settings allow a rule. Confirm that it is meant.',
      ],
    ]);
  });

  it('asks to confirm that a rate goes down, by however little', () => {
    const aPennyLess = { rules: [{ match: {}, change: { toRate: '1499.99' } }] };
    const told = { rate: '1500', rateCardLines: [{ rate: rateText('1500') }] };
    expect(findings(packageLines('PK1', told, aPennyLess))).toEqual([
      [
        ...['warning', 'rate-goes-down'],
        'Package PK1, rate card RC1: the rate of each goes down. Confirm that it is meant.',
      ],
    ]);
  });

  it('counts what is priced by cards, stays, or waits for the rules to be mended', () => {
    const terms = [{ from: '2025-04-01', units: '10', rate: null, rateCardId: 'RC1' }];
    const lines = previewOf({ terms, rateCardLines: [{ rate: rateText('20') }] });
    const refused = lines.map((line) => ({ ...line, outcome: 'refused' as const }));
    const left = packageLines('PK2', { from: '2026-05-01' });
    expect(findings(lines)).toEqual([]);
    expect(totalsOf([...lines, ...refused, ...left])).toMatchObject({
      ...{ changed: 1, priced: 1, excluded: 1, refused: 2 },
    });
  });
});
