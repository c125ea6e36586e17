import { bankAccount, managedAccount } from './bank-accounts.ts';
import { type Provider, type Role, type SampleOptions } from './model.ts';
import { place } from './names.ts';
import { createPrng, nthOf } from './prng.ts';

export const providerColumns =
  'providerId,name,kind,supplierNumber,supplierSite,companyCode,settlementRoute,paymentMethod,paymentTerms,payGroup,sortCode,accountNumber,accountName,rollNumber,vatNumber,vatStatus,address,remittanceEmail,cqcLocationId,selfBilling'.split(
    ',',
  );

const FEWEST_PROVIDERS = 20;
const PEOPLE_A_PROVIDER = 20;

// How many of sixty providers are of each role; M001, the one account provider, is the sixtieth.
const SHARES: Readonly<Record<Exclude<Role, 'account'>, number>> = {
  'home-care': 10,
  nursing: 8,
  residential: 10,
  'day-care': 4,
  'supported-living': 4,
  'extra-care': 3,
  transport: 1,
  'shared-lives': 11,
  foster: 8,
};
// The first ten in order: P001 is a home-care agency, P002 a nursing home, and even the smallest council has every role.
const FIRST: readonly Exclude<Role, 'account'>[] = [
  'home-care',
  'nursing',
  'residential',
  'day-care',
  'supported-living',
  'extra-care',
  'transport',
  'shared-lives',
  'foster',
  'home-care',
];
const TITLES: Readonly<Record<Role, readonly string[]>> = {
  'home-care': ['Homecare Ltd', 'Care at Home', 'Helping Hands, Ltd'],
  nursing: ['Nursing Home', 'Court Nursing Home'],
  residential: ['House', 'Lodge', "St Osric's", 'Manor'],
  'day-care': ['Day Centre', 'Activity Hub'],
  'supported-living': ['Supported Living CIC', 'Living Well Ltd'],
  'extra-care': ['Court Extra Care', 'Gardens Extra Care'],
  transport: ['Community Transport'],
  'shared-lives': ['(Shared Lives carer)'],
  foster: ['(foster carer)'],
  account: ['Managed Accounts CIC'],
};

export function buildProviders({ seed, people }: SampleOptions): Provider[] {
  const count = Math.max(FEWEST_PROVIDERS, Math.round(people / PEOPLE_A_PROVIDER));
  const taken = new Map<Role, number>();
  const providers = Array.from({ length: count - 1 }, (_, index): Provider => {
    const role = index < FIRST.length ? nthOf(FIRST, index) : roleMostMissed(taken, index);
    taken.set(role, (taken.get(role) ?? 0) + 1);
    const providerId = `P${String(index + 1).padStart(3, '0')}`;
    return { providerId, name: nameOf(seed, role, index), role, index };
  });
  providers.push({
    providerId: 'M001',
    name: nameOf(seed, 'account', count),
    role: 'account',
    index: count - 1,
  });
  return providers;
}

export function* providerRows(providers: readonly Provider[]): Generator<string[]> {
  for (const provider of providers) yield providerRow(provider);
}

function roleMostMissed(taken: ReadonlyMap<Role, number>, index: number): Exclude<Role, 'account'> {
  let most: Exclude<Role, 'account'> = 'home-care';
  let mostMissed = -Infinity;
  for (const role of FIRST) {
    const missed = (SHARES[role] * (index + 1)) / 59 - (taken.get(role) ?? 0);
    if (missed > mostMissed) [most, mostMissed] = [role, missed];
  }
  return most;
}

function nameOf(seed: number, role: Role, index: number): string {
  const prng = createPrng(seed, `provider/${index}`);
  if (role === 'shared-lives' || role === 'foster')
    return `${prng.pick(['Mr', 'Ms', 'Mx'])} ${place(prng)} ${nthOf(TITLES[role], 0)}`;
  return `${place(prng)} ${prng.pick(TITLES[role])}`;
}

function providerRow({ providerId, name, role, index }: Provider): string[] {
  const carer = role === 'shared-lives' || role === 'foster';
  const kind = carer ? role : role === 'account' ? 'account-provider' : 'organisation';
  // One provider in seven is paid by us over Bacs, the rest by the ledger; carers are always paid by Bacs.
  const route = carer || index % 7 === 6 ? 'bacs' : 'ledger';
  const method =
    route === 'bacs' ? 'bacs' : nthOf(['bacs', 'bacs', 'faster-payment', 'bacs', 'cheque', 'chaps'], index);
  const { sortCode, accountNumber } = role === 'account' ? managedAccount : bankAccount(1, index);
  const roll = index % 23 === 8 ? `LK/${String(index).padStart(6, '0')}-R` : '';
  const registered = !carer && role !== 'day-care' && role !== 'transport' && role !== 'account';
  const vat =
    index % 11 === 3 && !carer
      ? [`GB0000${String(10_000 + index)}`, 'standard']
      : ['', carer ? 'outside' : 'exempt'];
  return [
    providerId,
    name,
    kind,
    String(700_000 + index),
    index % 5 === 0 ? 'HEADOFFICE' : 'MAIN',
    'LK01',
    route,
    method,
    index % 4 === 0 ? '14 days' : '30 days',
    carer ? 'CARERS' : role === 'home-care' || role === 'extra-care' ? 'WEEKLY' : 'FOURWEEKLY',
    sortCode,
    accountNumber,
    name
      .replace(/[()',]/g, '')
      .slice(0, 18)
      .trim(),
    roll,
    ...vat,
    `${10 + (index % 80)} Trading Estate, Larkminster, ZZ9 ${1 + (index % 9)}AB`,
    `remittances@${providerId.toLowerCase()}.larkshire.example`,
    registered ? `1-900${String(1_000_000 + index)}` : '',
    carer || index % 3 === 0 ? 'yes' : 'no',
  ];
}
