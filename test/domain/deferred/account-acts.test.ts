import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import type { DeferredFacts } from '../../../domain/deferred/account-facts.ts';
import type { Changed } from '../../../domain/deferred/changed-account.ts';
import { closeAccount, recordCharge, recordRepayment } from '../../../domain/deferred/money-acts.ts';
import { recordStatement } from '../../../domain/deferred/statement-acts.ts';
import { recordRate, recordTerms } from '../../../domain/deferred/terms-acts.ts';
import { recordValuation } from '../../../domain/deferred/valuation-acts.ts';
import { pence, rateText } from '../../../domain/money.ts';
import { deferredFacts } from '../../support/a-deferred-agreement.ts';

const day = calendarDate;
const today = day('2024-05-20');
const on = (known: DeferredFacts) => ({ known, today, newId: 'new' });
const rulesOf = ({ findings }: Changed) => findings.map(({ severity, rule }) => `${severity} ${rule}`);
const messageOf = ({ findings }: Changed) => findings[0]?.message;
const fresh = deferredFacts();

describe('A valuation', () => {
  const request = (requestedOn: string, known = fresh) =>
    recordValuation({ kind: 'request', requestedOn: day(requestedOn) }, on(known));
  const awaiting = { ...fresh, record: request('2024-03-01').record };
  const came = { on: day('2024-04-10'), valuedOn: day('2024-04-01'), valuer: 'Larkford Surveyors' };
  const worth = { valuePence: pence(170_000_00), encumbrancesPence: pence(0) };
  const receive = (changes: object = {}, known = awaiting) =>
    recordValuation(
      { kind: 'received', valuationId: 'new', ...came, ...worth, ...changes },
      { ...on(known), newId: 'another' },
    );

  it('is asked for once, and not on a day to come', () => {
    expect(request('2024-03-01')).toMatchObject({
      record: {
        valuations: [{ valuationId: 'new', requestedOn: '2024-03-01', remindedOn: [], received: null }],
      },
      findings: [],
    });
    expect(rulesOf(request('2024-04-01', awaiting))).toEqual(['error valuation-asked-for-already']);
    expect(rulesOf(request('2024-05-21'))).toEqual(['error day-in-the-future']);
  });

  it('is asked for again while it is awaited, after it was asked for', () => {
    const remind = (remindedOn: string, valuationId = 'new', known = awaiting) =>
      recordValuation({ kind: 'reminder', valuationId, remindedOn: day(remindedOn) }, on(known));
    expect(remind('2024-04-01').record.valuations).toMatchObject([{ remindedOn: ['2024-04-01'] }]);
    expect(rulesOf(remind('2024-02-01'))).toEqual(['error before-it-was-asked-for']);
    expect(rulesOf(remind('2024-04-01', 'other'))).toEqual(['error valuation-not-awaited']);
    const here = { ...awaiting, record: receive().record };
    expect(rulesOf(remind('2024-05-01', 'new', here))).toEqual(['error valuation-not-awaited']);
  });

  it('comes in for what was asked, or unasked', () => {
    expect(receive()).toMatchObject({
      record: {
        valuations: [{ valuationId: 'new', requestedOn: '2024-03-01', received: { ...came, ...worth } }],
      },
      findings: [],
    });
    expect(receive({ valuationId: null }, fresh).record.valuations).toMatchObject([
      { valuationId: 'another', requestedOn: '2024-04-10' },
    ]);
    expect(receive({ valuationId: null }).record.valuations).toHaveLength(2);
    expect(rulesOf(receive({ valuationId: 'other' }))).toEqual(['error valuation-not-awaited']);
  });

  it('cannot come before it was asked for or say the value of a later day, and is looked at where others are owed more', () => {
    expect(rulesOf(receive({ on: day('2024-02-20'), valuedOn: day('2024-02-21') }))).toEqual([
      'error before-it-was-asked-for',
      'error valued-after-it-came',
    ]);
    expect(rulesOf(receive({ encumbrancesPence: pence(170_000_01) }))).toEqual([
      'warning encumbrances-over-value',
    ]);
  });
});

