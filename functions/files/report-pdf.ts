import { openLetter } from './letters/letter-pages.ts';

/** A part of a report: what is said first stands in every part, so that none is a heading alone. */
export type ReportPart = {
  heading: string;
  text: string;
  more?: readonly string[];
  table?: {
    headings: readonly string[];
    rows: readonly (readonly string[])[];
    /** The widths in points; `*` takes what is left. */
    columns: (number | '*')[];
  };
};

/** What a report says, in the order in which it says it. */
export type Report = {
  title: string;
  facts: readonly (readonly [name: string, value: string])[];
  parts: readonly ReportPart[];
};

/** A report on pages, with a title, a language and a structure for readers that read aloud. */
export function reportPdf({ title, facts, parts }: Report, madeAt: Date): Promise<Uint8Array> {
  const pages = openLetter({ title, madeAt });
  for (const [name, value] of facts) pages.paragraph(`${name}: ${value}`);
  for (const { heading, text, more = [], table } of parts) {
    pages.section({ heading, text });
    for (const each of more) pages.paragraph(each);
    if (table !== undefined) pages.table(table);
  }
  return pages.end();
}
