import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../../domain/calendar.ts';
import { pence } from '../../../../domain/money.ts';
import { decideRun } from '../../../../domain/pay/run/decide-run.ts';
import { holdOn, holdOnPayment, type Hold } from '../../../../domain/pay/run/hold.ts';
import { newRun } from '../../../../domain/pay/run/new-run.ts';
import { periodOf, periodStartsIn } from '../../../../domain/pay/run/pay-calendar.ts';
import { overlapsScope, type Reach } from '../../../../domain/pay/run/scope.ts';
import { settlePackage } from '../../../../domain/pay/run/owed.ts';
import { dateOfDay, dayNumber } from '../../../../domain/pay/span.ts';

const day = calendarDate;

describe('approving a run', () => {
  const submitted = {
    ...newRun({
      ...{ payRunId: 'R1', kind: 'providers', calendar: null, scope: null, startedBy: 'olu' },
      throughDate: day('2022-12-31'),
    }),
    state: 'submitted' as const,
    linesHash: 'seen',
  };
  const by = { userId: 'amy', reason: 'looked at' };

  it('is refused to who may approve nothing, also where there is nothing to pay', () => {
    const decision = decideRun(submitted, { act: 'approve', linesHash: 'seen', limitPence: null }, by);
    expect(decision).toMatchObject({ outcome: 'refused', rule: 'over-limit' });
    expect(decision.outcome === 'refused' && decision.message).toContain('£0.00');
  });

  it('is refused on other lines than those that were seen', () => {
    const decision = decideRun(submitted, { act: 'approve', linesHash: 'other', limitPence: pence(1) }, by);
    expect(decision).toMatchObject({ rule: 'lines-changed' });
  });
});

describe('cancelling a run', () => {
  const approved = {
    ...newRun({
      ...{ payRunId: 'R1', kind: 'providers', calendar: null, scope: null, startedBy: 'olu' },
      throughDate: day('2022-12-31'),
    }),
    state: 'approved' as const,
  };
  const by = { userId: 'olu', reason: 'not yet' };

  it('is possible until its payments are asked for', () => {
    expect(decideRun(approved, { act: 'cancel' }, by)).toMatchObject({ run: { state: 'cancelled' } });
    const issuing = { ...approved, issueBy: 'olu' };
    expect(decideRun(issuing, { act: 'cancel' }, by)).toMatchObject({ rule: 'issuing' });
  });
});

describe('a hold', () => {
  const line = { lineId: 'L1', packageId: 'PK1', personId: 'A1', payeeId: 'provider:P1' };
  const hold = (on: Hold['on'], state: Hold['state'] = 'active'): Hold => ({
    ...{ holdId: 'H1', category: 'manual', state, placedBy: 'olu', releasedOn: null, on },
    placedOn: day('2022-12-01'),
  });

  it.each<[Hold['on'], Hold['on']]>([
    [{ providerId: 'P1' }, { providerId: 'P2' }],
    [{ personId: 'A1' }, { personId: 'A2' }],
    [{ packageId: 'PK1' }, { packageId: 'PK2' }],
    [{ lineId: 'L1' }, { lineId: 'L2' }],
  ])('on %j keeps the line back, one on %j does not', (on, other) => {
    expect(holdOn(line, [hold(other), hold(on)])?.on).toEqual(on);
    expect(holdOn(line, [hold(other), hold(on, 'released')])).toBeUndefined();
  });
});

describe('a payment', () => {
  const payment = {
    payeeId: 'agreement:DP1',
    lines: [
      { lineId: 'L1', packageId: 'DP1' },
      { lineId: 'L2', packageId: 'PK2' },
    ],
  };
  const hold = (on: Hold['on']): Hold => ({
    ...{ holdId: 'H1', category: 'disputed', state: 'active', placedBy: 'olu', releasedOn: null, on },
    placedOn: day('2022-12-01'),
  });
  const personOf = (id: string) => (id === 'PK2' ? 'A2' : null);

  it.each<[Hold['on'], boolean]>([
    [{ packageId: 'DP1' }, true],
    [{ packageId: 'PK2' }, true],
    [{ personId: 'A2' }, true],
    [{ lineId: 'L2' }, true],
    [{ providerId: 'DP1' }, false],
    [{ personId: 'A1' }, false],
  ])('is kept by a hold on %j: %s', (on, isKept) => {
    expect(holdOnPayment(payment, { holds: [hold(on)], personOf }) !== undefined).toBe(isKept);
  });

  it('is kept by none where there is none', () => {
    expect(holdOnPayment(payment, { holds: [], personOf })).toBeUndefined();
  });
});

