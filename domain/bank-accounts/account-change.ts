import { finding, type Finding } from '../records/finding.ts';
import { isAnotherAccount, type KnownAccount } from './known-account.ts';
import { modulusCheck, type ModulusTables } from './modulus-check.ts';

/** A payee’s account as it was last known, null if never, and as it would be. */
export type AccountChange = { before: KnownAccount | null; after: KnownAccount | null };

/** A known account that becomes another: nothing is paid into that until somebody else has called back. */
export function needsCallBack({ before, after }: AccountChange): boolean {
  return before !== null && after !== null && isAnotherAccount(before, after);
}

/**
 * What there is to say about an account. One that cannot exist (modulus check) keeps a change out. Where it is on record
 * already, or comes with the first extract, it is said and let in: refusing the payee would refuse all that is theirs.
 */
export function checkAccountChange(
  { before, after }: AccountChange,
  { tables, firstOne }: { tables: ModulusTables; firstOne: 'refused' | 'let-in' },
): Finding[] {
  if (after === null) return [];
  const findings: Finding[] = [];
  const isNew = before === null ? firstOne === 'refused' : isAnotherAccount(before, after);
  if (modulusCheck(after, tables).valid === false) {
    findings.push(
      finding(
        isNew ? 'error' : 'warning',
        'modulus-check',
        'This account number does not belong to this sort code (modulus check). Ask the payee again.',
        { field: 'accountNumber' },
      ),
    );
  }
  if (needsCallBack({ before, after })) {
    findings.push(
      finding(
        'warning',
        'bank-details-changed',
        'The bank details changed: nothing is paid to this payee until somebody else has called back.',
        { field: 'accountNumber' },
      ),
    );
  }
  return findings;
}
