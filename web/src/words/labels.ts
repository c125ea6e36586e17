import type { InboxPrefix } from '../../../events/inbox.ts';
import type { FileState } from '../../../events/api/uploads.ts';
import type { PackageSummary, TimelineStretch } from '../../../events/api/record-shapes.ts';

/** What each kind of file is called. */
export const fileKinds = {
  people: 'People',
  providers: 'Providers',
  'service-types': 'Service types',
  'rate-cards': 'Rate cards',
  'care-packages': 'Care packages',
  contributions: 'Contributions',
  assessments: 'Assessments',
  'direct-payment-agreements': 'Direct payment agreements',
  'deferred-agreements': 'Deferred payment agreements',
  'opening-positions': 'Opening positions',
  'ledger-history': 'Ledger history',
  'parallel-run': 'Parallel run',
  uplifts: 'Rates of an uplift',
  'ledger-responses': 'Ledger response',
  'bacs-reports': 'Bacs report',
  'invoice-images': 'Image of an invoice or receipt',
  'provider-returns': 'Provider return',
  'bank-statements': 'Bank statement',
  'managed-statements': 'Statements of managed accounts',
  deaths: 'Deaths',
} as const satisfies Record<InboxPrefix, string>;

/** Kinds that are kept as they came until a later release reads them: `received` is where they stay. */
export const keptKinds = ['deaths'] as const satisfies InboxPrefix[];

type Tone = 'green' | 'red' | 'yellow' | 'teal' | 'grey' | 'blue';
export type Word = { word: string; tone: Tone };

/** What each state of a file is called, and what it means for the person who sent it. */
export const fileStates = {
  received: { word: 'Received', tone: 'blue', means: 'It has arrived and waits to be read.' },
  reading: { word: 'Reading', tone: 'blue', means: 'It is being read line by line.' },
  checked: {
    word: 'Checked',
    tone: 'blue',
    means: 'Every line has been checked; the good ones are being recorded.',
  },
  accepted: { word: 'Accepted', tone: 'green', means: 'Every line is in.' },
  'part-accepted': {
    word: 'Part accepted',
    tone: 'yellow',
    means: 'The good lines are in. The others were refused: the findings below say why, line by line.',
  },
  rejected: {
    word: 'Rejected',
    tone: 'red',
    means: 'No line was taken. Put right what the findings say and send the file again.',
  },
  duplicate: {
    word: 'Duplicate',
    tone: 'grey',
    means: 'The same file came before. Nothing was taken twice and there is nothing to do.',
  },
  waiting: {
    word: 'Waiting',
    tone: 'yellow',
    means: 'A file that comes before this one is missing. It is read by itself once that one is here.',
  },
  quarantined: {
    word: 'Quarantined',
    tone: 'red',
    means: 'It could not be read, so nothing was taken. The file itself is kept.',
  },
} as const satisfies Record<FileState, Word & { means: string }>;

/** What the state of a file means for whoever sent it. */
export function meaningOf({ kind, state }: { kind: InboxPrefix; state: FileState }): string {
  if (state === 'received' && isKept(kind))
    return 'It has arrived and is kept as it came. Reading this kind of file comes with a later release.';
  if (state === 'checked' && isDecidedLater(kind))
    return 'Every line has been checked. Some wait for a decision; until then the lowest of what was claimed, delivered and commissioned is paid of them.';
  return fileStates[state].means;
}

/** Kinds whose check is the end until a person decides. */
export function isDecidedLater(kind: InboxPrefix): boolean {
  return kind === 'provider-returns';
}

export function isKept(kind: InboxPrefix): boolean {
  return keptKinds.some((kept) => kept === kind);
}

/** What each state of a line is called. */
export const lineStates = {
  accepted: { word: 'Accepted', tone: 'green' },
  unchanged: { word: 'Unchanged', tone: 'grey' },
  refused: { word: 'Refused', tone: 'red' },
  waiting: { word: 'Waiting', tone: 'yellow' },
} as const satisfies Record<string, Word>;

export const packageStates = {
  future: { word: 'Not yet started', tone: 'blue' },
  active: { word: 'Active', tone: 'green' },
  suspended: { word: 'Suspended', tone: 'yellow' },
  ended: { word: 'Ended', tone: 'grey' },
} as const satisfies Record<PackageSummary['state'], Word>;