describe('An administration charge', () => {
  const told = { toldOn: day('2024-01-10'), from: day('2024-01-20'), to: null };
  const act = {
    ...{ chargeId: null, kind: 'one-off' as const, description: 'Valuation', amountPence: pence(250_00) },
    ...{ ...told, isAdded: true },
  };
  const charge = (changes: object = {}, known = fresh) => recordCharge({ ...act, ...changes }, on(known));

  it('is recorded where the person was told before, or on its first day', () => {
    expect(charge()).toEqual({
      record: { ...fresh.record, charges: [{ ...act, chargeId: 'new' }] },
      findings: [],
    });
    expect(rulesOf(charge({ toldOn: told.from }))).toEqual([]);
    expect(rulesOf(charge({ toldOn: day('2024-01-21') }))).toEqual(['error not-told-before']);
    expect(messageOf(charge({ toldOn: day('2024-01-21') }))).toMatch(/told on 21 January 2024, after/);
  });

  it.each([
    [{ toldOn: day('2024-05-21'), from: day('2024-06-01') }, 'day-in-the-future'],
    [{ from: day('2023-12-31'), toldOn: day('2023-12-01') }, 'before-the-account'],
    [{ to: day('2024-02-01') }, 'charge-comes-once'],
    [{ kind: 'weekly' as const, to: day('2024-01-19') }, 'end-before-start'],
  ])('is refused as %o', (changes, rule) => {
    expect(rulesOf(charge(changes))).toEqual([`error ${rule}`]);
  });

  it('may come again until a last day, and is replaced by its number', () => {
    expect(rulesOf(charge({ kind: 'annual', to: day('2026-01-20') }))).toEqual([]);
    const known = { ...fresh, record: charge().record };
    const righted = charge({ chargeId: 'new', amountPence: pence(200_00) }, known);
    expect(righted.record.charges).toEqual([{ ...act, chargeId: 'new', amountPence: pence(200_00) }]);
    expect(rulesOf(charge({ chargeId: 'other' }, known))).toEqual(['error charge-unknown']);
  });

  it('that comes once is not of days before the account is kept here, one that comes again may be', () => {
    const moved = deferredFacts({ opening: { date: day('2024-03-31'), amountPence: pence(1_000_00) } });
    expect(rulesOf(charge({}, moved))).toEqual(['error before-the-account']);
    expect(rulesOf(charge({ kind: 'annual' }, moved))).toEqual([]);
  });
});

describe('A repayment', () => {
  const came = { repaymentId: null, on: day('2024-05-06'), amountPence: pence(100_00), from: 'Her son' };
  const repay = (changes: object = {}, known = fresh) => recordRepayment({ ...came, ...changes }, on(known));

  it('is recorded up to what is owed on its morning', () => {
    expect(repay()).toEqual({
      record: { ...fresh.record, repayments: [{ ...came, repaymentId: 'new' }] },
      findings: [],
    });
    // 18 weeks of £700 and the interest of 125 days, worked out beside this.
    const message = messageOf(repay({ amountPence: pence(20_000_00) }));
    expect(message).toMatch(/^On 6 May 2024 £12,6\d\d\.\d\d are owed, less than was repaid/);
    const owed = Number(/£([\d,.]+)/.exec(message ?? '')?.[1]?.replace(/\D/g, ''));
    expect(rulesOf(repay({ amountPence: pence(owed) }))).toEqual([]);
    expect(rulesOf(repay({ amountPence: pence(owed + 1) }))).toEqual(['error repaid-above-balance']);
  });

  it.each([
    ['2024-05-21', 'day-in-the-future'],
    ['2023-12-31', 'before-the-account'],
  ])('is not taken on %s', (date, rule) => {
    expect(rulesOf(repay({ on: day(date) }))).toEqual([`error ${rule}`]);
  });

  it('is not taken where what was repaid later leaves no room for it', () => {
    const ended = deferredFacts({ agreement: { endDate: day('2024-03-31') } });
    const known = { ...ended, record: repay({ amountPence: pence(9000_00) }, ended).record };
    const repayBefore = (amount: number) =>
      recordRepayment(
        { ...came, on: day('2024-04-01'), amountPence: pence(amount) },
        { known, today, newId: 'another' },
      );
    expect(rulesOf(repayBefore(100_00))).toEqual([]);
    const over = repayBefore(5000_00);
    expect([rulesOf(over), messageOf(over)]).toEqual([
      ['error repaid-above-balance'],
      expect.stringMatching(/^With what was repaid on 6 May 2024, this is £[\d,.]+ more than was owed then/),
    ]);
  });

  it('is not taken for a day that is not reckoned, as a rate is missing or the account was closed', () => {
    const unknown = { ...on(deferredFacts()), today: day('2026-11-22') };
    const late = recordRepayment({ ...came, on: day('2026-11-01') }, unknown);
    expect(messageOf(late)).toMatch(
      /^What is owed on 1 November 2026 is not known\. The highest interest rate from/,
    );
    const closed = deferredFacts({ record: { closedOn: day('2024-05-01') } });
    expect(messageOf(repay({}, closed))).toMatch(/The account is closed\.$/);
  });

  it('is replaced by its number where it was recorded wrong', () => {
    const known = { ...fresh, record: repay().record };
    const righted = repay({ repaymentId: 'new', amountPence: pence(10_00) }, known);
    expect(righted.record.repayments).toEqual([{ ...came, repaymentId: 'new', amountPence: pence(10_00) }]);
    expect(rulesOf(repay({ repaymentId: 'other' }, known))).toEqual(['error repayment-unknown']);
  });
});

