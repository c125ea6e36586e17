import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../../domain/calendar.ts';
import { pence } from '../../../../domain/money.ts';
import { packageEntitlement } from '../../../../domain/pay/entitlement/package-components.ts';
import type { Hold } from '../../../../domain/pay/run/hold.ts';
import { explainLine } from '../../../../domain/pay/run/pay-line.ts';
import { payPackage, type PackagePay } from '../../../../domain/pay/run/pay-package.ts';
import { partsOfRun, paymentsOf } from '../../../../domain/pay/run/payments-of-run.ts';
import {
  emptyPosition,
  readPosition,
  storePosition,
  type PayPosition,
} from '../../../../domain/pay/run/position.ts';
import { recoverySchema } from '../../../../domain/pay/run/recovery.ts';
import {
  addAttention,
  compareRuns,
  countAttention,
  sumsByProvider,
  totalsOf,
} from '../../../../domain/pay/run/totals.ts';
import { dayNumber } from '../../../../domain/pay/span.ts';
import { factsOf, type Told } from '../../../support/pay-case.ts';

const day = calendarDate;

function pay(
  told: Told,
  position: PayPosition = emptyPosition,
  holds: Hold[] = [],
  through = '2022-12-07',
): PackagePay {
  const facts = factsOf(told);
  const entitlement = packageEntitlement(facts);
  return payPackage(
    {
      packageId: 'PK1',
      personId: 'PE1',
      serviceType: 'residential',
      endDate: facts.carePackage.body.endDate,
      dateOfDeath: facts.person?.body.dateOfDeath ?? null,
      components: entitlement.blocked ? [] : entitlement.components,
      gaps: entitlement.gaps,
      blocked: entitlement.blocked,
      notBefore: 0,
      ownHolds: [],
      payeeLacks: null,
      order: null,
    },
    position,
    {
      payRunId: 'R000001',
      through: dayNumber(day(through)),
      periodStarts: () => [],
      holds,
      hash: (text) => text,
    },
  );
}

const hold = (state: Hold['state']): Hold => ({
  ...{
    holdId: 'H1',
    category: 'disputed',
    on: { packageId: 'PK1' },
    state,
    placedBy: 'olu',
    releasedOn: null,
  },
  placedOn: day('2022-12-01'),
});
const rules = ({ attention }: PackagePay) => attention.map(({ rule }) => rule);
const sentences = ({ lines }: PackagePay) => lines.map(explainLine);

