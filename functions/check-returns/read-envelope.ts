import { readPounds, type Pence } from '../../domain/money.ts';
import { refuse, type Reading } from '../../domain/outcome.ts';
import type { ReturnEnvelope } from '../../domain/returns/check-file.ts';

/** What stands on the first and last line of a file, as written. */
type Stated = {
  file: { reference: string; sequence: string } | undefined;
  total: { lines: string; amount: string } | null;
};

const MOST_REFERENCE = 100;

/** What a file says of itself; where only part of it is said, the rest is taken as it is found. */
export function readEnvelope(
  { file, total }: Stated,
  found: { amountPence: Pence; areAmountsSure: boolean },
): Reading<ReturnEnvelope> {
  const reference = file === undefined || file.reference === '' ? null : file.reference;
  if (reference !== null && reference.length > MOST_REFERENCE)
    return refuse(
      'file-reference-too-long',
      `The reference of the file is longer than ${MOST_REFERENCE} characters.`,
    );
  const number = file?.sequence ?? '';
  if (!/^\d{0,9}$/.test(number))
    return refuse('file-sequence-wrong', 'The number of the file in its first line is no whole number.');
  const sequence = number === '' ? null : Number(number);
  if (total === null) return { ok: true, value: { reference, sequence, total } };
  const amount = total.amount === '' ? null : readPounds(total.amount);
  if (!/^\d{1,9}$/.test(total.lines) || amount?.ok === false)
    return refuse(
      'control-total-unreadable',
      'The last line does not say how many lines there are and what they come to. Nothing was taken; send the file again.',
    );
  // Where the amount of a line cannot be read, nobody can say what the lines come to.
  const amountPence = amount?.ok === true && found.areAmountsSure ? amount.value : found.amountPence;
  return { ok: true, value: { reference, sequence, total: { lines: Number(total.lines), amountPence } } };
}
