import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, calendarDate, type CalendarDate } from '../../../domain/calendar.ts';
import {
  dueReturns,
  financialReturnTermsSchema,
  usualFinancialReturnTerms,
  type ChasingDone,
  type ReceivedReturn,
  type ReturnsFacts,
} from '../../../domain/direct-payments/returns-calendar.ts';

const day = calendarDate;
const dayOrNull = (text: string | undefined): CalendarDate | null => (text === undefined ? null : day(text));

type Told = Partial<Omit<ReturnsFacts, 'agreement' | 'person' | 'today'>> & {
  agreement?: Partial<ReturnsFacts['agreement']>;
  died?: string;
};

function asked(today: string, { agreement, died, ...more }: Told = {}) {
  return dueReturns({
    agreement: {
      ...{
        startDate: day('2026-01-15'),
        endDate: null,
        accountType: 'dedicated',
        returnFrequency: 'quarterly',
      },
      ...agreement,
    },
    person: { diedOn: dayOrNull(died) },
    ...{ arrangement: { bereavement: null }, received: [], done: [], since: null },
    terms: usualFinancialReturnTerms,
    ...more,
    today: day(today),
  });
}
const shown = (...given: Parameters<typeof asked>) =>
  asked(...given).map(({ period: { from, to }, state, daysLate }) => `${from} ${to} ${state} ${daysLate}`);
const came = (from: string, to: string, receivedOn: string, acceptedOn?: string): ReceivedReturn => ({
  ...{ from: day(from), to: day(to), receivedOn: day(receivedOn) },
  acceptedOn: dayOrNull(acceptedOn),
});
const did = (step: ChasingDone['step'], periodFrom = '2026-01-15'): ChasingDone => ({
  ...{ step, periodFrom: day(periodFrom) },
  on: day('2026-05-13'),
});
const flag = (to?: string) => ({
  bereavement: { since: day('2026-05-01'), to: dayOrNull(to), contact: 'Olu' },
});

describe('a financial return', () => {
  it('is expected while its period runs', () => {
    expect(shown('2026-04-14')).toEqual(['2026-01-15 2026-04-14 expected 0']);
  });

  it('is due once its period is over, and late from 28 days after', () => {
    const first = (today: string) => shown(today)[0];
    expect(first('2026-04-15')).toBe('2026-01-15 2026-04-14 due 0');
    expect(first('2026-05-12')).toBe('2026-01-15 2026-04-14 due 0');
    expect(first('2026-05-13')).toBe('2026-01-15 2026-04-14 due 1');
    expect(asked('2026-05-13')[0]!.dueOn).toBe('2026-05-12');
  });

  it.each([
    ['monthly', '2026-01-15 2026-02-14'],
    ['quarterly', '2026-01-15 2026-04-14'],
    ['six-monthly', '2026-01-15 2026-07-14'],
    ['annually', '2026-01-15 2027-01-14'],
  ] as const)('is for %s periods from the start of the agreement', (returnFrequency, period) => {
    expect(shown('2026-01-20', { agreement: { returnFrequency } })).toEqual([`${period} expected 0`]);
  });

  it('comes back to the 31st after shorter months', () => {
    const agreement = { startDate: day('2026-01-31'), returnFrequency: 'monthly' } as const;
    const periods = asked('2026-04-01', { agreement }).map(({ period: { from, to } }) => `${from} ${to}`);
    expect(periods).toEqual(['2026-01-31 2026-02-27', '2026-02-28 2026-03-30', '2026-03-31 2026-04-29']);
  });

  it.each([
    ['no frequency is agreed', { returnFrequency: null }],
    ['the card shows every transaction', { accountType: 'prepaid-card' }],
    ['the account provider sends for all', { accountType: 'managed' }],
    ['the agreement has not begun', { startDate: day('2026-06-02') }],
  ] as const)('is not asked for where %s', (_, agreement) => {
    expect(shown('2026-06-01', { agreement })).toEqual([]);
  });

  it.each<[string, Told, Told['agreement'] & object]>([
    ['kind of account is not known', {}, { accountType: null }],
    [
      'council asks holders of cards',
      { terms: { ...usualFinancialReturnTerms, accountsWithoutReturns: [] } },
      { accountType: 'prepaid-card' },
    ],
  ])('is asked for where the %s', (_, more, agreement) => {
    expect(asked('2026-06-01', { ...more, agreement })).toHaveLength(2);
  });

  it('is not asked for a period that was over before the council looked here', () => {
    expect(asked('2026-06-01', { since: day('2026-04-14') })).toHaveLength(2);
    expect(asked('2026-06-01', { since: day('2026-04-15') })).toHaveLength(1);
  });

  it('ends with the agreement, and no other follows', () => {
    expect(shown('2026-12-01', { agreement: { endDate: day('2026-02-01') } })).toEqual([
      '2026-01-15 2026-02-01 due 275',
    ]);
  });

  it.each([
    ['reminder-1', 'reminded-1'],
    ['reminder-2', 'reminded-2'],
    ['escalation', 'escalated'],
    ['referral', 'due'],
  ] as const)('after %s is %s', (step, state) => {
    expect(asked('2026-06-01', { done: [did(step)] })[0]!.state).toBe(state);
  });

  it('stands as far as it was chased itself, in whatever order the steps are told', () => {
    const done = [did('reminder-2'), did('reminder-1'), did('escalation', '2026-04-15')];
    expect(asked('2026-06-01', { done })[0]!.state).toBe('reminded-2');
  });
});

