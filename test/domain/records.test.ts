import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { addDays, calendarDate } from '../../domain/calendar.ts';
import { pence, rateText } from '../../domain/money.ts';
import {
  date,
  fieldText,
  flag,
  formOf,
  identifier,
  oneOf,
  percent,
  pounds,
  rate,
  sign,
  signedPounds,
  text,
  whole,
} from '../../domain/records/field.ts';
import { rowKinds } from '../../domain/records/kinds.ts';
import {
  layoutOf,
  matchHeading,
  publicFields,
  readRow,
  type Column,
  type Layout,
} from '../../domain/records/layout.ts';

const fields = {
  text,
  identifier,
  date,
  rate,
  percent,
  pounds,
  signedPounds,
  whole,
  flag,
  sign,
  word: oneOf(['care-act', 'CHC']),
};

function read(field: keyof typeof fields, cell: string) {
  const form = formOf(fields[field]);
  if (form === undefined) throw new Error(`${field} has a form.`);
  return form.read(cell);
}

describe('reading a cell', () => {
  it.each<[keyof typeof fields, string, unknown]>([
    ['text', 'Ann’s “café”', 'Ann’s “café”'],
    ['text', 'x'.repeat(500), 'x'.repeat(500)],
    ['identifier', 'PK-1/2.3_a', 'PK-1/2.3_a'],
    ['date', '2026-04-01', '2026-04-01'],
    ['date', '1/4/2026', '2026-04-01'],
    ['date', '29/02/2028', '2028-02-29'],
    ['rate', '£27.1800', '27.18'],
    ['rate', '1,234.5', '1234.5'],
    ['percent', '100', '100'],
    ['percent', '33.3333', '33.3333'],
    ['pounds', '£1,234.50', 123_450],
    ['pounds', '0', 0],
    ['signedPounds', '-12.5', -1_250],
    ['whole', '0', 0],
    ['whole', '999999', 999_999],
    ['flag', 'YES', true],
    ['flag', 'y', true],
    ['flag', '1', true],
    ['flag', 'True', true],
    ['flag', 'No', false],
    ['flag', 'n', false],
    ['flag', '0', false],
    ['flag', 'FALSE', false],
    ['sign', '-1', -1],
    ['sign', '0', 0],
    ['sign', '1', 1],
    ['sign', '+1', 1],
    ['word', 'Care-Act', 'care-act'],
    ['word', 'chc', 'CHC'],
  ])('as %s understands “%s”', (field, cell, value) => {
    expect(read(field, cell)).toEqual({ ok: true, value });
  });

  it.each<[keyof typeof fields, string, string]>([
    ['text', 'x'.repeat(501), 'text-too-long'],
    ['identifier', 'Mrs Smith', 'identifier-not-plain'],
    ['identifier', 'A#1', 'identifier-not-plain'],
    ['date', '31/02/2026', 'date-not-in-calendar'],
    ['date', 'soon', 'date-not-plain'],
    ['rate', '1e3', 'number-not-plain'],
    ['rate', '-1', 'number-negative'],
    ['rate', '1.23456', 'number-too-many-decimals'],
    ['rate', '12,34', 'number-comma-misplaced'],
    ['percent', '100.0001', 'percent-over-100'],
    ['percent', 'x', 'number-not-plain'],
    ['pounds', '27.185', 'number-too-many-decimals'],
    ['pounds', '-0.01', 'number-negative'],
    ['pounds', '1e3', 'number-not-plain'],
    ['pounds', '27.1.8', 'number-not-plain'],
    ['signedPounds', 'minus one', 'number-not-plain'],
    ['whole', '1.0', 'not-a-whole-number'],
    ['whole', '-1', 'not-a-whole-number'],
    ['whole', '1000000', 'not-a-whole-number'],
    ['flag', 'maybe', 'not-yes-or-no'],
    ['sign', '2', 'not-a-sign'],
    ['word', 'care act', 'not-a-known-word'],
  ])('as %s refuses “%s”', (field, cell, rule) => {
    expect(read(field, cell)).toEqual({ ok: false, rule, message: expect.stringMatching(/\.$/) as string });
  });

  it('names the words it knows, and quotes no whole page back', () => {
    expect(read('word', 'private')).toMatchObject({ message: '“private” is not one of care-act, CHC.' });
    expect(read('flag', 'x'.repeat(60))).toMatchObject({
      message: `“${'x'.repeat(40)}…” is neither yes nor no.`,
    });
  });

  it('has no form for what no file carries, and looks through what may be empty', () => {
    expect(formOf(z.string())).toBeUndefined();
    expect(formOf(rate.nullable())).toBe(formOf(rate));
  });
});

