/** Extracts that a reader of ours takes in. */
export const extractPrefixes = [
  'people/',
  'providers/',
  'service-types/',
  'rate-cards/',
  'care-packages/',
  'contributions/',
  'assessments/',
  'direct-payment-agreements/',
  'deferred-agreements/',
  'opening-positions/',
  'ledger-history/',
  'parallel-run/',
  'uplifts/',
] as const;

/** What the ledger and Bacs answer about payments. */
export const responsePrefixes = ['ledger-responses/', 'bacs-reports/'] as const;

/** Scans and photographs of paper: judged by their bytes and kept. */
export const imagePrefixes = ['invoice-images/'] as const;

/** What providers claim to have delivered. */
export const returnPrefixes = ['provider-returns/'] as const;

/** Bank statements of direct payment agreements. */
export const statementPrefixes = ['bank-statements/'] as const;

/** Statements of many accounts in one file, from whoever holds the money. */
export const bulkStatementPrefixes = ['managed-statements/'] as const;

/** Files whose reader is still to come: registered and kept, so that nothing a council sends is lost. */
export const keptFilePrefixes = ['deaths/'] as const;
