import { put, type SpendingPlant } from './spending-plant.ts';

/** Lawful oddities, each alone in its statement: silence is the right answer. */
export const lawfulOddities: readonly SpendingPlant[] = [
  () => [],
  ({ movements, to }) => {
    const on = put(movements, {
      day: to - 1,
      type: 'INT',
      text: 'CREDIT INTEREST',
      pence: 3,
      purpose: 'planted',
    });
    return [{ rule: 'other-income-mixed-in', expected: 'silent', note: 'three pence of interest', on }];
  },
  ({ movements }) => {
    const on = movements.find(({ purpose }) => purpose === 'cash');
    return on === undefined
      ? []
      : [{ rule: 'cash-withdrawal', expected: 'silent', note: 'cash the plan names', on }];
  },
  ({ movements }) => {
    const paid = movements.find(({ purpose }) => purpose === 'insurance');
    if (paid === undefined) return [];
    const on = put(movements, {
      ...paid,
      day: paid.day + 12,
      pence: 2400,
      type: 'FPI',
      text: `${paid.text} REFUND`,
      purpose: 'planted',
    });
    return [
      { rule: 'other-income-mixed-in', expected: 'silent', note: 'a planned payee gives money back', on },
    ];
  },
  ({ movements }) => {
    const on = movements.find(({ purpose }) => purpose === 'payroll');
    return on === undefined
      ? []
      : [
          {
            rule: 'payee-shared-across-agreements',
            expected: 'silent',
            note: 'a payroll bureau serves many',
            on,
          },
        ];
  },
  ({ movements }) => {
    const on = movements.filter(({ purpose }) => purpose === 'wages')[2];
    if (on === undefined) return [];
    on.day -= 1;
    return [
      {
        rule: 'transaction-repeated',
        expected: 'silent',
        note: 'equal wages of two weeks, one paid a day early',
        on,
      },
    ];
  },
];
