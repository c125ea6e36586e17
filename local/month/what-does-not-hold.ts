import type { Interest } from './interest.ts';
import type { LedgerProof } from './ledger-proof.ts';
import { pounds } from './words.ts';

type Proved = { ledger: LedgerProof; interest: Pick<Interest, 'isSafeTwice'> };

/** What a month claims of its money and is not so, each in a sentence; nothing where the month proves itself. */
export function whatDoesNotHold({ ledger, interest }: Proved): string[] {
  const said: string[] = [];
  if (!ledger.balanced)
    said.push(`The ledger does not balance: its accounts sum to ${pounds(ledger.sumPence)}.`);
  for (const { what, linesPence, filesPence, ledgerPence, holds } of ledger.proofs) {
    if (holds) continue;
    const inFiles = filesPence === null ? '' : ` the files ${pounds(filesPence)},`;
    said.push(
      `“${what}” does not agree: the lines say ${pounds(linesPence)},${inFiles} the ledger ${pounds(ledgerPence)}.`,
    );
  }
  if (!interest.isSafeTwice)
    said.push('The night of interest was run twice, and the second time posted something again.');
  return said;
}
