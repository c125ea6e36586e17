import { formatDate } from '../../../domain/calendar.ts';
import type { Letter, LetterTable } from '../../../domain/direct-payments/letter-texts.ts';
import { linesOf, openLetter } from './letter-pages.ts';

/** A letter about a direct payment on pages, in large print where its reader needs it. */
export function letterPdf(letter: Letter, madeAt: Date): Promise<Uint8Array> {
  const { title, to, salutation, paragraphs, sections, table, closing, isLargePrint } = letter;
  const pages = openLetter({ title, madeAt, isLargePrint });
  for (const line of [to.name, ...addressLines(to.address)]) pages.paragraph(line);
  pages.space();
  for (const line of referenceLines(letter)) pages.paragraph(line);
  pages.space();
  for (const text of [salutation, ...paragraphs]) pages.paragraph(text);
  for (const section of sections) {
    pages.heading(section.heading);
    pages.table(section.table);
  }
  if (table !== undefined) pages.table(table);
  for (const section of closing) pages.section(section);
  return pages.end();
}

/** The same as the plain text of an e-mail. */
export function letterText(letter: Letter): string {
  const { salutation, paragraphs, sections, table, closing } = letter;
  return [
    salutation,
    ...paragraphs,
    ...sections.map((section) => `${section.heading}\n${rowsText(section.table)}`),
    ...(table === undefined || table.rows.length === 0 ? [] : [rowsText(table)]),
    ...closing.map(({ heading, text }) => `${heading}\n${text}`),
    referenceLines(letter).join('\n'),
    '',
  ].join('\n\n');
}

/** Rows of two cells are told in one line each, longer ones line by line. */
function rowsText({ headings, rows }: LetterTable): string {
  if (headings.length === 2) return rows.map((row) => row.join('  ')).join('\n');
  const told = rows.map((row) => linesOf(headings, row).join('\n'));
  return told.join(headings.length === 1 ? '\n' : '\n\n');
}

function referenceLines({ from, date, reference }: Letter): string[] {
  return [`From: ${from}`, `Date: ${formatDate(date)}`, `Our reference: ${reference}`];
}

/** An address as an envelope has it: by lines, or by commas where it came in one line. */
function addressLines(address: string | null): string[] {
  if (address === null) return [];
  const parts = address.includes('\n') ? address.split('\n') : address.split(',');
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}
