import type { ShownCase } from '../../../events/api/audit-cases.ts';

/** A part of the page in which something can be done. */
export type Place = 'officer' | 'findings' | 'money' | 'conclude' | 'recover' | 'papers' | 'view' | 'refer';

/** A case as it lies before whoever works on it. */
export type CaseDesk = {
  shown: ShownCase;
  /** Reads the case anew. */
  again: () => void;
  /** What was done last, and in which part of the page. */
  said: { place: Place; text: string } | null;
  /** Says what was done, with what the server has to say of it, and reads the case anew. */
  done: (place: Place, text: string, notes?: readonly string[]) => void;
};