export const severities = {
  error: { word: 'Error', tone: 'red' },
  warning: { word: 'Warning', tone: 'yellow' },
  information: { word: 'Information', tone: 'blue' },
} as const satisfies Record<string, Word>;

export const risks = {
  high: { word: 'High', tone: 'red' },
  medium: { word: 'Medium', tone: 'yellow' },
  low: { word: 'Low', tone: 'grey' },
} as const satisfies Record<string, Word>;

type Payer = TimelineStretch['payers'][number];

/** Who pays, through whom: the five shares a timeline tells apart. */
export const shares = {
  council: 'Council',
  'person-provider': 'Person, to the provider',
  'person-council': 'Person, to the council',
  'third-party': 'Third party (top-up)',
  nhs: 'NHS',
} as const;
export type Share = keyof typeof shares;

export function shareOf(payer: Pick<Payer, 'payer' | 'collector'>): Share {
  if (payer.payer !== 'person') return payer.payer;
  return payer.collector === 'council' ? 'person-council' : 'person-provider';
}

/** `kebab-case` or `camelCase` in words with one capital. */
export function inWords(name: string): string {
  const words = name
    .replaceAll('-', ' ')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What each check of returns found wrong, as a title; one that reads a cell is named well enough. */
const returnChecks: Readonly<Record<string, string>> = {
  'line-sent-again': 'Accepted from an earlier file already',
  'care-after-death': 'Care after the person died',
  'outside-package-dates': 'Care before the package begins or after it ends',
  'package-suspended': 'A visit while care was suspended, as in hospital',
  'date-in-future': 'Claimed before it can have been given',
  'too-old-to-claim': 'Claimed later than the contract allows',
  'rate-differs-from-contract': 'The rate is not the agreed one',
  'rate-unknown': 'No rate is agreed and none is claimed',
  'amount-differs-from-quantity-times-rate': 'The amount is not quantity times rate',
  'vat-on-exempt-service': 'VAT on care that is exempt',
  'line-accepted-earlier': 'Paid already under another reference',
  'invoice-number-reused': 'The invoice number was used before',
  'units-above-commissioned': 'More claimed than commissioned',
  'units-below-commissioned': 'Less claimed than commissioned',
  'line-repeated-in-file': 'The same visit twice in one file',
  'visits-overlap-beyond-carers': 'More carers at once than commissioned',
  'carer-in-two-places': 'One carer in two places at once',
  'carer-without-travel-time': 'A carer with no time to travel',
  'carer-hours-beyond-limit': 'More hours in a day than a carer can work',
  'visit-duration-beyond-tolerance': 'More minutes claimed than recorded',
  'billing-increment-differs': 'Rounded up beyond the billing step',
  'commissioned-not-delivered': 'Commissioned care that nobody claims',
  'monitoring-edited-beyond-rate': 'Many visits changed after they were recorded',
  'visits-exactly-as-planned-beyond-rate': 'Many visits exactly as planned, to the minute',
  'file-received-late': 'The file came late',
  'hours-above-own-history': 'More hours a day than the provider had before',
  'visit-lengths-round-beyond-rate': 'Nearly all visits are whole quarters of an hour',
  'visits-as-last-month-beyond-rate': 'Nearly all visits the same as last month’s',
  'person-unknown': 'Nobody has this person number',
  'package-unknown': 'No package is found for the line',
  'person-not-of-package': 'The package is another person’s',
  'package-of-another-provider': 'The package is another provider’s',
};

export function titleOfCheck(rule: string): string {
  return returnChecks[rule] ?? inWords(rule);
}

/** What a check of returns does with the line it stands on. */
export const checkEffects = {
  refuse: { word: 'Refuses the line', tone: 'red' },
  question: { word: 'Asks an officer', tone: 'yellow' },
  tell: { word: 'Is only told', tone: 'blue' },
  weigh: { word: 'Adds weight to others', tone: 'grey' },
  skip: { word: 'Leaves the line as it is', tone: 'grey' },
} as const satisfies Record<'refuse' | 'question' | 'tell' | 'weigh' | 'skip', Word>;
