import { finding, type Finding } from '../../../../domain/records/finding.ts';
import type { PrintedPage } from './pdf-furniture.ts';

type PageOfFile = { page: number; printed: PrintedPage | null };

/** The pages that are missing of each statement in a file by the numbers printed on them, `Page 2 of 5`. */
export function pageFindings(pages: readonly PageOfFile[]): Finding[] {
  const numbered = pages.flatMap(({ printed }) => (printed === null ? [] : [printed]));
  if (numbered.length === 0) return pages.length < 2 ? [] : [notNumbered()];
  return runsOf(numbered).flatMap(missingOf);
}

function notNumbered(): Finding {
  return finding(
    'information',
    'page-numbers-not-printed',
    'The pages of the PDF have no numbers such as “Page 1 of 3”, so only its balances show whether pages are missing.',
  );
}

/** Twelve statements of a month in one file count their pages twelve times. */
function runsOf(pages: readonly PrintedPage[]): PrintedPage[][] {
  const runs: PrintedPage[][] = [];
  for (const each of pages) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const goesOn = last?.of === each.of && last.number < each.number;
    if (run !== undefined && goesOn) run.push(each);
    else runs.push([each]);
  }
  return runs;
}

function missingOf(run: readonly PrintedPage[]): Finding[] {
  const of = run[0]?.of ?? 0;
  const there = new Set(run.map(({ number }) => number));
  const missing = Array.from({ length: of }, (_each, index) => index + 1).filter(
    (number) => !there.has(number),
  );
  if (missing.length === 0) return [];
  const which = missing.length === 1 ? `page ${missing.join('')} is` : `pages ${missing.join(', ')} are`;
  const message = `The statement says that it has ${of} pages, and ${which} not in the file. Ask for every page of it.`;
  return [finding('error', 'page-missing', message, { value: missing.join(', ') })];
}