describe('the periods of a calendar', () => {
  it.each([
    [
      'four-weekly',
      { period: 'four-weekly' as const, firstDay: day('2020-02-08') },
      '2020-02-08',
      '2020-03-06',
    ],
    ['calendar-month', { period: 'calendar-month' as const }, '2020-02-01', '2020-02-29'],
    ['weekly', { period: 'weekly' as const, firstDay: day('2020-02-08') }, '2020-02-15', '2020-02-21'],
  ])(
    '%s are those of 20 February 2020 (Worcestershire pays from Saturday 8 February)',
    (_, calendar, from, to) => {
      expect(periodOf(calendar, day('2020-02-20'))).toEqual({ from, to });
    },
  );

  it('cut what is newly due at their first days, and nothing where a run names no calendar', () => {
    const days = { first: dayNumber(day('2020-01-20')), last: dayNumber(day('2020-03-02')) };
    expect(periodStartsIn({ period: 'calendar-month' })(days).map(dateOfDay)).toEqual([
      '2020-02-01',
      '2020-03-01',
    ]);
    expect(periodStartsIn(null)(days)).toEqual([]);
  });
});

describe('two runs of a kind', () => {
  const reach = (scope: Reach['scope'], providerIds: string[] = [], personIds: string[] = []): Reach => ({
    scope,
    providerIds,
    personIds,
  });
  const p1 = reach({ providerId: 'P1' }, ['P1']);
  const pk1 = reach({ packageId: 'PK1' }, ['P1'], ['A1']);

  it('overlap where one may look at a package of the other', () => {
    expect(overlapsScope(reach(null), pk1)).toBe(true);
    expect(overlapsScope(pk1, reach(null))).toBe(true);
    expect(overlapsScope(p1, pk1)).toBe(true);
    expect(overlapsScope(pk1, reach({ personId: 'A1' }, ['P1'], ['A1']))).toBe(true);
    expect(overlapsScope(reach({ personId: 'A1' }, ['P1'], ['A1']), p1)).toBe(true);
  });

  it('are apart where they cannot', () => {
    expect(overlapsScope(pk1, reach({ packageId: 'PK2' }, ['P1'], ['A1']))).toBe(false);
    expect(overlapsScope(p1, reach({ packageId: 'PK2' }, ['P2'], ['A1']))).toBe(false);
    expect(overlapsScope(pk1, reach({ personId: 'A2' }, ['P1'], ['A2']))).toBe(false);
  });
});

describe('what a package comes to', () => {
  const line = (lineId: string, key: string, pounds: number) => ({
    lineId,
    key,
    amountPence: pence(pounds * 100),
  });

  it('cancels what is owed on the same strand first, all of it or a part', () => {
    const owed = new Map([['cost', pence(30_000)]]);
    expect(settlePackage([line('a', 'cost', 100)], owed)).toMatchObject({
      payablePence: 0,
      cancelled: [{ lineId: 'a', amountPence: 10_000 }],
      owed: new Map([['cost', 20_000]]),
    });
    expect(settlePackage([line('a', 'cost', 700)], owed)).toMatchObject({
      payablePence: 40_000,
      owed: new Map(),
    });
  });

  it('lets a negative line reduce what else the package is paid, and proposes to recover the rest', () => {
    const settled = settlePackage(
      [line('a', 'cost', 100), line('b', 'charge', -40), line('c', 'fnc', -90)],
      new Map(),
    );
    expect(settled).toMatchObject({
      payablePence: 0,
      proposed: [{ lineId: 'c', amountPence: 3_000 }],
      owed: new Map([['fnc', 3_000]]),
    });
    expect(settlePackage([line('d', 'fnc', -10)], settled.owed).owed).toEqual(new Map([['fnc', 4_000]]));
  });
});
