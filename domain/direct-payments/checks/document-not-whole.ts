import type { BankStatement } from '../../statements/statement.ts';
import type { AuditCheck } from '../audited.ts';
import { isToLookAt, notesFor } from '../reading-notes.ts';
import { ofNotes } from './of-notes.ts';

/** A statement of which something is missing or was not read: pages, rows, statements in between. The reading has said where. */
export const documentNotWhole: AuditCheck = ({ sent }) => {
  const notes = notesFor('document-not-whole', sent.notes).filter(isToLookAt);
  return ofNotes(
    'document-not-whole',
    notes.filter(({ rule }) => rule !== 'no-transactions' || !isQuiet(sent.statement)),
  );
};

/** A month in which nothing moved is whole where its balances say so. */
function isQuiet({ opening, closing, transactions }: BankStatement): boolean {
  return transactions.length === 0 && opening !== null && opening.amountPence === closing?.amountPence;
}
