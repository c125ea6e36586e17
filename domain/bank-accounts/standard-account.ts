import { refuse, type Reading } from '../outcome.ts';

/** A sort code and an account number as they are written. */
export type AccountNumbers = { sortCode: string; accountNumber: string };

/** The first digits of the sort codes whose ten-digit accounts keep their first or their last eight digits. */
const cooperativeBank = /^(?:08|839)/;
const natWest = /^(?:600|601|602|606|609|830)/;

/**
 * The six and eight digits that payments and checks work with (Vocalink, Validating account numbers, chapter on
 * non-standard account numbers): a short number is filled with zeros on the left; of nine digits the first replaces the
 * last of the sort code; of ten the Co-operative Bank keeps the first eight, NatWest the last eight.
 * 12-34-56 with 1234567 is 123456 with 01234567.
 */
export function readStandardAccount(account: AccountNumbers): Reading<AccountNumbers> {
  const sortCode = account.sortCode.replace(/[\s-]/g, '');
  const accountNumber = account.accountNumber.replace(/[\s-]/g, '');
  if (!/^\d{6}$/.test(sortCode)) return refuse('sort-code-form', 'A sort code is six digits.');
  if (!/^\d{6,10}$/.test(accountNumber)) {
    return refuse('account-number-form', 'An account number is six to ten digits.');
  }
  if (accountNumber.length <= 8) return standard(sortCode, accountNumber.padStart(8, '0'));
  if (accountNumber.length === 9) {
    return standard(`${sortCode.slice(0, 5)}${accountNumber.slice(0, 1)}`, accountNumber.slice(1));
  }
  if (cooperativeBank.test(sortCode)) return standard(sortCode, accountNumber.slice(0, 8));
  if (natWest.test(sortCode)) return standard(sortCode, accountNumber.slice(2));
  return refuse(
    'account-number-form',
    'Only the Co-operative Bank and NatWest have account numbers of ten digits, and this sort code is neither’s.',
  );
}

function standard(sortCode: string, accountNumber: string): Reading<AccountNumbers> {
  return { ok: true, value: { sortCode, accountNumber } };
}
