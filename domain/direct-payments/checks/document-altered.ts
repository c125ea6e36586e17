import type { AuditCheck } from '../audited.ts';
import { notesFor } from '../reading-notes.ts';
import { ofNotes } from './of-notes.ts';

/**
 * A PDF that was changed after it was made, or with amounts in another font. People print, merge and sign what they send, so
 * that it only adds weight where figures do not agree (practice.md 4).
 */
export const documentAltered: AuditCheck = ({ sent }) =>
  ofNotes('document-altered', notesFor('document-altered', sent.notes), 'information');
