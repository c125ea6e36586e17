import { marchMovements, marchOpening, type Movement } from './bank-files.ts';
import { drawPdf, pagesOfTable, type Drawn, type DrawnLine } from './pdf-drawing.ts';

/** Statements of invented accounts as British banks print them. */
export type PdfOptions = {
  opening?: number;
  linesOnPage?: number;
  hasPageNumbers?: boolean;
  hasHeadingsOnce?: boolean;
  /** Changes what is drawn, as someone does who edits a statement. */
  edit?: (pages: Drawn[][]) => Drawn[][];
  making?: Parameters<typeof drawPdf>[1];
};

type Balanced = Movement & { balance: number; isFirstOfDay: boolean; isLastOfDay: boolean };

function balanced(movements: readonly Movement[], opening: number): Balanced[] {
  let balance = opening;
  return movements.map((movement, index) => {
    balance += movement.pence;
    return {
      ...movement,
      balance,
      isFirstOfDay: movements[index - 1]?.on !== movement.on,
      isLastOfDay: movements[index + 1]?.on !== movement.on,
    };
  });
}

function pounds(pence: number): string {
  const digits = String(Math.abs(pence)).padStart(3, '0');
  const whole = digits.slice(0, -2).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
  return `${pence < 0 ? '-' : ''}${whole}.${digits.slice(-2)}`;
}

const out = ({ pence }: Movement) => (pence < 0 ? pounds(-pence) : '');
const paidIn = ({ pence }: Movement) => (pence > 0 ? pounds(pence) : '');
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const fullMonths = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
];

function parts(on: string): { year: string; month: number; day: string } {
  const [year = '', month = '', day = ''] = on.split('-');
  return { year, month: Number(month) - 1, day };
}

function dayAndMonth(on: string): string {
  return `${Number(parts(on).day)} ${months[parts(on).month] ?? ''}`;
}

function shortYear(on: string): string {
  const { year, month, day } = parts(on);
  return `${day} ${months[month] ?? ''} ${year.slice(2)}`;
}

function longDay(on: string): string {
  const { year, month, day } = parts(on);
  return `${Number(day)} ${fullMonths[month] ?? ''} ${year}`;
}

function slashed(on: string): string {
  const { year, month, day } = parts(on);
  return `${day}/${String(month + 1).padStart(2, '0')}/${year}`;
}

function ordinal(on: string): string {
  const day = Number(parts(on).day);
  const ending = { 1: 'st', 2: 'nd', 3: 'rd', 21: 'st', 22: 'nd', 23: 'rd', 31: 'st' }[day] ?? 'th';
  return `${day}${ending} ${months[parts(on).month] ?? ''}`;
}

type Sample = { rows: Balanced[]; opening: number; closing: number; from: string; to: string };

function sampleOf(movements: readonly Movement[], { opening = marchOpening }: PdfOptions): Sample {
  const rows = balanced(movements, opening);
  const [first, last] = [movements[0]?.on ?? '2026-03-01', movements.at(-1)?.on ?? '2026-03-31'];
  const from = `${first.slice(0, 7)}-01`;
  return { rows, opening, closing: rows.at(-1)?.balance ?? opening, from, to: last };
}

type Table = Omit<Parameters<typeof pagesOfTable>[0], 'linesOnPage'>;

async function draw(table: Table, options: PdfOptions): Promise<Buffer> {
  const { linesOnPage = 38, hasPageNumbers = true, hasHeadingsOnce = false } = options;
  const pages = pagesOfTable({ ...table, linesOnPage, hasPageNumbers, hasHeadingsOnce });
  return drawPdf(options.edit?.(pages) ?? pages, options.making);
}

const holder = 'Ms Wren Alder';
const address: Drawn[] = [
  { text: holder, x: 40, y: 60 },
  { text: '4 Beech Lane', x: 40, y: 72 },
  { text: 'Larkford LK1 2AB', x: 40, y: 84 },
];

