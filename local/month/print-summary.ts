import type { Cell, Section } from './section.ts';
import { pageOf } from './sections.ts';
import type { Summary } from './summary.ts';

/** The month as tables in a terminal or a text file. */
export function summaryText(summary: Summary): string {
  const { title, lead, points, sections } = pageOf(summary);
  return [
    ...[title, lead, ''],
    ...points.map((point) => `- ${point}`),
    ...sections.map(sectionText),
    `\nEverything is in ${summary.outputFolder}`,
  ].join('\n');
}

function sectionText({ title, headings, rows, notes }: Section): string {
  const body = rows.length === 0 ? (notes.length === 0 ? ['  none'] : []) : [table(headings, rows)];
  return ['', title, ...body, ...notes.map((note) => `  ${note}`)].join('\n');
}

function table(headings: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => String(row[column] ?? '').length)),
  );
  const line = (cells: readonly Cell[]) =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return isFigure(cell) ? String(cell).padStart(width) : String(cell).padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return [headings, ...rows].map((row) => `  ${line(row)}`).join('\n');
}

export function isFigure(cell: Cell): boolean {
  return typeof cell === 'number' || /^(−?£|[\d,]+ (KB|MB)$)/.test(cell);
}
