import * as z from 'zod';
import { flag, identifier, oneOf, text } from './field.ts';
import { finding, type Finding } from './finding.ts';

/** An organisation or carer that is paid for care, with what the ledger and the bank need to pay it. */
export const providerSchema = z.object({
  providerId: identifier,
  name: text,
  kind: oneOf(['organisation', 'shared-lives', 'foster', 'account-provider']).nullable(),
  supplierNumber: text.nullable(),
  supplierSite: text.nullable(),
  companyCode: text.nullable(),
  settlementRoute: oneOf(['ledger', 'bacs']).nullable(),
  paymentMethod: oneOf(['bacs', 'faster-payment', 'chaps', 'cheque', 'card']).nullable(),
  paymentTerms: text.nullable(),
  payGroup: text.nullable(),
  sortCode: text.nullable(),
  accountNumber: text.nullable(),
  accountName: text.nullable(),
  rollNumber: text.nullable(),
  vatNumber: text.nullable(),
  vatStatus: oneOf(['exempt', 'standard', 'reduced', 'zero', 'outside']).nullable(),
  address: text.nullable(),
  remittanceEmail: text.nullable(),
  cqcLocationId: text.nullable(),
  selfBilling: flag.nullable(),
});
export type Provider = z.infer<typeof providerSchema>;

/** What cannot be true of a provider's payment details. A missing detail is said, since no payment can go without it. */
export function checkProvider(provider: Provider): Finding[] {
  const findings = checkBankAccount(provider);
  if (provider.settlementRoute === 'bacs' && provider.accountNumber === null) {
    findings.push(
      finding('warning', 'no-bank-details', 'This provider is paid by Bacs but has no bank account yet.', {
        field: 'accountNumber',
      }),
    );
  }
  if (provider.settlementRoute === 'ledger' && provider.supplierNumber === null) {
    findings.push(
      finding(
        'warning',
        'no-supplier-number',
        'This provider is paid by the ledger but has no supplier number yet.',
        {
          field: 'supplierNumber',
        },
      ),
    );
  }
  return findings;
}

/** A sort code is six digits and an account number eight (six to ten are read: shorter and longer ones are padded or cut as Pay.UK says); both or neither. */
export function checkBankAccount(account: {
  sortCode: string | null;
  accountNumber: string | null;
}): Finding[] {
  const findings: Finding[] = [];
  if (account.sortCode !== null && !/^\d{2}[- ]?\d{2}[- ]?\d{2}$/.test(account.sortCode)) {
    findings.push(
      finding('error', 'sort-code-form', 'A sort code is six digits, such as 12-34-56.', {
        field: 'sortCode',
      }),
    );
  }
  if (account.accountNumber !== null && !/^\d{6,10}$/.test(account.accountNumber.replaceAll(' ', ''))) {
    findings.push(
      finding('error', 'account-number-form', 'An account number is six to ten digits.', {
        field: 'accountNumber',
      }),
    );
  }
  if ((account.sortCode === null) !== (account.accountNumber === null)) {
    findings.push(
      finding(
        'error',
        'half-a-bank-account',
        'A sort code and an account number come together or not at all.',
        {
          field: account.sortCode === null ? 'sortCode' : 'accountNumber',
        },
      ),
    );
  }
  return findings;
}
