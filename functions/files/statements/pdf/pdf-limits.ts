import { StatementRefusal } from '../statement-refusal.ts';

/** A statement of a year has some 40 pages of some 1,500 items; a scan that was sent as a text takes up to 10 MB. */
export type PdfLimits = {
  bytes: number;
  pages: number;
  itemsOnPage: number;
  items: number;
  characters: number;
  /** How long a file may keep us, and what it may take of the memory beyond what is in use when it comes. */
  milliseconds: number;
  memoryBytes: number;
};

const MEGABYTE = 1024 * 1024;

export const pdfLimits: PdfLimits = {
  bytes: 10 * MEGABYTE,
  pages: 200,
  itemsOnPage: 20_000,
  items: 400_000,
  characters: 4_000_000,
  milliseconds: 20_000,
  memoryBytes: 256 * MEGABYTE,
};

const shorter = 'Ask for statements of shorter periods, or for the statement as CSV or OFX.';

export function pdfTooLarge(most: number): StatementRefusal {
  const message = `The PDF is larger than ${most / MEGABYTE} MB. ${shorter}`;
  return new StatementRefusal('pdf-too-large', message);
}

export function pdfTooManyPages(count: number, most: number): StatementRefusal {
  return new StatementRefusal(
    'pdf-too-many-pages',
    `The PDF has ${figure(count)} pages, and up to ${figure(most)} are read. ${shorter}`,
  );
}

export function pdfPageTooFull(page: number, most: number): StatementRefusal {
  const message = `Page ${page} of the PDF holds more than ${figure(most)} pieces of text, which no bank writes. Ask for the statement as the bank makes it.`;
  return new StatementRefusal('pdf-page-too-full', message, { line: 1, page });
}

export function pdfTooManyItems(most: number): StatementRefusal {
  return new StatementRefusal(
    'pdf-too-much-text',
    `The PDF holds more than ${figure(most)} pieces of text. ${shorter}`,
  );
}

export function pdfTooManyCharacters(most: number): StatementRefusal {
  return new StatementRefusal(
    'pdf-too-many-characters',
    `The PDF holds more than ${figure(most)} characters. ${shorter}`,
  );
}

/** Few bytes may unpack to many gigabytes, or name each other in circles. */
export function pdfTooCostly(): StatementRefusal {
  return new StatementRefusal(
    'pdf-too-costly',
    'Reading the PDF takes more time or memory than any statement does, so it was given up. Ask for the statement as the bank makes it, or as CSV or OFX.',
  );
}

export function pdfNeedsPassword(): StatementRefusal {
  return new StatementRefusal(
    'pdf-password',
    'The PDF is protected with a password. Ask for the same file without one.',
  );
}

export function pdfUnreadable(): StatementRefusal {
  return new StatementRefusal(
    'pdf-unreadable',
    'The PDF is damaged, or it is none. Ask for the file again as the bank makes it.',
  );
}

export function pdfCutShort(): StatementRefusal {
  return new StatementRefusal(
    'pdf-cut-short',
    'The end of the PDF is missing, so transactions may be as well. Ask for the file again.',
  );
}

export function pdfWithoutText(): StatementRefusal {
  return new StatementRefusal(
    'pdf-without-text',
    'The PDF holds pictures and no text, as a scan or a photograph does. Ask for the statement as the bank makes it: a PDF from its website, CSV or OFX.',
  );
}

function figure(count: number): string {
  return count.toLocaleString('en-GB');
}
