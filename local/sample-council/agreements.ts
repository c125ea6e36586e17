import { bankAccount, managedAccount } from './bank-accounts.ts';
import { isoOf } from './days.ts';
import { type Agreement, type Council, type Person, type PlanItem } from './model.ts';
import { place, surname } from './names.ts';
import { pounds } from './pounds.ts';
import { createPrng, nthOf, type Prng } from './prng.ts';

export const agreementColumns =
  'agreementId,personId,payeeName,sortCode,accountNumber,rollNumber,frequency,startDate,endDate,weeklyBudget,weeklyContribution,contingencyWeeks,accountType,accountProviderId,returnFrequency,planItems'.split(
    ',',
  );

const ACCOUNT_TYPES = [
  'dedicated',
  'dedicated',
  'managed',
  'own',
  'dedicated',
  'prepaid-card',
  'third-party',
] as const;
const FREQUENCIES = ['four-weekly', 'four-weekly', 'monthly', 'four-weekly', 'weekly', 'quarterly'] as const;
const RETURNS = ['quarterly', 'quarterly', 'annually', 'six-monthly', 'monthly'] as const;
const PAYROLL_BUREAU = 'Larkpay Bureau';

/** A quarter of the people hold an agreement: all of the direct-payment profile, then people with home care beside it. */
export function buildAgreements(council: Pick<Council, 'options' | 'calendar' | 'people'>): Agreement[] {
  const wanted = Math.round(council.people.length / 4);
  const first = council.people.filter(({ profile }) => profile === 'direct-payment');
  const besides = council.people.filter(
    ({ profile }) => profile === 'home-care' || profile === 'supported-living',
  );
  return [...first, ...besides].slice(0, wanted).map((person, index) => agreementOf(council, person, index));
}

export function* agreementRows(agreements: readonly Agreement[]): Generator<string[]> {
  for (const one of agreements) {
    yield [
      one.agreementId,
      one.person.personId,
      one.payeeName,
      one.sortCode,
      one.accountNumber,
      one.rollNumber,
      one.frequency,
      isoOf(one.startOn),
      one.endOn === undefined ? '' : isoOf(one.endOn),
      pounds(one.weeklyBudgetPence),
      one.weeklyContributionPence === 0 ? '' : pounds(one.weeklyContributionPence),
      String(one.contingencyWeeks),
      one.accountType,
      one.accountProviderId,
      one.returnFrequency,
      planText(one.planItems),
    ];
  }
}

function agreementOf(
  { options, calendar }: Pick<Council, 'options' | 'calendar'>,
  person: Person,
  index: number,
): Agreement {
  const prng = createPrng(options.seed, `agreement/${index}`);
  const accountType = nthOf(ACCOUNT_TYPES, index);
  const weeklyBudgetPence = prng.int(20, 70) * 1250;
  const isManaged = accountType === 'managed';
  const { sortCode, accountNumber } = isManaged ? managedAccount : bankAccount(2, index);
  return {
    index,
    agreementId: `DP${String(index + 1).padStart(5, '0')}`,
    person,
    payeeName: isManaged
      ? 'Larkshire Managed Accounts CIC'
      : accountType === 'third-party'
        ? `Mx ${surname(prng)}`
        : person.name,
    sortCode,
    accountNumber,
    // A building society account is found by its roll number.
    rollNumber: accountType === 'own' && index % 2 === 1 ? `LBS/${String(index).padStart(5, '0')}` : '',
    frequency: nthOf(FREQUENCIES, index),
    startOn: calendar.fyStart - prng.int(30, 900),
    endOn: index % 60 === 57 ? calendar.monthFrom + 13 : index % 60 === 28 ? calendar.goLive - 40 : undefined,
    weeklyBudgetPence,
    weeklyContributionPence: index % 3 === 0 ? prng.int(8, 60) * 100 : 0,
    contingencyWeeks: nthOf([8, 8, 4, 6], index),
    accountType,
    accountProviderId: isManaged ? 'M001' : '',
    returnFrequency: nthOf(RETURNS, index),
    planItems: planItems(prng, index, weeklyBudgetPence),
  };
}

/** What the money may buy: mostly a personal assistant through a payroll bureau, sometimes an agency, sometimes activities. */
function planItems(prng: Prng, index: number, weeklyBudgetPence: number): PlanItem[] {
  const main = Math.floor((weeklyBudgetPence * 9) / 1000) * 100;
  if (index % 5 === 4) {
    return [
      {
        what: 'home care from an agency',
        payee: `${place(prng)} Care at Home`,
        pence: main,
        frequency: 'weekly',
      },
      { what: 'day activity', payee: `${place(prng)} Allotment Group`, pence: 1500, frequency: 'weekly' },
    ];
  }
  const items: PlanItem[] = [
    {
      what: 'personal assistant wages',
      payee: `${prng.pick(['Jo', 'Sam', 'Alex', 'Kit', 'Robin'])} ${surname(prng)}`,
      pence: main,
      frequency: 'weekly',
    },
    { what: 'payroll service', payee: PAYROLL_BUREAU, pence: 1800, frequency: 'monthly' },
    {
      what: 'employer tax and National Insurance',
      payee: 'HMRC',
      pence: Math.floor(main / 12),
      frequency: 'monthly',
    },
    { what: "employers' liability insurance", payee: 'Fennoway Mutual', pence: 9600, frequency: 'annually' },
  ];
  // Agreed cash is lawful: the statement checks stay silent about it.
  if (index % 8 === 0)
    items.push({ what: 'cash for outings', payee: 'cash', pence: 2000, frequency: 'weekly' });
  return items;
}

function planText(items: readonly PlanItem[]): string {
  return items
    .map(({ what, payee, pence, frequency }) => `item:${what}|${payee}|${pounds(pence)}|${frequency}`)
    .join('; ');
}
