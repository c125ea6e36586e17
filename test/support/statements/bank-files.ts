/** One movement of an invented account, oldest first wherever there are several. What is paid in is positive. */
export type Movement = { on: string; text: string; pence: number; kind?: string };

export const marchMovements: Movement[] = [
  { on: '2026-03-02', text: 'LARKSHIRE COUNCIL DP', pence: 84_000, kind: 'BGC' },
  { on: '2026-03-05', text: 'M PENROSE CARE WAGES', pence: -61_250, kind: 'FPO' },
  { on: '2026-03-05', text: 'HMRC PAYE', pence: -4_817, kind: 'DD' },
  { on: '2026-03-14', text: 'BRIGHT DAY CENTRE', pence: -5_000, kind: 'DEB' },
  { on: '2026-03-31', text: 'REFUND BRIGHT DAY', pence: 1_205, kind: 'BGC' },
];
export const marchSum = 14_138;
export const marchOpening = 20_000;
export const marchClosing = 34_138;

type Balanced = Movement & { balance: number };

function balanced(movements: readonly Movement[], opening = marchOpening): Balanced[] {
  let balance = opening;
  return movements.map((movement) => {
    balance += movement.pence;
    return { ...movement, balance };
  });
}

const newestFirst = (movements: readonly Movement[]) => balanced(movements).toReversed();

function pounds(pence: number): string {
  const digits = String(Math.abs(pence)).padStart(3, '0');
  return `${pence < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

const out = ({ pence }: Movement) => (pence < 0 ? pounds(-pence) : '');
const paidIn = ({ pence }: Movement) => (pence > 0 ? pounds(pence) : '');
const withSign = (pence: number) => `${pence < 0 ? '-' : '+'}£${pounds(Math.abs(pence))}`;
const balanceSign = (pence: number) => `${pence < 0 ? '-' : ''}£${pounds(Math.abs(pence))}`;

function parts(on: string): { year: string; month: string; day: string } {
  const [year = '', month = '', day = ''] = on.split('-');
  return { year, month, day };
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function slashed(on: string): string {
  const { year, month, day } = parts(on);
  return `${day}/${month}/${year}`;
}

function named(on: string): string {
  const { year, month, day } = parts(on);
  return `${day} ${months[Number(month) - 1] ?? ''} ${year}`;
}

function longNamed(on: string): string {
  const { year, day } = parts(on);
  return `${Number(day)} March ${year}`;
}

const lines = (...rows: (string | readonly string[])[]) => `${rows.flat().join('\n')}\n`;
const quoted = (...cells: string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');

export function barclays(movements = marchMovements, { tail = true } = {}): string {
  const rows = newestFirst(movements).map(
    (each) =>
      ` ,${slashed(each.on)},20-00-00 99887766,${pounds(each.pence)},${each.kind ?? ''},${each.text}        \tON 06 MAY BCC`,
  );
  return lines('Number,Date,Account,Amount,Subcategory,Memo', rows, tail ? [',,,,,'] : []);
}

export function lloyds(
  movements = marchMovements,
  { headingComma = true, opening = marchOpening } = {},
): string {
  const headings =
    'Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,Debit Amount,Credit Amount,Balance';
  const rows = balanced(movements, opening)
    .toReversed()
    .map(
      (each) =>
        `${slashed(each.on)},${each.kind ?? 'DEB'},'99-88-74,12345678,${each.text},${out(each)},${paidIn(each)},${pounds(each.balance)}`,
    );
  return lines(`${headings}${headingComma ? ',' : ''}`, rows);
}

const natwestHeadings = 'Date, Type, Description, Value, Balance, Account Name, Account Number';

export function natwest(movements = marchMovements): string {
  const rows = newestFirst(movements).map(
    (each) =>
      `${named(each.on)},${each.kind ?? ''},"'${each.text}",${pounds(each.pence)},${pounds(each.balance)},"'A FENWICK","'601234-12345678",`,
  );
  return lines('', '', natwestHeadings, '', rows);
}

