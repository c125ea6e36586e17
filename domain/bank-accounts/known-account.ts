import type { DirectPaymentAgreement } from '../records/direct-payment-agreement.ts';
import type { Provider } from '../records/provider.ts';
import { readStandardAccount, type AccountNumbers } from './standard-account.ts';

/** The account a payee is paid into, as it is on record. */
export type KnownAccount = AccountNumbers & { accountName: string | null; rollNumber: string | null };

type Numbers = { sortCode: string | null; accountNumber: string | null; rollNumber: string | null };

/** The account of a provider or carer; null while none is known. */
export function providerAccount({ accountName, ...numbers }: Numbers & Pick<Provider, 'accountName'>) {
  return knownAccount(numbers, accountName);
}

/** The account of a direct payment, which is in the name of its payee. */
export function agreementAccount({
  payeeName,
  ...numbers
}: Numbers & Pick<DirectPaymentAgreement, 'payeeName'>) {
  return knownAccount(numbers, payeeName);
}

function knownAccount(
  { sortCode, accountNumber, rollNumber }: Numbers,
  accountName: string | null,
): KnownAccount | null {
  if (sortCode === null || accountNumber === null) return null;
  return { sortCode, accountNumber, accountName, rollNumber };
}

/**
 * Whether money would go somewhere else than before. How the numbers are written says nothing (12-34-56 is 123456,
 * 1234567 is 01234567), nor do capitals and spaces of the name; a name that is given for the first time changes nothing.
 */
export function isAnotherAccount(before: KnownAccount, after: KnownAccount): boolean {
  return (
    numbersOf(before) !== numbersOf(after) ||
    plain(before.rollNumber) !== plain(after.rollNumber) ||
    (before.accountName !== null && plain(before.accountName) !== plain(after.accountName))
  );
}

const NUMBERS: readonly string[] = ['sortCode', 'accountNumber', 'rollNumber'];

/** Some fields, and with one number of an account all of them: half of one account and half of another is none. */
export function withWholeAccount(fields: readonly string[]): string[] {
  const touched = fields.some((field) => NUMBERS.includes(field));
  return touched ? [...new Set([...fields, ...NUMBERS])].sort() : [...fields];
}

function numbersOf(account: KnownAccount): string {
  const standard = readStandardAccount(account);
  const { sortCode, accountNumber } = standard.ok ? standard.value : account;
  return `${plain(sortCode)} ${plain(accountNumber)}`;
}

function plain(text: string | null): string {
  return (text ?? '').toLowerCase().replaceAll(/[\s-]/g, '');
}
