import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import type { AuditFacts } from '../../../domain/direct-payments/audited.ts';
import { pence } from '../../../domain/money.ts';
import {
  aQuarter,
  auditFacts,
  every,
  ofRule,
  rulesOf,
  type AuditCase,
  type Move,
} from '../../support/an-audit.ts';

const day = calendarDate;
/** A payment of careledger: its number, its day and pounds. */
const sent = (number: number, on: string, pounds: number) => ({
  ...{ paymentId: `R00000${number}-00001`, payOn: day(on), amountPence: pence(pounds * 100) },
});
const line = (on: string, from: string, to: string, pounds: number) => ({
  ...{ payOn: day(on), from: day(from), to: day(to), amountPence: pence(pounds * 100) },
});
const suspended = (from: string, to: string | null): AuditFacts['changes']['suspensions'][number] => ({
  ...{ from: day(from), to: to === null ? null : day(to), kind: 'hospital' },
});
const oneOff = (on: string, pounds: number) => ({
  ...{ number: 1, on: day(on), what: 'A shower chair', amountPence: pence(pounds * 100) },
});
const isCouncil = ([, text]: Move) => text.startsWith('LARKSHIRE COUNCIL');
/** The quarter of £1,000 in four weeks’ money from 24 August on, with what came from the council put in another way. */
const came = (moves: readonly [on: string, pounds: number][], more: Partial<AuditCase> = {}): AuditCase => ({
  ...aQuarter,
  moves: [
    ...aQuarter.moves.filter((move) => !isCouncil(move)),
    ...moves.map(([on, pounds]): Move => [on, 'LARKSHIRE COUNCIL DP DP00001', pounds]),
  ],
  ...more,
});
const lookedFor = (given: AuditCase) =>
  auditFacts(given).councilPayments.map(({ dueOn, amountPence, paymentId, oneOff: what }) => [
    ...[dueOn, amountPence / 100, paymentId ?? what ?? 'calendar'],
  ]);
const ofCouncil = (given: AuditCase) => rulesOf(given).filter((rule) => rule.startsWith('council-payment'));

describe('an agreement that careledger paid', () => {
  const fourWeeks = [
    line('2026-08-26', '2026-08-24', '2026-09-20', 1000),
    line('2026-09-23', '2026-08-24', '2026-09-20', -250),
    line('2026-09-23', '2026-09-21', '2026-10-18', 1000),
  ];
  const paid = {
    payments: [sent(1, '2026-08-26', 1000), sent(2, '2026-09-23', 750)],
    lines: fourWeeks,
  };

  it('is looked at by what careledger paid, and by the calendar for the days before it paid', () => {
    expect(lookedFor({ ...aQuarter, paid })).toEqual([
      ['2026-07-27', 1000, 'calendar'],
      ['2026-08-26', 1000, 'R000001-00001'],
      ['2026-09-23', 750, 'R000002-00001'],
    ]);
  });

  it('asks nothing where what was sent came, though the agreement says another sum and another day', () => {
    const right = came([
      ['2026-08-26', 1000],
      ['2026-09-23', 750],
    ]);
    expect(ofCouncil({ ...right, paid })).toEqual([]);
    expect(ofCouncil(right)).toEqual(['council-payment-missing', 'council-payment-wrong-amount']);
  });

  it('knows what was sent by the number of its payment, whatever it comes to', () => {
    const told = [
      ['2026-08-26', 'LARKSHIRE R000001-00001', 990] as Move,
      ['2026-09-23', 'R000002 00001', 750] as Move,
    ];
    const given = { ...came([]), moves: [...came([]).moves, ...told], paid };
    expect(ofCouncil(given)).toEqual(['council-payment-wrong-amount']);
    expect(ofRule('council-payment-wrong-amount', given)[0]?.evidence[1]).toBe(
      'The text has the number of a payment careledger sent, R000001-00001.',
    );
  });

  it('says of what was sent and did not come which payment it was', () => {
    const [missing] = ofRule('council-payment-missing', came([['2026-08-26', 1000]], { paid }));
    expect(missing).toMatchObject({
      amountPence: 75_000,
      sentence:
        'The council sent £750.00 on 23 September 2026, and it did not come by 31 October 2026. Check with payments which account it went to.',
      evidence: ['Careledger sent £750.00 to be there on 23 September 2026, payment R000002-00001.'],
    });
    const [wrong] = ofRule(
      'council-payment-wrong-amount',
      came(
        [
          ['2026-08-26', 1000],
          ['2026-09-23', 740],
        ],
        { paid },
      ),
    );
    expect(wrong).toMatchObject({ amountPence: 1_000 });
    expect(wrong?.sentence).toContain('The council paid £740.00 on 23 September 2026; £750.00 was sent.');
    expect(wrong?.evidence[0]).toContain('payment R000002-00001');
  });

  it('says of what was due before careledger paid that it did not pay then', () => {
    const before = came([], { paid: {} });
    expect(ofRule('council-payment-missing', before)[0]?.evidence).toEqual([
      '£1,000.00 was due on 24 August 2026 by the agreement’s calendar. Careledger did not pay this agreement then.',
    ]);
  });

  it('is paid from the day of a payment that has no lines, and by the calendar while it begins later', () => {
    expect(lookedFor({ ...aQuarter, paid: { payments: [sent(1, '2026-10-19', 900)] } }).slice(-2)).toEqual([
      ['2026-09-21', 1000, 'calendar'],
      ['2026-10-19', 900, 'R000001-00001'],
    ]);
    expect(lookedFor({ ...aQuarter, paid: { payments: [sent(1, '2026-11-16', 900)] } })).toHaveLength(4);
    expect(lookedFor({ ...aQuarter, paid: { payments: [sent(1, '2026-06-29', 900)] } })).toEqual([]);
    // What careledger pays later for these days is not what was looked for in them.
    const later = [line('2026-11-16', '2026-07-27', '2026-11-15', 4000)];
    const payments = [sent(1, '2026-11-16', 4000)];
    expect(lookedFor({ ...aQuarter, paid: { payments, lines: later } })).toHaveLength(4);
  });

  it('keeps what its lines were for after a balance, less what corrects them', () => {
    const days: [string, string] = ['2026-08-01', '2026-09-13'];
    const moves = [['2026-08-26', 'LARKSHIRE COUNCIL DP DP00001', 1000] as Move];
    const base = { days, opening: 3000, moves, paid: { ...paid, payments: paid.payments.slice(0, 1) } };
    const advance = (more: Partial<AuditCase>) =>
      ofRule('balance-beyond-contingency', { ...base, ...more })[0]?.evidence.find((why) =>
        why.includes('days after'),
      );
    // 7 of 28 days of £1,000.00 are to come.
    expect(advance({})).toBe('£250.00 was paid for days after 13 September 2026.');
    const corrected = [...fourWeeks, line('2026-09-01', '2026-08-24', '2026-09-20', -200)];
    expect(advance({ paid: { ...base.paid, lines: corrected } })).toBe(
      '£200.00 was paid for days after 13 September 2026.',
    );
    const takenBack = [...fourWeeks, line('2026-09-01', '2026-08-24', '2026-09-20', -2000)];
    expect(advance({ paid: { ...base.paid, lines: takenBack } })).toBeUndefined();
    const long = [line('2025-06-02', '2025-06-02', '2025-06-29', 1000), ...fourWeeks];
    expect(advance({ paid: { ...base.paid, lines: long } })).toBe(advance({}));
    // What did not come is not in the account.
    expect(advance({ moves: [] })).toBeUndefined();
  });
});

