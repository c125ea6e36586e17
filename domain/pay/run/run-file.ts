import * as z from 'zod';

/** What a file of a run is for: the bank, the ledger, the people who look after the payments, a payee, the NHS. */
export const runFileKindSchema = z.enum([
  'bacs-standard-18',
  'pain-001',
  'ledger-payments',
  'journal',
  'payments',
  'remittance',
  'nhs-recharge',
]);
export type RunFileKind = z.infer<typeof runFileKindSchema>;