describe('a line in words', () => {
  it('says days, price and amount', () => {
    expect(sentences(pay({}, emptyPosition, [], '2022-12-03'))).toEqual([
      '1 December 2022 to 3 December 2022, 3 days at £700 a week is £300.00: £300.00.',
    ]);
    expect(sentences(pay({ units: '2', rate: '350' }, emptyPosition, [], '2022-12-01'))).toEqual([
      '1 December 2022, 1 day at 2 × £350 a week is £100.00: £100.00.',
    ]);
  });

  it('says what was taken off, what was paid before and what changed', () => {
    const first = pay({ contributions: [{}] });
    const changed = pay({ contributions: [{ weekly: 40_000 }], version: 2 }, first.after);
    const [sentence] = sentences(changed);
    expect(sentence).toContain('taken off what is paid');
    expect(sentence).toContain('already paid −£700.00');
    expect(sentence).toContain('changed: ');
  });

  it('says of a penny that only moved with the day from which days are counted that the price is the same', () => {
    const fromDecember = { from: '2022-12-01', rate: '100' };
    const first = pay(fromDecember, emptyPosition, [], '2022-12-03');
    const earlier = pay({ ...fromDecember, from: '2022-11-30', version: 2 }, first.after, [], '2022-12-03');
    expect(earlier.lines.map(({ kind, amountPence }) => [kind, amountPence])).toEqual([
      ['adjustment', -1],
      ['entitlement', 1_429],
    ]);
    expect(sentences(earlier)[0]).toContain(
      '; the price is the same, but days are counted from 30 November 2022 now, which moves a penny between lines: −£0.01.',
    );
    // A week has no rounding to move: here the price is another.
    const week = pay({ rate: '700' });
    expect(sentences(pay({ rate: '700.01', version: 2 }, week.after))[0]).not.toContain('price is the same');
    // Nor has what is paid once, or days that fall under two prices.
    const once = { serviceType: { basis: 'once' as const }, rate: '90' };
    const dearer = pay({ ...once, rate: '90.01', version: 2 }, pay(once).after);
    expect(sentences(dearer)).toEqual([expect.not.stringContaining('price is the same')]);
    const terms = [
      { from: '2022-12-01', units: '1', rate: '700' },
      { from: '2022-12-07', units: '1', rate: '700.07' },
    ];
    const [split] = sentences(pay({ terms, version: 2 }, week.after));
    expect(split).toMatch(
      /1 day at £700\.07 a week is £100\.01; already paid £700\.00; changed: [^;]*: £0\.01\.$/,
    );
    const byEqualMonths = { ...fromDecember, rules: { months: 'equal-months' as const } };
    const month = pay(byEqualMonths, emptyPosition, [], '2022-12-03');
    const moved = ['2022-11-28', '2022-11-27', '2022-11-26', '2022-11-25', '2022-11-24'].map((from) =>
      pay({ ...byEqualMonths, from, version: 2 }, month.after, [], '2022-12-03'),
    );
    const pennies = moved.filter(({ lines }) => lines.some(({ kind }) => kind === 'adjustment'));
    expect(pennies.length).toBeGreaterThan(0);
    for (const each of pennies) expect(sentences(each)[0]).toContain('price is the same');
  });

  it('says of days that are paid again that what was paid before was taken back', () => {
    const first = pay({});
    const none = pay({ to: '2022-11-30', version: 2 }, first.after);
    const again = pay({ version: 3 }, none.after);
    expect(again.lines[0]?.amountPence).toBe(70_000);
    expect(sentences(again)[0]).toContain('; earlier lines for these days come to nothing; ');
  });

  it('says sessions, accepted items and one-offs', () => {
    const sessions = {
      serviceType: { basis: 'scheduled' as const },
      detail: { weekdays: 'Mon Thu' },
      units: '2',
      rate: '45',
    };
    expect(sentences(pay(sessions))).toEqual([
      '1 December 2022 to 7 December 2022, 2 sessions come to £90.00: £90.00.',
    ]);
    expect(pay(sessions).lines[0]).toMatchObject({ quantity: '2', rate: '45' });
    const ref = { kind: 'actuals' as const, id: 'RT1', version: 1 };
    const item = (lineRef: string) => ({
      lineRef,
      date: day('2022-12-02'),
      quantity: '1',
      rate: '20',
      amountPence: pence(2_000),
    });
    const actuals = (refs: string[]) => ({
      serviceType: { basis: 'actuals' as const },
      actuals: [{ ref, from: day('2022-12-01'), to: day('2022-12-07'), lines: refs.map(item) }],
    });
    expect(sentences(pay(actuals(['1'])))[0]).toContain('1 accepted item comes to £20.00');
    expect(sentences(pay(actuals(['1', '2'])))[0]).toContain('2 accepted items come to £40.00');
    expect(sentences(pay({ serviceType: { basis: 'once' }, rate: '90' }))[0]).toContain(
      'once on 1 December 2022',
    );
  });

  it('says the share that an event leaves, and sessions of several rates name no one rate', () => {
    const rule = {
      ...{ event: 'hospital', serviceType: null, contract: null, to: null, from: day('2020-01-01') },
      ...{ payDays: null, payPercent: '50', chargeDays: 0, chargePercent: '100' },
    };
    const half = pay({
      suspensions: [{ from: '2022-12-01', to: null, kind: 'hospital' }],
      rules: { eventRules: [rule as never] },
    });
    expect(sentences(half)[0]).toContain('at 50%');
    expect(half.lines[0]?.rate).toBeNull();
    const card = [
      { rate: '40', dayType: 'weekday' as const },
      { rate: '55', dayType: 'saturday' as const },
    ];
    const mixed = pay({
      serviceType: { basis: 'scheduled' },
      detail: { weekdays: 'Mon Sat' },
      ...{ units: '2', rate: null, rateCardId: 'RC1', rateCardLines: card as never },
    });
    expect(mixed.lines[0]).toMatchObject({ quantity: '2', rate: null });
  });
});