describe('papers that came', () => {
  it('leave the days that are missing to be asked for', () => {
    const received = [
      came('2026-01-15', '2026-01-31', '2026-03-01'),
      came('2026-03-01', '2026-03-31', '2026-04-05'),
    ];
    const [first] = asked('2026-05-14', { received });
    expect(first).toMatchObject({ state: 'due', daysLate: 2, receivedOn: null });
    expect(first!.missing).toEqual([
      { from: '2026-02-01', to: '2026-02-28' },
      { from: '2026-04-01', to: '2026-04-14' },
    ]);
  });

  it('are all there on the day the last part came, in whatever order they are told', () => {
    const received = [
      came('2026-03-01', '2026-04-14', '2026-05-15'),
      came('2026-01-01', '2026-02-28', '2026-03-02'),
      came('2026-03-01', '2026-04-14', '2026-06-15'),
    ];
    expect(asked('2026-07-01', { received })[0]).toMatchObject({
      ...{ state: 'received', daysLate: 3, receivedOn: '2026-05-15', missing: [], pause: null },
    });
  });

  it('in time are never late', () => {
    const received = [came('2026-01-15', '2026-04-14', '2026-05-12')];
    expect(asked('2027-01-01', { received })[0]).toMatchObject({ state: 'received', daysLate: 0 });
  });

  it('are accepted once every part of them is', () => {
    const first = came('2026-01-15', '2026-02-28', '2026-03-02', '2026-03-05');
    const second = (accepted?: string) => came('2026-03-01', '2026-04-14', '2026-04-20', accepted);
    expect(asked('2026-05-01', { received: [first, second()] })[0]!.state).toBe('received');
    expect(asked('2026-05-01', { received: [first, second('2026-04-25')] })[0]!.state).toBe('accepted');
  });

  it('that are asked for in part say so exactly, whatever came', () => {
    const part = fc.tuple(fc.integer({ min: -20, max: 100 }), fc.integer({ min: 0, max: 60 }));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const start = day('2026-01-15');
        const received = parts.map(([offset, length]) =>
          came(addDays(start, offset), addDays(start, offset + length), '2026-04-20'),
        );
        const { period, missing, receivedOn } = asked('2026-05-01', { received })[0]!;
        for (let on = period.from; on <= period.to; on = addDays(on, 1)) {
          const isThere = received.some(({ from, to }) => from <= on && on <= to);
          expect(missing.some(({ from, to }) => from <= on && on <= to)).toBe(!isThere);
        }
        expect(receivedOn === null).toBe(missing.length > 0);
      }),
      { numRuns: 50 },
    );
  });
});

describe('nobody is chased for a return', () => {
  const pauseOn = (today: string, told: Told) => {
    const [first] = asked(today, told);
    return first!.state === 'paused' ? `${first!.pause!.why} ${first!.pause!.through}` : first!.state;
  };

  it.each<[string, string, Told, string]>([
    ['from the day of a death', '2026-04-20', { died: '2026-04-20' }, 'death 2026-05-18'],
    ['for 28 days after it', '2026-05-18', { died: '2026-04-20' }, 'death 2026-05-18'],
    ['and no longer', '2026-05-19', { died: '2026-04-20' }, 'due'],
    [
      'from the day the council was told of it',
      '2026-05-20',
      { died: '2026-04-20', arrangement: flag('2026-05-02') },
      'death 2026-05-29',
    ],
    ['while the flag stands', '2027-01-01', { died: '2026-04-20', arrangement: flag() }, 'death null'],
    [
      'after another’s death, while the flag stands',
      '2027-01-01',
      { arrangement: flag() },
      'bereavement null',
    ],
    [
      'through the last day of the flag',
      '2026-07-01',
      { arrangement: flag('2026-07-01') },
      'bereavement 2026-07-01',
    ],
    ['and not after the flag', '2026-07-02', { arrangement: flag('2026-07-01') }, 'due'],
    [
      'through the later of the flag and the 28 days',
      '2026-05-10',
      { died: '2026-04-20', arrangement: flag('2026-08-01') },
      'death 2026-08-01',
    ],
  ])('%s: on %s', (_, today, told, expected) => {
    expect(pauseOn(today, told)).toBe(expected);
  });

  it('that ends on the day of the death, once it is paused', () => {
    expect(asked('2026-06-01', { died: '2026-02-10' })).toMatchObject([
      { period: { from: '2026-01-15', to: '2026-02-10' }, dueOn: '2026-03-10', state: 'due' },
    ]);
  });

  it('but what came stays received', () => {
    const received = [came('2026-01-15', '2026-04-14', '2026-04-16')];
    expect(asked('2026-04-20', { received, arrangement: flag() })[0]).toMatchObject({
      state: 'received',
      pause: null,
    });
  });
});

describe('the terms of financial returns', () => {
  it.each([
    ['as they usually are', {}, true],
    ['with more quiet days', { quietDaysAfterDeath: 60 }, true],
    ['with fewer than 28 quiet days', { quietDaysAfterDeath: 27 }, false],
  ])('%s', (_, fields, isTaken) => {
    const value = { ...usualFinancialReturnTerms, ...fields };
    expect(financialReturnTermsSchema.safeParse(value).success).toBe(isTaken);
  });
});
