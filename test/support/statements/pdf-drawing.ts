import PDFDocument from 'pdfkit';

/** A text on a page; `right` is where it ends, for amounts. */
export type Drawn = { text: string; y: number; x?: number; right?: number; size?: number; font?: string };

type Making = {
  madeAt?: Date;
  changedAt?: Date;
  password?: string;
  /** The file opens without a password, and is encrypted all the same. */
  ownerPassword?: string;
  compress?: boolean;
  producer?: string;
};

const size = 9;

/** Draws pages of texts as a PDF that comes out the same on every machine. */
export async function drawPdf(pages: readonly (readonly Drawn[])[], making: Making = {}): Promise<Buffer> {
  const {
    madeAt = new Date('2026-04-01T08:00:00Z'),
    changedAt = madeAt,
    password,
    compress = false,
  } = making;
  const document = new PDFDocument({
    autoFirstPage: false,
    size: 'A4',
    margin: 0,
    compress,
    info: { Producer: making.producer ?? 'Bank Print 4', CreationDate: madeAt, ModDate: changedAt },
    ...(password === undefined ? {} : { userPassword: password }),
    ...(making.ownerPassword === undefined ? {} : { ownerPassword: making.ownerPassword }),
  });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => document.on('end', resolve));
  for (const texts of pages) {
    document.addPage();
    for (const each of texts) {
      document.font(each.font ?? 'Helvetica').fontSize(each.size ?? size);
      const x = each.right === undefined ? (each.x ?? 0) : each.right - document.widthOfString(each.text);
      document.text(each.text, x, each.y, { lineBreak: false });
    }
  }
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

/** Where the cells of a column begin, or end where it holds amounts; with both, its heading begins and its cells end there. */
type DrawnColumn = { heading: string; x?: number; right?: number };

/** A line of a table: the texts under the columns, by their places. */
export type DrawnLine = readonly (string | undefined)[];

type DrawnTable = {
  above: readonly Drawn[];
  columns: readonly DrawnColumn[];
  lines: readonly DrawnLine[];
  below?: readonly Drawn[];
  linesOnPage?: number;
  hasPageNumbers?: boolean;
  hasHeadingsOnce?: boolean;
};

const [top, pitch, bottom] = [200, 14, 790];

/** The pages of a table that goes on as far as it must, with its headings on each page and what stands above it on the first. */
export function pagesOfTable(table: DrawnTable): Drawn[][] {
  const { above, columns, lines, below = [], linesOnPage = 38, hasPageNumbers = true } = table;
  const count = Math.max(1, Math.ceil(lines.length / linesOnPage));
  return Array.from({ length: count }, (_each, index) => {
    const isLast = index === count - 1;
    const hasHeadings = index === 0 || table.hasHeadingsOnce !== true;
    const shown = lines.slice(index * linesOnPage, (index + 1) * linesOnPage);
    const end = top + (shown.length + 2) * pitch;
    return [
      ...(index === 0 ? above : [{ text: 'Larkshire Example Bank', x: 40, y: 40 }]),
      ...(hasHeadings ? headingsOf(columns) : []),
      ...shown.flatMap((line, place) => cellsOf(columns, line, top + (place + 1) * pitch)),
      ...(isLast ? below.map((each) => ({ ...each, y: end + each.y })) : []),
      {
        text: 'Larkshire Example Bank plc is covered by a scheme up to £85,000.00. Call 0345 000 0000.',
        x: 40,
        y: bottom,
      },
      ...(hasPageNumbers ? [{ text: `Page ${index + 1} of ${count}`, right: 550, y: bottom + 14 }] : []),
    ];
  });
}

/** A heading of two lines is parted by a line end. */
function headingsOf(columns: readonly DrawnColumn[]): Drawn[] {
  return columns.flatMap(({ heading, x, right }) =>
    heading.split('\n').map((text, place) => ({
      ...{ text, y: top - 6 + place * 10, font: 'Helvetica-Bold' },
      ...(x === undefined ? atRight(right) : { x }),
    })),
  );
}

const atRight = (right: number | undefined) => (right === undefined ? {} : { right });

function cellsOf(columns: readonly DrawnColumn[], line: DrawnLine, y: number): Drawn[] {
  return columns.flatMap(({ x, right }, place) => {
    const text = line[place] ?? '';
    if (text === '') return [];
    return [{ text, y, ...(right === undefined && x !== undefined ? { x } : atRight(right)) }];
  });
}
