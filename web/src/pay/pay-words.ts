import type { PayRunDetail } from '../../../events/api/pay-runs.ts';
import type { ShownHold, PayeeAccount } from '../../../events/api/payments.ts';
import type { Item } from '../api/contract.ts';
import { inWords, type Word } from '../words/labels.ts';

type Kind = PayRunDetail['kind'];
type State = PayRunDetail['state'];

/** What each kind of run pays. */
export const runKinds = {
  providers: 'Providers',
  carers: 'Carers',
  'direct-payments': 'Direct payments',
  manual: 'Paper invoices',
} as const satisfies Record<Kind, string>;

/** Who is paid by each kind of run. */
export const payeeWords = {
  providers: ['provider', 'providers'],
  carers: ['carer', 'carers'],
  'direct-payments': ['payee', 'payees'],
  manual: ['provider', 'providers'],
} as const satisfies Record<Kind, readonly [string, string]>;

/** What each state of a run is called, and what it means for the money. */
export const runStates = {
  computing: {
    word: 'Computing',
    tone: 'blue',
    means: 'It is being reckoned. You can leave this page and come back.',
  },
  ready: {
    word: 'Ready',
    tone: 'yellow',
    means: 'Look at it, then submit it for approval. Nothing is paid yet.',
  },
  submitted: { word: 'Submitted', tone: 'yellow', means: 'It waits for an approver. Nothing is paid yet.' },
  approved: {
    word: 'Approved',
    tone: 'teal',
    means: 'Its lines count as paid. The payments are made when it is issued.',
  },
  issued: { word: 'Issued', tone: 'green', means: 'The payments, the files and the journal are made.' },
  acknowledged: { word: 'Acknowledged', tone: 'green', means: 'The ledger or the bank has taken it.' },
  settled: { word: 'Settled', tone: 'green', means: 'The money has arrived.' },
  cancelled: { word: 'Cancelled', tone: 'grey', means: 'Nothing of it is paid, now or later.' },
  failed: { word: 'Failed', tone: 'red', means: 'It could not be reckoned, and nothing is paid.' },
  preview: {
    word: 'Preview',
    tone: 'grey',
    means: 'What a run would pay. Nothing is kept and nothing is paid.',
  },
} as const satisfies Record<State, Word & { means: string }>;

export const holdCategories = {
  'bank-details-changed': 'Bank details changed',
  'provider-on-hold': 'Provider on hold',
  disputed: 'Disputed',
  'awaiting-approval': 'Awaiting approval',
  'ledger-rejection': 'Refused by the ledger or the bank',
  deceased: 'Deceased',
  'under-investigation': 'Under investigation',
  safeguarding: 'Safeguarding',
  manual: 'Other',
} as const satisfies Record<ShownHold['category'], string>;

export const holdStates = {
  active: { word: 'Active', tone: 'yellow' },
  released: { word: 'Released', tone: 'grey' },
} as const satisfies Record<ShownHold['state'], Word>;

type Payment = PayeeAccount['payments'][number];

export const paymentStates = {
  sent: { word: 'Sent', tone: 'blue' },
  acknowledged: { word: 'Acknowledged', tone: 'blue' },
  settled: { word: 'Settled', tone: 'green' },
  returned: { word: 'Came back', tone: 'red' },
} as const satisfies Record<Payment['status'], Word>;

export const paymentRoutes = {
  ledger: 'The council’s ledger',
  bacs: 'Bacs, by us',
  outside: 'Outside careledger',
} as const satisfies Record<Payment['route'], string>;

export const paymentMethods = {
  bacs: 'Bacs',
  'faster-payment': 'Faster payment',
  chaps: 'CHAPS',
  cheque: 'Cheque',
  card: 'Card',
} as const satisfies Record<Payment['method'], string>;

export const recoveryStates = {
  proposed: { word: 'Proposed', tone: 'yellow' },
  approved: { word: 'Approved', tone: 'teal' },
  notified: { word: 'Payee told', tone: 'teal' },
  recovering: { word: 'Recovering', tone: 'blue' },
  recovered: { word: 'Recovered', tone: 'green' },
  disputed: { word: 'Disputed', tone: 'red' },
  'written-off': { word: 'Written off', tone: 'grey' },
} as const satisfies Record<Item<'/v1/recoveries'>['state'], Word>;

/** What a line pays or takes off. */
const lineKinds: Readonly<Record<string, string>> = {
  entitlement: 'Care',
  adjustment: 'Correction',
  contribution: 'Contribution taken off',
  fnc: 'Funded nursing care',
  'top-up': 'Top-up',
  expense: 'Expense',
  'one-off': 'One-off',
  manual: 'Paper invoice',
  recovery: 'Recovery',
  'nhs-share': 'NHS share',
};

export function lineKind(kind: string): string {
  return lineKinds[kind] ?? kind;
}

/** `provider:P001` in words, for where no name is at hand. */
export function payeeInWords(payee: string): string {
  const [kind = '', ...id] = payee.split(':');
  return id.length === 0 ? payee : `${inWords(kind)} ${id.join(':')}`;
}

/** `provider:P001` as the page of its account; null for a payee that has none. */
export function accountOf(payee: string): string | null {
  const [kind = '', ...id] = payee.split(':');
  const places: Readonly<Record<string, string>> = {
    provider: `/providers/${encodeURIComponent(id.join(':'))}/account`,
    agreement: `/direct-payments/${encodeURIComponent(id.join(':'))}`,
    person: `/people/${encodeURIComponent(id.join(':'))}/account`,
  };
  return places[kind] ?? null;
}