describe('a suspended direct payment', () => {
  it('is due for the days that are not suspended alone, and its one-offs on their days', () => {
    const changes = {
      suspensions: [suspended('2026-08-24', '2026-09-20'), suspended('2026-09-28', '2026-10-04')],
      oneOffs: [oneOff('2026-09-01', 250), oneOff('2025-09-01', 90)],
    };
    expect(lookedFor({ ...aQuarter, changes })).toEqual([
      ['2026-07-27', 1000, 'calendar'],
      ['2026-09-21', 750, 'calendar'],
      ['2026-10-19', 1000, 'calendar'],
      ['2026-09-01', 250, 'A shower chair'],
    ]);
    const right = came([
      ['2026-09-01', 250],
      ['2026-09-21', 750],
      ['2026-10-19', 1000],
    ]);
    expect(ofCouncil({ ...right, changes })).toEqual([]);
    const short = came([
      ['2026-09-01', 240],
      ['2026-09-21', 700],
      ['2026-10-19', 1000],
    ]);
    const [wrong, ...others] = ofRule('council-payment-wrong-amount', { ...short, changes });
    // What a suspension cuts short is paid by the day; a one-off is known to the penny.
    expect([wrong?.amountPence, others.length]).toEqual([1_000, 0]);
    expect(wrong?.evidence[0]).toBe(
      '£250.00 was due on 1 September 2026 as a one-off: A shower chair. Careledger did not pay this agreement then.',
    );
  });

  it('that is paid once is not due where its day is suspended', () => {
    const agreement = { frequency: 'once' } as const;
    const days: [string, string] = ['2026-04-01', '2026-04-30'];
    const changes = { suspensions: [suspended('2026-04-06', null)] };
    expect(lookedFor({ moves: [], days, agreement })).toEqual([['2026-04-06', 250, 'calendar']]);
    expect(lookedFor({ moves: [], days, agreement, changes })).toEqual([]);
  });

  it('keeps of what was paid by the calendar what is for days that are not suspended', () => {
    const given = (changes: AuditCase['changes']): AuditCase => ({
      ...{ days: ['2026-08-01', '2026-08-30'], opening: 3000, changes: changes ?? {} },
      moves: [['2026-08-24', 'LARKSHIRE COUNCIL DP DP00001', 1000]],
    });
    const advance = (changes: AuditCase['changes']) =>
      ofRule('balance-beyond-contingency', given(changes))[0]?.evidence.find((why) =>
        why.includes('days after'),
      );
    expect(advance({})).toBe('£750.00 was paid for days after 30 August 2026.');
    expect(advance({ suspensions: [suspended('2026-09-07', '2026-09-13')] })).toBe(
      '£500.00 was paid for days after 30 August 2026.',
    );
  });

  it('asks for no contribution and no spending on its suspended days', () => {
    const agreement = { weeklyContributionPence: pence(20_00) };
    const changes = { suspensions: [suspended('2026-08-08', null)] };
    const quiet: AuditCase = {
      ...{ days: ['2026-08-01', '2026-10-31'], opening: 1200, agreement },
      moves: [...every(28, ['2026-08-24', 'LARKSHIRE COUNCIL DP DP00001', 920], '2026-10-31')],
    };
    const asked = ['contribution-not-paid-in', 'underspend'];
    expect(rulesOf(quiet).filter((rule) => asked.includes(rule))).toEqual(asked);
    expect(rulesOf({ ...quiet, changes }).filter((rule) => asked.includes(rule))).toEqual([]);
  });
});
