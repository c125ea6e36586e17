import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { rateText } from '../../../domain/money.ts';
import { matchHeading, readRow } from '../../../domain/records/layout.ts';
import { formatRate, newRateOf } from '../../../domain/uplift/new-rate.ts';
import { upliftRateRows } from '../../../domain/uplift/rates-file.ts';
import { rateChangeSchema, upliftAskedSchema } from '../../../domain/uplift/uplift-rules.ts';
import { upliftTermsSchema, usualUpliftTerms } from '../../../domain/uplift/uplift-terms.ts';
import { previewOf, rowOf, type ToldUplift } from './uplift-case.ts';
import type { Told } from '../../support/pay-case.ts';

const asked = (rule: object) =>
  upliftAskedSchema.safeParse({ name: 'Fees 2026-27', effectiveDate: '2026-04-01', rules: [rule] });

describe('an uplift as it is asked for', () => {
  it.each<[string, object]>([
    ['a percentage of everything', { match: {}, change: { percent: '4.2' } }],
    [
      'an amount for a provider, less for once',
      { match: { providerId: 'P001' }, change: { amount: '-0.5' } },
    ],
    [
      'a rate for a band',
      { match: { band: 'standard', of: 'rate-cards' }, change: { toRate: '900' }, exclude: {} },
    ],
    [
      'a floor for a range of rates with exclusions',
      {
        match: { serviceType: 'residential', rateFrom: '600', rateTo: '600' },
        change: { floor: '650' },
        exclude: { weeklyAbovePence: 150_000, negotiatedWithinMonths: 3, directPayments: true },
      },
    ],
  ])('takes %s', (_, rule) => {
    expect(asked(rule).success).toBe(true);
  });

  it.each<[string, object]>([
    ['no change', { match: {}, change: {} }],
    ['two changes', { match: {}, change: { percent: '4', amount: '1' } }],
    ['a change by nothing', { match: {}, change: { percent: '0' } }],
    ['a rate of nothing', { match: {}, change: { toRate: '0' } }],
    ['a floor below nothing', { match: {}, change: { floor: '-1' } }],
    ['a rate finer than any is kept', { match: {}, change: { toRate: '20.12345' } }],
    ['a word for a number', { match: {}, change: { percent: 'five' } }],
    ['rates upside down', { match: { rateFrom: '700', rateTo: '600' }, change: { percent: '4' } }],
    ['a name nobody knows', { match: { provider: 'P001' }, change: { percent: '4' } }],
  ])('refuses %s', (_, rule) => {
    expect(asked(rule).success).toBe(false);
  });

  it('has usual terms that are terms', () => {
    expect(upliftTermsSchema.parse(usualUpliftTerms)).toEqual(usualUpliftTerms);
  });
});

describe('a new rate', () => {
  it.each<[string, object, string, string]>([
    [
      '873.5',
      { percent: '4.2' },
      '910.19',
      '4.2% of £873.50 is £36.687: £910.187, which is £910.19, half up.',
    ],
    ['20', { percent: '5' }, '21', '5% of £20.00 is £1.00: £21.00.'],
    [
      '0.4555',
      { percent: '10' },
      '0.5011',
      '10% of £0.4555 is £0.04555: £0.50105, which is £0.5011, half up.',
    ],
    [
      '20.01',
      { percent: '-2.5' },
      '19.51',
      '−2.5% of £20.01 is −£0.50025: £19.50975, which is £19.51, half up.',
    ],
    ['27.18', { amount: '0.5' }, '27.68', '£0.50 more than £27.18: £27.68.'],
    ['1027.18', { amount: '-0.5' }, '1026.68', '£0.50 less than £1,027.18: £1,026.68.'],
    ['27.18', { toRate: '29.07' }, '29.07', 'To £29.07, as the rule says.'],
    ['27.18', { floor: '29.07' }, '29.07', 'Raised to the floor of £29.07.'],
    ['30', { floor: '29.07' }, '30', '£30.00 is not below the floor of £29.07.'],
    ['0', { percent: '5' }, '0', '5% of £0.00 is £0.00: £0.00.'],
  ])('of %s by %j is %s', (oldRate, change, rate, why) => {
    const made = newRateOf(rateChangeSchema.parse(change), rateText(oldRate), usualUpliftTerms);
    expect(made).toEqual({ ok: true, value: { rate, why } });
  });

  it.each([
    ['20', { amount: '-25' }],
    ['20', { amount: '-20' }],
    ['0.01', { percent: '-60' }],
  ])('of %s by %j would be nothing, and is refused', (oldRate, change) => {
    const made = newRateOf(rateChangeSchema.parse(change), rateText(oldRate), usualUpliftTerms);
    expect(made).toMatchObject({ ok: false, rule: 'rate-below-zero' });
  });

  it('is written as people read it', () => {
    expect([formatRate('1234567.5'), formatRate('-0.5'), formatRate('0.4725')]).toEqual([
      '£1,234,567.50',
      '−£0.50',
      '£0.4725',
    ]);
  });
});