describe('attention', () => {
  it('is asked for care paid after a death by the contract', () => {
    const rule = {
      ...{ event: 'death', serviceType: null, contract: null, to: null, from: day('2020-01-01') },
      ...{ payDays: 7, payPercent: '100', chargeDays: 0, chargePercent: '100' },
    };
    const died = pay({ person: { dateOfDeath: '2022-12-03' }, rules: { eventRules: [rule as never] } });
    expect(rules(died)).toContain('after-death');
    expect(rules(pay({ person: { dateOfDeath: '2022-12-03' } }))).not.toContain('after-death');
  });

  it('is asked for a package of which a part is held, one that ends, and one whose price is new', () => {
    const first = pay({ to: null }, emptyPosition, [hold('active')]);
    expect(rules(pay({ to: null }, first.after, [hold('active')], '2022-12-10'))).toContain('also-held');
    expect(rules(pay({}, emptyPosition, [], '2022-12-31'))).toContain('ends-in-period');
    const terms = [
      { from: '2022-12-01', units: '1', rate: '700' },
      { from: '2022-12-08', units: '1', rate: '770' },
    ];
    expect(rules(pay({ terms }, pay({}).after, [], '2022-12-14'))).toContain('rate-changed');
  });

  it('adds up over the parts of a run', () => {
    const counted = countAttention([pay({}), pay({ rate: '350' })]);
    expect(addAttention([counted, counted]).find(({ rule }) => rule === 'first-payment')).toMatchObject({
      packages: 4,
      amountPence: 210_000,
    });
  });
});

describe('the sums of a run', () => {
  const told: Told = {
    detail: { nhsSharePercent: '50' as never, icbId: 'QU9', funding: 'joint' },
    contributions: [{ weekly: 7_000 }],
  };

  it('hold what the NHS owes apart from what payees get', () => {
    expect(totalsOf([pay(told)])).toMatchObject({
      totalPence: 63_000,
      paymentPence: 63_000,
      rechargePence: 35_000,
    });
    const parts = partsOfRun({ payRunId: 'R000001', kind: 'providers' }, [pay(told), pay(told)]);
    expect(parts.shares).toMatchObject([
      { icbId: 'QU9', lines: [{ amountPence: -35_000 }, { amountPence: -35_000 }] },
    ]);
    expect([...(parts.payees[0]?.lineAccounts.values() ?? [])]).toEqual(['client-income']);
    expect(countAttention([pay(told)]).find(({ rule }) => rule === 'first-payment')?.amountPence).toBe(
      63_000,
    );
  });

  it('ask the NHS for its share of held care once, and take nothing back when the hold ends', () => {
    const held = pay(told, emptyPosition, [hold('active')]);
    expect(totalsOf([held])).toMatchObject({ heldPence: 63_000, rechargePence: 35_000, paymentPence: 0 });
    expect(held.attention.map(({ rule }) => rule)).not.toContain('also-held');
    const released = pay(told, held.after, [hold('released')]);
    expect(totalsOf([released])).toMatchObject({ paymentPence: 63_000, rechargePence: 0, proposedPence: 0 });
    expect(partsOfRun({ payRunId: 'R000003', kind: 'providers' }, [released])).toMatchObject({
      payees: [{ payeeId: 'provider:P001', amountPence: 63_000 }],
      ...{ recoveries: [], shares: [] },
    });
  });

  it('leave out what another hold concerns by the time its own is released, and pay it once both are', () => {
    const changed: Hold = {
      ...{ ...hold('active'), holdId: 'H2', category: 'bank-details-changed' },
      on: { providerId: 'P001' },
    };
    const disputed = pay({}, emptyPosition, [hold('active')]);
    const both = [hold('released'), changed];
    const kept = pay({ rate: '707', version: 2 }, disputed.after, both);
    expect(kept.released).toEqual([]);
    expect(totalsOf([kept])).toMatchObject({ paymentPence: 0, heldPence: 700 });
    expect(kept.after.waiting.map(({ holdId, amountPence }) => [holdId, amountPence])).toEqual([
      ['H2', 70_000],
      ['H2', 700],
    ]);
    const free = pay({ rate: '707', version: 2 }, kept.after, [
      hold('released'),
      { ...changed, state: 'released' },
    ]);
    expect(totalsOf([free])).toMatchObject({ paymentPence: 70_700, heldPence: 0 });
  });

  it('compare each provider and service with the run before', () => {
    const now = sumsByProvider([pay({}), pay({})]);
    const before = sumsByProvider([pay({ rate: '350' })]);
    const elsewhere = [{ providerId: 'P009', serviceType: 'residential', totalPence: pence(5) }];
    expect(compareRuns([...now, ...now], [...before, ...elsewhere])).toEqual([
      { providerId: 'P001', serviceType: 'residential', totalPence: 280_000, previousPence: 35_000 },
      { providerId: 'P009', serviceType: 'residential', totalPence: 0, previousPence: 5 },
    ]);
  });

  it('propose a recovery that says what one has fields for and no more, as its audit chain covers all of it', () => {
    const lowered = pay({ rate: '400', version: 2 }, pay({}).after);
    const { recoveries } = partsOfRun({ payRunId: 'R000002', kind: 'providers' }, [lowered]);
    expect(recoveries).toHaveLength(1);
    expect(recoveries.map((recovery) => recoverySchema.parse(recovery))).toEqual(recoveries);
  });

  it('take up what a hold kept, also where it is a correction to be recovered', () => {
    const paid = pay({});
    const held = pay({ rate: '400', version: 2 }, paid.after, [hold('active')]);
    expect(totalsOf([held])).toMatchObject({ totalPence: 0, heldPence: -30_000 });
    const released = pay({ rate: '400', version: 2 }, held.after, [hold('released')]);
    expect(totalsOf([released])).toMatchObject({
      totalPence: -30_000,
      paymentPence: 0,
      proposedPence: 30_000,
    });
    expect(sumsByProvider([released])).toMatchObject([{ providerId: 'P001', totalPence: -30_000 }]);
    const parts = partsOfRun({ payRunId: 'R000003', kind: 'providers' }, [released]);
    expect(parts.recoveries).toMatchObject([
      { from: '2022-12-01', to: '2022-12-07', amountPence: 30_000, cause: [] },
    ]);
    expect(
      paymentsOf(parts, { payRunId: 'R000003', payOn: day('2022-12-30'), payeeOf: () => null as never }),
    ).toEqual([]);
    const kept = readPosition(storePosition(released.after));
    expect(kept.owed).toEqual(released.after.owed);
    expect(kept.coverage).toEqual(released.after.coverage);
  });
});