/** A current account, and a card whose purchases have no sign, in one file. */
export function natwestWithCard(): string {
  return lines(
    '',
    natwestHeadings,
    `20/03/2026,Purchase,"'BRIGHT DAY CENTRE",8.99,,"'A FENWICK","'543484******5254",`,
    `05/04/2026,Payment," ' DIRECT DEBIT PAYMENT ",-1088.91,,"'A FENWICK","'543484******5254",`,
    `04/04/2026,Fee,"'CASH FEE",.54,,"'A FENWICK","'543484******5254",`,
    `19/06/2026,,"'Balance as at 19 Jun 2026",,400.28,"'A FENWICK","'543484******5254"`,
    `06/04/2026,D/D,"'CARD PAYMENT",-1088.91,911.09,"'A FENWICK","'601234-12345678",`,
  );
}

export function natwestBankline(movements = marchMovements): string {
  const rows = movements.map(
    (each) =>
      `G1,A1,12345678,C,601234,GBP,${slashed(each.on)},${slashed(each.on)},${pounds(each.pence)},${each.kind ?? ''},,P,${each.text}`,
  );
  return lines(
    'GROUP,ACC ID,ACCOUNT NO,TYPE,BANK CODE,CURR,ENTRY DATE,AS AT,AMOUNT,TLA CODE,CHEQUE NO,STATUS,DESCRIPTION',
    rows,
  );
}

export function hsbc(movements = marchMovements): string {
  const grouped = (pence: number) => pounds(pence).replace(/(\d)(\d{3}\.)/, '$1,$2');
  const rows = newestFirst(movements).map(
    (each) => `${slashed(each.on)},${each.text}                  )))VIS,"${grouped(each.pence)}"`,
  );
  return `\ufeff${lines(rows)}`;
}

export function hsbcBusiness(movements = marchMovements): string {
  const rows = newestFirst(movements).map(
    (each) =>
      `${slashed(each.on)},${each.kind ?? ''},${each.text},${out(each)},${paidIn(each)},${pounds(each.balance)}`,
  );
  return lines('Date,Type,Description,Paid out,Paid in,Balance', rows);
}

export function firstDirect(movements = marchMovements): string {
  const rows = newestFirst(movements).map(
    (each) => `${slashed(each.on)},"${each.text}",${pounds(each.pence)},${pounds(each.balance)}`,
  );
  return lines('Date,Description,Amount,Balance', rows);
}

export function firstDirectCard(movements = marchMovements): string {
  const rows = newestFirst(movements).map(
    (each, place) => `${slashed(each.on)},${each.text},${pounds(each.pence)},REF${place}`,
  );
  return lines('Date,Description,Amount,Reference', rows);
}

export function nationwide(movements = marchMovements): string {
  const rows = balanced(movements).map((each) => {
    const [paidOut, into] = [out(each), paidIn(each)].map((amount) => (amount === '' ? '' : `£${amount}`));
    return quoted(
      ...[named(each.on), 'Payment', each.text],
      ...[paidOut ?? '', into ?? '', balanceSign(each.balance)],
    );
  });
  return lines(
    quoted('Account Name:', 'Care money ****12345'),
    quoted('Account Balance:', '£100.00'),
    quoted('Available Balance: ', '£100.00'),
    '',
    quoted('Date', 'Transaction type', 'Description', 'Paid out', 'Paid in', 'Balance'),
    rows,
  );
}

export function nationwideMidata(movements = marchMovements): string {
  const rows = newestFirst(movements).map((each) =>
    quoted(slashed(each.on), 'Payment', each.text, withSign(each.pence), balanceSign(each.balance)),
  );
  return lines(
    quoted('Account Number:', '****12345'),
    '',
    quoted('Date', 'Type', 'Merchant/Description', 'Debit/Credit', 'Balance'),
    rows,
    '',
    quoted('Arranged Overdraft Limit', '20/08/2026', '£100.00'),
  );
}

export function nationwideCard(movements = marchMovements): string {
  const rows = movements.map((each) => {
    const amounts = [out(each), paidIn(each)].map((amount) => (amount === '' ? '' : `£${amount}`));
    return `${quoted(named(each.on), each.text, 'LARKTON', ...amounts)},`;
  });
  return lines(
    quoted('Account Name:', 'Card ****4321'),
    quoted('Account Balance:', '£100.00'),
    quoted('Available Balance: ', '£100.00'),
    '',
    `${quoted('Date', 'Transactions', 'Location', 'Paid out', 'Paid in')},`,
    rows,
  );
}