/** A summary box above, money in before money out, a kind of its own, the balance in every row. */
export async function lloydsPdf(movements = marchMovements, options: PdfOptions = {}): Promise<Buffer> {
  const { rows, opening, closing, from, to } = sampleOf(movements, options);
  const sum = (sign: number) =>
    rows.filter(({ pence }) => pence * sign > 0).reduce((all, { pence }) => all + Math.abs(pence), 0);
  const above = [
    ...address,
    { text: 'Sort Code', x: 330, y: 60 },
    { text: '99-88-74', x: 430, y: 60 },
    { text: 'Account Number', x: 330, y: 74 },
    { text: '12345678', x: 430, y: 74 },
    { text: `${longDay(from)} to ${longDay(to)}`, x: 40, y: 120 },
    { text: 'Money In', x: 40, y: 140 },
    { text: `£${pounds(sum(1))}`, right: 200, y: 140 },
    { text: `Balance on ${longDay(from)}`, x: 330, y: 140 },
    { text: `£${pounds(opening)}`, right: 550, y: 140 },
    { text: 'Money Out', x: 40, y: 156 },
    { text: `£${pounds(sum(-1))}`, right: 200, y: 156 },
    { text: `Balance on ${longDay(to)}`, x: 330, y: 156 },
    { text: `£${pounds(closing)}`, right: 550, y: 156 },
  ];
  const columns = [
    { heading: 'Date', x: 40 },
    { heading: 'Description', x: 110 },
    { heading: 'Type', x: 290 },
    { heading: 'Money In (£)', right: 400 },
    { heading: 'Money Out (£)', right: 475 },
    { heading: 'Balance (£)', right: 550 },
  ];
  const lines = rows.map((each) => [
    ...[shortYear(each.on), each.text, each.kind, paidIn(each), out(each), pounds(each.balance)],
  ]);
  return draw({ above, columns, lines }, options);
}

/** The date once a day, the balance below the last row of a day, texts of two lines, headings of two lines. */
export async function barclaysPdf(movements = marchMovements, options: PdfOptions = {}): Promise<Buffer> {
  const { rows, opening, closing, from, to } = sampleOf(movements, options);
  const above = [
    ...address,
    { text: 'Sort Code 20-00-00   Account No 99887766', x: 330, y: 60 },
    { text: `Statement period ${dayAndMonth(from)} - ${longDay(to)}`, x: 330, y: 90 },
  ];
  const columns = [
    { heading: 'Date', x: 40 },
    { heading: 'Description', x: 95 },
    { heading: 'Money\nout', right: 390 },
    { heading: 'Money\nin', right: 460 },
    { heading: 'Balance', right: 545 },
  ];
  const lines: DrawnLine[] = [
    [dayAndMonth(from), 'Start balance', '', '', `£${pounds(opening)}`],
    ...rows.flatMap((each) => [
      [
        each.isFirstOfDay ? dayAndMonth(each.on) : '',
        `Payment ${each.text}`,
        ...[out(each), paidIn(each), each.isLastOfDay ? pounds(each.balance) : ''],
      ],
      ['', `Ref: ${each.kind ?? 'X'} 12.50 of March`],
    ]),
    [dayAndMonth(to), 'End balance', '', '', `£${pounds(closing)}`],
  ];
  return draw(
    { above, columns, lines, below: [{ text: 'Anything wrong? Tell us.', x: 40, y: 30 }] },
    options,
  );
}

