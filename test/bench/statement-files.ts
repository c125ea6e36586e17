import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { calendarDate } from '../../domain/calendar.ts';
import type { AuditFacts } from '../../domain/direct-payments/audited.ts';
import { instalmentsOf } from '../../domain/direct-payments/council-payments.ts';
import { inOrderOf } from '../../domain/in-order-of.ts';
import { dayOf } from '../../local/sample-council/days.ts';
import { lloyds } from '../../local/sample-council/statements/bank-csv.ts';
import { statementOf, type Movement } from '../../local/sample-council/statements/statement.ts';
import { ourAgreement } from '../support/an-audit.ts';
import type { AskedStatement } from '../support/larkshire-statements.ts';
import { barclaysPdf, lloydsPdf, natwestPdf } from '../support/statements/pdf-files.ts';

/** What is known of the statement in one file, without what reading it tells. */
export type Asked = Pick<AuditFacts, 'agreement' | 'person' | 'household'> & {
  path: string;
  /** Which of the list were sent before, by their place in it. */
  earlier: number[];
};
export type AskedFiles = { sharedPayees: [payee: string, agreements: number][]; statements: Asked[] };

const year = { from: calendarDate('2025-10-01'), to: calendarDate('2026-09-30') };
const DAYS = 365;

/** What is bought beside what comes again and again: as planned, not in the plan, prohibited, and given back. */
const purchases: readonly Omit<Movement, 'day'>[] = [
  { type: 'DEB', text: 'FENLAND TAXIS', pence: -11_40 },
  { type: 'DEB', text: 'HIGH STREET STATIONERS', pence: -3_99 },
  { type: 'DD', text: 'LARKSHIRE WATER', pence: -14_20 },
  { type: 'FPO', text: 'KITE DAY CENTRE', pence: -25_00 },
  { type: 'CPT', text: 'CASH LARKTON HIGH ST', pence: -20_00 },
  { type: 'DEB', text: 'SWIMMING POOL LARKTON', pence: -4_60 },
  { type: 'FPI', text: 'REFUND KITE DAY CENTRE', pence: 25_00 },
  { type: 'DEB', text: 'LUCKY PENNY BINGO', pence: -5_00 },
  { type: 'DEB', text: 'CORNER SHOP LARKTON', pence: -7_35 },
];

/** A year of an invented account at Lloyds, of so many lines, with the agreement it is held against. */
export function writeYear(folder: string, lines: number): Asked {
  const agreement = ourAgreement({ startDate: calendarDate('2025-09-01') });
  const again = comingAgain(agreement);
  const first = dayOf(year.from);
  const bought = Array.from({ length: lines - again.length }, (_, turn): Movement => {
    const purchase = purchases[turn % purchases.length];
    if (purchase === undefined) throw new Error('nothing to buy');
    return { ...purchase, day: first + Math.floor((turn * DAYS) / (lines - again.length)) };
  });
  const statement = statementOf({
    account: { sortCode: '00-92-24', accountNumber: '12000006', name: 'Ada Ashdown' },
    ...{ from: first, to: dayOf(year.to), openingPence: lines * 10_00, movements: [...again, ...bought] },
  });
  const path = join(folder, `year-of-${lines}.csv`);
  writeFileSync(path, lloyds.write(statement));
  return { path, agreement, person: { name: 'Ada Ashdown', diedOn: null }, household: [], earlier: [] };
}

/** What the council pays in, and what the plan names. */
function comingAgain(agreement: AuditFacts['agreement']): Movement[] {
  const first = dayOf(year.from);
  const each = (days: number, movement: Omit<Movement, 'day'>): Movement[] =>
    Array.from({ length: Math.floor(DAYS / days) }, (_, turn) => ({ ...movement, day: first + turn * days }));
  return [
    ...instalmentsOf(agreement, year).map(({ dueOn, amountPence: pence }): Movement => ({
      ...{ day: dayOf(dueOn), type: 'FPI', text: 'LARKSHIRE COUNCIL DP DP00001', pence },
    })),
    ...each(7, { type: 'SO', text: 'JO FENBY WAGES', pence: -220_00 }),
    ...each(30, { type: 'DD', text: 'LARKPAY BUREAU', pence: -18_00 }),
    ...each(30, { type: 'DD', text: 'HMRC', pence: -18_00 }),
    ...each(365, { type: 'DD', text: 'FENNOWAY MUTUAL', pence: -96_00 }),
  ];
}

/** One in so many comes as the PDF that the bank shows, as the usual bank makes it. */
export const PDF_EACH = 5;

/** Writes the files of a council’s statements; gives what is known of each. */
export async function writeStatements(folder: string, asked: readonly AskedStatement[]): Promise<AskedFiles> {
  const places = new Map(asked.map(({ file }, place) => [file.key, place]));
  const statements: Asked[] = [];
  for (const [place, { file, facts }] of asked.entries()) {
    const { agreement, person, household } = facts;
    const isPdf = place % PDF_EACH === PDF_EACH - 1;
    const path = join(folder, `statement-${place}${isPdf ? '.pdf' : ''}`);
    writeFileSync(path, isPdf ? await asPdf(facts, place) : file.bytes);
    const earlier = facts.earlier.map(({ uploadId }) => places.get(uploadId) ?? -1);
    statements.push({ path, agreement, person, household, earlier });
  }
  return { sharedPayees: [...(asked[0]?.facts.sharedPayees ?? [])], statements };
}

/** The drawing wraps nothing. */
const WIDEST_TEXT = 24;
const pdfLayouts = [lloydsPdf, barclaysPdf, natwestPdf];

/** The same transactions as they would stand in a PDF; the account printed there is the one of the drawing. */
function asPdf({ sent: { statement } }: AuditFacts, place: number): Promise<Buffer> {
  const movements = inOrderOf(statement.transactions, ({ date }) => date).map(
    ({ date, text, amountPence }) => ({
      on: date,
      kind: 'FP',
      text: text.slice(0, WIDEST_TEXT),
      pence: amountPence,
    }),
  );
  const draw = pdfLayouts[place % pdfLayouts.length] ?? lloydsPdf;
  return draw(movements, { opening: statement.opening?.amountPence ?? 0 });
}
