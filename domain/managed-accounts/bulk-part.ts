import { quote } from '../outcome.ts';
import { finding, type Finding } from '../records/finding.ts';

/** What of a bulk file is one client’s: which lines or entries of it, and what it is called there. */
export type ClientPart<T> = {
  agreementId: string;
  /** The number of its first line, or of its entry, from 1. */
  line: number;
  /** What it is called in the file, or the number of the agreement where it has no name of its own. */
  name: string;
  content: T;
};

/** A line or an entry that nothing was taken of, and why. */
export type RefusedPart = { line: number; name: string; finding: Finding };

/** A bulk file, parted: every line or entry of it is with a client or refused. */
export type PartedFile<T> = { parts: readonly ClientPart<T>[]; refused: readonly RefusedPart[] };

/** The same words for a number nobody has and for one of another account provider: neither is told from the other. */
export function notYours(at: { line: number; value: string }): Finding {
  return finding(
    'error',
    'agreement-not-yours',
    `${quote(at.value)} names no agreement whose money you hold. Write the agreement number as the list of your clients shows it.`,
    at,
  );
}