/** The kind before the text, the amount in the last line of a row, overdrawn balances marked D, carried from page to page. */
export async function hsbcPdf(movements = marchMovements, options: PdfOptions = {}): Promise<Buffer> {
  const { rows, opening, closing, from, to } = sampleOf(movements, options);
  const above = [
    ...[
      { text: 'Account Name', x: 40, y: 100 },
      { text: 'Sortcode', x: 300, y: 100 },
    ],
    ...[
      { text: 'Account Number', x: 380, y: 100 },
      { text: 'Sheet Number', x: 480, y: 100 },
    ],
    ...[
      { text: holder, x: 40, y: 112 },
      { text: '40-00-01', x: 300, y: 112 },
    ],
    ...[
      { text: '44332211', x: 380, y: 112 },
      { text: '210', x: 480, y: 112 },
    ],
    { text: `${longDay(from)} to ${longDay(to)}`, x: 40, y: 130 },
    { text: 'Opening Balance', x: 330, y: 150 },
    { text: pounds(Math.abs(opening)) + (opening < 0 ? ' D' : ''), right: 550, y: 150 },
    { text: 'Closing Balance', x: 330, y: 164 },
    { text: pounds(Math.abs(closing)) + (closing < 0 ? ' D' : ''), right: 550, y: 164 },
  ];
  const columns = [
    { heading: 'Date', x: 40 },
    { heading: 'Payment type and details', x: 100 },
    { heading: 'Paid out', right: 400 },
    { heading: 'Paid in', right: 470 },
    { heading: 'Balance', right: 550 },
  ];
  const balance = (pence: number) => `${pounds(Math.abs(pence))}${pence < 0 ? ' D' : ''}`;
  const lines: DrawnLine[] = [
    [shortYear(from), 'BALANCE BROUGHT FORWARD', '', '', balance(opening)],
    ...rows.flatMap((each, index): DrawnLine[] => {
      const money = [out(each), paidIn(each), each.isLastOfDay ? balance(each.balance) : ''];
      const [first = '', ...others] = each.text.split(' ');
      const date = each.isFirstOfDay ? shortYear(each.on) : '';
      if (index % 3 === 2 || others.length === 0) return [[date, `VIS ${each.text}`, ...money]];
      return [
        [date, `${each.kind ?? 'DD'} ${first}`],
        ['', others.join(' '), ...money],
      ];
    }),
    ['', 'BALANCE CARRIED FORWARD', '', '', balance(closing)],
  ];
  return draw({ above, columns, lines }, options);
}

/** Date, type and description apart; the type once, money in before money out, balances with OD. */
export async function natwestPdf(movements = marchMovements, options: PdfOptions = {}): Promise<Buffer> {
  const { rows, opening, closing, from, to } = sampleOf(movements, options);
  const balance = (pence: number) => (pence < 0 ? `${pounds(-pence)} OD` : pounds(pence));
  const above = [
    { text: 'Account Name', x: 40, y: 90 },
    { text: 'ALDER W', x: 160, y: 90 },
    { text: 'Account No', x: 300, y: 90 },
    { text: '55667788', x: 380, y: 90 },
    { text: 'Sort Code', x: 440, y: 90 },
    { text: '60-00-01', x: 500, y: 90 },
    { text: `Period Covered ${shortLong(from)} to ${shortLong(to)}`, x: 40, y: 110 },
    { text: 'Previous Balance', x: 40, y: 130 },
    { text: 'Paid In', x: 160, y: 130 },
    { text: 'Withdrawn', x: 260, y: 130 },
    { text: 'New Balance', x: 360, y: 130 },
    { text: `£${balance(opening)}`, x: 40, y: 142 },
    { text: `£${pounds(rows.reduce((all, { pence }) => all + Math.max(pence, 0), 0))}`, x: 160, y: 142 },
    { text: `£${pounds(rows.reduce((all, { pence }) => all + Math.max(-pence, 0), 0))}`, x: 260, y: 142 },
    { text: `£${balance(closing)}`, x: 360, y: 142 },
  ];
  const columns = [
    { heading: 'Date', x: 40 },
    { heading: 'Type', x: 110 },
    { heading: 'Description', x: 190 },
    { heading: 'Paid in', right: 420 },
    { heading: 'Paid out', right: 485 },
    { heading: 'Balance', right: 560 },
  ];
  const lines: DrawnLine[] = [
    [dayAndMonth(from).toUpperCase(), '', 'BROUGHT FORWARD', '', '', balance(opening)],
    ...rows.flatMap((each): DrawnLine[] => [
      [
        each.isFirstOfDay ? dayAndMonth(each.on).toUpperCase() : '',
        ...['Online', each.text, paidIn(each), out(each), balance(each.balance)],
      ],
      ['', '', 'VIA MOBILE - PYMT'],
    ]),
    ['', '', 'Total', pounds(movedOf(rows, 1)), pounds(movedOf(rows, -1))],
  ];
  return draw({ above, columns, lines }, options);
}

