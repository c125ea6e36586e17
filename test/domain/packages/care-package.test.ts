import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, calendarDate, type CalendarDate } from '../../../domain/calendar.ts';
import { rateText } from '../../../domain/money.ts';
import {
  applyRow,
  carePackageSchema,
  checkSamePerson,
  checkSameProvider,
  rowOn,
  termOn,
  type CarePackageRow,
  type Term,
} from '../../../domain/packages/care-package.ts';
import { checkSuspensions } from '../../../domain/packages/suspensions.ts';
import { aPackage, aPackageRow } from '../../support/sample-facts.ts';

const start = calendarDate('2026-04-06');
const onDay = (day: number): CalendarDate => addDays(start, day);

const term = (day: number, rate: string | null, more: Partial<Term> = {}): Term => ({
  from: onDay(day),
  unitsPerWeek: rateText('14'),
  rate: rate === null ? null : rateText(rate),
  rateCardId: null,
  ...more,
});

describe('a package after a row of an extract', () => {
  it('is the row with its one term when nobody knew it', () => {
    const body = applyRow(null, aPackageRow());
    expect(body).toEqual(aPackage());
    expect(carePackageSchema.parse(body)).toEqual(body);
  });

  it('begins with the term of the row when the first that is known of it is a later term', () => {
    const body = applyRow(null, aPackageRow({ effectiveFrom: onDay(30) }));
    expect(body.terms).toEqual([term(30, '27.18')]);
  });

  it('is restated by a row without a day: one term again', () => {
    const current = aPackage({ terms: [term(0, '27.18'), term(30, '28')] });
    expect(applyRow(current, aPackageRow({ rate: rateText('29') })).terms).toEqual([term(0, '29')]);
  });

  it('gains a term between those before and after', () => {
    const current = aPackage({ terms: [term(0, '27.18'), term(60, '29')] });
    const row = aPackageRow({ effectiveFrom: onDay(30), rate: rateText('28'), endDate: onDay(90) });
    expect(applyRow(current, row)).toEqual(
      aPackage({ endDate: onDay(90), terms: [term(0, '27.18'), term(30, '28'), term(60, '29')] }),
    );
  });

  it('has a term of a day replaced', () => {
    const current = aPackage({ terms: [term(0, '27.18'), term(30, '28')] });
    const row = aPackageRow({ effectiveFrom: onDay(30), rate: null, rateCardId: 'RC-1' });
    expect(applyRow(current, row).terms).toEqual([term(0, '27.18'), term(30, null, { rateCardId: 'RC-1' })]);
  });

  it('keeps its suspensions, which no extract carries', () => {
    const suspensions = [{ from: onDay(3), to: onDay(5), kind: 'hospital' }];
    const current = aPackage({ suspensions });
    expect(applyRow(current, aPackageRow()).suspensions).toEqual(suspensions);
    expect(applyRow(current, aPackageRow({ effectiveFrom: onDay(30) })).suspensions).toEqual(suspensions);
  });

  const rows = fc
    .array(fc.record({ day: fc.nat(40), rate: fc.constantFrom('18.9', '27.18', '30') }), { maxLength: 5 })
    .map((later): CarePackageRow[] => [
      aPackageRow(),
      ...later.map(({ day, rate }) => aPackageRow({ effectiveFrom: onDay(day), rate: rateText(rate) })),
    ]);
  const applied = (current: Parameters<typeof applyRow>[0], all: readonly CarePackageRow[]) =>
    all.reduce((body, row) => applyRow(body, row), current);

  it('is the same when the rows come a second time', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const once = applied(null, all);
        expect(applied(once, all)).toEqual(once);
      }),
    );
  });

  it('has its terms in order, one for a day', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const days = (applied(null, all)?.terms ?? []).map(({ from }) => from);
        expect(days).toEqual([...new Set(days)].toSorted());
      }),
    );
  });

  it('reads the same from the rows it is written back as, day by day', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const body = applied(null, all);
        if (body === null) throw new Error('A package has a row.');
        const written = body.terms.map(({ from }) => rowOn(body, from));
        expect(applied(null, written)).toEqual(body);
      }),
    );
  });
});

describe('the term of a package on a day', () => {
  const carePackage = aPackage({
    endDate: onDay(90),
    terms: [term(10, '27.18'), term(30, '28'), term(60, '29')],
  });

  it.each([
    [-1, undefined],
    [0, '27.18'],
    [10, '27.18'],
    [29, '27.18'],
    [30, '28'],
    [59, '28'],
    [60, '29'],
    [90, '29'],
    [91, undefined],
  ])('is on day %i the one that holds then', (day, rate) => {
    expect(termOn(carePackage, onDay(day))?.rate).toBe(rate);
  });

  it('goes on where the package has no end', () => {
    expect(termOn(aPackage(), onDay(5_000))?.rate).toBe('27.18');
  });
});

