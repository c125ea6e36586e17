import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../domain/calendar.ts';
import { councilRowsOf, referenceSettingName } from '../../domain/settings/reference-settings.ts';
import { entriesAfter, entryOn, valueOn, valuesOf } from '../../domain/settings/setting-definition.ts';
import { allSettings, settingNamed, settings } from '../../domain/settings/settings.ts';

const entry = (effectiveFrom: string, value: unknown) => ({
  effectiveFrom: calendarDate(effectiveFrom),
  value,
});

describe('the value of a setting on a day', () => {
  const entries = [
    entry('2026-04-01', 5),
    entry('2026-09-01', 7),
    entry('2026-06-01', 6),
    entry('2026-06-01', 8),
  ];

  it.each([
    ['2026-03-31', undefined],
    ['2026-04-01', 5],
    ['2026-05-31', 5],
    ['2026-06-01', 8],
    ['2026-12-31', 7],
  ])('is on %s what started last by then, and of one day what was given last: %s', (on, value) => {
    expect(entryOn(entries, calendarDate(on))?.value).toBe(value);
  });

  it('shows what comes after it in order, once a day', () => {
    const after = entriesAfter(entries, calendarDate('2026-04-01'));
    expect(after.map(({ effectiveFrom, value }) => [effectiveFrom, value])).toEqual([
      ['2026-06-01', 8],
      ['2026-09-01', 7],
    ]);
    expect(entriesAfter(entries, calendarDate('2026-09-01'))).toEqual([]);
  });

  it('is the initial one where nothing was set, or what was set has no longer the right form', () => {
    const on = calendarDate('2026-04-01');
    expect(valueOn(settings.chargeWeekStart, [], on)).toBe('monday');
    expect(valueOn(settings.chargeWeekStart, [entry('2026-04-01', 'sunday')], on)).toBe('sunday');
    expect(valueOn(settings.chargeWeekStart, [entry('2026-04-01', 'someday')], on)).toBe('monday');
  });

  it('is one of the values it was ever given, each from its day, of one day the last', () => {
    const given = [
      entry('2026-09-01', 'sunday'),
      entry('2026-04-01', 'tuesday'),
      entry('2026-06-01', 'sunday'),
      entry('2026-06-01', 'someday'),
    ];
    expect(valuesOf(settings.chargeWeekStart, given)).toEqual([
      { from: '2026-04-01', value: 'tuesday' },
      { from: '2026-06-01', value: 'monday' },
      { from: '2026-09-01', value: 'sunday' },
    ]);
    expect(valuesOf(settings.chargeWeekStart, [])).toEqual([]);
  });
});

describe('the settings', () => {
  it('each have a name of their own, words for the page and an initial value of their form', () => {
    expect(new Set(allSettings.map(({ name }) => name)).size).toBe(allSettings.length);
    for (const { name, title, description, schema, initial } of allSettings) {
      expect([name, schema.safeParse(initial).success]).toEqual([name, true]);
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(title.length * description.length).toBeGreaterThan(0);
    }
  });

  it('are found by their name, however it is written', () => {
    expect(settingNamed('goLive')).toBe(settings.goLive);
    expect(settingNamed('go-live')).toBe(settings.goLive);
    expect(settingNamed('going-live')).toBeUndefined();
  });

  it('let the users of contracts approve up to their limits, and nobody else anything', () => {
    expect(settings.approvalLimits.initial).toEqual({
      'amy.approver': 500_000_000,
      'abe.approver': 5_000_000,
      'carl.chargeapprover': 100_000_000,
      'leo.lead': 2_500_000,
    });
  });

  it.each([
    ['go-live', '2026-02-31'],
    ['restricted-readers', ['two words']],
    ['approval-limits', { 'amy.approver': 1.5 }],
    ['approval-limits', { 'amy.approver': -1 }],
    ['calendars', []],
    ['calendars', [{ name: 'x', period: 'fortnightly' }]],
    ['visit-tolerance', { minutes: 5, percent: '10.00' }],
    ['days-in-month', 'thirty'],
  ])('refuse a value that is none: %s', (name, value) => {
    expect(settingNamed(name)?.schema.safeParse(value).success).toBe(false);
  });
});

describe('the council’s own reference values', () => {
  const fnc = settingNamed(referenceSettingName('funded-nursing-care'))!;
  const row = { category: 'standard', from: '2040-04-01', value: '300.50', source: 'A circular.' };
  const read = (more: Record<string, unknown>) => fnc.schema.safeParse([{ ...row, ...more }]);

  it('are read as people write them', () => {
    expect(read({})).toMatchObject({
      data: [{ ...row, value: '300.5', to: null, replacesPublished: false }],
    });
  });

  it.each([
    ['category', { category: 'golden' }],
    ['to', { to: '2040-03-31' }],
    ['value', { value: '1e3' }],
    ['source', { source: ' ' }],
    ['replacesPublished', { from: '2026-04-01' }],
  ])('are refused for their %s', (field, more) => {
    expect(read(more).error?.issues.map(({ path }) => path.at(-1))).toEqual([field]);
  });

  it('replace a published value where they say so', () => {
    expect(read({ from: '2026-04-01', replacesPublished: true }).success).toBe(true);
  });

  it('become rows of their kind; what no longer fits is left out', () => {
    const value = fnc.schema.parse([row]);
    expect(councilRowsOf('funded-nursing-care', value)).toEqual([
      { kind: 'funded-nursing-care', ...row, value: '300.5', to: null, replacesPublished: false },
    ]);
    expect(councilRowsOf('capital-limit', value)).toEqual([]);
    expect(councilRowsOf('capital-limit', 'nonsense')).toEqual([]);
  });
});
