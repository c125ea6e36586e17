import type { AmountColumns } from '../../../domain/statements/statement-mapping.ts';
import type { LeftOutRows, TableLayout } from './table-layout.ts';

/**
 * The layouts in which British banks let their customers download a statement, as tools of their customers show them:
 * no bank publishes its own. Each habit below was seen in files.
 */
export const bankLayouts: readonly TableLayout[] = [
  {
    name: 'barclays',
    headings: ['Number', 'Date', 'Account', 'Amount', 'Subcategory', 'Memo'],
    ...dated('Date'),
    text: ['Memo'],
    amount: signed('Amount'),
    kind: 'Subcategory',
    account: { number: 'Account' },
  },
  {
    // Lloyds, Halifax, Bank of Scotland and TSB.
    name: 'lloyds',
    headings: [
      ...['Transaction Date', 'Transaction Type', 'Sort Code', 'Account Number'],
      ...['Transaction Description', 'Debit Amount', 'Credit Amount', 'Balance'],
    ],
    ...dated('Transaction Date'),
    text: ['Transaction Description'],
    amount: twoColumns('Credit Amount', 'Debit Amount'),
    balance: 'Balance',
    kind: 'Transaction Type',
    account: { sortCode: 'Sort Code', number: 'Account Number' },
  },
  {
    // NatWest, Royal Bank of Scotland and Ulster Bank; several accounts and cards may be in one file.
    name: 'natwest',
    headings: ['Date', 'Type', 'Description', 'Value', 'Balance', 'Account Name', 'Account Number'],
    ...dated('Date'),
    text: ['Description'],
    amount: signed('Value'),
    balance: 'Balance',
    kind: 'Type',
    account: { number: 'Account Number', name: 'Account Name' },
    card: { column: 'Account Number', begins: /^\d*\*/ },
    closing: { column: 'Description', begins: /^balance as at\b/i },
  },
  {
    name: 'natwest-bankline',
    headings: [
      ...['GROUP', 'ACC ID', 'ACCOUNT NO', 'TYPE', 'BANK CODE', 'CURR', 'ENTRY DATE', 'AS AT', 'AMOUNT'],
      ...['TLA CODE', 'CHEQUE NO', 'STATUS', 'DESCRIPTION'],
    ],
    date: 'ENTRY DATE',
    dateOrder: 'as-the-file-shows',
    text: ['DESCRIPTION'],
    amount: signed('AMOUNT'),
    kind: 'TLA CODE',
    reference: 'CHEQUE NO',
    currency: 'CURR',
    account: { sortCode: 'BANK CODE', number: 'ACCOUNT NO' },
    doubt: 'that what is paid out has a minus',
  },
  {
    name: 'hsbc-business',
    headings: ['Date', 'Type', 'Description', 'Paid out', 'Paid in', 'Balance'],
    ...dated('Date'),
    text: ['Description'],
    amount: twoColumns('Paid in', 'Paid out'),
    balance: 'Balance',
    kind: 'Type',
  },
  {
    name: 'first-direct',
    headings: ['Date', 'Description', 'Amount', 'Balance'],
    ...dated('Date'),
    text: ['Description'],
    amount: signed('Amount'),
    balance: 'Balance',
  },
  {
    name: 'first-direct-card',
    headings: ['Date', 'Description', 'Amount', 'Reference'],
    ...dated('Date'),
    text: ['Description'],
    amount: signed('Amount'),
    reference: 'Reference',
    doubt: 'that what is spent has a minus',
  },
  {
    name: 'nationwide',
    headings: ['Date', 'Transaction type', 'Description', 'Paid out', 'Paid in', 'Balance'],
    ...dated('Date'),
    text: ['Transaction type', 'Description'],
    amount: twoColumns('Paid in', 'Paid out'),
    balance: 'Balance',
    hasPoundSigns: true,
  },
  {
    name: 'nationwide-card',
    headings: ['Date', 'Transactions', 'Location', 'Paid out', 'Paid in'],
    ...dated('Date'),
    text: ['Transactions', 'Location'],
    amount: twoColumns('Paid in', 'Paid out'),
    hasPoundSigns: true,
  },
  midata({ name: 'santander-midata', separator: ';' }),
  midata({ name: 'nationwide-midata' }),
  {
    name: 'santander-business',
    headings: ['Date', 'Narrative', 'Transaction Type', 'Debit', 'Credit', 'Current Balance'],
    date: 'Date',
    dateOrder: 'as-the-file-shows',
    text: ['Narrative'],
    amount: twoColumns('Credit', 'Debit'),
    balance: 'Current Balance',
    kind: 'Transaction Type',
  },
  {
    // The Co-operative Bank and Smile.
    name: 'co-operative',
    headings: ['Date', 'Description', 'Type', 'Money In', 'Money Out', 'Balance'],
    ...dated('Date'),
    text: ['Description'],
    amount: twoColumns('Money In', 'Money Out'),
    balance: 'Balance',
    kind: 'Type',
    textWithCommas: 'Description',
  },
  {
    name: 'co-operative-business',
    headings: [
      ...['Date', 'Description', 'Bank Reference', 'Customer Reference', 'Credit', 'Debit'],
      ...['Additional Information', 'Running Balance'],
    ],
    ...dated('Date'),
    text: ['Description', 'Customer Reference', 'Additional Information'],
    amount: twoColumns('Credit', 'Debit'),
    balance: 'Running Balance',
    reference: 'Bank Reference',
  },
  {
    name: 'metro',
    headings: ['Date', 'Details', 'Transaction Type', 'In', 'Out', 'Balance'],
    fewestHeadings: 5,
    ...dated('Date'),
    text: ['Details'],
    amount: twoColumns('In', 'Out'),
    balance: 'Balance',
    kind: 'Transaction Type',
  },
  {
    name: 'metro-2010',
    headings: ['Date', 'Description', 'Time', 'Money Out', 'Money In', 'Current Balance'],
    ...dated('Date'),
    text: ['Description'],
    amount: twoColumns('Money In', 'Money Out'),
    balance: 'Current Balance',
  },
  {
    name: 'monzo',
    headings: [
      ...['Transaction ID', 'Date', 'Time', 'Type', 'Name', 'Emoji', 'Category', 'Amount', 'Currency'],
      ...['Local amount', 'Local currency', 'Notes and #tags', 'Address', 'Receipt', 'Description'],
      ...['Category split', 'Money Out', 'Money In', 'Balance', 'Balance currency'],
    ],
    fewestHeadings: 16,
    ...dated('Date'),
    text: ['Name', 'Description', 'Notes and #tags'],
    amount: signed('Amount'),
    balance: 'Balance',
    kind: 'Type',
    reference: 'Transaction ID',
    currency: 'Currency',
  },
  {
    name: 'monzo-2018',
    headings: [
      ...['id', 'created', 'amount', 'currency', 'local_amount', 'local_currency', 'category', 'emoji'],
      ...['description', 'address', 'notes', 'receipt'],
    ],
    ...dated('created'),
    hasTimes: true,
    text: ['description', 'notes'],
    amount: signed('amount'),
    reference: 'id',
    currency: 'currency',
  },
  {
    name: 'starling',
    headings: [
      ...['Date', 'Counter Party', 'Reference', 'Type', 'Amount', 'Balance'],
      ...['Spending Category', 'Notes'],
    ],
    fewestHeadings: 6,
    hasBrackets: true,
    ...dated('Date'),
    text: ['Counter Party', 'Reference'],
    amount: signed('Amount'),
    balance: 'Balance',
    kind: 'Type',
    reference: 'Reference',
    opening: { column: 'Counter Party', begins: /^opening balance$/i },
  },
  {
    // Money that has not moved, or was given back before it did, is no part of the balance.
    name: 'revolut',
    headings: [
      ...['Type', 'Product', 'Started Date', 'Completed Date', 'Description', 'Amount', 'Fee'],
      ...['Currency', 'State', 'Balance'],
    ],
    ...dated('Completed Date'),
    hasTimes: true,
    text: ['Description'],
    amount: signed('Amount'),
    fee: 'Fee',
    balance: 'Balance',
    kind: 'Type',
    currency: 'Currency',
    account: { name: 'Product' },
    leftOut: notCompleted('State'),
  },
  {
    name: 'revolut-business',
    headings: [
      ...['Date completed', 'ID', 'Type', 'Description', 'Reference', 'Payment currency', 'Amount', 'Fee'],
      ...['Balance', 'Account'],
    ],
    isAnyOrder: true,
    hasBrackets: true,
    ...dated('Date completed'),
    hasTimes: true,
    text: ['Description', 'Reference'],
    amount: signed('Amount'),
    total: 'Total amount',
    fee: 'Fee',
    balance: 'Balance',
    kind: 'Type',
    reference: 'ID',
    currency: 'Payment currency',
    account: { name: 'Account' },
    otherAccount: {
      ...{ sortCode: 'Beneficiary sort code or routing number', number: 'Beneficiary account number' },
      iban: 'Beneficiary IBAN',
    },
    leftOut: notCompleted('State'),
  },
  {
    name: 'virgin-card',
    headings: [
      ...['Transaction Date', 'Posting Date', 'Billing Amount', 'Merchant', 'Merchant City'],
      ...['Merchant State', 'Merchant Postcode', 'Reference Number', 'Debit or Credit', 'SICMCC Code'],
      ...['Status', 'Transaction Currency', 'Additional Card Holder', 'Card Used'],
    ],
    ...dated('Transaction Date'),
    text: ['Merchant', 'Merchant City'],
    amount: {
      kind: 'marked',
      column: 'Billing Amount',
      mark: 'Debit or Credit',
      paidIn: 'CRDT',
      paidOut: 'DBIT',
    },
    reference: 'Reference Number',
    textWithCommas: 'Merchant',
    leftOut: [
      {
        column: 'Status',
        begins: /^pending$/i,
        one: 'transaction that is pending',
        many: 'transactions that are pending',
      },
    ],
  },
];

