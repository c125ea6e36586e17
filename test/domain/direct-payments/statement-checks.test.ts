import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { auditStatement } from '../../../domain/direct-payments/check-statement.ts';
import { finding } from '../../../domain/records/finding.ts';
import {
  auditFacts,
  findingsOf,
  ofRule,
  rulesOf,
  type AuditCase,
  type Move,
} from '../../support/an-audit.ts';

const wages = (on: string): Move => [on, 'JO FENBY WAGES', -220];
/** Nothing is due of so little money, so that only the statements are in question. */
const quiet = { terms: { payrollFewestDays: 999 }, agreement: { endDate: calendarDate('2026-08-06') } };
const july: AuditCase = { days: ['2026-07-01', '2026-07-31'], opening: 1000, moves: [wages('2026-07-10')] };
const august = (more: Partial<AuditCase>): AuditCase => ({
  ...{
    ...quiet,
    days: ['2026-08-01', '2026-08-06'],
    opening: 780,
    moves: [wages('2026-08-05')],
    earlier: [july],
  },
  ...more,
});

describe('a statement that follows the one before it', () => {
  it('is nothing to speak of', () => {
    expect(findingsOf(august({}))).toEqual([]);
  });

  it('has a gap before it where one day is in neither', () => {
    const [gap] = ofRule('statement-period-gap', august({ days: ['2026-08-02', '2026-08-06'] }));
    expect(gap).toMatchObject({ severity: 'error', transactions: [], amountPence: null });
    expect(gap?.sentence).toBe('No statement was sent for 1 August 2026. Ask for the statement of that day.');
  });

  it('has a gap of several days that are told from the first to the last', () => {
    const [gap] = ofRule('statement-period-gap', august({ days: ['2026-08-04', '2026-08-06'] }));
    expect(gap?.sentence).toContain('1 August 2026 to 3 August 2026. Ask for the statement of those 3 days');
  });

  it.each([
    ['as many days without movements as usual', '2026-08-21', []],
    ['one day more', '2026-08-22', ['statement-period-gap']],
  ])('shows a gap where the bank states no period by days without movements: %s', (_, on, rules) => {
    const unstated: AuditCase = { days: null, opening: null, moves: [wages('2026-08-10')] };
    const after = { ...quiet, days: null, opening: null, moves: [wages(on)], earlier: [unstated] };
    expect(rulesOf(after).filter((rule) => rule === 'statement-period-gap')).toEqual(rules);
  });

  it('has no gap where the bank states no period and the balance goes on', () => {
    const june: AuditCase = { days: null, opening: 1000, moves: [wages('2026-06-10')] };
    const later = august({ days: null, opening: 780, moves: [wages('2026-08-05')], earlier: [june] });
    expect(rulesOf(later)).not.toContain('statement-period-gap');
  });

  it('overlaps it where a movement of one day is in both', () => {
    const both = august({
      days: ['2026-07-10', '2026-08-06'],
      opening: 1000,
      moves: [wages('2026-07-10'), wages('2026-08-05')],
    });
    const [overlap] = ofRule('statement-period-overlap', both);
    expect(overlap?.severity).toBe('warning');
    expect(overlap?.sentence).toContain(
      '10 July 2026 to 31 July 2026 is in this statement and in the one before it.',
    );
    expect(ofRule('transaction-repeated', both)[0]?.sentence).toContain(
      'One movement of this statement is in an earlier one',
    );
  });

  it('overlaps it by a day on which the balance does not go on', () => {
    const [overlap] = ofRule(
      'statement-period-overlap',
      august({ days: ['2026-07-31', '2026-08-06'], opening: 779 }),
    );
    expect(overlap?.sentence).toContain('31 July 2026 is in this statement');
  });

  it.each([780, null])('may begin on the day the other ended: many banks do so (balance %s)', (opening) => {
    expect(rulesOf(august({ days: ['2026-07-31', '2026-08-06'], opening }))).toEqual([]);
  });

  it.each([
    [779.99, '£0.01 less'],
    [780.01, '£0.01 more'],
  ])('opens with what the other closed with, to the penny: %d', (opening, words) => {
    const [differs] = ofRule('opening-differs-from-last-closing', august({ opening }));
    expect(differs).toMatchObject({ severity: 'error', amountPence: 1 });
    expect(differs?.sentence).toContain(words);
  });

  it('is not held to a closing balance that nobody knows, nor across days that are missing', () => {
    const unknown = august({ earlier: [{ ...july, opening: null }], opening: 5 });
    expect(rulesOf(unknown)).not.toContain('opening-differs-from-last-closing');
    const apart = august({ days: ['2026-08-03', '2026-08-06'], opening: 500 });
    expect(rulesOf(apart)).toEqual(['statement-period-gap']);
  });

  it('is held to its opening where neither states a period and few days lie between', () => {
    const before: AuditCase = { days: null, opening: 1000, moves: [wages('2026-07-31')] };
    const after = august({ days: null, opening: 700, moves: [wages('2026-08-05')], earlier: [before] });
    expect(rulesOf(after)).toContain('opening-differs-from-last-closing');
  });

  it('is held to the one whose days end last before it, in whatever order they came', () => {
    const june: AuditCase = {
      days: ['2026-06-01', '2026-06-30'],
      opening: 1220,
      moves: [wages('2026-06-10')],
    };
    expect(rulesOf(august({ earlier: [july, june] }))).toEqual([]);
    const september: AuditCase = { days: ['2026-09-01', '2026-09-30'], opening: 1, moves: [] };
    expect(rulesOf(august({ earlier: [july, september] }))).toEqual([]);
  });

  it('is not held to statements of another account or of no days', () => {
    const other: AuditCase = { ...july, opening: 5, account: { accountNumber: '99999999' } };
    const empty: AuditCase = { moves: [], opening: null };
    expect(rulesOf(august({ earlier: [other, empty] }))).toEqual([]);
  });
});

