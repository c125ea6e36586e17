import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import {
  emptyArrangement,
  type Arrangement,
  type Representative,
} from '../../../domain/direct-payments/arrangement.ts';
import {
  nextStep,
  returnLadderSchema,
  usualReturnLadder,
  type ChasedFacts,
} from '../../../domain/direct-payments/return-ladder.ts';
import type { ChasingDone } from '../../../domain/direct-payments/returns-calendar.ts';

const day = calendarDate;
const someone = (fields: Partial<Representative>): Representative => ({
  ...{ name: 'Robin Vale', role: 'attorney', from: day('2026-01-01'), to: null },
  ...{ address: '1 High Street', email: 'robin@vale.example' },
  ...fields,
});
const did = (step: ChasingDone['step'], on: string, periodFrom = '2026-01-01'): ChasingDone => ({
  ...{ step, on: day(on), periodFrom: day(periodFrom) },
});
const lacksCapacity = { from: day('2020-01-01'), to: null };

type Told = {
  done?: ChasingDone[];
  died?: string;
  arrangement?: Partial<Arrangement>;
  financialReturn?: Partial<ChasedFacts['financialReturn']>;
};

/** Papers for January to March that are due by 30 April. */
function stepOn(
  today: string,
  { done = [], died, arrangement, financialReturn }: Told = {},
  ladder = usualReturnLadder,
) {
  const facts: ChasedFacts = {
    financialReturn: {
      period: { from: day('2026-01-01'), to: day('2026-03-31') },
      ...{ dueOn: day('2026-04-30'), state: 'due', pause: null },
      ...financialReturn,
    },
    person: { name: 'Ada Marsh', diedOn: died === undefined ? null : day(died) },
    arrangement: {
      ...emptyArrangement,
      ...{ address: '2 Low Lane', email: 'ada@marsh.example' },
      ...arrangement,
    },
    done,
  };
  return nextStep(facts, ladder, day(today));
}
function shown(...given: Parameters<typeof stepOn>): string {
  const next = stepOn(...given);
  if (next.outcome === 'send')
    return `send ${next.step} to ${next.addressee.name} by ${next.by.join(' and ')}`;
  return next.outcome === 'wait' ? `wait until ${next.until}` : 'refer';
}

describe('late papers are chased', () => {
  it.each<[string, string, ChasingDone[], string]>([
    ['not while they may still come', '2026-04-30', [], 'wait until 2026-05-01'],
    ['on the first day they are late', '2026-05-01', [], 'send reminder-1 to Ada Marsh by letter and e-mail'],
    ['once', '2026-05-01', [did('reminder-1', '2026-05-01')], 'wait until 2026-05-15'],
    [
      'again after fourteen days',
      '2026-05-15',
      [did('reminder-1', '2026-05-01')],
      'send reminder-2 to Ada Marsh by letter and e-mail',
    ],
    [
      'whatever other periods had',
      '2026-05-15',
      [did('reminder-1', '2026-05-01', '2025-10-01')],
      'send reminder-1 to Ada Marsh by letter and e-mail',
    ],
    [
      'never twice at once: later where the first one was',
      '2026-07-01',
      [did('reminder-1', '2026-06-20')],
      'wait until 2026-07-04',
    ],
    [
      'at last by letter',
      '2026-05-29',
      [did('reminder-2', '2026-05-15'), did('reminder-1', '2026-05-01')],
      'send escalation to Ada Marsh by letter',
    ],
    ['and then no more', '2027-01-01', [did('escalation', '2026-05-29')], 'wait until null'],
  ])('%s: on %s', (_, today, done, expected) => {
    expect(shown(today, { done })).toBe(expected);
  });

  it('and adult social care is told at each step, with the reason', () => {
    expect(stepOn('2026-05-20')).toMatchObject({
      ...{ template: 'papers-first-reminder', tellsSocialCare: true, contact: null },
      why: 'The papers for 1 January 2026 to 31 March 2026 were due by 30 April 2026 and have not all come: the first reminder is due since 1 May 2026.',
    });
  });

  it('not where the council has no ladder', () => {
    expect(shown('2026-05-01', {}, { steps: [] })).toBe('wait until null');
  });

  it('on from a step that the ladder no longer has', () => {
    const ladder = { steps: usualReturnLadder.steps.filter(({ step }) => step !== 'reminder-1') };
    const done = [did('reminder-1', '2026-06-01')];
    expect(shown('2026-06-14', { done }, ladder)).toBe('wait until 2026-06-15');
    expect(shown('2026-06-15', { done }, ladder)).toBe('send reminder-2 to Ada Marsh by letter and e-mail');
  });
});