describe('a package of which too little is known', () => {
  it('is neither paid nor taken back, and says what is missing', () => {
    const paid = pay({});
    const facts = factsOf({});
    const entitlement = packageEntitlement({ ...facts, provider: null });
    expect(entitlement.blocked).toBe(true);
    const blocked = payPackage(
      {
        ...{
          packageId: 'PK1',
          personId: 'PE1',
          serviceType: 'residential',
          endDate: null,
          dateOfDeath: null,
        },
        ...{ components: [], gaps: entitlement.gaps, blocked: true, notBefore: 0, ownHolds: [] },
        ...{ payeeLacks: null, order: null },
      },
      paid.after,
      {
        payRunId: 'R2',
        through: dayNumber(day('2022-12-31')),
        periodStarts: () => [],
        holds: [],
        hash: (text) => text,
      },
    );
    expect(blocked.lines).toEqual([]);
    expect(rules(blocked)).toContain('price-gap');
  });
});

it('keeps where a package stands when a strand is gone and nothing explains it any more', () => {
  const first = pay({ contributions: [{}] });
  const gone = pay({ contributions: [], version: 2 }, first.after);
  expect(readPosition(storePosition(gone.after)).coverage).toEqual(gone.after.coverage);
});

it('reads a strand of which nothing is known but that it was there', () => {
  const key = 'PK1|cost|PK1|provider:P001||||||';
  const position = readPosition({ strands: [{ key, ranges: '', facts: '', owed: pence(0) }], waiting: [] });
  expect(position.coverage.get(key)).toEqual({ ranges: [], facts: [] });
});

it('pays a paper invoice that was held as what it is, without a service', () => {
  const held = pay({}, emptyPosition, [hold('active')]);
  const released = { ...pay({}, held.after), serviceType: null };
  const [payee] = partsOfRun({ payRunId: 'R000002', kind: 'providers' }, [released]).payees;
  expect(payee?.lines.map(({ description }) => description)).toEqual(['Released from hold, PK1']);
});