function movedOf(rows: readonly Movement[], sign: number): number {
  return rows.reduce((all, { pence }) => all + Math.max(pence * sign, 0), 0);
}

function shortLong(on: string): string {
  const { year, month, day } = parts(on);
  return `${day} ${(months[month] ?? '').toUpperCase()} ${year}`;
}

/** Years as headings, days without them, no period; headings begin where their amounts begin. */
export async function nationwidePdf(movements = marchMovements, options: PdfOptions = {}): Promise<Buffer> {
  const { rows, opening } = sampleOf(movements, options);
  const above = [
    { text: holder, x: 40, y: 60 },
    { text: 'Sort code', x: 330, y: 60 },
    { text: '07-00-93', x: 430, y: 60 },
    { text: 'Account no', x: 330, y: 74 },
    { text: '22334455', x: 430, y: 74 },
  ];
  const columns = [
    { heading: 'Date', x: 40 },
    { heading: 'Description', x: 100 },
    { heading: '£ Out', x: 360 },
    { heading: '£ In', x: 430 },
    { heading: '£ Balance', x: 500 },
  ];
  let year = '';
  const lines: DrawnLine[] = [];
  for (const [index, each] of rows.entries()) {
    if (parts(each.on).year !== year) {
      year = parts(each.on).year;
      lines.push([year, index === 0 ? '' : undefined]);
      if (index === 0) lines.push(['', 'Balance from statement 11', '', '', pounds(opening)]);
    }
    lines.push([
      each.isFirstOfDay ? `${parts(each.on).day} ${months[parts(each.on).month] ?? ''}` : '',
      ...[`Payment to ${each.text}`, out(each), paidIn(each), each.isLastOfDay ? pounds(each.balance) : ''],
    ]);
  }
  return draw({ above, columns, lines }, options);
}

/** `1st Mar`, money in before money out, balances brought and carried forward. */
export async function santanderPdf(movements = marchMovements, options: PdfOptions = {}): Promise<Buffer> {
  const { rows, opening, closing, from, to } = sampleOf(movements, options);
  const above = [
    { text: `Account name: ${holder}`, x: 40, y: 60 },
    { text: 'Account number: 33445566 Sort Code: 09 01 28', x: 40, y: 74 },
    {
      text: `Your account summary for ${ordinal(from)} ${parts(from).year} to ${ordinal(to)} ${parts(to).year}`,
      x: 40,
      y: 100,
    },
    { text: 'Balance brought forward from previous statement', x: 40, y: 120 },
    { text: `£${pounds(opening)}`, right: 400, y: 120 },
    { text: 'Total money in:', x: 40, y: 132 },
    { text: `£${pounds(movedOf(rows, 1))}`, right: 400, y: 132 },
    { text: 'Total money out:', x: 40, y: 144 },
    { text: `-£${pounds(movedOf(rows, -1))}`, right: 400, y: 144 },
    { text: `Your balance at close of business ${ordinal(to)} ${parts(to).year}`, x: 40, y: 156 },
    { text: `£${pounds(closing)}`, right: 400, y: 156 },
  ];
  const columns = [
    { heading: 'Date', x: 40 },
    { heading: 'Description', x: 95 },
    { heading: 'Money in', right: 410 },
    { heading: 'Money out', right: 480 },
    { heading: '£ Balance', right: 555 },
  ];
  const lines: DrawnLine[] = [
    ['', 'Balance brought forward from previous statement', '', '', pounds(opening)],
    ...rows.map((each) => [
      ordinal(each.on),
      `BANK GIRO ${each.text}`,
      paidIn(each),
      out(each),
      pounds(each.balance),
    ]),
    ['', 'Balance carried forward to next statement', '', '', pounds(closing)],
  ];
  return draw({ above, columns, lines }, options);
}

