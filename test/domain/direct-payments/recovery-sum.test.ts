import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { recoverySum, type RecoverySumFacts } from '../../../domain/direct-payments/recovery-sum.ts';
import { surplusOf } from '../../../domain/direct-payments/surplus.ts';
import { pence, sumPence } from '../../../domain/money.ts';
import { leftToRecover, nothingDone } from '../../../domain/pay/run/recovery.ts';

const on = calendarDate('2026-07-05');
const surplusAt = (balance: number, uncleared = 60_00, contingency = 1000_00) =>
  surplusOf({
    ...{ balancePence: pence(balance), balanceOn: on, earmarked: [], paidInAdvancePence: pence(0) },
    uncleared: [{ what: 'Wages of June', amountPence: pence(uncleared) }],
    ...{ ownMoneyPence: pence(0), contingencyPence: pence(contingency) },
  });
const asked = (amount: number, more: Partial<RecoverySumFacts> = {}): RecoverySumFacts => ({
  recovery: { ...nothingDone, amountPence: pence(amount) },
  ...{ concludedPence: pence(amount), surplus: null, upheldPence: pence(0) },
  ...more,
});
const told = (facts: RecoverySumFacts) =>
  recoverySum(facts).map(({ what, amountPence }) => [what, amountPence]);

describe('the sum of what is asked back', () => {
  it('is the balance less what belongs in the account, without what is nothing', () => {
    expect(told(asked(240_00, { surplus: surplusAt(1300_00) }))).toEqual([
      ['The balance on 5 July 2026 was £1,300.00.', 1300_00],
      ['£60.00 is still to go out: Wages of June.', -60_00],
      ['£1,000.00 may stay in the account as agreed for emergencies.', -1000_00],
    ]);
  });

  it('says what is left to the payee, asked for elsewhere, came back and was given up', () => {
    const recovery = {
      ...{ ...nothingDone, amountPence: pence(150_00) },
      repaid: [{ reference: 'R', receivedOn: on, amountPence: pence(20_00) }],
      writtenOff: [
        {
          ...{ amountPence: pence(30_00), cause: 'hardship' as const, proposedBy: 'a', proposedOn: on },
          ...{ authorisedBy: 'b', on },
        },
      ],
    };
    const facts = asked(0, { recovery, concludedPence: pence(200_00), surplus: surplusAt(1300_00) });
    expect(told(facts).slice(3)).toEqual([
      ['Not asked for: it is left to you.', -40_00],
      ['Asked for by another letter about the same audit.', -50_00],
      ['It came back since.', -20_00],
      ['The council has given it up.', -30_00],
    ]);
  });

  it.each<[string, number, string[]]>([
    ['findings alone', 75_00, ['What is questioned in the findings that were upheld.']],
    ['both', 240_00 + 75_00, ['The balance on 5 July 2026 was £1,300.00.', 'What is questioned']],
    ['more than both', 400_00, ['What is questioned', 'What the audit concluded with besides.']],
  ])('is explained by %s where the audit was concluded with that', (_what, amount, wanted) => {
    const words = told(asked(amount, { surplus: surplusAt(1300_00), upheldPence: pence(75_00) }))
      .map(([what]) => what)
      .join('\n');
    for (const each of wanted) expect(words).toContain(each);
  });

  it('is all that is asked back where the audit is looked at again', () => {
    expect(told(asked(10_00, { concludedPence: null }))).toEqual([
      ['What the audit concluded with besides.', 10_00],
    ]);
  });

  it('adds up to what is asked for, to the penny', () => {
    const some = fc.integer({ min: 0, max: 5_000_00 });
    fc.assert(
      fc.property(
        some,
        some,
        some,
        some,
        some,
        fc.boolean(),
        (amount, concluded, balance, upheld, came, known) => {
          const repaid = [{ reference: 'R', receivedOn: on, amountPence: pence(Math.min(came, amount)) }];
          const recovery = { ...nothingDone, repaid, amountPence: pence(amount) };
          const parts = recoverySum({
            ...{ recovery, concludedPence: pence(concluded), upheldPence: pence(upheld) },
            surplus: known ? surplusAt(balance, upheld, came) : null,
          });
          expect(sumPence(parts.map(({ amountPence }) => amountPence))).toBe(leftToRecover(recovery));
          for (const { amountPence } of parts) expect(amountPence).not.toBe(0);
        },
      ),
    );
  });
});
