import type { Commissioned } from './commissioned.ts';
import type { EarlierLines } from './earlier-lines.ts';
import type { ReturnLine } from './return-line.ts';
import type { ReturnTerms } from './return-terms.ts';

/**
 * What a finding means for its line: it is not accepted (mend it and send it again), it is asked about (an officer
 * decides, and until then the least that anybody says is paid), it is only told, or it adds weight: it is shown only in a
 * file of which something else is refused or asked about, since it is true of every standing package (practice.md 4).
 * A line that is there already is skipped: nothing is wrong with it.
 */
export type Effect = 'refuse' | 'question' | 'tell' | 'weigh' | 'skip';

/** What one line says wrong, in a sentence for the provider, and in which field. */
export type Fault = { field: string | null; message: string; value: string | null };

/** The line, the package it is about, and all else that a check of a single line looks at. */
export type LineAbout = {
  pack: Commissioned;
  terms: ReturnTerms;
  /** The day the file was received. */
  receivedOn: number;
  earlier: EarlierLines;
  /** The reference under which an earlier file’s line claims the same; null where none does. */
  acceptedAs: string | null;
  /** Whether the provider’s service is one that VAT is charged on, as the council has it on record. */
  chargesVat: boolean;
};

/** A check of one line by itself. */
export type LineRule = {
  rule: string;
  effect: Effect;
  find: (line: ReturnLine, about: LineAbout) => Fault | null;
};

export function fault(field: string | null, message: string, value: string | null = null): Fault {
  return { field, message, value };
}
