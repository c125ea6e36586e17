export type BankAccount = { sortCode: string; accountNumber: string };

/** An invented account. No sort code begins with 00, so no bank answers to it; the leading noughts are a trap of their own. */
export function bankAccount(series: number, index: number): BankAccount {
  const office = String(10 + ((series * 7 + index) % 90));
  return {
    sortCode: `00-${String(90 + (series % 10))}-${office}`,
    accountNumber: String(10_000_000 + series * 1_000_003 + index * 7),
  };
}

/** The one client account M001 holds for all whose money it manages. */
export const managedAccount = bankAccount(3, 1);
