import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import {
  checkAgreementSuspensions,
  checkOneOffs,
  noChanges,
  suspendsMore,
  withOneOffs,
  withSuspensions,
  type EnteredOneOff,
} from '../../../domain/direct-payments/agreement-changes.ts';
import { pence } from '../../../domain/money.ts';
import { aDirectPayment } from '../../support/sample-facts.ts';

const agreement = aDirectPayment({ endDate: calendarDate('2026-12-31') });
const oneOff = (on: string, pounds: number, more: Partial<EnteredOneOff> = {}): EnteredOneOff => ({
  ...{ number: null, on: calendarDate(on), what: 'A shower chair', amountPence: pence(pounds * 100) },
  ...more,
});
const suspended = (from: string, to: string | null) => ({
  ...{ from: calendarDate(from), to: to === null ? null : calendarDate(to), kind: 'hospital' },
});
const before = withOneOffs(noChanges('DP-1'), [oneOff('2026-06-01', 250)]);
const found = (entered: readonly EnteredOneOff[], paidFrom: string | null = null) =>
  checkOneOffs(entered, { agreement, before, paidFrom: paidFrom === null ? null : calendarDate(paidFrom) });
const rules = (...asked: Parameters<typeof found>) => found(...asked).map(({ rule, field }) => [rule, field]);

describe('the suspensions of a direct payment', () => {
  it('lie within its agreement, in order and apart', () => {
    const check = (...suspensions: ReturnType<typeof suspended>[]) =>
      checkAgreementSuspensions(agreement, withSuspensions(noChanges('DP-1'), suspensions)).map(
        ({ message }) => message,
      );
    expect(check(suspended('2026-07-06', '2026-07-12'), suspended('2026-06-01', '2026-06-07'))).toEqual([]);
    expect(check(suspended('2026-04-05', '2026-04-12'))).toEqual([
      'A suspension lies within the days of its agreement.',
    ]);
    expect(check(suspended('2026-06-01', null))).toEqual([
      'A suspension lies within the days of its agreement.',
    ]);
    expect(check(suspended('2026-06-07', '2026-06-08'), suspended('2026-06-01', '2026-06-07'))).toEqual([
      'Two suspensions overlap on 7 June 2026; the earlier must end by 6 June 2026.',
    ]);
  });
});

describe('a change of suspensions', () => {
  const changes = (...suspensions: ReturnType<typeof suspended>[]) =>
    withSuspensions(noChanges('DP-1'), suspensions);
  it.each([
    ['suspends no more where it ends one sooner', [suspended('2026-06-01', '2026-06-05')], false],
    ['suspends no more where it takes one back', [], false],
    ['suspends more where one begins sooner', [suspended('2026-05-31', '2026-06-07')], true],
    ['suspends more where one goes on', [suspended('2026-06-01', null)], true],
  ])('%s', (_, after, isMore) => {
    expect(suspendsMore(changes(suspended('2026-06-01', '2026-06-07')), changes(...after))).toBe(isMore);
  });
});

describe('a one-off', () => {
  it('gets the next number, in the order of the days, and keeps it', () => {
    const next = withOneOffs(before, [oneOff('2026-06-01', 260, { number: 1 }), oneOff('2026-05-04', 90)]);
    expect(next.oneOffs.map(({ number, on, amountPence }) => [number, on, amountPence])).toEqual([
      [2, '2026-05-04', 9_000],
      [1, '2026-06-01', 26_000],
    ]);
  });

  it('never gets the number of one that is gone', () => {
    const none = withOneOffs(before, []);
    expect(none.oneOffs).toEqual([]);
    expect(withOneOffs(none, [oneOff('2026-06-01', 250)]).oneOffs.map(({ number }) => number)).toEqual([2]);
  });

  it('that is sent again without its number is the same one', () => {
    expect(withOneOffs(before, [oneOff('2026-06-01', 250)])).toEqual(before);
    const two = withOneOffs(before, [oneOff('2026-06-01', 250), oneOff('2026-06-01', 250, { number: 1 })]);
    expect(two.oneOffs.map(({ number }) => number)).toEqual([1, 2]);
  });

  it('is above nothing, on a day of the agreement that careledger pays', () => {
    expect(rules([oneOff('2026-06-01', 250, { number: 1 }), oneOff('2026-12-31', 10)])).toEqual([]);
    expect(rules([oneOff('2026-06-01', 0), oneOff('2026-06-02', -5)])).toEqual([
      ['one-off-not-above-nothing', 'items.0.amountPence'],
      ['one-off-not-above-nothing', 'items.1.amountPence'],
    ]);
    expect(rules([oneOff('2026-04-05', 10), oneOff('2027-01-01', 10)])).toEqual([
      ['one-off-outside-agreement', 'items.0.on'],
      ['one-off-outside-agreement', 'items.1.on'],
    ]);
    expect(found([oneOff('2026-04-30', 10)], '2026-05-01').map(({ message }) => message)).toEqual([
      'Of this agreement careledger pays from 1 May 2026 on: it would never pay a one-off for 30 April 2026.',
    ]);
    expect(rules([oneOff('2026-05-01', 10)], '2026-05-01')).toEqual([]);
  });

  it('is one that is known, and entered once', () => {
    expect(rules([oneOff('2026-06-01', 250, { number: 7 })])).toEqual([
      ['one-off-unknown', 'items.0.number'],
    ]);
    const again = [oneOff('2026-06-01', 250, { number: 1 }), oneOff('2026-06-02', 9, { number: 1 })];
    expect(rules(again)).toEqual([['one-off-unknown', 'items.1.number']]);
    expect(found([oneOff('2026-06-01', 250), oneOff('2026-06-01', 250)])).toMatchObject([
      {
        rule: 'one-off-twice',
        message:
          '£250.00 for the same on 1 June 2026 is entered twice. If both are to be paid, say what each is for.',
      },
    ]);
    expect(rules([oneOff('2026-06-01', 250), oneOff('2026-06-01', 250, { what: 'A rail' })])).toEqual([]);
  });
});
