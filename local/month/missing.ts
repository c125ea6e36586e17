import { HAND_KEYED } from './hand-keyed.ts';

/** A folder that a council did not give, and what that keeps from being done. */
export type Missing = { folder: string; sentence: string };

/** What each folder of the inbox is wanted for in a month, in the order of the work. */
const WANTED: readonly Missing[] = [
  {
    folder: 'service-types',
    sentence: 'No package is priced: units and ledger codes of services are not known.',
  },
  { folder: 'providers', sentence: 'Nobody is known who could be paid for care.' },
  {
    folder: 'rate-cards',
    sentence: 'Packages without a rate of their own have no price, and nothing is paid for them.',
  },
  {
    folder: 'people',
    sentence: 'Nobody is known who receives care: packages and agreements wait for their person.',
  },
  { folder: 'care-packages', sentence: 'Nothing is commissioned, so providers and carers are not paid.' },
  {
    folder: 'contributions',
    sentence: 'What people pay towards their care is not taken off: providers are paid the whole price.',
  },
  {
    folder: 'assessments',
    sentence: 'What people are assessed to pay cannot be set beside what they are charged.',
  },
  {
    folder: 'direct-payment-agreements',
    sentence: 'No direct payment is made, and a bank statement has no agreement it could be for.',
  },
  { folder: 'deferred-agreements', sentence: 'No debt is known on which interest would be posted.' },
  {
    folder: 'opening-positions',
    sentence: 'What the old system held or was owed is not known: nothing is kept back for it or taken off.',
  },
  {
    folder: 'provider-returns',
    sentence: 'Nothing is claimed, so no care can be checked against what was commissioned.',
  },
  { folder: 'bank-statements', sentence: 'No direct payment can be audited.' },
  {
    folder: 'managed-statements',
    sentence: 'Clients of account providers are audited only by statements that came one by one.',
  },
  { folder: HAND_KEYED, sentence: 'Stays in hospital and whatever else no extract carries are not known.' },
];

/** What a council did not give, and what cannot be done because of it. */
export function missingFrom(folders: readonly string[]): Missing[] {
  const given = new Set(folders);
  return WANTED.filter(({ folder }) => !given.has(folder));
}
