import { pence } from '../money.ts';
import { invariant } from '../outcome.ts';
import type { AcceptedActuals } from '../pay/entitlement/package-facts.ts';
import { dateOfDay } from '../pay/span.ts';
import type { Commissioned } from './commissioned.ts';
import { payablePence, quantityText, type Measure, type Payable } from './payable.ts';

/** One line of a return that is paid, wholly or in part: of which return, which line of it, for which day. */
export type AcceptedLine = Payable & {
  uploadId: string;
  line: number;
  lineRef: string;
  day: number;
  measure: Measure;
  /** Whether an officer has still to decide; until then the lowest is paid. */
  inQuestion: boolean;
};

/** What becomes of a package’s accepted lines when some of a return come: those that were there of it go. */
export function withLines(
  before: readonly AcceptedLine[],
  {
    uploadId,
    replaces,
    lines,
  }: {
    uploadId: string;
    /** Which lines of the return are said anew. */
    replaces: 'all' | ReadonlySet<number>;
    lines: readonly AcceptedLine[];
  },
): AcceptedLine[] {
  const stay = before.filter(
    (each) => each.uploadId !== uploadId || (replaces !== 'all' && !replaces.has(each.line)),
  );
  return [...stay, ...lines].sort(
    (a, b) =>
      a.day - b.day || (a.uploadId < b.uploadId ? -1 : Number(a.uploadId > b.uploadId)) || a.line - b.line,
  );
}

/** Accepted lines as short text, each day counted from the line before: what a month of visits takes little room as. */
export function writeAccepted(lines: readonly AcceptedLine[]): string {
  const uploads = [...new Set(lines.map(({ uploadId }) => uploadId))];
  const rows = [uploads.join(',')];
  let [day, line] = [0, 0];
  for (const each of lines) {
    const kind = `${each.measure === 'minutes' ? 'm' : 'u'}${each.inQuestion ? '?' : ''}`;
    const price = `${each.rate ?? ''},${each.amountPence ?? ''}`;
    rows.push(
      `${each.day - day},${each.line - line},${each.quantity},${kind},${uploads.indexOf(each.uploadId)},${price},${refText(each.lineRef)}`,
    );
    [day, line] = [each.day, each.line];
  }
  // In one piece: a text that grew row by row would be kept as all of its pieces.
  return rows.join('\n');
}

/** A reference without what parts cells and lines. */
function refText(lineRef: string): string {
  return /^[\w/-]*$/.test(lineRef) ? lineRef : encodeURI(lineRef).replaceAll(',', '%2C');
}

/** The lines a text was made of. */
export function readAccepted(text: string): AcceptedLine[] {
  const [head = '', ...rows] = text.split('\n');
  const uploads = head.split(',');
  let [day, line] = [0, 0];
  return rows.map((row) => {
    const [days = '', lines = '', quantity = '', kind = '', upload = '', rate = '', amount = '', ref = ''] =
      row.split(',');
    day += Number(days);
    line += Number(lines);
    const uploadId = uploads[Number(upload)];
    invariant(uploadId !== undefined, 'an accepted line names its return');
    return {
      uploadId,
      line,
      lineRef: decodeURIComponent(ref),
      day,
      quantity: Number(quantity),
      measure: kind.startsWith('m') ? 'minutes' : 'units',
      inQuestion: kind.endsWith('?'),
      rate: rate === '' ? null : rate,
      amountPence: amount === '' ? null : pence(Number(amount)),
    };
  });
}

/** What a package’s accepted care of a month is worth to pay, at the rates that are agreed now. */
export function pricedCare(
  lines: readonly AcceptedLine[],
  { ref, pack }: { ref: AcceptedActuals['ref']; pack: Pick<Commissioned, 'rateOn'> },
): AcceptedActuals | null {
  const paid = lines.filter(({ quantity, amountPence }) => quantity !== 0 || (amountPence ?? 0) !== 0);
  const [first] = paid;
  const last = paid.at(-1);
  if (first === undefined || last === undefined) return null;
  return {
    ref,
    from: dateOfDay(first.day),
    to: dateOfDay(last.day),
    lines: paid.map((line) => pricedLine(line, pack.rateOn(line.day))),
  };
}

function pricedLine(line: AcceptedLine, agreedRate: string | null): AcceptedActuals['lines'][number] {
  const { lineRef, day, quantity, measure, rate, amountPence } = line;
  const isUnknown = amountPence === null && rate === null && agreedRate === null;
  return {
    lineRef,
    date: dateOfDay(day),
    quantity: quantityText(quantity, measure),
    rate: rate ?? agreedRate ?? '0',
    amountPence: isUnknown ? null : payablePence(line, { agreedRate, measure, isPaid: true }),
  };
}
