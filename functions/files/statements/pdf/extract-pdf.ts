import { getDocumentProxy } from 'unpdf';
import { StatementRefusal } from '../statement-refusal.ts';
import { hasDamagedStreams } from './damaged-streams.ts';
import { readPdfDate } from './pdf-date.ts';
import {
  pdfNeedsPassword,
  pdfPageTooFull,
  pdfTooManyCharacters,
  pdfTooManyItems,
  pdfTooManyPages,
  pdfUnreadable,
  type PdfLimits,
} from './pdf-limits.ts';
import type { PdfFacts, PdfItem, PdfPage, PdfText } from './pdf-text.ts';

export type ExtractedPdf = PdfText & { facts: Omit<PdfFacts, 'updates' | 'isScan'>; isDamaged: boolean };
type Document = Awaited<ReturnType<typeof getDocumentProxy>>;
type Page = Awaited<ReturnType<Document['getPage']>>;

/**
 * Takes the text out of a PDF, page after page. It runs in a thread of its own, since what it is given may never end.
 * Fonts are neither loaded nor fetched, and a page that is not whole refuses the file instead of being read in part.
 */
export async function extractPdf(bytes: Uint8Array, limits: PdfLimits): Promise<ExtractedPdf> {
  // The engine takes the bytes away when it opens them.
  const isDamaged = hasDamagedStreams(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const document = await openDocument(bytes);
  try {
    if (document.numPages > limits.pages) throw pdfTooManyPages(document.numPages, limits.pages);
    const facts = await factsOf(document);
    const pages: PdfPage[] = [];
    const left = { items: limits.items, characters: limits.characters };
    for (let number = 1; number <= document.numPages; number += 1) {
      pages.push(await extractPage(document, { number, limits, left }));
    }
    return { pages, facts, isDamaged };
  } catch (error) {
    if (error instanceof StatementRefusal) throw error;
    throw pdfUnreadable();
  }
}

async function openDocument(bytes: Uint8Array): Promise<Document> {
  try {
    return await getDocumentProxy(bytes, {
      stopAtErrors: true,
      disableFontFace: true,
      useSystemFonts: false,
      enableXfa: false,
      useWasm: false,
      useWorkerFetch: false,
      isOffscreenCanvasSupported: false,
      isImageDecoderSupported: false,
      maxImageSize: 0,
      verbosity: 0,
    });
  } catch (error) {
    throw error instanceof Error && error.name === 'PasswordException' ? pdfNeedsPassword() : pdfUnreadable();
  }
}

async function factsOf(document: Document): Promise<ExtractedPdf['facts']> {
  const metadata = await document.getMetadata();
  const info = new Map<string, unknown>(Object.entries(metadata.info));
  const said = (name: string) => {
    const value = info.get(name);
    return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, MOST_SAID) : null;
  };
  return {
    pageCount: document.numPages,
    producer: said('Producer'),
    creator: said('Creator'),
    createdAt: readPdfDate(said('CreationDate')),
    modifiedAt: readPdfDate(said('ModDate')),
  };
}

const MOST_SAID = 200;

type Left = { items: number; characters: number };
type PageTask = { number: number; limits: PdfLimits; left: Left };

async function extractPage(document: Document, { number, limits, left }: PageTask): Promise<PdfPage> {
  const page = await document.getPage(number);
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const items: PdfItem[] = [];
  let count = 0;
  for await (const pieces of textOf(page)) {
    for (const piece of pieces) {
      if (!('str' in piece)) continue;
      count += 1;
      left.items -= 1;
      left.characters -= piece.str.length;
      if (count > limits.itemsOnPage) throw pdfPageTooFull(number, limits.itemsOnPage);
      if (left.items < 0) throw pdfTooManyItems(limits.items);
      if (left.characters < 0) throw pdfTooManyCharacters(limits.characters);
      const item = itemOf(piece, transform);
      if (item !== null && isOnPage(item, width, height)) items.push(item);
    }
  }
  page.cleanup();
  return { page: number, width, height, items };
}

type Chunk = Awaited<ReturnType<Page['getTextContent']>>;
type TextPiece = Extract<Chunk['items'][number], { str: string }>;

/** The pieces as they come, so that a page without end is noticed before it is in memory. */
async function* textOf(page: Page): AsyncGenerator<Chunk['items']> {
  const reader = page.streamTextContent().getReader();
  for (;;) {
    const chunk: { value?: unknown; done: boolean } = await reader.read();
    if (chunk.done) return;
    if (isChunk(chunk.value)) yield chunk.value.items;
  }
}

function isChunk(value: unknown): value is Chunk {
  return typeof value === 'object' && value !== null && 'items' in value;
}

/** Where a piece stands as the page is looked at; text that is turned, as in a margin, is no part of a table. */
function itemOf({ str, transform, width, height, fontName }: TextPiece, view: number[]): PdfItem | null {
  if (str.trim() === '') return null;
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = view;
  const [right = 1, up = 0, , , x = 0, y = 0] = transform.map(Number);
  const across = a * right + c * up;
  const down = b * right + d * up;
  if (across <= 0 || Math.abs(down) > Math.abs(across) / 10) return null;
  return { text: str, x: a * x + c * y + e, y: b * x + d * y + f, width, height, font: fontName };
}

/** What lies beside the page nobody sees. */
function isOnPage({ x, y }: PdfItem, width: number, height: number): boolean {
  return x >= -1 && x <= width && y >= 0 && y <= height + 1;
}
