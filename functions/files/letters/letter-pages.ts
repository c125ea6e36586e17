import { pageText } from '../payments/people/page-text.ts';
import { fonts, openPages, type TaggedTable } from '../pdf-pages.ts';

/** Sizes of print in points. Large print is nowhere smaller than 18, tables included. */
const prints = {
  usual: { title: 18, heading: 13, text: 11, table: 9 },
  large: { title: 24, heading: 20, text: 18, table: 18 },
} as const;

type Table = {
  headings: readonly string[];
  rows: readonly (readonly string[])[];
  columns?: TaggedTable['columnStyles'];
};

/** The pages of a letter with their title: what is added to them follows in its order, and is read aloud in it. */
export function openLetter({
  title,
  madeAt,
  isLargePrint = false,
}: {
  title: string;
  madeAt: Date;
  isLargePrint?: boolean;
}) {
  const print = prints[isLargePrint ? 'large' : 'usual'];
  const { document, structure, bytes } = openPages({ title: shown(title), madeAt });

  function add(type: 'H1' | 'H2' | 'P', text: string, { font, size, after }: Look): void {
    structure.add(
      document.struct(type, {}, () => document.font(fonts[font], size).text(shown(text)).moveDown(after)),
    );
  }

  const letter = {
    title() {
      add('H1', title, { font: 'bold', size: print.title, after: 1 });
    },
    paragraph(text: string) {
      add('P', text, { font: 'regular', size: print.text, after: 0.4 });
    },
    space() {
      document.moveDown();
    },
    heading(text: string) {
      document.moveDown();
      add('H2', text, { font: 'bold', size: print.heading, after: 0.3 });
    },
    section({ heading, text }: { heading: string; text: string }) {
      letter.heading(heading);
      letter.paragraph(text);
    },
    /** In large print columns are too narrow for words: each row is told line by line. */
    table({ headings, rows, columns }: Table) {
      document.moveDown();
      if (isLargePrint) {
        for (const row of rows) {
          for (const line of linesOf(headings, row)) letter.paragraph(line);
          document.moveDown();
        }
        return;
      }
      const table: TaggedTable = {
        structParent: structure,
        ...(columns === undefined ? {} : { columnStyles: columns }),
        defaultStyle: { border: [0, 0, 0.5, 0], padding: 4 },
        data: [
          headings.map((text) => ({ text, type: 'TH', font: { src: fonts.bold } })),
          ...rows.map((row) => row.map(cellOf)),
        ],
      };
      document.font(fonts.regular, print.table).table(table);
    },
    end(): Promise<Uint8Array> {
      document.end();
      return bytes;
    },
  };
  letter.title();
  return letter;
}

type Look = { font: keyof typeof fonts; size: number; after: number };

/** A row of a table as lines that need no columns: `Date: 4 May 2026`. A single column needs no heading. */
export function linesOf(headings: readonly string[], row: readonly string[]): string[] {
  if (headings.length === 1) return row.map((text) => `– ${text}`);
  return row.map((text, place) => `${headings[place] ?? ''}: ${text}`);
}

function cellOf(text: string): PDFKit.Mixins.CellOptions {
  return /^[-−]?£[\d,.]+$/.test(text)
    ? { text: shown(text), align: { x: 'right', y: 'top' } }
    : { text: shown(text) };
}

/** A letter is not kept back for one letter of the alphabet that its pages do not have: a mark stands for it, a dash for a minus. */
function shown(told: string): string {
  const text = told.replaceAll('−', '–');
  return pageText(text) ?? text.replace(/./gsu, (character) => pageText(character) ?? '?');
}