export function santanderText(movements = marchMovements): string {
  const gap = '\u00a0';
  const blocks = newestFirst(movements).map((each) => [
    `Date:${gap}${slashed(each.on)}`,
    `Description:${gap}${each.text}`,
    `Amount:${gap}${pounds(each.pence)}${gap}`,
    `Balance:${gap}${pounds(each.balance)}${gap}`,
    '',
  ]);
  return lines(
    `From:${gap}01/03/2026${gap}to${gap}31/03/2026`,
    '',
    `Account:${gap}XXXX XXXX XXXX 9876`,
    '',
    blocks.flat(),
  );
}

export function santanderMidata(movements = marchMovements): string {
  const rows = newestFirst(movements).map(
    (each) =>
      `${slashed(each.on)};Card purchase;${each.text}, LARKTON;${withSign(each.pence)};${withSign(each.balance)};`,
  );
  return lines(
    'Date;Type;Merchant/Description;Debit/Credit;Balance;',
    rows,
    '',
    'Arranged overdraft limit;31/03/2026;+£0.00;',
  );
}

export function santanderBusiness(movements = marchMovements): string {
  const rows = movements.map((each) => ({ ...each }));
  return lines(
    'Date,Narrative,Transaction Type,Debit,Credit,Current Balance',
    balanced(rows).map(
      (each) =>
        `${slashed(each.on)},${each.text},${each.kind ?? ''},${out(each)},${paidIn(each)},${pounds(each.balance)}`,
    ),
  );
}

export function cooperative(movements = marchMovements): string {
  const rows = newestFirst(movements).map(
    (each) =>
      `${each.on},${each.text},${each.kind ?? ''},${paidIn(each)},${out(each)},${pounds(each.balance)}`,
  );
  return lines('Date,Description,Type,Money In,Money Out,Balance', rows);
}

export function cooperativeBusiness(movements = marchMovements): string {
  const rows = balanced(movements).map(
    (each) => `${slashed(each.on)},${each.text},B1,C1,${paidIn(each)},${out(each)},,${pounds(each.balance)}`,
  );
  return lines(
    ['The Co-operative Bank', 'Business account', 'Statement', '', 'From 01/03/2026', 'To 31/03/2026'],
    'Date,Description,Bank Reference,Customer Reference,Credit,Debit,Additional Information,Running Balance',
    rows,
  );
}

export function metro(movements = marchMovements, { hasBalance = true } = {}): string {
  const rows = balanced(movements).map((each) => {
    const amounts = [paidIn(each), out(each)].map((amount) => (amount === '' ? '0.00' : amount));
    return `${longNamed(each.on)},${each.text},Larkton,${amounts.join(',')}${hasBalance ? `,${pounds(each.balance)}` : ''}`;
  });
  return lines(`Date,Details,Transaction Type,In,Out${hasBalance ? ',Balance' : ''}`, rows);
}

export function metro2010(movements = marchMovements): string {
  const rows = balanced(movements).map(
    (each) => `${slashed(each.on)},${each.text},09:15,${out(each)},${paidIn(each)},${pounds(each.balance)}`,
  );
  return lines('Date,Description,Time,Money Out,Money In,Current Balance', rows);
}

const monzoHeadings = [
  ...['Transaction ID', 'Date', 'Time', 'Type', 'Name', 'Emoji', 'Category', 'Amount', 'Currency'],
  ...['Local amount', 'Local currency', 'Notes and #tags', 'Address', 'Receipt', 'Description'],
  ...['Category split', 'Money Out', 'Money In', 'Balance', 'Balance currency'],
];

export function monzo(movements = marchMovements, { columns = 20 } = {}): string {
  const rows = balanced(movements).map((each, place) => {
    const amount = pounds(each.pence);
    const cells = [
      ...[`tx_${place}`, slashed(each.on), '09:15:00', 'Card payment', each.text, '🛒', 'Care'],
      ...[amount, 'GBP', amount, 'GBP', '', '', '', each.text, ''],
      ...[each.pence < 0 ? amount : '', each.pence > 0 ? amount : '', pounds(each.balance), 'GBP'],
    ];
    return cells.slice(0, columns).join(',');
  });
  return lines(monzoHeadings.slice(0, columns).join(','), rows);
}

