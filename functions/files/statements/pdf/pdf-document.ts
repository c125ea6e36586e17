import { formatDate, instant, londonDate } from '../../../../domain/calendar.ts';
import { finding, type Finding } from '../../../../domain/records/finding.ts';
import type { PdfFacts } from './pdf-text.ts';

const HEAD_BYTES = 1024;
/** Some programs add a little behind the end of a file. */
const TAIL_BYTES = 4096;

/** Whether the bytes are a PDF: readers look for its mark in the first 1,024 bytes (ISO 32000-1, annex H.3.4.1). */
export function isPdf(bytes: Uint8Array): boolean {
  return bufferOf(bytes.subarray(0, HEAD_BYTES)).includes('%PDF-');
}

export function hasEnd(bytes: Uint8Array): boolean {
  return bufferOf(bytes.subarray(-TAIL_BYTES)).includes('%%EOF');
}

/** How often the file was saved again behind its first end; a file made for reading from the web has two ends at once. */
export function updatesOf(bytes: Uint8Array): number {
  const file = bufferOf(bytes);
  let ends = 0;
  for (let at = file.indexOf(END); at !== -1; at = file.indexOf(END, at + END.length)) ends += 1;
  const isLinearized = bufferOf(bytes.subarray(0, HEAD_BYTES)).includes('/Linearized');
  return Math.max(0, ends - (isLinearized ? 2 : 1));
}

const END = 'startxref';

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** A bank’s own programs may stamp a file, pack it or sign it after it was made, in the same run. */
const SAME_RUN_MS = 60 * 60 * 1000;

/**
 * That a file was changed after it was made is worth knowing and no more: people print, merge and sign what they
 * send. Where its arithmetic breaks as well, it is a warning.
 */
export function editedFindings(facts: PdfFacts, isArithmeticBroken: boolean): Finding[] {
  const { createdAt, modifiedAt, updates } = facts;
  const isLater =
    createdAt !== null && modifiedAt !== null && Date.parse(modifiedAt) - Date.parse(createdAt) > SAME_RUN_MS;
  if (!isLater && updates === 0) return [];
  const when = isLater ? ` It was made on ${dayOf(createdAt)} and changed on ${dayOf(modifiedAt)}.` : '';
  const often =
    updates === 0
      ? ''
      : ` It was saved again ${updates === 1 ? 'once' : `${updates} times`} after it was first made.`;
  const so = isArithmeticBroken
    ? ' Since its figures do not add up either, ask for the statement from the bank itself.'
    : ' Its figures add up, so this alone says nothing against it.';
  const severity = isArithmeticBroken ? 'warning' : 'information';
  const value = facts.producer ?? facts.creator;
  return [
    finding(
      severity,
      'document-edited-after-creation',
      `The PDF was changed after it was made.${when}${often}${so}`,
      { value },
    ),
  ];
}

function dayOf(moment: string): string {
  return formatDate(londonDate(instant(moment)));
}
