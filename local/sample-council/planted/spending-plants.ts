import { type Known, type History } from '../statements/account-history.ts';
import { type StatementMark } from '../statements/statement.ts';
import { councilAmount, councilLate, councilMissing, noContribution, otherIncome } from './income-plants.ts';
import { type RuleName } from './rule-names.ts';
import { put, type SpendingPlant } from './spending-plant.ts';
import { assumedThresholds } from './thresholds.ts';

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

/** A name as banks print it. */
function plainName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^A-Za-z -]/g, '')
    .toUpperCase()
    .trim();
}
