import { isFigure } from './print-summary.ts';
import type { Cell, Section } from './section.ts';
import { pageOf } from './sections.ts';
import type { Summary } from './summary.ts';
import { number } from './words.ts';

/**
 * In the dress of the pages (`web/src/styles/app.scss`): the system's font and our green-blue. Two columns on A4 and on wide
 * screens, one on a phone. Nothing is fetched from anywhere.
 */
const STYLE = `
:root { color: #0b0c0c; font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; font-size: 15px; line-height: 1.35; }
body { margin: 0 auto; max-width: 1180px; padding: 0 15px 30px; }
header { border-top: 10px solid #0f5561; margin-bottom: 15px; }
h1 { font-size: 1.8rem; margin: 15px 0 5px; }
h2 { font-size: 1.05rem; margin: 0 0 4px; }
p, ul { margin: 0 0 8px; }
ul { padding-left: 20px; }
.points li { font-weight: bold; }
.sections { columns: 2; column-gap: 30px; }
section { break-inside: avoid; margin-bottom: 18px; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .87rem; }
th, td { border-bottom: 1px solid #8fb8ba; padding: 3px 8px 3px 0; text-align: left; vertical-align: top; }
th::first-letter { text-transform: uppercase; }
.figure { font-variant-numeric: tabular-nums; text-align: right; white-space: nowrap; }
.whole { white-space: nowrap; }
.note { color: #484949; font-size: .87rem; margin: 4px 0 0; overflow-wrap: anywhere; }
details { margin-top: 15px; }
summary { color: #0b5966; cursor: pointer; text-decoration: underline; }
summary:focus, .table:focus { outline: 3px solid #fd0; outline-offset: 2px; }
@media (max-width: 900px) { .sections { columns: 1; } h1 { font-size: 1.4rem; } }
@media print {
  @page { size: A4; margin: 8mm; }
  :root { font-size: 7pt; line-height: 1.15; }
  body { max-width: none; padding: 0; }
  .sections { columns: 2; column-gap: 6mm; }
  h1 { font-size: 1.4rem; margin: 4px 0 2px; }
  header { border-top-width: 4px; margin-bottom: 4px; }
  p, ul { margin-bottom: 3px; }
  section { margin-bottom: 5px; }
  th, td { padding: 0 5px 0 0; }
  details { display: none; }
}`;

/** The month as one page that opens anywhere and prints on A4. */
export function summaryHtml(summary: Summary): string {
  const { title, lead, points, sections } = pageOf(summary);
  return `<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${escaped(title)}</h1>
<p>${escaped(lead)}</p>
</header>
<main>
<ul class="points">
${points.map((point) => `<li>${escaped(point)}</li>`).join('\n')}
</ul>
<div class="sections">
${sections.map(sectionHtml).join('\n')}
</div>
${realHtml(summary)}
</main>
</body>
</html>
`;
}

function sectionHtml({ title, headings, rows, notes }: Section): string {
  const isEmpty = rows.length === 0 && notes.length === 0;
  return `<section>
<h2>${escaped(title)}</h2>
${rows.length === 0 ? '' : table(title, headings, rows)}${isEmpty ? '<p class="note">None.</p>\n' : ''}${notes.map((note) => `<p class="note">${escaped(note)}</p>`).join('\n')}
</section>`;
}

/** It scrolls by itself where it is too wide, so that the page does not; by the keyboard too. */
function table(title: string, headings: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const kinds = headings.map((_, column) => kindOf(rows.map((row) => row[column] ?? '')));
  const attributes = (column: number) => (kinds[column] === null ? '' : ` class="${kinds[column] ?? ''}"`);
  const heads = headings.map(
    (heading, column) => `<th scope="col"${attributes(column)}>${escaped(heading)}</th>`,
  );
  const cells = (row: readonly Cell[]) =>
    row.map((cell, column) => `<td${attributes(column)}>${escaped(shown(cell))}</td>`).join('');
  return `<div class="table" tabindex="0" role="region" aria-label="${escaped(title)}"><table>
<thead><tr>${heads.join('')}</tr></thead>
<tbody>
${rows.map((row) => `<tr>${cells(row)}</tr>`).join('\n')}
</tbody>
</table></div>
`;
}

const DAY = /^\d{4}-\d\d-\d\d$/;

/** Figures stand to the right; a day is not broken into two lines. */
function kindOf(column: readonly Cell[]): 'figure' | 'whole' | null {
  const filled = column.filter((cell) => cell !== '');
  if (filled.every(isFigure)) return 'figure';
  return filled.every((cell) => DAY.test(String(cell))) ? 'whole' : null;
}

function shown(cell: Cell): string {
  return typeof cell === 'number' ? number(cell) : cell;
}

/** Each statement of a real bank with what became of it: on the screen only. */
function realHtml({ statements: { real } }: Summary): string {
  if (real === null || real.outcomes.length === 0) return '';
  const rows = real.outcomes.map(({ name, state, sentence }) => [name, state, sentence ?? '']);
  return `<details><summary>Statements of real banks, each with its outcome</summary>
${table('Statements of real banks, each with its outcome', ['file', 'state', 'reason'], rows)}</details>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
