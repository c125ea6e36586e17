import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inboxPrefixes, keptPrefixes } from '../../events/inbox.ts';
import { agreementChangeRoutes } from '../../events/api/agreement-changes.ts';
import { recordRouteTable } from '../../events/api/records.ts';
import { settingRoutes } from '../../events/api/settings.ts';
import { uploaders, type Upload } from '../../events/api/uploads.ts';
import { instant } from '../../domain/calendar.ts';
import { isDone } from '../../web/src/files/is-done.ts';
import { guessKind } from '../../web/src/files/guess-kind.ts';
import { monthOf } from '../../web/src/home/month.ts';
import { allowed } from '../../web/src/session/permissions.ts';
import { formFor, textOfValue, valueOfText } from '../../web/src/settings/value-text.ts';
import { csvText } from '../../web/src/words/csv.ts';
import { dateOfText, dateText } from '../../web/src/words/date-text.ts';
import { changesBetween } from '../../web/src/words/fields.ts';
import {
  formatAge,
  formatDate,
  formatInstant,
  formatMoney,
  formatPounds,
} from '../../web/src/words/format.ts';
import { fileKinds, keptKinds, meaningOf } from '../../web/src/words/labels.ts';

describe('money', () => {
  it.each([
    [0, '£0.00'],
    [5, '£0.05'],
    [85_317, '£853.17'],
    [123_456_789, '£1,234,567.89'],
    [-1250, '−£12.50'],
    [-5, '−£0.05'],
    [100_000, '£1,000.00'],
  ])('%i pence are read as %s', (pence, text) => {
    expect(formatMoney(pence)).toBe(text);
  });

  it('keeps every penny of any amount', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (pence) => {
        const digits = formatMoney(pence).replace('−', '-').replaceAll(/[£,.]/g, '');
        expect(Number(digits)).toBe(pence);
      }),
    );
    expect.hasAssertions();
  });

  it.each([
    ['27.1', '£27.10'],
    ['13.5925', '£13.5925'],
    ['1234.5', '£1,234.50'],
    ['-12.5', '−£12.50'],
    ['by agreement', 'by agreement'],
  ])('a rate of %s is shown as %s', (text, shown) => {
    expect(formatPounds(text)).toBe(shown);
  });
});

describe('days', () => {
  it('are read in words, day first', () => {
    expect(formatDate('2026-12-07')).toBe('7 December 2026');
  });

  it('of an instant are those of London, summer time included', () => {
    expect(formatInstant('2026-06-30T23:30:00.000Z')).toBe('1 July 2026 at 00:30');
  });

  it.each([
    ['1/4/2026', '2026-04-01'],
    ['07.12.2026', '2026-12-07'],
    ['31/02/2026', '31/02/2026'],
    ['12/31/2026', '12/31/2026'],
    ['soon', 'soon'],
  ])('typed as %s are kept as %s', (typed, kept) => {
    expect(dateOfText(typed)).toBe(kept);
  });

  it('are typed as they were shown', () => {
    expect(dateOfText(dateText('2026-04-01'))).toBe('2026-04-01');
  });

  it('count the age of work', () => {
    const now = new Date('2026-05-14T12:00:00Z');
    expect(formatAge('2026-05-14T11:30:00.000Z', now)).toBe('less than an hour');
    expect(formatAge('2026-05-14T11:00:00.000Z', now)).toBe('1 hour');
    expect(formatAge('2026-05-11T11:00:00.000Z', now)).toBe('3 days');
  });
});

