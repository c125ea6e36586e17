/** A run of characters in one font as it stands on a page, in points (1/72 inch) from its upper left corner. */
export type PdfItem = {
  text: string;
  x: number;
  /** Of the line the letters stand on, downwards. */
  y: number;
  width: number;
  height: number;
  /** Tells the fonts of one file apart; it is not the name of the font. */
  font: string;
  /** How sure whoever recognised it on a picture is of it, from 0 to 100; what the file itself says has none. */
  confidence?: number;
};

export type PdfPage = { page: number; width: number; height: number; items: readonly PdfItem[] };

/** The text of a document with its positions, whoever read it: the file itself, or someone who looked at a picture. */
export type PdfText = { pages: readonly PdfPage[] };

/**
 * Gives the text of a scanned document, such as with Amazon Textract, in the same positions as a text of its own would
 * have. It is told the pages, which are without text, for their number and sizes.
 */
export type ReadScan = (pages: readonly PdfPage[]) => Promise<PdfText>;

/** What a PDF says of how it was made; whoever changes a file can change this as well, so it proves nothing. */
export type PdfFacts = {
  pageCount: number;
  producer: string | null;
  creator: string | null;
  /** ISO text with `Z`. */
  createdAt: string | null;
  modifiedAt: string | null;
  /** How often the file was saved again behind what was there before. */
  updates: number;
  isScan: boolean;
};