export function monzo2018(movements = marchMovements): string {
  const rows = movements.map((each, place) => {
    const amount = pounds(each.pence);
    return `tx_${place},${each.on} 12:34:56 +0000,${amount},GBP,${amount},GBP,general,,${each.text},,,`;
  });
  return lines(
    'id,created,amount,currency,local_amount,local_currency,category,emoji,description,address,notes,receipt',
    rows,
  );
}

export function starling(movements = marchMovements, { columns = 8, currency = 'GBP' } = {}): string {
  const headings = [
    ...['Date', 'Counter Party', 'Reference', 'Type', `Amount (${currency})`, `Balance (${currency})`],
    ...['Spending Category', 'Notes'],
  ];
  const rows = balanced(movements).map((each) =>
    [
      slashed(each.on),
      each.text,
      'CARE MARCH',
      each.kind ?? '',
      pounds(each.pence),
      pounds(each.balance),
      'CARE',
      '',
    ]
      .slice(0, columns)
      .join(','),
  );
  const opening = ['01/03/2026', 'Opening Balance', '', '', '', pounds(marchOpening), '', ''];
  return lines(headings.slice(0, columns).join(','), opening.slice(0, columns).join(','), rows);
}

/** Every movement costs a fee of 10p, beside its amount. */
export function revolut(movements = marchMovements, { separator = ',' } = {}): string {
  let balance = marchOpening;
  const row = (...cells: string[]) => cells.join(separator);
  const rows = movements.map((each) => {
    balance += each.pence - 10;
    const at = `${each.on} 9:15:00`;
    return row(
      ...[
        'TRANSFER',
        'Current',
        at,
        at,
        each.text,
        pounds(each.pence),
        '0.10',
        'GBP',
        'COMPLETED',
        pounds(balance),
      ],
    );
  });
  return lines(
    row(
      'Type',
      'Product',
      'Started Date',
      'Completed Date',
      'Description',
      'Amount',
      'Fee',
      'Currency',
      'State',
      'Balance',
    ),
    rows,
    row('CARD_PAYMENT', 'Current', '2026-03-31 10:00:00', '', 'Shop', '-5.00', '0.00', 'GBP', 'PENDING', ''),
    row('CARD_PAYMENT', 'Current', '2026-03-31 10:00:00', '', 'Shop', '-6.00', '0.00', 'GBP', 'PENDING', ''),
    row('CARD_PAYMENT', 'Current', '2026-03-31 10:00:00', '', 'Shop', '-7.00', '0.00', 'GBP', 'REVERTED', ''),
  );
}

export function revolutBusiness(movements = marchMovements): string {
  const headings =
    'Date started (UTC),Date completed (UTC),Date started (Europe/London),Date completed (Europe/London),ID,Type,State,Description,Reference,Payer,Card number,Orig currency,Orig amount,Payment currency,Amount,Total amount,Exchange rate,Fee,Fee currency,Balance,Account,Beneficiary IBAN';
  let balance = marchOpening;
  const rows = movements.map((each, place) => {
    balance += each.pence - 10;
    return [
      ...[each.on, each.on, each.on, each.on, `rev-${place}`, 'TRANSFER', 'COMPLETED', each.text, 'CARE', ''],
      ...['', 'GBP', pounds(each.pence), 'GBP', pounds(each.pence), pounds(each.pence - 10), '', '-0.10'],
      ...['GBP', pounds(balance), 'Main', ''],
    ].join(',');
  });
  return lines(headings, rows);
}

export function virginCard(movements = marchMovements): string {
  const rows = newestFirst(movements).map((each) => {
    const amount = pounds(Math.abs(each.pence));
    return `${slashed(each.on)},${slashed(each.on)},${amount},${each.text},LARKTON,,LK1 1AA,7400000000,${each.pence < 0 ? 'DBIT' : 'CRDT'},5812,BILLED,GBP,false,1234`;
  });
  const headings =
    'Transaction Date,Posting Date,Billing Amount,Merchant,Merchant City,Merchant State,Merchant Postcode,Reference Number,Debit or Credit,SICMCC Code,Status,Transaction Currency,Additional Card Holder,Card Used';
  const pending = '31/03/2026,,9.99,SHOP,LARKTON,,LK1 1AA,,DBIT,5812,PENDING,GBP,false,1234';
  return `\ufeff${lines(headings, pending, rows)}`;
}
