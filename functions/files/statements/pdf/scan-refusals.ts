import { quote } from '../../../../domain/outcome.ts';
import { StatementRefusal } from '../statement-refusal.ts';
import type { PdfPlace } from './pdf-lines.ts';

/**
 * What is recognised of a scan: each page costs the council money, and each piece of text the time to fetch it. A statement of a
 * year has some 40 pages of some 1,000 words.
 */
export const scanLimits = { pages: 60, words: 60_000 };

const anotherForm = 'Ask for the statement as the bank makes it: a PDF from its website, CSV or OFX.';

export function scanTooManyPages(count: number, most: number): StatementRefusal {
  return new StatementRefusal(
    'scan-too-many-pages',
    `The PDF is a scan of ${count} pages, and the text of up to ${most} is recognised. ${anotherForm}`,
  );
}

export function scanTooManyWords(most: number): StatementRefusal {
  const message = `The PDF is a scan with more than ${most.toLocaleString('en-GB')} words. ${anotherForm}`;
  return new StatementRefusal('scan-too-much-text', message);
}

/** The service says in its own words why, which may help whoever looks into it. */
export function scanNotRecognised(reason: string | null): StatementRefusal {
  const why = reason === null ? '' : ` (Amazon Textract says ${quote(reason)})`;
  return new StatementRefusal(
    'scan-not-recognised',
    `The PDF is a scan, and its text could not be recognised${why}. ${anotherForm}`,
  );
}

export function scanPagesMissing(pages: readonly number[]): StatementRefusal {
  const [only, ...others] = pages;
  const which =
    only === undefined
      ? 'of some of its pages'
      : others.length === 0
        ? `of page ${only}`
        : `of the pages ${pages.join(', ')}`;
  return new StatementRefusal(
    'scan-pages-not-recognised',
    `The PDF is a scan, and the text ${which} could not be recognised, so transactions may be missing. ${anotherForm}`,
  );
}

/** The service keeps what it recognised for seven days. */
export function scanForgotten(): StatementRefusal {
  return new StatementRefusal(
    'scan-forgotten',
    'The PDF is a scan, and what was recognised of it was not fetched in time. Send the file again.',
  );
}

export function scanNotInTime(): StatementRefusal {
  return new StatementRefusal(
    'scan-not-in-time',
    `The PDF is a scan, and its text was not recognised within two hours. Send the file again later, or ask for the statement as the bank makes it.`,
  );
}

/** What is printed small or blurred may be another figure: `8` and `3`, `1` and `7`. */
export function scanDoubtful({ page, line }: PdfPlace, text: string, count: number): StatementRefusal {
  const more = count === 1 ? '' : ` So are ${count - 1} more.`;
  const message = `The PDF is a scan, and on page ${page}, line ${line}, ${quote(text)} is not recognised surely enough to be relied on.${more} ${anotherForm}`;
  return new StatementRefusal('scan-doubtful', message, { page, line });
}

/** Figures that do not add up were misread, or the statement itself is wrong: what is said of them says where. */
export function scanDoesNotAddUp(said: string): StatementRefusal {
  return new StatementRefusal(
    'scan-does-not-add-up',
    `The PDF is a scan, and the figures recognised on it are not relied on, since they do not add up. ${said} ${anotherForm}`,
  );
}

export function scanProvesNothing(): StatementRefusal {
  return new StatementRefusal(
    'scan-without-balances',
    `The PDF is a scan, and no balances before and after its transactions prove that every figure was recognised rightly. ${anotherForm}`,
  );
}
