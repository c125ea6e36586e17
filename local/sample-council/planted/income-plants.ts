import { type History } from '../statements/account-history.ts';
import { type StatementMark } from '../statements/statement.ts';
import { put, type SpendingPlant } from './spending-plant.ts';
import { assumedThresholds } from './thresholds.ts';

/* What comes into an account wrongly, late or not at all. */

export function otherIncome({ movements, from }: History): StatementMark[] {
  const on = put(movements, {
    day: from + 20,
    type: 'FPI',
    text: 'DWP PIP',
    pence: 29_470,
    purpose: 'planted',
  });
  return [
    {
      rule: 'other-income-mixed-in',
      expected: 'flag',
      note: 'a benefit paid into the account',
      on,
      also: ['balance-beyond-contingency'],
    },
  ];
}

export function noContribution(history: History): StatementMark[] {
  if (history.agreement.weeklyContributionPence === 0) return [];
  history.movements = history.movements.filter(({ purpose }) => purpose !== 'contribution');
  return [
    {
      rule: 'contribution-not-paid-in',
      expected: 'flag',
      note: "nothing of the person's own share came in",
      subject: history.agreement.agreementId,
    },
  ];
}

export function councilAmount(by: number): SpendingPlant {
  return ({ movements }) => {
    const on = movements.find(({ purpose }) => purpose === 'council-payment');
    if (on === undefined) return [];
    on.pence += by;
    const distance = by === 0 ? 'at' : by > 0 ? 'above' : 'below';
    return [
      {
        rule: 'council-payment-wrong-amount',
        expected: by === 0 ? 'silent' : 'flag',
        distance,
        note: `the instalment and ${by} pence`,
        on,
      },
    ];
  };
}

export function councilLate(by: number): SpendingPlant {
  return ({ movements, agreement }) => {
    const on = movements.find(({ purpose }) => purpose === 'council-payment');
    if (on === undefined || agreement.frequency === 'weekly') return [];
    const days = assumedThresholds.councilPaymentGraceDays + by;
    on.day += days;
    const distance = by === 0 ? 'at' : by > 0 ? 'above' : 'below';
    return [
      {
        rule: 'council-payment-late',
        expected: by > 0 ? 'flag' : 'silent',
        distance,
        note: `${days} days after its due day`,
        on,
      },
    ];
  };
}

export function councilMissing(history: History): StatementMark[] {
  const missed = history.movements.filter(({ purpose }) => purpose === 'council-payment')[1];
  if (missed === undefined) return [];
  history.movements = history.movements.filter((one) => one !== missed);
  return [
    {
      rule: 'council-payment-missing',
      expected: 'flag',
      note: 'one instalment never came',
      subject: history.agreement.agreementId,
      also: ['bank-charge-or-overdraft'],
    },
  ];
}