describe('The end of an account', () => {
  const repaid = (amountPence: number, date = '2024-01-07') =>
    deferredFacts({
      agreement: { endDate: day('2024-01-07') },
      record: {
        repayments: [
          { repaymentId: 'R1', on: day(date), amountPence: pence(amountPence), from: 'The estate' },
        ],
      },
    });
  const close = (date: string, known = repaid(700_00)) => closeAccount({ closedOn: day(date) }, on(known));

  it('is the day at whose end nothing is owed', () => {
    expect(close('2024-01-07')).toMatchObject({ record: { closedOn: '2024-01-07' }, findings: [] });
  });

  it.each([
    ['2024-05-21', 'day-in-the-future'],
    ['2023-12-31', 'before-the-account'],
  ])('is not %s', (date, rule) => {
    expect(rulesOf(close(date))).toContain(`error ${rule}`);
  });

  it('is refused with what is owed, or was repaid beyond it', () => {
    expect(messageOf(close('2024-01-07', repaid(699_00)))).toMatch(
      /^At the end of 7 January 2024 £1\.00 are owed/,
    );
    expect(messageOf(close('2024-01-07', repaid(701_00)))).toMatch(/^£1\.00 more was repaid than was owed/);
  });

  it('is not before something was repaid, nor where the account is not reckoned', () => {
    expect(rulesOf(close('2024-01-07', repaid(700_00, '2024-01-08')))).toEqual(['error moved-after-closing']);
    const late = closeAccount(
      { closedOn: day('2026-11-01') },
      { ...on(repaid(700_00)), today: day('2026-11-22') },
    );
    expect(rulesOf(late)).toEqual(['error account-not-reckoned']);
  });

  it('may be said anew, or taken back where something came out since', () => {
    const closed = { ...repaid(700_00), record: close('2024-01-07').record };
    expect(close('2024-02-01', closed)).toMatchObject({ record: { closedOn: '2024-02-01' }, findings: [] });
    expect(closeAccount({ closedOn: null }, on(closed))).toEqual({
      ...{ record: { ...closed.record, closedOn: null }, findings: [] },
    });
  });
});

