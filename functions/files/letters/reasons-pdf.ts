import { fonts, openPages, type TaggedTable } from '../pdf-pages.ts';
import { pageText } from '../payments/people/page-text.ts';
import type { ReasonsLetter } from './reasons-letter.ts';

const HEADINGS = ['Line', 'Care', 'Claimed', 'Paid', 'Why'];

/** A letter with reasons on pages, with a title, a language and a structure for readers that read aloud. */
export function reasonsPdf(letter: ReasonsLetter, madeAt: Date): Promise<Uint8Array> {
  const title = shown(letter.title);
  const { document, structure, bytes } = openPages({ title, madeAt });
  const paragraph = (text: string) => {
    structure.add(
      document.struct('P', {}, () => document.font(fonts.regular, 11).text(shown(text)).moveDown(0.4)),
    );
  };
  structure.add(document.struct('H1', {}, () => document.font(fonts.bold, 18).text(title).moveDown()));
  for (const [name, value] of letter.facts) paragraph(`${name}: ${value}`);
  document.moveDown();
  for (const text of letter.opening) paragraph(text);
  if (letter.rows.length > 0) {
    document.moveDown();
    document.font(fonts.regular, 9).table(tableOf(letter.rows, structure));
  }
  for (const { heading, text } of letter.closing) {
    document.moveDown();
    structure.add(document.struct('H2', {}, () => document.font(fonts.bold, 13).text(heading).moveDown(0.3)));
    paragraph(text);
  }
  document.end();
  return bytes;
}

function tableOf(rows: ReasonsLetter['rows'], structure: PDFKit.PDFStructureElement): TaggedTable {
  return {
    structParent: structure,
    columnStyles: [80, 90, 60, 60, '*'],
    defaultStyle: { border: [0, 0, 0.5, 0], padding: 4 },
    data: [
      HEADINGS.map((text) => ({ text, type: 'TH', font: { src: fonts.bold } })),
      ...rows.map(([line, care, claimed, paid, why]): PDFKit.Mixins.CellOptions[] => [
        { text: shown(line) },
        { text: shown(care) },
        { text: claimed, align: { x: 'right', y: 'top' } },
        { text: paid, align: { x: 'right', y: 'top' } },
        { text: shown(why) },
      ]),
    ],
  };
}

/** A letter is not kept back for one letter of the alphabet that its pages do not have: a mark stands for it. */
function shown(text: string): string {
  return pageText(text) ?? text.replace(/./gsu, (character) => pageText(character) ?? '?');
}
