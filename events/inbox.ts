/** Extracts: read row by row, those of the case system into dated facts. */
export const extractPrefixes = [
  'people',
  'providers',
  'service-types',
  'rate-cards',
  'care-packages',
  'contributions',
  'assessments',
  'direct-payment-agreements',
  'deferred-agreements',
  'opening-positions',
  'ledger-history',
  'parallel-run',
  'uplifts',
] as const;
export type ExtractPrefix = (typeof extractPrefixes)[number];

/** What the ledger and Bacs answer about payments: read line by line. */
const responsePrefixes = ['ledger-responses', 'bacs-reports'] as const;

/** Scans and photographs of paper: judged by their bytes and kept, for people to look at. */
const imagePrefixes = ['invoice-images'] as const;

/** What providers claim to have delivered: checked line by line against what was commissioned. */
const returnPrefixes = ['provider-returns'] as const;

/** Bank statements of direct payment agreements: read, and audited against what was agreed. */
const statementPrefixes = ['bank-statements'] as const;

/** Statements of many accounts in one file, from whoever holds the money of many people’s direct payments. */
const bulkStatementPrefixes = ['managed-statements'] as const;

/** Files that are kept as received until their reader is there. */
export const keptPrefixes = ['deaths'] as const;

/** The first part of every key of the inbox bucket: what kind of file lies there. */
export const inboxPrefixes = [
  ...extractPrefixes,
  ...responsePrefixes,
  ...imagePrefixes,
  ...returnPrefixes,
  ...statementPrefixes,
  ...bulkStatementPrefixes,
  ...keptPrefixes,
] as const;
export type InboxPrefix = (typeof inboxPrefixes)[number];

const MEGABYTE = 1024 * 1024;

/** The most bytes a file of a kind may have; a larger one is refused before it is read. */
export function mostBytes(prefix: InboxPrefix): number {
  if (prefix === 'invoice-images') return 10 * MEGABYTE;
  if (responsePrefixes.some((each) => each === prefix)) return 20 * MEGABYTE;
  if (prefix === 'managed-statements') return 50 * MEGABYTE;
  return prefix === 'bank-statements' ? 50 * MEGABYTE : 500 * MEGABYTE;
}
