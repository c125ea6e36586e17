import type { AuditCheck } from '../audited.ts';
import { notesFor } from '../reading-notes.ts';
import { ofNotes } from './of-notes.ts';

/** An account in another currency: direct payments are paid and spent in pounds, and amounts of another cannot be added up with them. */
export const moneyNotInPounds: AuditCheck = ({ sent }) =>
  ofNotes('money-not-in-pounds', notesFor('money-not-in-pounds', sent.notes));