/** A prepaid card: the newest first, debit and credit, every date whole. */
export async function prepaidPdf(movements = marchMovements, options: PdfOptions = {}): Promise<Buffer> {
  const { rows, opening, closing, from, to } = sampleOf(movements, options);
  const above = [
    { text: 'Cardholder name', x: 40, y: 60 },
    { text: holder, x: 150, y: 60 },
    { text: 'Card number', x: 40, y: 74 },
    { text: '**** **** **** 4821', x: 150, y: 74 },
    { text: `Statement from ${slashed(from)} to ${slashed(to)}`, x: 40, y: 90 },
    { text: 'Opening balance', x: 40, y: 110 },
    { text: pounds(opening), x: 150, y: 110 },
    { text: 'Closing balance', x: 40, y: 122 },
    { text: pounds(closing), x: 150, y: 122 },
  ];
  const columns = [
    { heading: 'Date', x: 40 },
    { heading: 'Details', x: 120 },
    { heading: 'Debit', right: 400 },
    { heading: 'Credit', right: 470 },
    { heading: 'Balance', right: 550 },
  ];
  const lines = rows
    .toReversed()
    .map((each) => [slashed(each.on), each.text, out(each), paidIn(each), pounds(each.balance)]);
  return draw({ above, columns, lines }, options);
}

/** One amount with its sign; the balance beside it. */
export async function signedPdf(movements = marchMovements, options: PdfOptions = {}): Promise<Buffer> {
  const { rows } = sampleOf(movements, options);
  const withSign = (pence: number) => `${pence < 0 ? '-' : '+'}£${pounds(Math.abs(pence))}`;
  const columns = [
    { heading: 'Date', x: 40 },
    { heading: 'Transaction', x: 130 },
    { heading: 'Amount (GBP)', right: 460 },
    { heading: 'Balance (GBP)', right: 550 },
  ];
  const lines = rows.map((each) => [
    longDay(each.on),
    each.text,
    withSign(each.pence),
    `£${pounds(each.balance)}`,
  ]);
  return draw({ above: [{ text: 'Account number: 66778899', x: 40, y: 60 }], columns, lines }, options);
}

/** As Lloyds without a summary, its headings at the left of wide columns and the amounts at their right. */
async function wideColumnsPdf(movements = marchMovements, options: PdfOptions = {}): Promise<Buffer> {
  const { rows, opening, closing, from, to } = sampleOf(movements, options);
  const columns = [
    { heading: 'Date', x: 40 },
    { heading: 'Particulars', x: 110 },
    { heading: 'Withdrawals', x: 250, right: 340 },
    { heading: 'Deposits', x: 352, right: 440 },
    { heading: 'Balance', x: 452, right: 555 },
  ];
  const lines: DrawnLine[] = [
    [slashed(from), 'Opening balance', '', '', pounds(opening)],
    ...rows.map((each) => [slashed(each.on), each.text, out(each), paidIn(each), pounds(each.balance)]),
    [slashed(to), 'Closing balance', '', '', pounds(closing)],
  ];
  return draw({ above: address, columns, lines }, options);
}

export const pdfLayouts = {
  'wide columns': wideColumnsPdf,
  Lloyds: lloydsPdf,
  Barclays: barclaysPdf,
  HSBC: hsbcPdf,
  NatWest: natwestPdf,
  Nationwide: nationwidePdf,
  Santander: santanderPdf,
  'a prepaid card': prepaidPdf,
  'one signed amount': signedPdf,
} as const;
