import { decodeWhole } from '../tables/decode-text.ts';
import { isSantanderText } from './find-santander-text.ts';

/** How much of a text is looked at for the form it has. */
const HEAD_CHARACTERS = 8192;

/** What a text is, told by how it begins; what is nothing else is read as a table. */
type TextForm = 'ofx' | 'camt053' | 'qif' | 'mt940' | 'santander' | 'table';

export function formOfText(text: string): TextForm {
  const head = text.slice(0, HEAD_CHARACTERS);
  if (isOfx(head)) return 'ofx';
  if (isCamt(head)) return 'camt053';
  if (isQif(head)) return 'qif';
  if (isMt940(head)) return 'mt940';
  return isSantanderText(head) ? 'santander' : 'table';
}

/** OFX and CAMT, which are no tables, but are not to be refused as web pages or other XML are. */
export function isMarkup(head: Buffer): boolean {
  const { text } = decodeWhole(head);
  return isOfx(text) || isCamt(text);
}

function isOfx(head: string): boolean {
  return /^\s*OFXHEADER\s*:|<\?OFX\b|<OFX>/i.test(head);
}

/** Quicken’s files begin with the name of a list behind an exclamation mark. */
function isQif(head: string): boolean {
  return /^\s*!(?:type|account|option|clear)\b/i.test(head);
}

/** Tags of SWIFT stand at the beginning of lines; banks put lines of their own above them. */
function isMt940(head: string): boolean {
  return /^(?:\{1:|:\d\d[A-Z]?:)/m.test(head);
}

/** Any XML is: what is no statement is refused there by its name. */
function isCamt(head: string): boolean {
  return /^\s*<\?xml\b/i.test(head) || /^\s*<(?:\w+:)?Document\b/.test(head);
}