describe('nobody is chased', () => {
  const pause = (why: 'death' | 'bereavement', through: string | null) => ({
    ...{ state: 'paused' as const },
    pause: { why, through: through === null ? null : day(through) },
  });

  it.each<[string, Told, string]>([
    ['whose papers have come', { financialReturn: { state: 'received' } }, 'wait until null'],
    ['whose papers were accepted', { financialReturn: { state: 'accepted' } }, 'wait until null'],
    ['whose period still runs', { financialReturn: { state: 'expected' } }, 'wait until 2026-04-01'],
    [
      'in the 28 days after a death',
      { financialReturn: pause('death', '2026-06-10') },
      'wait until 2026-06-11',
    ],
    ['while a bereavement stands', { financialReturn: pause('bereavement', null) }, 'wait until null'],
    [
      'in a Breathing Space',
      { arrangement: { breathingSpace: { from: day('2026-04-10'), to: day('2026-06-08') } } },
      'wait until 2026-06-09',
    ],
    [
      'in a Breathing Space without an end',
      { arrangement: { breathingSpace: { from: day('2026-04-10'), to: null } } },
      'wait until null',
    ],
  ])('%s', (_, told, expected) => {
    expect(shown('2026-05-20', told)).toBe(expected);
  });

  it('but after a Breathing Space again', () => {
    const breathingSpace = { from: day('2026-04-10'), to: day('2026-05-19') };
    expect(shown('2026-05-20', { arrangement: { breathingSpace } })).toContain('send reminder-1');
  });

  it('and it is said whose death it is', () => {
    expect(stepOn('2026-05-20', { financialReturn: pause('death', null) }).why).toContain(
      'The person has died',
    );
    expect(stepOn('2026-05-20', { financialReturn: pause('bereavement', '2026-06-10') }).why).toBe(
      'There was a death in the household: no letter goes out by itself through 10 June 2026.',
    );
  });
});

describe('a letter about papers goes', () => {
  const nominated = someone({ name: 'Nominated', role: 'nominated-person' });

  it.each<[string, Told, string]>([
    [
      'to whom the person nominated',
      { arrangement: { representatives: [nominated] } },
      'Nominated by letter and e-mail',
    ],
    [
      'to the person, though an attorney might act',
      { arrangement: { representatives: [someone({})] } },
      'Ada Marsh by letter and e-mail',
    ],
    [
      'to the attorney of a person without capacity',
      { arrangement: { lacksCapacity, representatives: [nominated, someone({})] } },
      'Robin Vale by letter and e-mail',
    ],
    [
      'to the nominated person where nobody else may act',
      { arrangement: { lacksCapacity, representatives: [nominated] } },
      'Nominated by letter and e-mail',
    ],
    ['by e-mail where that is all there is', { arrangement: { address: null } }, 'Ada Marsh by e-mail'],
    ['by letter where that is all there is', { arrangement: { email: null } }, 'Ada Marsh by letter'],
    [
      'to the personal representatives after a death, by letter',
      { died: '2026-02-01' },
      'The personal representatives of Ada Marsh by letter',
    ],
  ])('%s', (_, told, expected) => {
    expect(shown('2026-05-20', told)).toBe(`send reminder-1 to ${expected}`);
  });

  it('from the one officer whom the family deals with', () => {
    const bereavement = { since: day('2026-02-03'), to: day('2026-03-03'), contact: 'olu.officer' };
    expect(stepOn('2026-05-20', { died: '2026-02-01', arrangement: { bereavement } })).toMatchObject({
      contact: 'olu.officer',
    });
  });

  it('by e-mail where the step says letter and there is no address', () => {
    const done = [did('reminder-2', '2026-05-01')];
    expect(shown('2026-06-20', { done, arrangement: { address: null } })).toBe(
      'send escalation to Ada Marsh by e-mail',
    );
  });

  it.each<[string, Partial<Arrangement>, string]>([
    ['lacks capacity and has nobody to act', { lacksCapacity }, 'do not chase'],
    ['has no address at all', { address: null, email: null }, 'Ada Marsh has neither an address'],
  ])('to nobody where the person %s: it is referred, once', (_, arrangement, why) => {
    const next = stepOn('2026-05-20', { arrangement });
    expect(next.outcome).toBe('refer');
    expect(next.why).toContain(why);
    expect(stepOn('2026-05-21', { arrangement, done: [did('referral', '2026-05-20')] })).toEqual({
      ...{ outcome: 'wait', until: null },
      why: 'It was referred to adult social care on 20 May 2026.',
    });
  });
});

describe('the ladder of a council', () => {
  const [first, second, third] = usualReturnLadder.steps;

  it.each([
    ['is taken as it usually is', [first, second, third], true],
    ['may leave a step out', [first, third], true],
    ['may be none', [], true],
    ['refuses a step twice', [first, { ...first, daysAfterDue: 3 }], false],
    ['refuses steps out of order', [second, { ...first, daysAfterDue: 20 }], false],
    ['refuses days that do not rise', [first, { ...second, daysAfterDue: 0 }], false],
    ['refuses a template that is no name', [{ ...first, template: 'Dear you' }], false],
  ])('%s', (_, steps, isTaken) => {
    expect(returnLadderSchema.safeParse({ steps }).success).toBe(isTaken);
  });

  it('tells adult social care of a step unless it says otherwise', () => {
    const told = returnLadderSchema.parse({
      steps: [{ step: 'reminder-1', daysAfterDue: 0, send: 'letter', template: 'first' }],
    });
    expect(told.steps[0]!.tellsSocialCare).toBe(true);
  });
});
