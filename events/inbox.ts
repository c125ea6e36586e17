/** Extracts of the case system: read row by row into dated facts. */
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
] as const;
export type ExtractPrefix = (typeof extractPrefixes)[number];

/** What the ledger and Bacs answer about payments: read line by line. */
const responsePrefixes = ['ledger-responses', 'bacs-reports'] as const;

/** Files that are kept as received until their reader is there. */
export const keptPrefixes = [
  'uplifts',
  'deaths',
  'ledger-history',
  'provider-returns',
  'bank-statements',
  'parallel-run',
] as const;

/** The first part of every key of the inbox bucket: what kind of file lies there. */
export const inboxPrefixes = [...extractPrefixes, ...responsePrefixes, ...keptPrefixes] as const;
export type InboxPrefix = (typeof inboxPrefixes)[number];

const MEGABYTE = 1024 * 1024;

/** The most bytes a file of a kind may have; a larger one is refused before it is read. */
export function mostBytes(prefix: InboxPrefix): number {
  if (responsePrefixes.some((each) => each === prefix)) return 20 * MEGABYTE;
  return prefix === 'bank-statements' ? 50 * MEGABYTE : 500 * MEGABYTE;
}
