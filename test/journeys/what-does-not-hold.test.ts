import { expect, it } from 'vitest';
import type { LedgerProof } from '../../local/month/ledger-proof.ts';
import { whatDoesNotHold } from '../../local/month/what-does-not-hold.ts';

const paid = {
  what: 'Paid',
  ...{ linesPence: 1_234_56, filesPence: 1_234_56, ledgerPence: 1_234_56, holds: true },
};
const owed = {
  what: 'Owed under deferred payment agreements',
  ...{ linesPence: 500_00, filesPence: null, ledgerPence: 500_00, holds: true },
};

function month({ isSafeTwice = true, ...ledger }: Partial<LedgerProof> & { isSafeTwice?: boolean } = {}) {
  return {
    ledger: { sumPence: 0, balanced: true, accounts: [], proofs: [paid, owed], ...ledger },
    interest: { isSafeTwice },
  };
}

it('has nothing to say of a month that proves itself', () => {
  expect(whatDoesNotHold(month())).toEqual([]);
});

it('says that the ledger does not balance', () => {
  expect(whatDoesNotHold(month({ sumPence: -1, balanced: false }))).toEqual([
    'The ledger does not balance: its accounts sum to −£0.01.',
  ]);
});

it('says which sum is another in the files than in the lines', () => {
  const other = { ...paid, filesPence: 1_234_55, holds: false };
  expect(whatDoesNotHold(month({ proofs: [other, owed] }))).toEqual([
    '“Paid” does not agree: the lines say £1,234.56, the files £1,234.55, the ledger £1,234.56.',
  ]);
});

it('says which sum is another in the ledger, where no file tells of it', () => {
  const other = { ...owed, ledgerPence: 500_01, holds: false };
  expect(whatDoesNotHold(month({ proofs: [paid, other] }))).toEqual([
    '“Owed under deferred payment agreements” does not agree: the lines say £500.00, the ledger £500.01.',
  ]);
});

it('says that a second night posted interest again', () => {
  expect(whatDoesNotHold(month({ isSafeTwice: false }))).toEqual([
    'The night of interest was run twice, and the second time posted something again.',
  ]);
});

it('says all that does not hold, not the first of it alone', () => {
  const other = { ...paid, ledgerPence: 0, holds: false };
  const all = month({ sumPence: 5, balanced: false, proofs: [other, owed], isSafeTwice: false });
  expect(whatDoesNotHold(all)).toHaveLength(3);
});
