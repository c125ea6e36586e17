import { quote } from '../../../../domain/outcome.ts';
import { StatementRefusal } from '../statement-refusal.ts';
import type { PdfPlace } from './pdf-lines.ts';

/** A row that cannot be read refuses its file: a statement with a hole proves nothing. */
export function unreadablePdfRow({ page, line }: PdfPlace, text: string, expected: string): StatementRefusal {
  const message = `Line ${line} on page ${page}, ${quote(text)}, cannot be read: ${expected} Ask for the statement as CSV or OFX.`;
  return new StatementRefusal('row-unreadable', message, { page, line });
}

export function pdfLayoutUnknown(): StatementRefusal {
  return new StatementRefusal(
    'layout-unknown',
    'No line of the PDF holds the headings of a statement, such as Date, Description, Paid out, Paid in and Balance. Check that it is a bank statement, or ask for it as CSV or OFX.',
  );
}
