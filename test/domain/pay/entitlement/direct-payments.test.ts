import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../../domain/calendar.ts';
import type { AgreementChanges } from '../../../../domain/direct-payments/agreement-changes.ts';
import { coverLines, type Coverage } from '../../../../domain/pay/coverage.ts';
import { deltaLines, type DeltaLine } from '../../../../domain/pay/delta.ts';
import { agreementComponents } from '../../../../domain/pay/entitlement/agreement-components.ts';
import { dateOfDay, dayNumber } from '../../../../domain/pay/span.ts';
import type { DirectPaymentAgreement } from '../../../../domain/records/direct-payment-agreement.ts';
import { recomputePence } from '../../../support/recompute-line.ts';
import { aDirectPayment } from '../../../support/sample-facts.ts';

const coding = {
  costCentre: 'A2000',
  costElement: null,
  subjectiveCode: null,
  taxCode: null,
  purchaseOrder: null,
  purchaseOrderLine: null,
};
type Asked = {
  died?: string | null;
  months?: 'days-of-the-month' | 'equal-months';
  through?: string;
  changes?: Changed | null;
};
type Changed = {
  suspended?: [from: string, to: string | null][];
  oneOffs?: [number: number, on: string, pounds: number][];
};

function changesOf({ suspended = [], oneOffs = [] }: Changed): AgreementChanges {
  return {
    ...{ agreementId: 'DP-1', lastNumber: oneOffs.length },
    suspensions: suspended.map(([from, to]) => ({
      ...{ from: calendarDate(from), to: to === null ? null : calendarDate(to), kind: 'hospital' },
    })),
    oneOffs: oneOffs.map(([number, on, pounds]) => ({
      ...{ number, on: calendarDate(on), what: 'Equipment', amountPence: pence(pounds * 100) },
    })),
  };
}

/** Agreements begin on 6 April 2026 with £300 a week unless said otherwise. */
function components(
  agreement: Partial<DirectPaymentAgreement>,
  { died, months = 'days-of-the-month', changes = null }: Asked,
) {
  const dateOfDeath = died == null ? null : calendarDate(died);
  return agreementComponents({
    agreement: {
      ref: { kind: 'direct-payment-agreement', id: 'DP-1', version: 1 },
      body: aDirectPayment(agreement),
    },
    changes:
      changes === null
        ? null
        : { ref: { kind: 'agreement-changes', id: 'DP-1', version: 1 }, body: changesOf(changes) },
    person:
      died === undefined ? null : { ref: { kind: 'person', id: 'P-1', version: 1 }, body: { dateOfDeath } },
    coding,
    codedBy: died === undefined ? null : { kind: 'service-type', id: 'direct-payment', version: 1 },
    rules: { months },
  });
}

function paid(agreement: Partial<DirectPaymentAgreement>, asked: Asked = {}) {
  const lines = deltaLines({
    components: components(agreement, asked),
    coverage: new Map(),
    through: dayNumber(calendarDate(asked.through ?? '2026-05-03')),
    notBefore: 0,
    periodStarts: () => [],
  });
  for (const line of lines) expect(recomputePence(line.explanation)).toBe(line.pence);
  return lines.map(({ component, first, last, pence }) => [
    component.kind,
    dateOfDay(first),
    dateOfDay(last),
    pence / 100,
  ]);
}
const pence = (amount: number) => amount as never;
const date = (text: string) => calendarDate(text);

