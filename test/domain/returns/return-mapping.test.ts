import { describe, expect, it } from 'vitest';
import { guessFields, guessLayout } from '../../../domain/returns/guess-fields.ts';
import { readReturnHeading, returnReader } from '../../../domain/returns/read-return.ts';
import {
  checkReturnMapping,
  mappingIdsOf,
  returnMappingSchema,
  type ReturnMapping,
} from '../../../domain/returns/return-mapping.ts';
import { day } from '../../support/a-return.ts';

const own: ReturnMapping = {
  mappingId: 'P001',
  providerId: 'P001',
  layout: 'visits',
  columns: [
    { heading: 'Visit no', field: 'lineRef' },
    { heading: 'Service user', field: 'personId' },
    { heading: 'When', field: 'date' },
    { heading: 'Mins', field: 'claimedMinutes' },
    { heading: '£', field: 'amount' },
  ],
};
const stays: ReturnMapping = {
  ...own,
  mappingId: 'P001~2',
  layout: 'stays',
  columns: [
    { heading: 'Ref', field: 'lineRef' },
    { heading: 'Resident', field: 'personId' },
    { heading: 'In', field: 'from' },
    { heading: 'Out', field: 'to' },
    { heading: 'Nights', field: 'units' },
  ],
};

describe('a saved mapping', () => {
  it('lets a provider’s own headings be read, written as they may be', () => {
    const heading = readReturnHeading(['MINS', 'visit_no', 'service user', 'When', '£', 'Mood'], [own]);
    if (!heading.ok) throw new Error(heading.message);
    expect(heading.value.unknown).toEqual(['Mood']);
    const { line } = returnReader(heading.value)({
      line: 2,
      cells: ['45', 'V1', 'A1', '05/10/2026', '£28.35', 'ok'],
    });
    expect(line).toMatchObject({
      lineRef: 'V1',
      personId: 'A1',
      first: day('2026-10-05'),
      amountPence: 2835,
    });
    expect(line?.visit?.claimedMinutes).toBe(45);
  });

  it('of stays gives days and units', () => {
    const heading = readReturnHeading(['Ref', 'Resident', 'In', 'Out', 'Nights'], [own, stays]);
    expect(heading).toMatchObject({ ok: true, value: { layout: { name: 'stays' } } });
  });

  it('never takes the place of a layout that everybody knows', () => {
    const wrong: ReturnMapping = {
      ...own,
      columns: [
        { heading: 'lineRef', field: 'personId' },
        { heading: 'personId', field: 'lineRef' },
        { heading: 'date', field: 'date' },
        { heading: 'claimedMinutes', field: 'claimedMinutes' },
      ],
    };
    const heading = readReturnHeading(['lineRef', 'personId', 'date', 'claimedMinutes'], [wrong]);
    expect(heading.ok && heading.value.places.get('lineRef')).toBe(0);
  });

  it('says what a file misses of the mapping it is nearest to', () => {
    const heading = readReturnHeading(['Visit no', 'Service user', 'When'], [own]);
    expect(!heading.ok && heading.message).toContain('no column claimedMinutes.');
  });

  it('is one of nine of its provider', () => {
    expect(mappingIdsOf('P001')).toHaveLength(9);
    expect(mappingIdsOf('P001').slice(0, 2)).toEqual(['P001', 'P001~2']);
    expect(mappingIdsOf('P001').at(-1)).toBe('P001~9');
  });

  it('is kept whole', () => {
    expect(returnMappingSchema.parse(own)).toEqual(own);
  });
});

describe('a mapping that is about to be saved', () => {
  const rulesOf = (mapping: ReturnMapping) =>
    checkReturnMapping(mapping).map(({ field, rule }) => [field, rule]);

  it('passes when everything mandatory is said once', () => {
    expect(rulesOf(own)).toEqual([]);
    expect(rulesOf(stays)).toEqual([]);
  });

  it('names each mandatory field that no column holds', () => {
    const [first, ...columns] = own.columns;
    expect(first?.field).toBe('lineRef');
    expect(checkReturnMapping({ ...own, columns })).toMatchObject([
      {
        field: 'columns',
        rule: 'mandatory-field-not-mapped',
        message: 'No column is said to hold lineRef; every line needs one.',
      },
    ]);
    expect(rulesOf({ ...own, columns: [] })).toHaveLength(4);
  });

  it.each([
    [{ heading: 'Time', field: 'claimedMinutes' }, 'columns.5.field', 'field-mapped-twice'],
    [{ heading: 'Nights', field: 'units' }, 'columns.5.field', 'field-of-another-layout'],
    [{ heading: ' _ ', field: 'note' }, 'columns.5.heading', 'heading-empty'],
    [{ heading: 'visit NO', field: 'note' }, 'columns.5.heading', 'heading-mapped-twice'],
  ] as const)('is refused with the further column %o', (more, field, rule) => {
    expect(rulesOf({ ...own, columns: [...own.columns, more] })).toEqual([[field, rule]]);
  });

  it.each([
    ['P002', 'P001'],
    ['P001~1', 'P001'],
    ['P001~10', 'P001'],
    ['P001~x', 'P001'],
    ['no provider', 'no provider'],
  ])('is refused under the id %s for %s', (mappingId, providerId) => {
    expect(rulesOf({ ...own, mappingId, providerId })).toEqual([
      ['providerId', 'mapping-of-another-provider'],
    ]);
  });
});

describe('what headings most likely say', () => {
  it.each([
    ['Visit no,Service user,When,Mins,Total', ['lineRef', 'personId', 'date', 'claimedMinutes', 'amount']],
    [
      'CallRef,ClientID,ClientName,Date of visit,Planned start time,Duration,Actual start,Actual mins,CarerID,Number of carers',
      [
        ...['lineRef', 'personId', null, 'date', 'startTime', 'claimedMinutes'],
        ...['actualStartTime', 'actualMinutes', 'carerId', 'carers'],
      ],
    ],
    [
      'Ref,Service type,Contract number,Rate,VAT,Invoice no,ECM status,Comments,Shoe size',
      ['lineRef', 'serviceType', 'packageId', 'rate', 'vat', 'invoiceNumber', 'monitoring', 'note', null],
    ],
    // What is headed as in a known layout keeps its meaning, whatever its words sound like.
    ['OurRef,date,ServiceUserRef', ['invoiceNumber', 'date', 'personId']],
    // Of two columns that sound alike the first is taken.
    ['Mins,Minutes', ['claimedMinutes', null]],
    ['', [null]],
  ])('of visits, in %s', (headings, fields) => {
    expect(guessFields(headings.split(','), 'visits')).toEqual(fields);
  });

  it('of stays, in words of homes', () => {
    expect(guessFields(['No', 'Resident', 'Start date', 'End date', 'Nights', 'Fee'], 'stays')).toEqual([
      ...['lineRef', 'personId', 'from', 'to', 'units', 'amount'],
    ]);
  });

  it.each([
    ['visits', 'Visit no,Service user,When,Mins'],
    ['stays', 'No,Resident,From,Until,Nights'],
    ['visits', 'Fish,Chips'],
  ])('speaks for %s in %s', (layout, headings) => {
    expect(guessLayout(headings.split(','))).toBe(layout);
  });
});