/** What a preview says of one package: outcome, new rate or exclusion, and why. */
function said(told: Told, uplift: ToldUplift) {
  return previewOf(told, uplift).map(({ outcome, newRate, exclusion, rule, why }) => [
    outcome,
    newRate ?? exclusion ?? rule,
    why,
  ]);
}
/** The same without the reason. */
const short = (told: Told, uplift: ToldUplift) => said(told, uplift).map((line) => line.slice(0, 2));
const ruled = (rule: object): ToldUplift => ({ rules: [{ change: { percent: '5' }, match: {}, ...rule }] });
const detail = { contract: 'Lot 1', visitMinutes: 30 };

describe('a rule', () => {
  it.each<[string, object]>([
    ['for everything', {}],
    ['for its service type', { serviceType: 'residential' }],
    ['for its provider', { providerId: 'P001' }],
    ['for its contract', { contract: 'Lot 1' }],
    ['for its visit length', { visitMinutes: 30 }],
    ['for rates from its own to its own', { rateFrom: '700', rateTo: '700' }],
    ['for packages', { of: 'packages' }],
  ])('%s is for a package', (_, match) => {
    expect(said({ detail }, ruled({ match }))).toEqual([
      ['changed', '735', '5% of £700.00 is £35.00: £735.00.'],
    ]);
  });

  it.each<[string, object]>([
    ['of another service type', { serviceType: 'nursing' }],
    ['of another provider', { providerId: 'P002' }],
    ['of another contract', { contract: 'Lot 2' }],
    ['of a card', { rateCardId: 'RC1' }],
    ['of a band', { band: 'A' }],
    ['of a zone', { zone: 'A' }],
    ['of a kind of day', { dayType: 'saturday' }],
    ['of higher rates', { rateFrom: '700.01' }],
    ['of lower rates', { rateTo: '699.99' }],
    ['of cards only', { of: 'rate-cards' }],
  ])('for rates %s is for none of it', (_, match) => {
    expect(said({ detail }, ruled({ match }))).toEqual([]);
  });

  it.each<[string, object, unknown[]]>([
    ['its provider', { providers: ['P001'] }, ['provider', 'The rule leaves out provider P001.']],
    ['its contract', { contracts: ['Lot 1'] }, ['contract', 'The rule leaves out contract Lot 1.']],
    [
      'contracts with an anniversary',
      { anniversaryContracts: ['Lot 1'] },
      ['anniversary-contract', 'Contract Lot 1 is uplifted on its anniversary.'],
    ],
    [
      'what costs more a week',
      { weeklyAbovePence: 69_999 },
      ['over-weekly-value', '£700.00 a week is above £699.99: it is looked at by itself.'],
    ],
    [
      'what was agreed lately',
      { negotiatedWithinMonths: 13 },
      ['negotiated-lately', 'It was agreed on 1 April 2025, less than 13 months before.'],
    ],
  ])('leaves out %s', (_, exclude, because) => {
    expect(said({ detail }, ruled({ exclude }))).toEqual([['excluded', ...because]]);
  });

  it('leaves nothing out that its exclusions are not about', () => {
    const exclude = {
      ...{ providers: ['P002'], contracts: ['Lot 2'], anniversaryContracts: ['Lot 3'], directPayments: true },
      ...{ weeklyAbovePence: 70_000, negotiatedWithinMonths: 12, atNewRate: true },
    };
    expect(short({ detail }, ruled({ exclude }))).toEqual([['changed', '735']]);
    expect(short({}, ruled({ exclude }))).toEqual([['changed', '735']]);
  });

  it('leaves out direct payments by choice', () => {
    const told = {
      detail: { serviceType: 'direct-payment' },
      serviceType: { serviceType: 'direct-payment' },
    };
    expect(said(told, ruled({ exclude: { directPayments: true } }))).toEqual([
      ['excluded', 'direct-payment', 'It is bought with a direct payment.'],
    ]);
    expect(short(told, ruled({}))).toEqual([['changed', '735']]);
  });

  it('leaves a rate that is at the new one already, and by choice one above it', () => {
    const to = (toRate: string, exclude = {}) => ruled({ change: { toRate }, exclude });
    expect(said({}, to('700'))).toEqual([['excluded', 'at-new-rate', 'It is £700.00 already.']]);
    expect(short({}, to('650'))).toEqual([['changed', '650']]);
    expect(said({}, to('650', { atNewRate: true }))).toEqual([
      ['excluded', 'at-new-rate', '£700.00 is above the new rate of £650.00 already.'],
    ]);
    expect(said({}, ruled({ change: { floor: '650' } }))).toEqual([
      ['excluded', 'at-new-rate', '£700.00 is not below the floor of £650.00.'],
    ]);
  });

  it('that rounds away says so', () => {
    expect(said({ rate: '0.1' }, ruled({ change: { percent: '1' } }))).toEqual([
      [
        ...['excluded', 'rounds-away'],
        '1% of £0.10 is £0.001: £0.101, which is £0.10, half up. That is the same as before.',
      ],
    ]);
    expect(said({ rate: '0' }, ruled({ change: { percent: '1' } }))).toEqual([
      ['excluded', 'at-new-rate', 'It is £0.00 already.'],
    ]);
  });

  it('that leaves out what was agreed lately says of a later rate that it is one', () => {
    const terms = [
      { from: '2025-04-01', units: '1', rate: '700' },
      { from: '2026-06-01', units: '1', rate: '800' },
    ];
    const rule = { match: { laterRates: true }, exclude: { negotiatedWithinMonths: 6 } };
    expect(said({ terms }, ruled(rule))).toEqual([
      ['changed', '735', '5% of £700.00 is £35.00: £735.00.'],
      ['excluded', 'negotiated-lately', 'It is agreed from 1 June 2026, after the effective date.'],
    ]);
  });

  it('and another may not both change a rate: neither does, and both are named', () => {
    const rules = [
      { match: {}, change: { percent: '5' } },
      { match: { serviceType: 'nursing' }, change: { percent: '6' } },
      { match: { serviceType: 'residential' }, change: { percent: '5' } },
    ];
    expect(said({}, { rules })).toEqual([
      ['refused', 'rules-overlap', 'Rule 1 and Rule 3 would both change this rate. Only one may.'],
    ]);
  });

  it('may change what another leaves out, in whatever order they stand', () => {
    const over = { match: {}, change: { percent: '5' }, exclude: { weeklyAbovePence: 50_000 } };
    const rest = { match: { rateFrom: '500.01' }, change: { percent: '3' } };
    expect(short({}, { rules: [over, rest] })).toEqual([['changed', '721']]);
    expect(short({}, { rules: [rest, over] })).toEqual([['changed', '721']]);
  });

  it('that leaves nothing of a rate is refused there', () => {
    expect(said({ rate: '20' }, ruled({ change: { amount: '-20' } }))).toEqual([
      [
        'refused',
        'rate-below-zero',
        '£20.00 less than £20.00 would leave nothing of £20.00. Change the rule.',
      ],
    ]);
  });
});

