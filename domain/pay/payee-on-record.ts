import type { DirectPaymentAgreement } from '../records/direct-payment-agreement.ts';
import type { Provider } from '../records/provider.ts';
import type { Payee } from './payment.ts';

/** A provider or carer as a payee. */
export function providerPayee(provider: Provider): Payee {
  const { providerId, name, sortCode, accountNumber, accountName, rollNumber } = provider;
  const { supplierNumber, supplierSite, companyCode, paymentTerms, payGroup } = provider;
  const { vatNumber, vatStatus, address, remittanceEmail } = provider;
  const hasBank = sortCode !== null && accountNumber !== null;
  return {
    payeeId: `provider:${providerId}`,
    name,
    // Who has no route yet is paid by the ledger if it knows the supplier, else by us.
    route: provider.settlementRoute ?? (supplierNumber === null ? 'bacs' : 'ledger'),
    method: provider.paymentMethod ?? 'bacs',
    bank: hasBank ? { sortCode, accountNumber, accountName: accountName ?? name, rollNumber } : null,
    supplierNumber,
    supplierSite,
    companyCode,
    paymentTerms,
    payGroup,
    vatNumber,
    vatStatus,
    address,
    remittanceEmail,
  };
}

/** Whom a direct payment goes to. */
export function agreementPayee(agreement: DirectPaymentAgreement): Payee {
  const { agreementId, payeeName, sortCode, accountNumber, rollNumber, accountType } = agreement;
  const hasBank = sortCode !== null && accountNumber !== null;
  const name = payeeName ?? agreementId;
  return {
    payeeId: `agreement:${agreementId}`,
    name,
    route: 'bacs',
    method: accountType === 'prepaid-card' ? 'card' : 'bacs',
    bank: hasBank ? { sortCode, accountNumber, accountName: name, rollNumber } : null,
    supplierNumber: null,
    supplierSite: null,
    companyCode: null,
    paymentTerms: null,
    payGroup: null,
    vatNumber: null,
    vatStatus: null,
    address: null,
    remittanceEmail: null,
  };
}

/** What we would need to know to pay a payee the way it is paid. */
export type PayeeLack = 'bank-details' | 'supplier-number';

/** The ledger needs the number it knows the payee by, Bacs an account; cards and cheques are made by people. */
export function lackOf({ route, method, bank, supplierNumber }: Payee): PayeeLack | null {
  if (route === 'ledger') return supplierNumber === null ? 'supplier-number' : null;
  return method === 'bacs' && bank === null ? 'bank-details' : null;
}
