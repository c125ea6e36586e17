import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, calendarDate, type CalendarDate } from '../../../domain/calendar.ts';
import { rateText } from '../../../domain/money.ts';
import { termOn, type CarePackage, type Term } from '../../../domain/packages/care-package.ts';
import { cardRateOn } from '../../../domain/pay/entitlement/card-rate.ts';
import { packageEntitlement } from '../../../domain/pay/entitlement/package-components.ts';
import { dateOfDay } from '../../../domain/pay/span.ts';
import { checkRateCard, type RateCard } from '../../../domain/records/rate-card.ts';
import { undoneCard, undoneTerms, withNewCardRates, withNewRates } from '../../../domain/uplift/new-terms.ts';
import { newRatesOf } from '../../../domain/uplift/preview-card.ts';
import { previewPackage } from '../../../domain/uplift/preview-package.ts';
import { aPackage, aRateCardLine } from '../../support/sample-facts.ts';
import { facts as randomFacts, START } from '../../support/random-pay.ts';
import { packageFacts, upliftOf } from './uplift-case.ts';

const start = calendarDate('2026-01-05');
const onDay = (day: number): CalendarDate => addDays(start, day);
const term = (day: number, rate: string | null, more: Partial<Term> = {}): Term => ({
  from: onDay(day),
  unitsPerWeek: rateText('14'),
  rate: rate === null ? null : rateText(rate),
  rateCardId: null,
  ...more,
});
const to = (newRate: string, from: number, through: number | null = null) => ({
  ...{ place: '', newRate: rateText(newRate), from: onDay(from) },
  through: through === null ? null : onDay(through),
});

describe('a package with a new rate', () => {
  it.each<[string, Term[], ReturnType<typeof to>, Term[]]>([
    ['gains a term from the day on', [term(0, '20')], to('21', 86), [term(0, '20'), term(86, '21')]],
    [
      'has its term changed where one begins that day',
      [term(0, '20'), term(86, '20')],
      to('21', 86),
      [term(0, '20'), term(86, '21')],
    ],
    [
      'has the new rate after a later change of hours too',
      [term(0, '20'), term(120, '20', { unitsPerWeek: rateText('7') })],
      to('21', 86),
      [term(0, '20'), term(86, '21'), term(120, '21', { unitsPerWeek: rateText('7') })],
    ],
    [
      'keeps another rate that begins later',
      [term(0, '20'), term(120, '25')],
      to('21', 86, 119),
      [term(0, '20'), term(86, '21'), term(120, '25')],
    ],
    [
      'keeps the price of the days before its first term',
      [term(30, '20')],
      to('21', 10),
      [term(0, '20'), term(10, '21'), term(30, '21')],
    ],
    [
      'keeps it where the first term begins that day',
      [term(30, '20')],
      to('21', 30),
      [term(0, '20'), term(30, '21')],
    ],
    [
      'begins with the new rate where the first day is the day',
      [term(30, '20')],
      to('21', 0),
      [term(0, '21'), term(30, '21')],
    ],
  ])('%s', (_, terms, change, expected) => {
    const carePackage = aPackage({ startDate: start, terms });
    expect(withNewRates(carePackage, [change])).toEqual({ ...carePackage, terms: expected });
  });
});

/** Whatever prices a day. */
function priceOn(carePackage: CarePackage, day: CalendarDate) {
  const found = termOn(carePackage, day);
  return found === undefined ? null : { ...found, from: null };
}

const days = Array.from({ length: 500 }, (_, place) => dateOfDay(START - 60 + place));

function paidDays(told: Parameters<typeof packageFacts>[0], carePackage: CarePackage): number[] {
  const known = packageFacts(told);
  const entitlement = packageEntitlement({
    ...known,
    ...{
      carePackage: { ...known.carePackage, body: carePackage },
      contributions: null,
      expenses: [],
      actuals: [],
    },
  });
  const components = entitlement.blocked ? [] : entitlement.components;
  return components
    .filter(({ key }) => key.kind === 'cost')
    .flatMap(({ segments }) =>
      segments.flatMap(({ first, last }) =>
        days.filter((_, place) => START - 60 + place >= first && START - 60 + place <= last),
      ),
    )
    .map((day) => days.indexOf(day));
}

