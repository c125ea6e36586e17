import { describe, expect, it } from 'vitest';
import { headingOfColumns, readReturnHeading, returnReader } from '../../../domain/returns/read-return.ts';
import { day } from '../../support/a-return.ts';

const visits =
  'lineRef,personId,packageId,serviceType,date,startTime,claimedMinutes,actualStartTime,actualMinutes,monitoring,carers,carerId,rate,amount,vat,invoiceNumber,note';
const stays = 'lineRef,personId,packageId,from,to,units,rate,amount';

function read(columns: string, cells: string) {
  const heading = readReturnHeading(columns.split(','));
  if (!heading.ok) throw new Error(heading.message);
  return returnReader(heading.value)({ line: 2, cells: cells.split(',') });
}

describe('the heading of a return', () => {
  it.each([
    ['visits', visits],
    ['visits', 'Line Ref,PERSON_ID,Date,claimed minutes'],
    ['stays', stays],
    ['abacus', 'VisitRef,ServiceUserRef,VisitDate,DurationClaimed,ContractNumber'],
  ])('is known as %s', (name, columns) => {
    expect(readReturnHeading(columns.split(','))).toMatchObject({ ok: true, value: { layout: { name } } });
  });

  it('keeps what it says besides, and the first of two columns of one name', () => {
    const reading = readReturnHeading([...visits.split(','), 'Mood', 'note', '']);
    expect(reading).toMatchObject({ ok: true, value: { unknown: ['Mood', 'note'] } });
  });

  it('that is of no layout says what the nearest misses', () => {
    const reading = readReturnHeading(['lineRef', 'personId', 'date']);
    expect(reading).toMatchObject({ ok: false, rule: 'column-missing' });
    expect(!reading.ok && reading.message).toContain('no column claimedMinutes');
    const abacus = readReturnHeading(['VisitRef', 'ServiceUserRef', 'DurationClaimed']);
    expect(!abacus.ok && abacus.message).toContain('no column date');
  });
});

it('cells that are kept by what they say are read again wherever they lie', () => {
  const heading = headingOfColumns(['claimedMinutes', 'mood', 'date', 'personId', 'lineRef'], 'visits');
  const { line } = returnReader(heading)({ line: 2, cells: ['45', 'well', '2026-10-05', 'A1', 'V1'] });
  expect(line).toMatchObject({ lineRef: 'V1', personId: 'A1', first: day('2026-10-05'), packageId: null });
  expect(line?.visit?.claimedMinutes).toBe(45);
});

