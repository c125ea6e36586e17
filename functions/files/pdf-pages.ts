import PDFDocument from 'pdfkit';

export const fonts = { regular: 'Helvetica', bold: 'Helvetica-Bold' } as const;

/** The types of the library do not know yet that a table can be tagged. */
export type TaggedTable = PDFKit.Mixins.TableOptionsWithData & { structParent: PDFKit.PDFStructureElement };

type Pages = {
  document: PDFKit.PDFDocument;
  /** What headings, paragraphs and tables are added to, for readers that read aloud. */
  structure: PDFKit.PDFStructureElement;
  bytes: Promise<Uint8Array>;
};

/**
 * Pages with a title, a language and a structure. They are not packed, since packing differs from one processor to
 * another and what was told once must come out the same.
 */
export function openPages({ title, madeAt }: { title: string; madeAt: Date }): Pages {
  const document = new PDFDocument({
    size: 'A4',
    margin: 50,
    compress: false,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    info: { Title: title, CreationDate: madeAt, ModDate: madeAt },
  });
  const bytes = bytesOf(document);
  const structure = document.struct('Document');
  document.addStructure(structure);
  return { document, structure, bytes };
}

function bytesOf(document: PDFKit.PDFDocument): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    document.on('end', () => {
      resolve(Buffer.concat(chunks));
    });
    document.on('error', reject);
  });
}
