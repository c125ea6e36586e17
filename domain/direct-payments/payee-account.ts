import type { StatementTransaction } from '../statements/statement.ts';

/** The key by which the account of a payee is known again, whatever name stands with it; no key of a name has a space. */
export function payeeAccountKey({ otherAccount }: StatementTransaction): string | null {
  return otherAccount === undefined ? null : `account ${otherAccount}`;
}