describe('a file of rates', () => {
  const row = { packageId: 'PK1', newRate: '750' };

  it('names the new rate of a package, from its own day or that of the uplift', () => {
    expect(previewOf({}, { rules: [], rows: [row] })).toMatchObject([
      { newRate: '750', from: '2026-04-01', why: 'To £750.00, as line 2 of the file says.' },
    ]);
    const later = { ...row, effectiveFrom: '2026-05-01' };
    expect(previewOf({}, { rules: [], rows: [later] })).toMatchObject([{ from: '2026-05-01' }]);
  });

  it('and a rule may not both change a package', () => {
    expect(said({}, { rows: [row] })).toEqual([
      [
        'refused',
        'rules-overlap',
        'Rule 1 and Line 2 of the file would both change this rate. Only one may.',
      ],
    ]);
  });

  it('says nothing of a rate that begins later, nor of one that is the same', () => {
    const terms = [
      { from: '2025-04-01', units: '1', rate: '700' },
      { from: '2026-06-01', units: '1', rate: '800' },
    ];
    expect(short({ terms }, { rules: [], rows: [row] })).toEqual([
      ['changed', '750'],
      ['excluded', 'later-rate'],
    ]);
    expect(short({ rate: '750' }, { rules: [], rows: [row] })).toEqual([['excluded', 'at-new-rate']]);
  });

  it.each([
    ['before the effective date', '2026-01-01'],
    ['after it', '2026-07-01'],
  ])('leaves a rule its own first day where the rate that it names %s is there already', (_, day) => {
    const rows = [{ packageId: 'PK1', newRate: '700', effectiveFrom: day }];
    expect(previewOf({}, { rows })).toMatchObject([
      {
        ...{ outcome: 'changed', from: '2026-04-01', newRate: '735', by: [{ kind: 'rule', number: 1 }] },
        left: [{ by: { kind: 'line', number: 2 }, why: 'It is £700.00 already.' }],
      },
    ]);
  });

  it('loses no rate for a rule that is over before the day of the row', () => {
    const terms = [
      { from: '2025-04-01', units: '1', rate: '600' },
      { from: '2026-06-01', units: '1', rate: '700' },
    ];
    const rows = [{ packageId: 'PK1', newRate: '750', effectiveFrom: '2026-07-01' }];
    const rules = [{ match: { rateTo: '650' }, change: { toRate: '650' } }];
    expect(previewOf({ terms }, { rules, rows })).toMatchObject([
      { from: '2026-04-01', through: '2026-05-31', newRate: '650' },
      { from: '2026-07-01', through: null, newRate: '750' },
    ]);
  });

  it('starts no change of a rule with a row that leaves the rate to what was agreed later', () => {
    const terms = [
      { from: '2025-04-01', units: '1', rate: '600' },
      { from: '2026-03-01', units: '1', rate: '700' },
    ];
    const rows = [{ packageId: 'PK1', newRate: '650', effectiveFrom: '2026-01-01' }];
    const rules = [{ match: { rateFrom: '700' }, change: { percent: '5' } }];
    const why =
      'This rate begins on 1 March 2026, after the day of line 2 of the file, and was agreed for then.';
    expect(previewOf({ terms }, { rules, rows })).toMatchObject([
      { from: '2026-01-01', through: '2026-02-28', newRate: '650' },
      { from: '2026-04-01', newRate: '735', left: [{ by: { kind: 'line', number: 2 }, why }] },
    ]);
  });

  it.each([
    ['two new rates', ['750', '760'], 'Lines 2 and 3'],
    ['a new rate and the one that it has', ['750', '700'], 'Lines 2 and 3'],
    ['three new rates', ['750', '760', '700'], 'Lines 2, 3 and 4'],
  ])('gives a package none where its rows name %s', (_, rates, lines) => {
    const rows = rates.map((newRate) => ({ packageId: 'PK1', newRate }));
    expect(said({}, { rules: [], rows })).toEqual([
      ['refused', 'rules-overlap', `${lines} of the file name the same rate. Only one may.`],
    ]);
    expect(short({}, { rows })).toEqual([['refused', 'rules-overlap']]);
  });

  it('gives each rate of a package its own, by rows of their days', () => {
    const terms = [
      { from: '2025-04-01', units: '1', rate: '700' },
      { from: '2026-06-01', units: '1', rate: '800' },
    ];
    const rows = [row, { packageId: 'PK1', newRate: '840', effectiveFrom: '2026-06-01' }];
    expect(previewOf({ terms }, { rules: [], rows })).toMatchObject([
      { from: '2026-04-01', through: '2026-05-31', newRate: '750' },
      { from: '2026-06-01', newRate: '840', left: [{ by: { kind: 'line', number: 2 } }] },
    ]);
  });

  it('may be refused beside a rule only where both hold', () => {
    const told = { to: '2026-03-31' };
    const rows = [{ packageId: 'PK1', newRate: '750', effectiveFrom: '2026-01-01' }];
    expect(previewOf(told, { rows })).toMatchObject([{ from: '2026-01-01', newRate: '750' }]);
    expect(short({}, { rows })).toEqual([['refused', 'rules-overlap']]);
  });

  const { layout, check, references } = upliftRateRows.rows;
  const readCells = (heading: string[], cells: string[]) =>
    readRow(layout, matchHeading(layout, heading), { line: 2, cells });

  it('is read by its headings, and its shape is known by what is missing', () => {
    expect(
      readCells(['Package ID', 'new rate', 'Effective_From'], ['PK1', '£750.50', '1/4/2026']).record,
    ).toEqual({
      ...rowOf({ packageId: 'PK1', newRate: '750.5' }),
      effectiveFrom: calendarDate('2026-04-01'),
    });
    expect(matchHeading(layout, ['packageId', 'rate']).missing).toEqual(['newRate']);
  });

  it.each<[string, object, string[]]>([
    ['names a package', row, []],
    ['names a card', { rateCardId: 'RC1', dayType: 'saturday', newRate: '20' }, []],
    ['names neither', { newRate: '20' }, ['one-of-two']],
    ['names both', { packageId: 'PK1', rateCardId: 'RC1', newRate: '20' }, ['one-of-two']],
    ['has a detail of cards for a package', { ...row, band: 'A' }, ['detail-of-a-card']],
    ['has a rate of nothing', { packageId: 'PK1', newRate: '0' }, ['rate-of-nothing']],
    ['begins on a day near today', { ...row, effectiveFrom: '2026-06-01' }, []],
    ['begins far from today', { ...row, effectiveFrom: '2199-12-01' }, ['first-day-too-far']],
  ])('with a row that %s is checked', (_, told, rules) => {
    const today = calendarDate('2026-03-01');
    expect(check(rowOf({ ...told }), today).map(({ rule }) => rule)).toEqual(rules);
  });

  it('waits for what its rows name, and takes once what is said twice', () => {
    expect(references(rowOf(row))).toEqual([{ field: 'packageId', kind: 'package', id: 'PK1' }]);
    const card = rowOf({ rateCardId: 'RC1', band: 'A', newRate: '20' });
    expect(references(card)).toEqual([{ field: 'rateCardId', kind: 'rate-card', id: 'RC1' }]);
    const keys = [row, { ...row, newRate: '751' }, { rateCardId: 'RC1', newRate: '2' }].map((each) =>
      upliftRateRows.rowKey(rowOf(each)),
    );
    const again = upliftRateRows.rowKey(rowOf(row));
    expect(new Set([...keys, upliftRateRows.rowKey(card), again]).size).toBe(4);
  });
});