describe('a package written as a row on a day', () => {
  const carePackage = aPackage({
    endDate: onDay(40),
    terms: [term(0, '27.18'), term(30, null, { rateCardId: 'RC-1', unitsPerWeek: rateText('7') })],
  });

  it('restates the package while its first term holds, or before it', () => {
    const row = aPackageRow({ endDate: onDay(40) });
    expect(rowOn(carePackage, onDay(29))).toEqual(row);
    expect(rowOn(carePackage, onDay(-100))).toEqual(row);
  });

  it('names the day from which a later term holds, after the end too', () => {
    const row = aPackageRow({
      endDate: onDay(40),
      effectiveFrom: onDay(30),
      rate: null,
      rateCardId: 'RC-1',
      unitsPerWeek: rateText('7'),
    });
    expect(rowOn(carePackage, onDay(30))).toEqual(row);
    expect(rowOn(carePackage, onDay(500))).toEqual(row);
  });

  it('is impossible without a term', () => {
    expect(() => rowOn(aPackage({ terms: [] }), start)).toThrow('a package has a term');
  });
});

describe('suspensions of a package', () => {
  const rules = (endDate: CalendarDate | null, suspensions: readonly (readonly [number, number | null])[]) =>
    checkSuspensions(
      aPackage({ endDate }),
      suspensions.map(([from, to]) => ({
        from: onDay(from),
        to: to === null ? null : onDay(to),
        kind: 'hospital',
      })),
    ).map(({ rule, severity, field }) => [severity, rule, field]);

  const outside = [['error', 'suspension-outside-package', 'from']];

  // LBHackney-IT/lbh-asc-brokerage-api (MIT), BrokerageApi.Tests/V1/UseCase/CarePackageElements/SuspendElementUseCaseTests.cs
  it.each<[string, number | null, number, number, unknown[]]>([
    ['H47', 10, 0, 11, outside],
    ['H47', 10, -1, 9, outside],
    ['H47', 10, -1, 11, outside],
    ['H47', 10, 0, 10, []],
    ['H47 open-ended', null, -1, 10, outside],
    ['H47 open-ended', null, 0, 10, []],
  ])('%s: a package from day 0 to %s, suspended from day %i to %i', (_case, end, from, to, expected) => {
    expect(rules(end === null ? null : onDay(end), [[from, to]])).toEqual(expected);
  });

  it('may go on without an end only where the package does', () => {
    expect(rules(null, [[3, null]])).toEqual([]);
    expect(rules(onDay(10), [[3, null]])).toEqual(outside);
  });

  it('end on or after the day they start', () => {
    expect(rules(null, [[3, 3]])).toEqual([]);
    expect(rules(null, [[3, 2]])).toEqual([['error', 'end-before-start', 'to']]);
  });

  it('lie apart, in whatever order they are given', () => {
    const overlap = [['error', 'suspensions-overlap', 'from']];
    expect(
      rules(null, [
        [10, 12],
        [3, 9],
      ]),
    ).toEqual([]);
    expect(
      rules(null, [
        [9, 12],
        [3, 9],
      ]),
    ).toEqual(overlap);
    expect(
      rules(null, [
        [3, null],
        [20, 21],
      ]),
    ).toEqual(overlap);
  });

  it('that overlap are told the day by which the earlier must end', () => {
    const [found] = checkSuspensions(aPackage(), [
      { from: onDay(0), to: onDay(9), kind: 'hospital' },
      { from: onDay(9), to: null, kind: 'respite' },
    ]);
    expect(found?.message).toBe(
      'Two suspensions overlap on 15 April 2026; the earlier must end by 14 April 2026.',
    );
  });
});

describe('a change of a package', () => {
  it('that gives it to another person is refused, and any other is not', () => {
    const before = aPackage();
    const moved = { ...before, personId: 'SOMEBODY-ELSE' };
    expect(checkSamePerson(before, moved)).toMatchObject([
      { rule: 'package-of-another-person', severity: 'error', field: 'personId', value: 'SOMEBODY-ELSE' },
    ]);
    expect(checkSamePerson(before, { ...before, endDate: null })).toEqual([]);
    expect(checkSamePerson(null, moved)).toEqual([]);
  });

  it('that gives its later days to another provider is refused, since the days before would go with them', () => {
    const held = { ...aPackage(), providerId: 'P001', startDate: calendarDate('2026-04-06') };
    const row = (effectiveFrom: string | null, providerId = 'P002') => ({
      packageId: 'PK1',
      providerId,
      effectiveFrom: effectiveFrom === null ? null : calendarDate(effectiveFrom),
    });
    expect(checkSameProvider(held, row('2026-05-01'))).toMatchObject([
      {
        ...{ rule: 'provider-from-a-day', severity: 'error', field: 'providerId', value: 'P002' },
        message:
          'Package PK1 is with P001, and only its units and rate change from a day on. End it on 30 April 2026 and begin a new one with P002 from 1 May 2026.',
      },
    ]);
    expect(checkSameProvider(held, row('2026-05-01', 'P001'))).toEqual([]);
    expect(checkSameProvider(held, row('2026-04-06'))).toEqual([]);
    expect(checkSameProvider(held, row(null))).toEqual([]);
  });
});
