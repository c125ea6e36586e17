import type { Payment } from '../../../../domain/pay/payment.ts';
import { finding, type Finding } from '../../../../domain/records/finding.ts';
import { checkPayments, paymentRefusal } from '../payment-file.ts';

/** What keeps payments from the ledger, beside what its columns cannot take. */
export function checkLedgerPayments(payments: readonly Payment[]): Finding[] {
  const elsewhere = payments.filter(({ payee }) => payee.route !== 'ledger');
  return [
    ...checkPayments(payments),
    ...elsewhere.map((payment) =>
      paymentRefusal(payment, 'not-paid-by-ledger', 'is paid by Bacs, not by the ledger.', 'route'),
    ),
  ];
}

/** The settings name another ledger than the one that is asked for. */
export function otherLedger(asked: string, kind: string): Finding {
  const message = `The setting “Files to the bank and the ledger” names ${kind} as the ledger, not ${asked}.`;
  return finding('error', 'ledger-of-another-kind', message, { field: 'ledger.kind' });
}
