import * as z from 'zod';
import { ledgerLayoutSchema } from './ledger-layouts.ts';

const sortCode = z.string().regex(/^\d{6}$/, 'A sort code is six digits here, without hyphens.');
const accountNumber = z.string().regex(/^\d{8}$/, 'An account number is eight digits here.');
const iban = z
  .string()
  .regex(/^GB\d{2}[A-Z]{4}\d{14}$/, 'An IBAN of this country is GB, 2 digits, 4 letters and 14 digits.')
  .refine(hasRightCheckDigits, 'The check digits of this IBAN are not right.');

/** What files to banks and to the ledger say of us, and how they are laid out. */
export const outputsSchema = z.strictObject({
  payerName: z.string().trim().min(1).max(70).describe('Who pays, as payees read it.'),
  bacs: z.strictObject({
    serviceUserNumber: z.string().regex(/^\d{6}$/, 'A service user number is six digits.'),
    sortCode,
    accountNumber,
    accountName: z
      .string()
      .regex(/^[A-Z0-9][A-Z0-9 .&/-]{0,17}$/, 'Up to 18 of A to Z, 0 to 9, space and . & / -'),
    receiver: z
      .string()
      .regex(/^\d{6}$/, 'Six digits.')
      .describe('999999, or the service user number where the bank says so.'),
    multiDayRecordLength: z
      .enum(['00106', '00100'])
      .describe('What label HDR2 says of a file for several days: banks differ, so ask yours.'),
  }),
  iso20022: z.strictObject({
    debtorAccount: z.union([z.strictObject({ iban }), z.strictObject({ sortCode, accountNumber })]),
    bic: z
      .string()
      .regex(/^[A-Z0-9]{8}([A-Z0-9]{3})?$/, 'A BIC has 8 or 11 characters.')
      .nullable(),
  }),
  ledger: ledgerLayoutSchema,
  businessUnit: z.string().trim().min(1).max(60),
  source: z.string().trim().min(1).max(60),
  creditorControlAccount: z.string().trim().min(1).max(60),
});
export type OutputSettings = z.infer<typeof outputsSchema>;

/** Invented for Larkshire: no bank has the sort code 00-00-00, so that no file made of them can move money. */
export const larkshireOutputs: OutputSettings = outputsSchema.parse({
  payerName: 'Larkshire County Council',
  bacs: {
    serviceUserNumber: '000001',
    sortCode: '000000',
    accountNumber: '00000001',
    accountName: 'LARKSHIRE COUNCIL',
    receiver: '999999',
    multiDayRecordLength: '00106',
  },
  iso20022: { debtorAccount: { sortCode: '000000', accountNumber: '00000001' }, bic: null },
  ledger: { kind: 'oracle-fbdi' },
  businessUnit: 'Larkshire County Council',
  source: 'CARELEDGER',
  creditorControlAccount: '90100',
});

/** ISO 7064, MOD 97-10: letters count from A = 10, the first four characters come last, and 1 remains. */
function hasRightCheckDigits(text: string): boolean {
  const digits = `${text.slice(4)}${text.slice(0, 4)}`.replace(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55),
  );
  return BigInt(digits) % 97n === 1n;
}