describe('a direct payment', () => {
  it.each([[null], [0]])('without a contribution is paid gross: four weeks of £300', (contribution) => {
    const weeklyContributionPence = contribution as never;
    expect(paid({ weeklyContributionPence })).toEqual([['cost', '2026-04-06', '2026-05-03', 1200]]);
  });

  it('with a contribution is paid net of it', () => {
    expect(paid({ weeklyContributionPence: pence(4525) })).toEqual([
      ['cost', '2026-04-06', '2026-05-03', 1200],
      ['contribution', '2026-04-06', '2026-05-03', -181],
    ]);
  });

  it('goes to the payee of the agreement, and rests on the agreement, the person and what codes it', () => {
    const [strand] = components({}, { died: null });
    expect(strand).toMatchObject({
      key: { packageId: 'DP-1', payeeId: 'agreement:DP-1', coding },
      facts: [{ kind: 'direct-payment-agreement' }, { kind: 'person' }, { kind: 'service-type' }],
    });
    expect(components({}, {})[0]?.facts.map(({ kind }) => kind)).toEqual(['direct-payment-agreement']);
  });

  it('ends with its agreement', () => {
    expect(paid({ endDate: date('2026-04-12') })).toEqual([['cost', '2026-04-06', '2026-04-12', 300]]);
  });

  it('ends with the day of death, the contribution too', () => {
    expect(paid({ weeklyContributionPence: pence(700) }, { died: '2026-04-12' })).toEqual([
      ['cost', '2026-04-06', '2026-04-12', 300],
      ['contribution', '2026-04-06', '2026-04-12', -7],
    ]);
  });

  it('paid once is a week’s budget on its first day, net of the contribution', () => {
    expect(paid({ frequency: 'once', weeklyContributionPence: pence(700) })).toEqual([
      ['cost', '2026-04-06', '2026-04-06', 300],
      ['contribution', '2026-04-06', '2026-04-06', -7],
    ]);
  });

  it.each([['once'], ['weekly']] as const)(
    'paid %s is nothing to somebody who died before it began',
    (frequency) => {
      expect(paid({ frequency }, { died: '2026-04-05' })).toEqual([]);
    },
  );

  it('paid once is due to somebody who dies later', () => {
    expect(paid({ frequency: 'once' }, { died: '2026-04-06' })).toEqual([
      ['cost', '2026-04-06', '2026-04-06', 300],
    ]);
  });

  it.each([
    ['monthly', 1303.05],
    ['quarterly', 1303.05],
    ['annually', 1303.05],
    ['weekly', 1285.2],
    ['four-weekly', 1285.2],
  ] as const)('paid %s in equal months comes to £%d for April', (frequency, pounds) => {
    const april = { frequency, startDate: date('2026-04-01'), weeklyBudgetPence: pence(29_988) };
    const [row] = paid(april, { months: 'equal-months', through: '2026-04-30' });
    // £299.88 × 365 / 84 = £1,303.05 and × 30 / 7 = £1,285.20.
    expect(row?.[3]).toBe(pounds);
  });
});

/** An agreement of £300 a week and the runs that are made over it while it is changed. */
function story(agreement: Partial<DirectPaymentAgreement> = {}) {
  let coverage: Coverage = new Map();
  let last: DeltaLine[] = [];
  return {
    run(through: string, changes: Changed | null = null, asked: Asked = {}) {
      last = deltaLines({
        components: components(agreement, { ...asked, changes }),
        coverage,
        through: dayNumber(calendarDate(through)),
        notBefore: 0,
        periodStarts: () => [],
      });
      coverage = coverLines(coverage, last);
      for (const line of last) expect(recomputePence(line.explanation)).toBe(line.pence);
      return last.map(({ component, adjustment, first, last: to, pence: amount }) => [
        adjustment ? 'adjustment' : component.kind,
        dateOfDay(first),
        dateOfDay(to),
        amount / 100,
      ]);
    },
    get lines() {
      return last;
    },
  };
}

describe('a suspended direct payment', () => {
  const secondWeek: Changed = { suspended: [['2026-04-13', '2026-04-19']] };
  const net = { weeklyContributionPence: pence(700) };

  it('pays nothing for the suspended days, and takes no contribution off for them', () => {
    expect(story(net).run('2026-05-03', secondWeek)).toEqual([
      ['cost', '2026-04-06', '2026-04-12', 300],
      ['cost', '2026-04-20', '2026-05-03', 600],
      ['contribution', '2026-04-06', '2026-04-12', -7],
      ['contribution', '2026-04-20', '2026-05-03', -14],
    ]);
  });

  it('gives back what was paid for days that are suspended afterwards, and says what changed', () => {
    const told = story(net);
    told.run('2026-05-03');
    expect(told.run('2026-05-10', secondWeek)).toEqual([
      ['adjustment', '2026-04-06', '2026-05-03', -300],
      ['cost', '2026-05-04', '2026-05-10', 300],
      ['adjustment', '2026-04-06', '2026-05-03', 7],
      ['contribution', '2026-05-04', '2026-05-10', -7],
    ]);
    expect(told.lines[0]?.explanation.at(-1)).toEqual({
      step: 'changed',
      facts: [{ kind: 'agreement-changes', id: 'DP-1', version: 1 }],
    });
    expect(told.run('2026-05-10', secondWeek)).toEqual([]);
  });

  it('that is open pays nothing more, and all of it again once the suspension is taken back', () => {
    const told = story();
    told.run('2026-04-12');
    expect(told.run('2026-05-03', { suspended: [['2026-04-13', null]] })).toEqual([]);
    expect(told.run('2026-05-03', {})).toEqual([['cost', '2026-04-13', '2026-05-03', 900]]);
  });

  it('that is paid once is not paid where its first day is suspended', () => {
    const once = { frequency: 'once' as const };
    expect(story(once).run('2026-05-03', { suspended: [['2026-04-06', '2026-04-12']] })).toEqual([]);
    expect(story(once).run('2026-05-03', secondWeek)).toEqual([['cost', '2026-04-06', '2026-04-06', 300]]);
  });
});

