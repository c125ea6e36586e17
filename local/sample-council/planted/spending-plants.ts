import { type History, type Known } from '../statements/account-history.ts';
import { type StatementMark } from '../statements/statement.ts';
import { type RuleName } from './rule-names.ts';
import { assumedThresholds } from './thresholds.ts';

/** Changes a history in one way and says what a check should find; nothing when this history has no room for it. */
export type SpendingPlant = (history: History) => StatementMark[];

/** Ways of spending and paying in that need a look, each alone in its statement. */
export const spendingPlants: readonly SpendingPlant[] = [
  bought('cash-withdrawal', 'CPT', 'ATM QUARRELBY STATION', 5000, 'cash the plan does not name'),
  bought('gambling', 'DEB', 'BETLARK ONLINE', 2500, 'a betting site'),
  bought('alcohol-or-tobacco', 'DEB', 'FENNOWAY WINES AND SPIRITS', 1899, 'an off-licence'),
  bought('alcohol-or-tobacco', 'DEB', 'VAPE AND TOBACCO LARKMINSTER', 2200, 'a tobacconist'),
  bought('household-bill', 'DD', 'SELSTOW GAS AND ELECTRIC', 11_240, 'an energy bill'),
  bought('household-bill', 'DD', 'LARKSHIRE COUNCIL TAX', 14_100, 'council tax'),
  bought('payee-not-in-plan', 'FPO', 'M WENHOLT GARDENING', 6000, 'a payee no plan item names'),
  bought(
    'spending-abroad',
    'DEB',
    'POS PHARMACIA LISBOA PT 21.40 EUR',
    1866,
    'a purchase abroad while care is claimed',
  ),
  bought('bank-charge-or-overdraft', 'CHG', 'UNARRANGED OVERDRAFT FEE', 1200, 'a charge'),
  bought(
    'payee-shared-across-agreements',
    'FPO',
    'R QUICKHELP SERVICES',
    18_000,
    'one unknown payee in many accounts',
  ),
  ownSavings,
  relative,
  otherIncome,
  noPayroll,
  noContribution,
  underspent,
  ...[-1, 0, 1].map((by) => councilAmount(by)),
  ...[-1, 0, 1].map((by) => councilLate(by)),
  councilMissing,
  ...[-1, 0, 1].map((by) => dearWages(by)),
  repeated,
];

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

/** A person who died, or an agreement that ended: final wages are lawful, shopping is not. */
export function plantAfterEnd(history: History): StatementMark[] {
  const { agreement, movements } = history;
  const died = agreement.person.diedOn;
  const endedOn = died ?? agreement.endOn;
  if (endedOn === undefined || endedOn + 6 > history.to || endedOn < history.from) return [];
  const rule: RuleName = died === undefined ? 'spending-after-end' : 'spending-after-death';
  const wages = movements.findLast(({ purpose }) => purpose === 'wages' || purpose === 'care');
  const marks: StatementMark[] = [];
  if (wages !== undefined) {
    const final = put(movements, { ...wages, day: endedOn + 2, text: `${wages.text} FINAL` });
    marks.push({ rule, expected: 'silent', note: 'final wages, as an employer owes them', on: final });
  }
  const shop = put(movements, {
    day: endedOn + 4,
    type: 'DEB',
    text: 'LARKMINSTER HOMEWARES',
    pence: -8450,
    purpose: 'planted',
  });
  marks.push({
    rule,
    expected: 'flag',
    distance: 'above',
    note: 'shopping four days after',
    on: shop,
    also: ['payee-not-in-plan', 'household-bill'],
  });
  return marks;
}

/**
 * Closes a monthly account exactly at its contingency, or a penny beside it. Monthly money is paid for the month that ends with
 * the statement, so nothing of the balance is paid in advance.
 */
export function plantSurplus(history: History, by: -1 | 0 | 1): StatementMark[] {
  const { agreement } = history;
  const moved = history.movements.reduce((sum, { pence }) => sum + pence, 0);
  history.openingPence = agreement.contingencyWeeks * agreement.weeklyBudgetPence + by - moved;
  const note = `closes ${by === 0 ? 'exactly at' : by > 0 ? 'a penny over' : 'a penny under'} ${agreement.contingencyWeeks} weeks of the budget`;
  const distance = by === 0 ? 'at' : by > 0 ? 'above' : 'below';
  return [
    {
      rule: 'balance-beyond-contingency',
      expected: by > 0 ? 'flag' : 'silent',
      distance,
      note,
      subject: agreement.agreementId,
    },
  ];
}

