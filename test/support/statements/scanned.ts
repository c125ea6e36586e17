import { extractApart } from '../../../functions/files/statements/pdf/extract-apart.ts';
import { pdfLimits } from '../../../functions/files/statements/pdf/pdf-limits.ts';
import type { PdfItem, PdfPage } from '../../../functions/files/statements/pdf/pdf-text.ts';
import type { Corner, RecognisedWord } from '../../../functions/files/statements/pdf/recognised-text.ts';
import { drawPdf } from './pdf-drawing.ts';

export type Scanning = {
  /** By how much the paper lay askew, clockwise. */
  degrees?: number;
  /** What is recognised instead, by the word; without a text the word is missed. */
  misread?: (word: RecognisedWord, place: number) => Partial<RecognisedWord> | null;
};

/** A PDF of as many pages as another, with pictures only. */
export async function scanOf(bytes: Uint8Array): Promise<Buffer> {
  const { pages } = await extractApart(bytes, pdfLimits);
  return drawPdf(pages.map(() => []));
}

/** What would be recognised of a statement that was printed and scanned. */
export async function recognise(bytes: Uint8Array, scanning: Scanning = {}): Promise<RecognisedWord[]> {
  const { pages } = await extractApart(bytes, pdfLimits);
  const words = pages.flatMap((page) => page.items.flatMap((item) => wordsOf(item, page, scanning)));
  return words.flatMap((word, place) => {
    const change = scanning.misread?.(word, place);
    return change === null ? [] : [{ ...word, ...change }];
  });
}

function wordsOf(
  { text, x, y, width, height }: PdfItem,
  page: PdfPage,
  { degrees = 0 }: Scanning,
): RecognisedWord[] {
  const each = width / text.length;
  return Array.from(text.matchAll(/\S+/g), ({ 0: word, index }, place) => {
    const [left, right] = [x + index * each, x + (index + word.length) * each];
    const [top, bottom] = [y - above(word) * height, y + below(word) * height];
    // No recogniser draws its boxes to the hair.
    const waver = 0.3 * Math.sin(7 * place + x + y);
    const at = (cornerX: number, cornerY: number) => askew({ x: cornerX, y: cornerY + waver }, page, degrees);
    const corners = [at(left, top), at(right, top), at(right, bottom), at(left, bottom)] as const;
    return { page: page.page, text: word, confidence: 99.4, corners };
  });
}

/** How far letters reach above and below their line, as parts of their size. */
function above(word: string): number {
  if (/^[-–−.,]+$/.test(word)) return 0.35;
  return /[A-Z0-9bdfhklt£()/]/.test(word) ? 0.72 : 0.52;
}

function below(word: string): number {
  if (/^[-–−]+$/.test(word)) return -0.25;
  return /[gjpqy,()/]/.test(word) ? 0.2 : 0;
}

function askew({ x, y }: Corner, { width, height }: PdfPage, degrees: number): Corner {
  const angle = (degrees * Math.PI) / 180;
  const [fromMiddle, fromCentre] = [x - width / 2, y - height / 2];
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  return {
    x: (fromMiddle * cosine - fromCentre * sine + width / 2) / width,
    y: (fromMiddle * sine + fromCentre * cosine + height / 2) / height,
  };
}