/** HSBC’s statements for people, `TransHist.csv`: date, text and amount without headings. */
export const hsbcLayout: TableLayout = {
  name: 'hsbc',
  headings: ['Date', 'Description', 'Amount'],
  ...dated('Date'),
  text: ['Description'],
  amount: signed('Amount'),
};

/** Santander’s text statements hold these names before a colon, one under the other. */
export const santanderTextLayout: TableLayout = {
  name: 'santander-text',
  headings: ['Date', 'Description', 'Amount', 'Balance'],
  ...dated('Date'),
  text: ['Description'],
  amount: signed('Amount'),
  balance: 'Balance',
};

/** The “midata” download that banks agreed on in 2015, so that people could compare accounts. */
function midata(whose: Pick<TableLayout, 'name' | 'separator'>): TableLayout {
  return {
    ...whose,
    headings: ['Date', 'Type', 'Merchant/Description', 'Debit/Credit', 'Balance'],
    ...dated('Date'),
    text: ['Type', 'Merchant/Description'],
    amount: signed('Debit/Credit'),
    balance: 'Balance',
    hasPoundSigns: true,
    leftOut: [
      {
        column: 'Date',
        begins: /^arranged overdraft limit/i,
        one: 'row with the overdraft limit',
        many: 'rows with the overdraft limit',
      },
    ],
  };
}

function dated(date: string): { date: string; dateOrder: 'dmy' } {
  return { date, dateOrder: 'dmy' };
}

function signed(column: string): AmountColumns {
  return { kind: 'signed', column, isPaidOutPositive: false };
}

function twoColumns(paidIn: string, paidOut: string): AmountColumns {
  return { kind: 'two-columns', paidIn, paidOut, isPaidOutNegative: false };
}

function notCompleted(column: string): LeftOutRows[] {
  return [
    {
      column,
      begins: /^pending/i,
      one: 'transaction that is pending',
      many: 'transactions that are pending',
    },
    {
      column,
      begins: /^(?!completed|pending)./i,
      one: 'transaction that was declined or taken back',
      many: 'transactions that were declined or taken back',
    },
  ];
}
