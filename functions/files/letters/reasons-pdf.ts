import { openLetter } from './letter-pages.ts';
import type { ReasonsLetter } from './reasons-letter.ts';

const HEADINGS = ['Line', 'Care', 'Claimed', 'Paid', 'Why'];

/** A letter with reasons on pages, with a title, a language and a structure for readers that read aloud. */
export function reasonsPdf(letter: ReasonsLetter, madeAt: Date): Promise<Uint8Array> {
  const pages = openLetter({ title: letter.title, madeAt });
  for (const [name, value] of letter.facts) pages.paragraph(`${name}: ${value}`);
  pages.space();
  for (const text of letter.opening) pages.paragraph(text);
  if (letter.rows.length > 0)
    pages.table({ headings: HEADINGS, rows: letter.rows, columns: [80, 90, 60, 60, '*'] });
  for (const section of letter.closing) pages.section(section);
  return pages.end();
}
