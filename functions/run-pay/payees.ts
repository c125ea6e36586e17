import type { Payee } from '../../domain/pay/payment.ts';
import { invariant } from '../../domain/outcome.ts';
import type { DirectPaymentAgreement } from '../../domain/records/direct-payment-agreement.ts';
import type { Provider } from '../../domain/records/provider.ts';
import type { RunDeps } from './deps.ts';

/** Whom some payees are, as they are on record now: what a file to the bank or the ledger says of them. */
export async function payeesOf(
  payeeIds: readonly string[],
  { records }: Pick<RunDeps, 'records'>,
): Promise<(payeeId: string) => Payee> {
  const named = (prefix: string) =>
    payeeIds.filter((id) => id.startsWith(prefix)).map((id) => id.slice(prefix.length));
  const [providers, agreements] = await Promise.all([
    records.currentFacts('provider', named('provider:')),
    records.currentFacts('direct-payment-agreement', named('agreement:')),
  ]);
  const payees = new Map<string, Payee>();
  for (const { body } of providers.values()) payees.set(`provider:${body.providerId}`, providerPayee(body));
  for (const { body } of agreements.values())
    payees.set(`agreement:${body.agreementId}`, agreementPayee(body));
  return (payeeId) => {
    const payee = payees.get(payeeId);
    invariant(payee !== undefined, 'a payee of a line is on record');
    return payee;
  };
}

function providerPayee(provider: Provider): Payee {
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

function agreementPayee(agreement: DirectPaymentAgreement): Payee {
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