/** Any value of a field, as a record holds it. */
function valueOf(column: Column, schema: z.ZodObject): fc.Arbitrary<unknown> {
  const fieldSchema: unknown = schema.shape[column.key];
  const inner: unknown = fieldSchema instanceof z.ZodNullable ? fieldSchema.unwrap() : fieldSchema;
  switch (column.form.kind) {
    case 'text':
      return fc
        .string({ minLength: 1, maxLength: 500, unit: 'grapheme' })
        .filter((value) => value.trim() === value && value.length > 0 && value.length <= 500);
    case 'identifier':
      return fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,39}$/);
    case 'date':
      return fc
        .integer({ min: -20_000, max: 60_000 })
        .map((days) => addDays(calendarDate('2026-04-01'), days));
    case 'rate': {
      const most = column.form === formOf(percent) ? 1_000_000 : 99_999_999_999;
      return fc.integer({ min: 0, max: most }).map((tenThousandths) => {
        const digits = String(tenThousandths).padStart(5, '0');
        const decimals = digits.slice(-4).replace(/0+$/, '');
        return `${digits.slice(0, -4)}${decimals === '' ? '' : `.${decimals}`}`;
      });
    }
    case 'pounds':
      return fc.integer({
        min: column.form === formOf(signedPounds) ? -9_999_999_999 : 0,
        max: 9_999_999_999,
      });
    case 'whole':
      return column.form === formOf(sign) ? fc.constantFrom(-1, 0, 1) : fc.nat(999_999);
    case 'flag':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...(inner as z.ZodEnum).options);
  }
}

function recordOf(layout: Layout): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(
    Object.fromEntries(
      layout.columns.map((column) => {
        const value = valueOf(column, layout.schema);
        return [column.key, column.mandatory ? value : fc.option(value, { nil: null })];
      }),
    ),
    { noNullPrototype: true },
  );
}

const kinds: [string, Layout][] = Object.entries(rowKinds).map(([name, { layout }]) => [name, layout]);

describe('a row of an extract', () => {
  it.each(kinds)('of %s reads back as the record it was written from', (_name, layout) => {
    const heading = matchHeading(
      layout,
      layout.columns.map(({ column }) => column),
    );
    expect(heading).toMatchObject({ missing: [], unknown: [], repeated: [] });
    fc.assert(
      fc.property(recordOf(layout), (record) => {
        const cells = layout.columns.map(({ key, form }) => fieldText(form, record[key]));
        expect(readRow(layout, heading, { line: 2, cells })).toEqual({ record, findings: [] });
      }),
      { numRuns: 50 },
    );
  });
});

const packages = rowKinds['care-packages'].layout;
const packageCells = {
  packageId: 'PK-1',
  personId: 'P-1',
  providerId: 'PR-1',
  serviceType: 'home-care',
  startDate: '06/04/2026',
  endDate: '',
  unitsPerWeek: '14',
  rate: '27.18',
};

function readPackage(cells: Readonly<Record<string, string>>, line = 17) {
  const row = { ...packageCells, ...cells };
  const heading = matchHeading(packages, Object.keys(row));
  return readRow(packages, heading, { line, cells: Object.values(row) });
}

