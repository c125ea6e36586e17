import { addDays, formatDate } from '../../calendar.ts';
import type { AuditCheck } from '../audited.ts';
import { auditFinding, paymentsOf } from '../found.ts';

/** Transactions dated after the day the statement came: a bank shows what was, so days were misread or the file was made up. */
export const transactionAfterReceipt: AuditCheck = ({ movements, receivedOn, terms }) => {
  const last = addDays(receivedOn, terms.datesAheadDays);
  const found = movements.filter(({ transaction }) => transaction.date > last);
  if (found.length === 0) return [];
  const count = found.length === 1 ? 'One movement is' : `${found.length} movements are`;
  return [
    auditFinding('transaction-after-receipt', {
      severity: 'error',
      found,
      sentence: `${count} dated after ${formatDate(receivedOn)}, when the statement came: ${paymentsOf(found)}. Check whether days and months were read the right way round, and ask for the statement as the bank sends it.`,
      evidence: [`The statement came on ${formatDate(receivedOn)}.`],
    }),
  ];
};