describe('an export', () => {
  it.each(['=2+3', '+44 20', '-1+1', '@SUM(A1)', '\tx', '\rx'])('never lets %j run as a formula', (text) => {
    expect(
      csvText([[text]])
        .replace(/^\uFEFF"?/, '')
        .startsWith("'"),
    ).toBe(true);
  });

  it('leaves a negative amount a number', () => {
    expect(csvText([['-12.50']])).toBe('\uFEFF-12.50\r\n');
  });

  it('quotes what would break a row', () => {
    expect(csvText([['a,b', 'say "no"', 'two\nlines']])).toBe('\uFEFF"a,b","say ""no""","two\nlines"\r\n');
  });
});

describe('the kind of a file', () => {
  it.each([
    ['people-2026-05.csv', 'people'],
    ['Care Packages May.csv', 'care-packages'],
    ['direct-payment-agreements.csv', 'direct-payment-agreements'],
    ['P001 visits week 19.csv', 'provider-returns'],
    ['A00012.ofx', 'bank-statements'],
    ['providers.csv', 'providers'],
    ['service_types.csv', 'service-types'],
  ])('is guessed from the name %s', (name, kind) => {
    expect(guessKind(name)).toBe(kind);
  });

  it('is asked for where the name says nothing', () => {
    expect(guessKind('export(3).csv')).toBeNull();
  });
});

describe('a return that was checked', () => {
  const upload = { kind: 'provider-returns', state: 'checked' } as Upload;

  it('says that nothing of it is paid yet', () => {
    expect(meaningOf(upload)).toBe(
      'Every line has been checked. Some wait for a decision; until then the lowest of what was claimed, delivered and commissioned is paid of them.',
    );
    expect(meaningOf({ kind: 'people', state: 'checked' })).toMatch(/are being recorded\.$/);
  });

  it('is not looked at again once its check is over, as an extract on its way is', () => {
    const at = instant('2026-11-05T09:00:00.000Z');
    expect(isDone({ ...upload, finishedAt: at })).toBe(true);
    expect(isDone({ ...upload, finishedAt: null })).toBe(false);
    expect(isDone({ ...upload, kind: 'people', finishedAt: at })).toBe(false);
  });
});

describe('what the pages know of the contract', () => {
  it('is every kind of file, and which are only kept', () => {
    expect(Object.keys(fileKinds)).toEqual([...inboxPrefixes]);
    expect(keptKinds).toEqual(keptPrefixes);
  });

  it('is who may do what', () => {
    expect(allowed).toEqual({
      upload: uploaders,
      changePackage: recordRouteTable.putPackage.roles,
      changeAgreements: agreementChangeRoutes.putOneOffs.roles,
      changeContributions: recordRouteTable.putContributions.roles,
      changeSettings: settingRoutes.putSetting.roles,
      seeFailedMessages: settingRoutes.listDeadLetters.roles,
    });
    expect(recordRouteTable.putSuspensions.roles).toEqual(allowed.changePackage);
  });
});

it('counts the files of a month up to where they have come', () => {
  const file = (state: 'received' | 'part-accepted' | 'quarantined', day: string) => ({
    state,
    receivedAt: `${day}T08:00:00.000Z` as never,
  });
  const month = monthOf(
    [
      file('received', '2026-05-14'),
      file('part-accepted', '2026-05-02'),
      file('quarantined', '2026-05-01'),
      file('part-accepted', '2026-04-30'),
    ],
    '2026-05',
  );
  expect(month).toEqual({ received: 3, read: 1, accepted: 1 });
});

describe('a setting', () => {
  it.each([
    ['extract-staleness', 8],
    ['go-live', '2026-07-01'],
    ['go-live', null],
    ['restricted-readers', ['sam.manager', 'leo.lead']],
    ['restricted-readers', []],
    ['approval-limits', { 'amy.approver': 500_000_000, 'abe.approver': 5 }],
    ['charge-week-start', 'monday'],
    ['visit-tolerance', { minutes: 5, percent: '10' }],
  ])('%s is read back from its form as it was', (name, value) => {
    const form = formFor({ name, value });
    expect(valueOfText(textOfValue(value, form), form)).toEqual({ ok: true, value });
  });

  it.each(['fifty', '50000,00', '-50', '50.123', ''])(
    'says what is wrong with “%s” as an amount',
    (amount) => {
      const line = `amy.approver ${amount}`;
      expect(valueOfText(line, formFor({ name: 'approval-limits', value: {} }))).toMatchObject({
        ok: false,
        message: expect.stringContaining(line.trim()) as string,
      });
    },
  );

  it('reads an amount with thousands parted by commas', () => {
    const form = formFor({ name: 'approval-limits', value: {} });
    expect(valueOfText('amy.approver £50,000.5', form)).toEqual({
      ...{ ok: true, value: { 'amy.approver': 50_000_50 } },
    });
  });
});

it('names what changed between two versions once, not again in pence', () => {
  const before = { weeklyAmount: '10.00', weeklyAmountPence: 1000, kind: 'fnc' };
  const after = { weeklyAmount: '12.00', weeklyAmountPence: 1200, kind: 'fnc' };
  expect(changesBetween(before, after)).toEqual([{ field: 'weeklyAmount', before: '10.00', after: '12.00' }]);
});