describe('New terms and rates', () => {
  const weekly = { weeklyCostPence: pence(900_00), topUpPence: pence(0) };
  const income = { incomePence: pence(200_00), allowancePence: pence(144_00) };
  const terms = (from: string, changes: object = {}, known = fresh) =>
    recordTerms({ from: day(from), ...weekly, ...income, ...changes }, on(known));
  const rate = (from: string, percent: string, known = fresh) =>
    recordRate({ from: day(from), percent: rateText(percent) }, on(known));

  it('take the place of what was entered for the same day', () => {
    const known = { ...fresh, record: terms('2024-04-08').record };
    expect(terms('2024-04-08', { topUpPence: pence(50_00) }, known).record.terms).toMatchObject([
      { from: '2024-04-08', topUpPence: 50_00 },
    ]);
    const rated = { ...fresh, record: rate('2024-04-08', '4.1').record };
    expect(rate('2024-04-08', '4.2', rated).record.rates).toEqual([{ from: '2024-04-08', percent: '4.2' }]);
  });

  it('hold for days of the agreement', () => {
    const ended = deferredFacts({ agreement: { endDate: day('2024-04-30') } });
    expect(rulesOf(terms('2023-12-31'))).toEqual(['error before-the-account']);
    expect(rulesOf(terms('2024-05-01', {}, ended))).toEqual(['error after-the-agreement']);
    expect(rulesOf(terms('2024-04-30', {}, ended))).toEqual([]);
    expect(rulesOf(rate('2023-12-31', '1'))).toEqual(['error before-the-account']);
  });

  it('are looked at where the person keeps more than the income', () => {
    expect(rulesOf(terms('2024-04-08', { allowancePence: pence(200_01) }))).toEqual([
      'warning allowance-over-income',
    ]);
  });

  it('never go above the ceiling of their first day, which is named', () => {
    expect(rulesOf(rate('2024-04-08', '4.65'))).toEqual([]);
    const above = rate('2024-04-08', '4.66');
    expect(rulesOf(above)).toEqual(['error rate-above-ceiling']);
    expect(messageOf(above)).toMatch(/^The most a council may charge on 8 April 2024 is 4\.65% \(/);
  });

  it('are refused where nobody knows the ceiling of the half-year', () => {
    const unknown = rate('2026-08-01', '3');
    expect(rulesOf(unknown)).toEqual(['error highest-rate-unknown']);
    expect(messageOf(unknown)).toMatch(/from 1 August 2026 to 31 December 2026 is not known/);
  });
});

describe('A statement', () => {
  const long = { known: deferredFacts(), today: day('2024-08-10'), newId: 'new' };
  const ask = (changes: object = {}) =>
    recordStatement(
      {
        ...{ kind: 'asked', statement: 'requested', from: day('2024-01-01'), to: day('2024-03-31') },
        ...{ askedOn: day('2024-08-01'), ...changes },
      },
      long,
    );
  const send = (to: string, statementId: string | null = null, changing = long) =>
    recordStatement({ kind: 'sent', statementId, to: day(to), sentOn: day('2024-08-05') }, changing);

  it('that somebody asks for is of days of the account', () => {
    expect(ask().record.statements).toMatchObject([{ statementId: 'new', kind: 'requested', sentOn: null }]);
    expect(rulesOf(ask({ from: day('2023-01-01') }))).toEqual(['error before-the-account']);
    expect(rulesOf(ask({ to: day('2023-12-31') }))).toEqual(['error end-before-start']);
    expect(rulesOf(ask({ askedOn: day('2024-08-11') }))).toEqual(['error day-in-the-future']);
  });

  it('is sent where one waits: a regular one by its days, another by its number', () => {
    expect(send('2024-06-30')).toMatchObject({
      record: {
        statements: [
          { statementId: 'new', kind: 'regular', from: '2024-01-01', to: '2024-06-30', sentOn: '2024-08-05' },
        ],
      },
      findings: [],
    });
    const asked = { ...long, known: { ...long.known, record: ask().record } };
    expect(send('2024-03-31', 'new', asked).record.statements).toMatchObject([
      { statementId: 'new', kind: 'requested', askedOn: '2024-08-01', sentOn: '2024-08-05' },
    ]);
  });

  it('is not sent where none waits', () => {
    for (const [to, id] of [
      ['2024-05-31', null],
      ['2024-03-31', 'other'],
    ] as const)
      expect(rulesOf(send(to, id))).toEqual(['error statement-not-due']);
  });
});