describe('balances that a file says by halves', () => {
  /** OFX says the closing balance only, and other files only the opening one. */
  const halved = (given: AuditCase, side: 'opening' | 'closing') => {
    const facts = auditFacts(given);
    const [before] = facts.earlier;
    const withoutIts = before!.statement.closing === null ? 'opening' : 'closing';
    const { sent } = facts;
    return auditStatement({
      ...facts,
      sent: side === 'opening' ? { ...sent, statement: { ...sent.statement, opening: null } } : sent,
      earlier: [{ ...before!, statement: { ...before!.statement, [withoutIts]: null } }],
    }).findings.map(({ rule }) => rule);
  };

  it('follow from each other by what moved', () => {
    const shared: AuditCase = august({ days: ['2026-07-31', '2026-08-06'] });
    expect(halved(shared, 'opening')).toEqual([]);
    expect(halved({ ...shared, opening: 779 }, 'opening')).toEqual(['statement-period-overlap']);
    expect(halved({ ...shared, opening: 779 }, 'closing')).toContain('opening-differs-from-last-closing');
  });
});

describe('a statement of no days', () => {
  it('is nothing to speak of', () => {
    expect(findingsOf({ moves: [], opening: null, earlier: [july] })).toEqual([]);
  });
});

describe('balances that do not follow', () => {
  const broken = august({ earlier: [] });
  const facts = auditFacts(broken);
  const note = finding('error', 'running-balance-broken', 'The balance in line 2 does not follow.', {
    ...{ line: 2, value: '£560.00' },
  });
  const sum = finding('error', 'balance-does-not-add-up', 'The statement does not add up.');

  it('are told once, on the movement whose balance is wrong', () => {
    const { findings } = auditStatement({ ...facts, sent: { ...facts.sent, notes: [sum, note] } });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      ...{
        rule: 'running-balance-broken',
        transactions: [0],
        sentence: note.message,
        evidence: [sum.message],
      },
    });
  });

  it('are told of the whole where no movement shows it', () => {
    const { findings } = auditStatement({ ...facts, sent: { ...facts.sent, notes: [sum] } });
    expect(findings[0]).toMatchObject({
      rule: 'running-balance-broken',
      transactions: [],
      sentence: sum.message,
    });
    const silent = auditFacts(august({ earlier: [], opening: null }));
    const other = auditStatement({ ...silent, sent: { ...silent.sent, notes: [note] } });
    expect(other.findings[0]?.transactions).toEqual([]);
  });
});

describe('the account of a statement', () => {
  it.each([
    ['another number', { accountNumber: '12000007' }],
    ['another sort code', { sortCode: '009225' }],
    ['another number in its IBAN', { sortCode: null, accountNumber: null, iban: 'GB00BANK00922412000007' }],
    ['another number with its sort code before it', { sortCode: null, accountNumber: '00922412000007' }],
    ['other digits than are masked', { accountNumber: '****00007' }],
  ])('is not the agreement’s with %s', (_, account) => {
    const [found] = ofRule('account-not-the-agreements', august({ account }));
    expect(found).toMatchObject({ severity: 'error', transactions: [] });
    expect(found?.sentence).not.toContain('1200000');
  });

  it.each([
    ['the same number with hyphens', { sortCode: '00-92-24' }],
    ['digits that are masked', { accountNumber: '****00006' }],
    ['no number', { sortCode: null, accountNumber: null }],
    ['its IBAN', { sortCode: null, accountNumber: null, iban: 'GB00BANK00922412000006' }],
    ['a foreign IBAN', { sortCode: null, accountNumber: null, iban: 'DE00500105175407324931' }],
    ['nothing but a mask', { accountNumber: '********' }],
    ['another name', { name: 'Flexible Saver' }],
    ['no name', { name: null }],
  ])('may be the agreement’s with %s', (_, account) => {
    expect(findingsOf(august({ account, earlier: [] }))).toEqual([]);
  });

  it('is told of its name only where something else is wrong with it', () => {
    const account = { accountNumber: '12000007', name: 'P Wenholt' };
    const found = findingsOf(august({ account, earlier: [] }));
    expect(found.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['account-not-the-agreements', 'error'],
      ['account-name-differs', 'information'],
    ]);
    const nameless = { ...august({ account, earlier: [] }), agreement: { payeeName: null } };
    expect(rulesOf(nameless)).toContain('account-name-differs');
  });
});

