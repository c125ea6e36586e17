import { formatPounds, type Pence } from '../money.ts';
import { finding, type Finding } from '../records/finding.ts';

/** What a file says of itself: `#FILE,<reference>,<sequence>` before and `#TOTAL,<lines>,<amount>` after its lines. */
export type ReturnEnvelope = {
  reference: string | null;
  sequence: number | null;
  total: { lines: number; amountPence: Pence } | null;
};

/** What a provider sent before. */
export type SentBefore = {
  /** References of files that were taken, with the upload each came in. */
  references: ReadonlyMap<string, string>;
  /** The number of the last file of the same layout of which something stands; null where none was numbered. */
  lastSequence: number | null;
  /** That of the last one, whether something of it stands or it was taken back or refused line by line. */
  lastSent: number | null;
};

/** How its lines stand: how many, what they come to, and whose packages they name. */
export type FileSums = {
  lines: number;
  amountPence: Pence;
  /** Lines about packages of the provider, and of other providers. */
  own: number;
  others: number;
  /** Why it tells of days that it cannot be about, as the checks concluded. */
  wrongPeriod?: string | null;
};

/** A file is taken, waits for one before it, or is not taken as a whole: then every reason is said. */
export type FileVerdict =
  { outcome: 'taken' } | { outcome: 'waiting' | 'quarantined' | 'rejected'; findings: Finding[] };

/**
 * What becomes of a file as a whole, whatever its lines say. Nothing of a file is taken whose totals are not those of
 * its lines, since some of it may have been lost on the way.
 */
export function judgeFile(
  { reference, sequence, total }: ReturnEnvelope,
  sums: FileSums,
  before: SentBefore,
): FileVerdict {
  const quarantined: Finding[] = [];
  if (total !== null && (total.lines !== sums.lines || total.amountPence !== sums.amountPence))
    quarantined.push(
      wrong(
        'control-totals-differ',
        `The file says it has ${total.lines} lines of ${formatPounds(total.amountPence)}; it has ${sums.lines} of ${formatPounds(sums.amountPence)}. Send it again, whole.`,
      ),
    );
  if (reference !== null && before.references.has(reference))
    quarantined.push(
      wrong(
        'file-reference-repeated',
        `A file with the reference ${reference} was taken before. Give a corrected file a reference of its own.`,
      ),
    );
  if (quarantined.length > 0) return { outcome: 'quarantined', findings: quarantined };
  if (sums.own === 0 && sums.others > 0)
    return {
      outcome: 'rejected',
      findings: [wrong('file-of-another-provider', 'Every line is about a package of another provider.')],
    };
  if (sums.wrongPeriod != null)
    return { outcome: 'rejected', findings: [wrong('file-of-wrong-period', sums.wrongPeriod)] };
  return judgeSequence(sequence, before);
}

function judgeSequence(sequence: number | null, { lastSequence, lastSent }: SentBefore): FileVerdict {
  if (sequence === null || lastSequence === null) return { outcome: 'taken' };
  // What comes in the place of a file that is gone may have its number or the next.
  if (sequence === lastSequence + 1 || (lastSent !== null && sequence === lastSent + 1))
    return { outcome: 'taken' };
  if (sequence > lastSequence)
    return {
      outcome: 'waiting',
      findings: [
        finding(
          'warning',
          'file-sequence-ahead',
          `File ${sequence} waits for file ${lastSequence + 1}, which has not come yet.`,
        ),
      ],
    };
  return {
    outcome: 'quarantined',
    findings: [
      wrong(
        'file-sequence-behind',
        `File ${sequence} comes after file ${lastSequence} was taken. Number it anew.`,
      ),
    ],
  };
}

function wrong(rule: string, message: string): Finding {
  return finding('error', rule, message);
}