describe('over any terms, calendars and effective dates across 31 March', () => {
  const uplift = fc.record({
    // 1 February 2025 and 120 days: 31 March lies in the middle of them.
    effectiveDate: fc.integer({ min: -10, max: 120 }).map((day) => dateOfDay(START + day)),
    laterRates: fc.boolean(),
  });

  it('no day goes missing, none before the effective date changes, and all after have the rate that was shown', () => {
    fc.assert(
      fc.property(randomFacts, uplift, (told, { effectiveDate, laterRates }) => {
        const known = packageFacts(told);
        const before = known.carePackage.body;
        const rule = { match: { laterRates }, change: { percent: '4.2' } };
        const { context } = upliftOf({ effectiveDate, rules: [rule] });
        const lines = previewPackage(known, context);
        const after = withNewRates(before, newRatesOf(lines));
        expect(paidDays(told, after)).toEqual(paidDays(told, before));
        const changed = lines.filter(({ outcome }) => outcome === 'changed');
        const shown = days.map((day) => {
          const was = priceOn(before, day);
          const line = changed.find(
            ({ from, through }) => from <= day && (through === null || day <= through),
          );
          return line === undefined || was === null ? was : { ...was, rate: line.newRate };
        });
        expect(days.map((day) => priceOn(after, day))).toEqual(shown);
        expect(changed.filter(({ from }) => from < effectiveDate)).toEqual([]);
        expect(after.terms.map(({ from }) => from)).toEqual(
          [...new Set(after.terms.map(({ from }) => from))].toSorted(),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('a row of a file moves no day before its own, and no rule’s change', () => {
    const rowDay = fc.integer({ min: -10, max: 120 }).map((day) => dateOfDay(START + day));
    const newRate = fc.constantFrom('its own' as const, '3000', '0.5');
    fc.assert(
      fc.property(randomFacts, uplift, rowDay, newRate, (told, { effectiveDate, laterRates }, day, named) => {
        const known = packageFacts(told);
        const before = known.carePackage.body;
        const rules = [{ match: { laterRates }, change: { percent: '4.2' } }];
        const rate = named === 'its own' ? String(before.terms[0]?.rate) : named;
        const row = { packageId: before.packageId, newRate: rate, effectiveFrom: day };
        const preview = (rows: object[]) =>
          previewPackage(
            known,
            upliftOf({ effectiveDate, rules, rows: rows.map((each) => ({ ...each })) }).context,
          );
        const [lines, withoutRow] = [preview([row]), preview([])];
        for (const line of lines.filter(({ outcome }) => outcome === 'changed')) {
          const isRow = line.by.every(({ kind }) => kind === 'line');
          expect(line.from >= (isRow ? day : effectiveDate)).toBe(true);
          if (!isRow) expect(withoutRow).toContainEqual({ ...line, left: [] });
        }
        // What the rule changes without the file it changes with it, but where the row would change it too.
        for (const line of withoutRow.filter(({ outcome }) => outcome === 'changed')) {
          const same = lines.find(({ lineId }) => lineId === line.lineId);
          expect(same?.outcome === 'refused' ? line : { ...same, left: [] }).toEqual(line);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is the same when it is done twice, and as before when it is undone', () => {
    fc.assert(
      fc.property(randomFacts, uplift, (told, { effectiveDate, laterRates }) => {
        const known = packageFacts(told);
        const before = known.carePackage.body;
        const rule = { match: { laterRates }, change: { amount: '1.5' } };
        const changes = newRatesOf(previewPackage(known, upliftOf({ effectiveDate, rules: [rule] }).context));
        const after = withNewRates(before, changes);
        expect(withNewRates(after, changes)).toEqual(after);
        const current = { ...after, costCentre: 'CC9' };
        const undone = undoneTerms({ before, after, current });
        expect(undone).toEqual({ ok: true, value: { ...before, costCentre: 'CC9' } });
      }),
      { numRuns: 300 },
    );
  });
});

describe('a card with a new rate', () => {
  const line = (from: number, rate: string, more: object = {}) =>
    aRateCardLine({ from: onDay(from), rate: rateText(rate), ...more });
  const change = { ...to('21', 86), place: '|home-care||||' };
  const uplifted = (...lines: RateCard['lines']) =>
    withNewCardRates({ rateCardId: 'RC-1', lines }, [change]).lines;

  it('ends the line the day before and goes on with a new one for as long', () => {
    expect(uplifted(line(0, '20'))).toEqual([line(0, '20', { to: onDay(85) }), line(86, '21')]);
    expect(uplifted(line(0, '20', { to: onDay(99) }))).toEqual([
      line(0, '20', { to: onDay(85) }),
      line(86, '21', { to: onDay(99) }),
    ]);
  });

  it('changes a line that begins that day, and no other', () => {
    expect(uplifted(line(86, '20'), line(120, '20'))).toEqual([line(86, '21'), line(120, '20')]);
    const others = [
      line(0, '19', { to: onDay(40) }),
      line(0, '20', { band: 'A' }),
      line(0, '20', { rateCardId: 'RC-1', dayType: 'saturday' }),
    ];
    expect(uplifted(...others)).toEqual(others);
  });

  it('leaves a line alone that gave way before, and takes “any” day and no kind of day for the same', () => {
    expect(uplifted(line(0, '18'), line(30, '20', { dayType: 'any' }))).toEqual([
      line(0, '18'),
      line(30, '20', { dayType: 'any', to: onDay(85) }),
      line(86, '21', { dayType: 'any' }),
    ]);
  });

  it('leaves a later rate alone', () => {
    const lines = [line(0, '20'), line(100, '25')];
    expect(uplifted(...lines)).toEqual([line(0, '20', { to: onDay(85) }), line(86, '21'), line(100, '25')]);
  });

  it('has the new rate once a rate for a while has ended, before which it stays', () => {
    const season = line(80, '30', { to: onDay(99) });
    const change100 = { ...change, from: onDay(100) };
    const card = { rateCardId: 'RC-1', lines: [line(0, '20'), season] };
    expect(withNewCardRates(card, [change100]).lines).toEqual([
      line(0, '20', { to: onDay(79) }),
      line(100, '21'),
      season,
    ]);
  });

  const randomLines = fc.uniqueArray(
    fc.record({
      from: fc.constantFrom(-40, -3, 10, 31, 80, 110).map((day) => dateOfDay(START + day)),
      days: fc.constantFrom(null, null, 20, 60),
      rate: fc.constantFrom('18.9', '20', '27.18').map(rateText),
      dayType: fc.constantFrom(null, 'any' as const, 'saturday' as const),
      band: fc.constantFrom(null, '5-10'),
    }),
    {
      minLength: 1,
      maxLength: 5,
      selector: (each) => `${each.from} ${each.dayType ?? ''} ${each.band ?? ''}`,
    },
  );

  it('prices no day before the effective date otherwise, and each after by its line, over any lines', () => {
    fc.assert(
      fc.property(
        randomLines,
        fc.integer({ min: -10, max: 120 }),
        fc.boolean(),
        (random, effective, laterRates) => {
          const lines = random.map(({ days: held, ...more }) => ({
            ...aRateCardLine({ rateCardId: 'RC1', serviceType: 'residential', ...more }),
            to: held === null ? null : addDays(more.from, held),
          }));
          const card = { rateCardId: 'RC1', lines };
          fc.pre(checkRateCard('RC1', lines).length === 0);
          const effectiveDate = dateOfDay(START + effective);
          const rule = { match: { laterRates }, change: { amount: '1' } };
          const { context, cardLines } = upliftOf({ effectiveDate, rules: [rule] }, [card]);
          fc.pre(cardLines.every(({ outcome }) => outcome !== 'refused'));
          const after = context.cards.get('RC1')?.card ?? card;
          expect(checkRateCard('RC1', after.lines)).toEqual([]);
          const rateOn = (body: RateCard, day: CalendarDate) => {
            const asked = {
              carePackage: packageFacts().carePackage.body,
              dateOfBirth: calendarDate('2017-01-01'),
            };
            const found = cardRateOn({ card: body, ...asked, day, dayType: 'weekday' });
            return found.found ? Number(found.rate) : found.rule;
          };
          const rises = cardLines.filter(({ outcome }) => outcome === 'changed');
          const wrong = days.filter((day) => {
            const [was, is] = [rateOn(card, day), rateOn(after, day)];
            if (day < effectiveDate || rises.length === 0) return is !== was;
            return laterRates && typeof was === 'number' && is !== was + 1;
          });
          expect(wrong).toEqual([]);
          expect(withNewCardRates(after, newRatesOf(cardLines))).toEqual(after);
          expect(undoneCard({ before: card, after, current: after })).toEqual({ ok: true, value: card });
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('undoing', () => {
  const before = aPackage({ startDate: start, terms: [term(0, '20')] });
  const after = withNewRates(before, [to('21', 86)]);

  it('is refused for a package whose terms somebody changed since', () => {
    const current = { ...after, terms: [...after.terms, term(100, '22')] };
    expect(undoneTerms({ before, after, current })).toMatchObject({ ok: false, rule: 'changed-since' });
    expect(undoneTerms({ before, after, current: { ...after, startDate: onDay(1) } }).ok).toBe(false);
  });

  it('is refused for a card that somebody changed since', () => {
    const card = (rate: string): RateCard => ({
      rateCardId: 'RC-1',
      lines: [aRateCardLine({ rate: rateText(rate) })],
    });
    const versions = { before: card('20'), after: card('21'), current: card('22') };
    expect(undoneCard(versions)).toMatchObject({ ok: false, rule: 'changed-since' });
  });
});