describe('movements that were sent before', () => {
  const again = august({ ...july, earlier: [july], terms: quiet.terms });

  it('are all that is said of a statement of which nothing else is new', () => {
    const [found, ...others] = findingsOf(again);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ rule: 'statement-repeated', severity: 'error', transactions: [] });
    expect(found?.evidence).toEqual(['The statement of 1 July 2026 to 31 July 2026 has the same.']);
  });

  it('are the same in another layout of the bank', () => {
    const other: AuditCase = { ...again, moves: [['2026-07-10', 'Payment to JO FENBY WAGES', -220]] };
    expect(rulesOf(other)).toEqual(['statement-repeated']);
  });

  it('are several where several days are twice', () => {
    const twoWages = [wages('2026-07-10'), wages('2026-07-17')];
    const before = { ...july, opening: 1000, moves: twoWages };
    const own = august({
      days: ['2026-07-10', '2026-08-06'],
      moves: [...twoWages, wages('2026-08-05')],
      earlier: [before],
    });
    expect(ofRule('transaction-repeated', own)[0]).toMatchObject({
      transactions: [0, 1],
      amountPence: 44000,
    });
  });
});

describe('a payment that was made twice on a day', () => {
  const moves = (pounds: number, on = '2026-08-05'): Move[] => [
    ['2026-08-05', 'LARK TAXIS', pounds],
    [on, 'LARK TAXIS', pounds],
  ];

  it.each([
    [-9.99, []],
    [-10, ['transaction-repeated']],
    [10, ['transaction-repeated']],
  ])('is asked about from ten pounds: %d', (pounds, rules) => {
    const own = august({ moves: moves(pounds), earlier: [] });
    expect(rulesOf(own).filter((rule) => rule === 'transaction-repeated')).toEqual(rules);
  });

  it('says how often', () => {
    const own = august({ moves: [...moves(-10), ['2026-08-05', 'LARK TAXIS', -10]], earlier: [] });
    const [found] = ofRule('transaction-repeated', own);
    expect(found?.sentence).toContain('£10.00 was paid 3 times on 5 August 2026 to “LARK TAXIS”');
    expect(found).toMatchObject({ transactions: [0, 1, 2], amountPence: 2000 });
  });

  it('is lawful on two days, and where one of them came back', () => {
    expect(rulesOf(august({ moves: moves(-10, '2026-08-04'), earlier: [] }))).toEqual([]);
    const back: Move[] = [...moves(-30), ['2026-08-06', 'LARK TAXIS REFUND', 30]];
    expect(rulesOf(august({ moves: back, earlier: [] }))).not.toContain('transaction-repeated');
  });
});

describe('any statement', () => {
  const move = fc
    .tuple(
      fc.integer({ min: 1, max: 28 }),
      fc.oneof(
        fc.string({ maxLength: 40 }),
        fc.constantFrom('JO FENBY WAGES', 'BETLARK', 'ATM', 'LARKSHIRE COUNCIL DP', 'REFUND', 'A ASHDOWN'),
      ),
      fc.integer({ min: -50_000, max: 50_000 }),
    )
    .map(([day, text, amount]): Move => [`2026-08-${String(day).padStart(2, '0')}`, text, amount / 100]);

  it('is told transaction by transaction, and findings are about its own', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 30 }), fc.array(move, { maxLength: 10 }), (moves, before) => {
        const facts = auditFacts({ moves, earlier: [{ moves: before }] });
        const { classified, findings } = auditStatement(facts);
        expect(classified).toHaveLength(moves.length);
        for (const { transactions, sentence, severity } of findings) {
          expect(transactions.every((place) => place >= 0 && place < moves.length)).toBe(true);
          expect(sentence).toMatch(/\.$/);
          expect(severity).toMatch(/^(error|warning|information)$/);
        }
      }),
    );
  });
});