describe('a one-off beside a direct payment', () => {
  const chair: Changed = { oneOffs: [[1, '2026-04-20', 250]] };

  it('is paid with the run that pays its day, once and only once, though its day is suspended', () => {
    const told = story();
    expect(told.run('2026-04-12', chair)).toEqual([['cost', '2026-04-06', '2026-04-12', 300]]);
    expect(told.run('2026-05-03', { ...chair, suspended: [['2026-04-13', null]] })).toEqual([
      ['one-off', '2026-04-20', '2026-04-20', 250],
    ]);
    expect(told.lines[0]?.component).toMatchObject({ sourceId: 'DP-1:1', payeeId: 'agreement:DP-1', coding });
    expect(told.run('2026-05-10', { ...chair, suspended: [['2026-04-13', null]] })).toEqual([]);
  });

  it('that was paid is put right by what it comes to now', () => {
    const told = story();
    told.run('2026-05-03', chair);
    expect(told.run('2026-05-03', { oneOffs: [[1, '2026-04-20', 300]] })).toEqual([
      ['adjustment', '2026-04-20', '2026-04-20', 50],
    ]);
    expect(told.run('2026-05-03', { oneOffs: [[1, '2026-04-21', 300]] })).toEqual([
      ['adjustment', '2026-04-20', '2026-04-20', -300],
      ['one-off', '2026-04-21', '2026-04-21', 300],
    ]);
    expect(told.run('2026-05-03', {})).toEqual([['adjustment', '2026-04-21', '2026-04-21', -300]]);
  });

  it('is neither paid nor kept after the end of the agreement or a death', () => {
    expect(paid({ endDate: date('2026-04-12') }, { changes: chair })).toEqual([
      ['cost', '2026-04-06', '2026-04-12', 300],
    ]);
    const told = story();
    told.run('2026-04-20', chair);
    expect(told.run('2026-04-20', chair, { died: '2026-04-19' })).toEqual([
      ['adjustment', '2026-04-06', '2026-04-20', -42.86],
      ['adjustment', '2026-04-20', '2026-04-20', -250],
    ]);
  });
});

describe('what a direct payment comes to', () => {
  const day = fc.integer({ min: 0, max: 60 }).map((days) => dateOfDay(dayNumber(date('2026-04-06')) + days));
  const change = fc.record({
    suspended: fc.option(fc.tuple(day, day).map((days) => days.toSorted())),
    oneOff: fc.option(fc.tuple(day, fc.integer({ min: 1, max: 900 }))),
    through: day,
  });
  const asChanged = ({
    suspended,
    oneOff,
  }: {
    suspended: string[] | null;
    oneOff: [string, number] | null;
  }) =>
    ({
      suspended: suspended === null ? [] : [[suspended[0]!, suspended[1]!]],
      oneOffs: oneOff === null ? [] : [[1, ...oneOff]],
    }) satisfies Changed;
  const total = (lines: readonly unknown[][]) =>
    lines.reduce((sum, [, , , pounds]) => sum + Math.round(Number(pounds) * 100), 0);

  it('is the same by many runs while it is changed as by one that knows the end', () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), (changes) => {
        const told = story({ weeklyContributionPence: pence(4525) });
        const end = asChanged(changes.at(-1)!);
        let sum = 0;
        for (const each of changes) sum += total(told.run(each.through, asChanged(each)));
        sum += total(told.run('2026-06-30', end));
        const whole = total(story({ weeklyContributionPence: pence(4525) }).run('2026-06-30', end));
        // A penny may fall on another slice, where days are counted from another first day.
        expect(Math.abs(sum - whole)).toBeLessThanOrEqual(4);
      }),
    );
  });
});
