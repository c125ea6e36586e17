import type { BankStatement } from '../../statements/statement.ts';
import type { AuditCheck } from '../audited.ts';
import { isToLookAt, notesFor } from '../reading-notes.ts';
import { ofNotes } from './of-notes.ts';

/** What may have been read wrong in amounts only; balances that follow from them prove them. */
const provenByBalances = ['layout-not-certain', 'quotes-do-not-match', 'text-with-comma-mended'];

/** What the reading had to assume, and nothing in the statement proves: somebody compares it with the paper. */
export const readingInDoubt: AuditCheck = ({ sent, movements }) => {
  const isBalanced =
    hasBalances(sent.statement) && notesFor('running-balance-broken', sent.notes).length === 0;
  // Which amounts have a minus is proven too where the council’s payment came in.
  const hasCouncilPayment = movements.some(({ told }) => told.category === 'council-payment');
  const proven = [
    ...(isBalanced ? provenByBalances : []),
    ...(hasCouncilPayment ? ['layout-not-certain'] : []),
  ];
  const notes = notesFor('reading-in-doubt', sent.notes).filter(isToLookAt);
  return ofNotes(
    'reading-in-doubt',
    notes.filter(({ rule }) => !proven.includes(rule)),
  );
};

/** A balance of one row alone proves nothing. */
function hasBalances({ opening, transactions }: BankStatement): boolean {
  if (transactions.some(({ balancePence }) => balancePence === null)) return false;
  return opening?.isStated === true || transactions.length > 1;
}