describe('a row that cannot be read', () => {
  it.each([
    ['a number as a spreadsheet writes it', { rate: '1e3' }, 'rate', 'number-not-plain', '1e3'],
    [
      'a day that does not exist',
      { startDate: '31/02/2026' },
      'startDate',
      'date-not-in-calendar',
      '31/02/2026',
    ],
    ['units below zero', { unitsPerWeek: '-14' }, 'unitsPerWeek', 'number-negative', '-14'],
    ['an empty field that is needed', { providerId: ' ' }, 'providerId', 'mandatory-field-empty', null],
    ['a word nobody knows', { funding: 'charity' }, 'funding', 'not-a-known-word', 'charity'],
    ['half a carer', { carers: '1.5' }, 'carers', 'not-a-whole-number', '1.5'],
  ])('because of %s says so in one sentence of its line and field', (_what, cells, field, rule, value) => {
    const { record, findings } = readPackage(cells);
    expect(record).toBeNull();
    expect(findings).toEqual([
      {
        line: 17,
        field,
        rule,
        severity: 'error',
        message: expect.stringMatching(/^.*[a-z].*\.$/) as string,
        value,
      },
    ]);
  });

  it('says everything at once, so that it is mended once', () => {
    const { findings } = readPackage({ rate: '1e3', startDate: '31/02/2026', packageId: '' });
    expect(findings.map(({ field, rule }) => [field, rule])).toEqual([
      ['packageId', 'mandatory-field-empty'],
      ['startDate', 'date-not-in-calendar'],
      ['rate', 'number-not-plain'],
    ]);
    expect(findings[0]?.message).toBe('packageId is empty; every row needs one.');
  });

  it('quotes at most a hundred characters of a cell', () => {
    const { findings } = readPackage({ funding: 'x'.repeat(300) });
    expect(findings[0]?.value).toBe('x'.repeat(100));
  });

  it('misses the cells that a short row leaves out', () => {
    const heading = matchHeading(packages, Object.keys(packageCells));
    const { findings } = readRow(packages, heading, { line: 3, cells: ['PK-1', 'P-1'] });
    expect(findings.map(({ field }) => field)).toEqual([
      'providerId',
      'serviceType',
      'startDate',
      'unitsPerWeek',
    ]);
  });
});

describe('a row that can be read', () => {
  it('forgives spaces around a cell and leaves what the file does not carry empty', () => {
    const { record } = readPackage({ unitsPerWeek: ' 14.50 ', extra: 'x' });
    expect(record).toMatchObject({ unitsPerWeek: '14.5', endDate: null, funding: null, rateCardId: null });
  });
});

describe('a heading row', () => {
  const heading = (...names: string[]) => matchHeading(rowKinds.contributions.layout, names);
  const all = rowKinds.contributions.layout.columns.map(({ column }) => column);

  it('may have any order, any case, spaces and underscores', () => {
    const found = heading('Weekly Amount', 'PERSON_ID', 'contributionid');
    expect(found.cells.map((column) => column?.key)).toEqual([
      'weeklyAmountPence',
      'personId',
      'contributionId',
    ]);
    expect(found).toMatchObject({ unknown: [], repeated: [] });
  });

  it('lacks the columns that every row needs, and one that may only be empty cell by cell', () => {
    expect(heading('contributionId').missing).toEqual([
      'personId',
      'kind',
      'startDate',
      'weeklyAmount',
      'collector',
    ]);
    expect(heading(...all).missing).toEqual([]);
  });

  it('tells columns nobody knows and columns given twice, but not nameless ones', () => {
    const found = heading(...all, 'notes', '', 'Person ID');
    expect(found.unknown).toEqual([{ column: 'notes', index: all.length }]);
    expect(found.repeated).toEqual(['personId']);
    expect(found.cells.slice(-3).map((column) => column?.key)).toEqual([undefined, undefined, 'personId']);
  });

  it('is described by a record whose every field has a form', () => {
    expect(() => layoutOf(z.object({ loose: z.string() }))).toThrow('the field loose has no form');
  });
});

describe('a record as the API shows it', () => {
  it('has pounds beside pence, and every column, empty or not', () => {
    const layout = layoutOf(
      z.object({ id: identifier, amountPence: pounds.nullable(), units: rate.nullable() }),
    );
    expect(publicFields(layout, { id: 'A', amountPence: 123_450 })).toEqual({
      id: 'A',
      amount: '1234.50',
      amountPence: 123_450,
      units: null,
    });
    expect(publicFields(layout, { id: 'A', amountPence: null, units: '1.5' })).toEqual({
      id: 'A',
      amount: null,
      amountPence: null,
      units: '1.5',
    });
  });

  it('writes fields as an extract would', () => {
    const form = (field: keyof typeof fields) => formOf(fields[field])!;
    expect([
      fieldText(form('pounds'), pence(5)),
      fieldText(form('flag'), true),
      fieldText(form('flag'), false),
      fieldText(form('rate'), rateText('18.9')),
      fieldText(form('sign'), -1),
      fieldText(form('text'), null),
      fieldText(form('text'), undefined),
    ]).toEqual(['0.05', 'true', 'false', '18.9', '-1', '', '']);
  });
});