const UNPLANNED: readonly RuleName[] = ['payee-not-in-plan'];

function bought(
  rule: RuleName,
  type: Known['type'],
  text: string,
  pence: number,
  note: string,
): SpendingPlant {
  return ({ movements, from, agreement }) => {
    if (rule === 'cash-withdrawal' && agreement.planItems.some(({ what }) => what.includes('cash')))
      return [];
    const on = put(movements, {
      day: from + 30 + (agreement.index % 21),
      type,
      text,
      pence: -pence,
      purpose: 'planted',
    });
    return [{ rule, expected: 'flag', note, on, also: UNPLANNED }];
  };
}

function ownSavings({ movements, from, agreement }: History): StatementMark[] {
  const text = `TRANSFER TO ${plainName(agreement.person.name)} SAVINGS`;
  const on = put(movements, { day: from + 33, type: 'FPO', text, pence: -20_000, purpose: 'planted' });
  return [
    {
      rule: 'transfer-to-own-account',
      expected: 'flag',
      note: "money moved to the holder's own savings",
      on,
      also: UNPLANNED,
    },
  ];
}

function relative({ movements, from, agreement }: History): StatementMark[] {
  const family = plainName(agreement.person.name).split(' ').at(-1) ?? '';
  const on = put(movements, {
    day: from + 38,
    type: 'FPO',
    text: `P ${family} CARE WAGES`,
    pence: -12_000,
    purpose: 'planted',
  });
  const also: RuleName[] = ['payee-not-in-plan', 'transfer-to-own-account', 'wages-without-payroll'];
  return [
    {
      rule: 'relative-in-household-paid',
      expected: 'flag',
      note: "wages to someone of the person's own surname",
      on,
      also,
    },
  ];
}

function otherIncome({ movements, from }: History): StatementMark[] {
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

function noPayroll(history: History): StatementMark[] {
  const wages = history.movements.find(({ purpose }) => purpose === 'wages');
  if (wages === undefined) return [];
  history.movements = history.movements.filter(({ purpose }) => purpose !== 'payroll' && purpose !== 'tax');
  return [
    {
      rule: 'wages-without-payroll',
      expected: 'flag',
      note: 'wages every week, never a bureau or HMRC',
      on: wages,
      subject: history.agreement.agreementId,
    },
  ];
}

function noContribution(history: History): StatementMark[] {
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

/** Half the wages of the quarter are never paid. */
function underspent(history: History): StatementMark[] {
  const middle = history.from + 45;
  history.movements = history.movements.filter(
    ({ purpose, day }) => !((purpose === 'wages' || purpose === 'care') && day > middle),
  );
  const { agreement } = history;
  return [
    {
      rule: 'underspend',
      expected: 'flag',
      note: 'no care bought in the second half of the quarter',
      subject: agreement.agreementId,
      also: ['balance-beyond-contingency'],
    },
  ];
}

function councilAmount(by: number): SpendingPlant {
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

function councilLate(by: number): SpendingPlant {
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

function councilMissing(history: History): StatementMark[] {
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

/** Wages are planned in whole pounds, so a tenth more is a whole number of pence. */
function dearWages(by: number): SpendingPlant {
  return ({ movements }) => {
    const on = movements.filter(({ purpose }) => purpose === 'wages')[4];
    if (on === undefined) return [];
    const planned = -on.pence;
    on.pence = -(planned + (planned * assumedThresholds.plannedRatePercent) / 100 + by);
    const distance = by === 0 ? 'at' : by > 0 ? 'above' : 'below';
    return [
      {
        rule: 'above-planned-rate',
        expected: by > 0 ? 'flag' : 'silent',
        distance,
        note: `the planned wage, a tenth and ${by} pence`,
        on,
      },
    ];
  };
}

function repeated({ movements }: History): StatementMark[] {
  const once = movements.filter(({ purpose }) => purpose === 'wages' || purpose === 'care')[3];
  if (once === undefined) return [];
  const on = put(movements, { ...once, purpose: 'planted' });
  return [
    {
      rule: 'transaction-repeated',
      expected: 'flag',
      note: 'the same payment twice on one day',
      on,
      also: ['above-planned-rate'],
    },
  ];
}

function put(movements: Known[], movement: Known): Known {
  movements.push(movement);
  return movement;
}

/** A name as banks print it. */
function plainName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^A-Za-z -]/g, '')
    .toUpperCase()
    .trim();
}