describe('a line of a return', () => {
  it('is read without the spaces around its cells, and a cell of spaces says nothing', () => {
    const reading = read('lineRef,personId,packageId,date,claimedMinutes', ' V1,A1\t,  ,2026-10-05 ,45');
    expect(reading.line).toMatchObject({ lineRef: 'V1', personId: 'A1', packageId: null });
    expect(reading.line?.first).toBe(day('2026-10-05'));
  });

  it('is read with everything it says', () => {
    const reading = read(
      visits,
      'V1,A1,PK1,Home Care,05/10/2026,07:30,45,07:31:00,44,Edited,2,C1,18.90,£28.35,0.00,INV-1,ok',
    );
    expect(reading.line).toEqual({
      ...{ line: 2, lineRef: 'V1', personId: 'A1', packageId: 'PK1', serviceType: 'home-care', units: null },
      ...{ first: day('2026-10-05'), last: day('2026-10-05'), rate: '18.9', amountPence: 2835, vatPence: 0 },
      invoiceNumber: 'INV-1',
      visit: {
        ...{ startMinute: 450, claimedMinutes: 45, actualStartMinute: 451, actualMinutes: 44 },
        ...{ monitoring: 'edited', carers: 2, carerId: 'C1' },
      },
    });
  });

  it('may leave out all that is not mandatory', () => {
    const { line } = read(visits, 'V1,A1,,,2026-10-05,,30,,,,,,,,,,');
    expect(line).toMatchObject({ packageId: null, serviceType: null, rate: null, amountPence: null });
    expect(line?.visit).toMatchObject({
      startMinute: null,
      actualMinutes: null,
      monitoring: null,
      carers: 1,
      carerId: null,
    });
    expect(read('lineRef,personId,date,claimedMinutes', 'V1,A1,2026-10-05,30').line?.visit?.carers).toBe(1);
  });

  it('may say its rate with a pound sign', () => {
    expect(read(stays, 'S1,A1,PK1,2026-10-05,2026-10-11,1,£700.50,').line?.rate).toBe('700.5');
  });

  it('may be shorter than its heading', () => {
    expect(read(visits, 'V1,A1,PK1,,2026-10-05,,30').line?.invoiceNumber).toBeNull();
  });

  it('may say its day, time and numbers as a spreadsheet keeps them', () => {
    const { line } = read(visits, 'V1,A1,,,46300,0.3125,45.0,.3125,44.00,,2.0,,,,,,');
    expect(line).toMatchObject({ first: day('2026-10-05') });
    expect(line?.visit).toMatchObject({
      ...{ startMinute: 450, claimedMinutes: 45, actualStartMinute: 450, actualMinutes: 44, carers: 2 },
    });
    expect(read(visits, 'V1,A1,,,05/10/2026 07:30,,30').line?.first).toBe(day('2026-10-05'));
  });

  it('is read the same however many others were read before it', () => {
    const heading = readReturnHeading(visits.split(','));
    if (!heading.ok) throw new Error(heading.message);
    const reader = returnReader(heading.value);
    for (let line = 1; line <= 6_000; line += 1)
      reader({ line, cells: ['V1', 'A1', '', '', '2026-10-05', '', '30', '', '', '', '', '', `${line}.25`] });
    const last = {
      line: 7_000,
      cells: ['V1', 'A1', '', '', '2026-10-05', '', '30', '', '', '', '', '', '7000.25'],
    };
    expect(reader(last).line?.rate).toBe('7000.25');
    expect(reader(last).line?.rate).toBe('7000.25');
  });

  it('of Abacus gives lengths as hours and minutes', () => {
    const { line } = read(
      'VisitRef,ServiceUserRef,VisitDate,DurationClaimed,ActualDuration',
      'V1,A1,05/10/2026,01:15,01:14:00',
    );
    expect(line?.visit).toMatchObject({ claimedMinutes: 75, actualMinutes: 74 });
  });

  it('of a stay has two days and units', () => {
    expect(read(stays, 'S1,A1,PK1,2026-10-05,2026-10-11,1,700,700').line).toMatchObject({
      ...{ first: day('2026-10-05'), last: day('2026-10-11'), units: '1', visit: null },
    });
  });

  it.each([
    [visits, ',A1,,,2026-10-05,,30,,,,,,,,,,', ['mandatory-field-empty lineRef']],
    [
      visits,
      'V1,,,,,,,,,,,,,,,,',
      [
        'mandatory-field-empty personId',
        'mandatory-field-empty date',
        'mandatory-field-empty claimedMinutes',
      ],
    ],
    [visits, 'V1,A1,,,31/02/2026,,30,,,,,,,,,,', ['date-not-in-calendar date']],
    [
      visits,
      'V1,A1,,,2026-10-05,25:00,30,7.30,,,,,,,,,',
      ['time-not-of-a-day startTime', 'time-not-of-a-day actualStartTime'],
    ],
    [visits, 'V1,A1,,,2026-10-05,07:75,30,,,,,,,,,,', ['time-not-of-a-day startTime']],
    [visits, 'V1,A1,,,2026-10-05,0.30,30,,,,,,,,,,', ['time-not-of-a-day startTime']],
    [visits, 'V1,A1,,,20261,,30,,,,,,,,,,', ['date-not-in-calendar date']],
    [visits, 'V1,A1,,,73051,,30,,,,,,,,,,', ['date-not-in-calendar date']],
    [
      visits,
      'V1,A1,,,2026-10-05,,half,,-5,,,,,,,,',
      ['minutes-not-whole claimedMinutes', 'minutes-not-whole actualMinutes'],
    ],
    [visits, 'V1,A1,,,2026-10-05,,1441,,,,,,,,,,', ['minutes-not-whole claimedMinutes']],
    [visits, 'V1,A1,,,2026-10-05,,30,,,,0,,,,,,', ['carers-not-a-count carers']],
    [visits, 'V1,A1,,,2026-10-05,,30,,,,many,,,,,,', ['carers-not-a-count carers']],
    [visits, 'V1,A1,,,2026-10-05,,30,,,guess,,,,,,,', ['monitoring-unknown monitoring']],
    [
      visits,
      'V1,A1,,,2026-10-05,,30,,,,,,1e3,12;34,x,,',
      ['rate-not-in-pounds rate', 'amount-not-in-pounds amount', 'amount-not-in-pounds vat'],
    ],
    [stays, 'S1,A1,PK1,2026-10-05,2026-10-04,1,,', ['end-before-start to']],
    [stays, 'S1,A1,PK1,2026-10-05,,1,,', ['mandatory-field-empty to']],
    [stays, 'S1,A1,PK1,,2026-10-04,,,', ['mandatory-field-empty from', 'mandatory-field-empty units']],
    [stays, 'S1,A1,PK1,2026-10-05,2026-10-11,some,,', ['quantity units']],
  ])('%# that cannot be read names every fault of it', (columns, cells, faults) => {
    const reading = read(columns, cells);
    expect(reading.line).toBeNull();
    const found = (reading.findings ?? []).map(({ rule, field }) => `${rule} ${field ?? ''}`);
    if (faults[0] === 'quantity units') expect(found).toEqual([expect.stringMatching(/ units$/)]);
    else expect(found).toEqual(faults);
  });

  it('that cannot be read still gives the visit, where that much can be', () => {
    expect(read(visits, 'V1,,,,2026-10-05,07:30,30,07:30,30,,,,,,,,')).toMatchObject({
      line: null,
      visit: { claimedMinutes: 30 },
    });
  });
});
