import type { StatementAccount } from '../../../domain/statements/statement.ts';

export const unknownAccount: StatementAccount = {
  sortCode: null,
  accountNumber: null,
  iban: null,
  name: null,
};

/** A British IBAN holds its sort code and account number: GB, check digits, four letters of the bank, 6 and 8 digits. */
const britishIban = /^GB\d{2}[A-Z]{4}(\d{6})(\d{8})$/;
const anyIban = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/;

/** An account as a bank identifies it: an IBAN, `20000012345678`, `20-00-00 12345678`, `200000/12345678`, or its number alone. */
export function accountOf(text: string): StatementAccount {
  const plain = text.replace(/[\s-]/g, '').toUpperCase();
  if (anyIban.test(plain)) {
    const [, sortCode = null, accountNumber = null] = britishIban.exec(plain) ?? [];
    return { ...unknownAccount, iban: plain, sortCode, accountNumber };
  }
  const [, sortCode, accountNumber] = /^(\d{6})\/?(\d{8})$/.exec(plain) ?? [];
  if (sortCode !== undefined && accountNumber !== undefined) {
    return { ...unknownAccount, sortCode, accountNumber };
  }
  const trimmed = text.trim();
  return { ...unknownAccount, accountNumber: trimmed === '' ? null : trimmed };
}

/** An account whose bank writes its sort code apart. */
export function accountAt(sortCode: string | null, account: string): StatementAccount {
  const read = accountOf(account);
  const plain = sortCode?.replace(/[\s-]/g, '') ?? '';
  return /^\d{6}$/.test(plain) && read.sortCode === null && read.iban === null
    ? { ...read, sortCode: plain }
    : read;
}

/** An account at the other side of a payment, as one text; nothing where it is not told well enough to know it again. */
export function otherAccount({ sortCode, accountNumber, iban }: StatementAccount): { otherAccount?: string } {
  if (sortCode !== null && accountNumber !== null) return { otherAccount: `${sortCode}${accountNumber}` };
  return iban === null ? {} : { otherAccount: iban };
}
