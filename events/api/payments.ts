import * as z from 'zod';
import { calendarDateSchema, instantSchema } from '../../domain/calendar.ts';
import { accountSchema as ledgerAccountSchema } from '../../domain/ledger/accounts.ts';
import { billedInvoiceSchema, likenessSchema } from '../../domain/pay/run/billed-invoice.ts';
import { holdCategorySchema, holdSchema } from '../../domain/pay/run/hold.ts';
import { manualInvoiceSchema } from '../../domain/pay/run/manual-invoice.ts';
import { paymentRecordSchema } from '../../domain/pay/run/payment-record.ts';
import { payRunKindSchema } from '../../domain/pay/run/pay-run.ts';
import { recoverySchema } from '../../domain/pay/run/recovery.ts';
import { staff, type Role } from './roles.ts';
import { get, idText, listOf, paging, reason, write } from './route.ts';
import { imageMediaTypes } from './uploads.ts';

const officers: readonly Role[] = ['payments-officer'];
const positivePence = z.int().min(1).max(999_999_999_99);

const holdShownSchema = holdSchema.extend({
  reason: z.string().nullable(),
  ageDays: z.int(),
  payee: z
    .object({ kind: z.enum(['provider', 'agreement']), id: z.string() })
    .nullable()
    .describe('Whom it is on where that is a payee, or whose changed account it waits for.'),
});
export type ShownHold = z.infer<typeof holdShownSchema>;

/** What a hold is about: one of these. */
const heldOn = {
  providerId: idText.optional(),
  personId: idText.optional(),
  packageId: idText.optional(),
  lineId: idText.optional(),
};

const accountSchema = z.object({
  balancePence: z.int().describe('What we owe the payee; below nothing, what the payee owes us.'),
  unsettledPence: z.int().describe('Sent, and not yet known to have arrived.'),
  heldPence: z.int(),
  owedPence: z.int().describe('Overpaid, and not yet given back.'),
  paidAheadPence: z.int().describe('Paid outside a run, and not yet taken off one.'),
  entries: z.array(
    z.object({
      date: calendarDateSchema,
      description: z.string(),
      amountPence: z.int(),
      balancePence: z.int(),
      paymentId: z.string().nullable(),
      payRunId: z.string().nullable(),
    }),
  ),
  payments: z.array(paymentRecordSchema),
  recoveries: z.array(recoverySchema),
});
export type PayeeAccount = z.infer<typeof accountSchema>;

const traceSchema = z.object({
  payment: paymentRecordSchema,
  steps: z.array(
    z.object({ what: z.string(), at: instantSchema, by: z.string(), detail: z.string().nullable() }),
  ),
  lines: z.array(
    z.object({
      lineId: z.string(),
      packageId: z.string(),
      description: z.string(),
      from: calendarDateSchema,
      to: calendarDateSchema,
      amountPence: z.int(),
      explanation: z.string(),
    }),
  ),
});
export type PaymentTrace = z.infer<typeof traceSchema>;

const invoiceLine = z.strictObject({
  description: z.string().min(1).max(200),
  amountPence: z.int().min(-999_999_999_99).max(999_999_999_99),
  costCentre: z.string().max(40).nullable().default(null),
  from: calendarDateSchema,
  to: calendarDateSchema,
});

const billedSchema = billedInvoiceSchema.omit({ personId: true });
const possibleDuplicateSchema = billedSchema.extend({
  because: z.array(likenessSchema).describe('The same payee billed the same amount, and this is alike too.'),
});
export type ShownDuplicate = z.infer<typeof possibleDuplicateSchema>;

const callBackSchema = z.strictObject({
  calledBackOn: calendarDateSchema,
  numberHeldSince: calendarDateSchema,
  reason,
});

export const paymentRoutes = {
  placeHold: write({
    method: 'POST',
    path: '/v1/holds',
    roles: officers,
    status: 201,
    summary: 'Hold payment of a provider, a person, a package or a line',
    body: z.strictObject({
      category: z
        .string()
        .transform((text) => text.trim().toLowerCase().replaceAll(' ', '-'))
        .pipe(holdCategorySchema),
      ...heldOn,
      reason,
    }),
    answer: z.object({ holdId: z.string(), state: z.string() }),
  }),
  releaseHold: write({
    method: 'POST',
    path: '/v1/holds/{id}/release',
    roles: officers,
    summary: 'Release a hold: what it kept is paid in the payee’s next run',
    body: z.strictObject({ reason }),
    answer: z.object({ holdId: z.string(), state: z.string() }),
  }),
  listHolds: get({
    path: '/v1/holds',
    roles: staff,
    summary: 'Holds, active ones first',
    query: z.object({ ...paging, state: z.enum(['active', 'released']).optional() }),
    answer: listOf(holdShownSchema),
  }),
  recordExpense: write({
    method: 'POST',
    path: '/v1/expenses',
    roles: officers,
    status: 201,
    summary: 'Record mileage, a festival payment or a receipt for a package',
    body: z.strictObject({
      packageId: idText,
      kind: z.string().min(1).max(40),
      date: calendarDateSchema,
      units: z.union([z.string(), z.number()]).optional(),
      amountPence: positivePence.optional(),
      receiptUploadId: idText.optional(),
      reason,
    }),
    answer: z.object({ expenseId: z.string(), amountPence: z.int() }),
  }),
  recordManualInvoice: write({
    method: 'POST',
    path: '/v1/manual-invoices',
    roles: officers,
    status: 201,
    summary: 'Key a paper invoice',
    body: z.strictObject({
      providerId: idText,
      personId: idText.optional(),
      invoiceNumber: z.string().min(1).max(16),
      invoiceDate: calendarDateSchema,
      lines: z.array(invoiceLine).min(1).max(200),
      imageUploadId: idText.optional(),
      reason,
    }),
    answer: z.object({
      invoiceId: z.string(),
      totalPence: z.int(),
      possibleDuplicates: z.array(possibleDuplicateSchema),
    }),
  }),
  listManualInvoices: get({
    path: '/v1/manual-invoices',
    roles: staff,
    summary: 'Paper invoices that were keyed',
    query: z.object(paging),
    answer: listOf(
      z.object({
        invoiceId: z.string(),
        providerId: z.string(),
        invoiceNumber: z.string(),
        invoiceDate: calendarDateSchema,
        totalPence: z.int(),
        keyedBy: z.string(),
        hasImage: z.boolean(),
      }),
    ),
  }),
  searchDuplicates: get({
    path: '/v1/manual-invoices/duplicates',
    roles: officers,
    summary: 'What was keyed or paid before that may be this invoice',
    query: z.object({
      providerId: idText,
      invoiceNumber: z.string().min(1).max(16),
      personId: idText.optional(),
      invoiceDate: calendarDateSchema.optional(),
      amountPence: z.coerce
        .number()
        .int()
        .max(999_999_999_99)
        .optional()
        .describe('With the date: looks for invoices like this one too.'),
    }),
    answer: z.object({
      used: z.array(billedSchema).describe('Under this very number: it cannot be keyed again.'),
      possibleDuplicates: z.array(possibleDuplicateSchema),
    }),
  }),
  readManualInvoice: get({
    path: '/v1/manual-invoices/{id}',
    roles: staff,
    summary: 'A paper invoice, with a link to its image that is good for minutes',
    answer: manualInvoiceSchema.extend({
      totalPence: z.int(),
      keyedAt: instantSchema,
      reason: z.string().nullable(),
      image: z.object({ url: z.string(), mediaType: z.enum(imageMediaTypes), sizeBytes: z.int() }).nullable(),
    }),
  }),
  providerAccount: get({
    path: '/v1/providers/{id}/account',
    roles: staff,
    summary: 'What we and a provider owe each other',
    answer: accountSchema,
  }),
  personAccount: get({
    path: '/v1/people/{id}/account',
    roles: staff,
    summary: 'What was paid to a person by direct payment',
    answer: accountSchema,
  }),
  trialBalance: get({
    path: '/v1/ledger/trial-balance',
    roles: staff,
    summary: 'What every account of the ledger comes to over all payees',
    answer: z.object({
      accounts: z.array(
        z.object({ account: ledgerAccountSchema, balancePence: z.int().describe('A debit above nothing.') }),
      ),
      sumPence: z.int(),
      balanced: z.boolean(),
    }),
  }),
  paymentTrace: get({
    path: '/v1/payments/{id}/trace',
    roles: staff,
    summary: 'A payment from its lines to the payee’s account',
    answer: traceSchema,
  }),
  payOutside: write({
    method: 'POST',
    path: '/v1/payments/outside',
    roles: officers,
    status: 201,
    summary: 'Key a payment that was made outside (faster payment, CHAPS, cheque)',
    body: z.strictObject({
      payee: idText.describe('A provider or an agreement: `P1`, or `provider:P1` and `agreement:DP1`.'),
      amountPence: positivePence,
      kind: payRunKindSchema
        .optional()
        .describe(
          'The kind of run that would have paid it, and takes it off: by default the one that pays the payee; `manual` for a paper invoice of a provider.',
        ),
      method: z.enum(['bacs', 'faster-payment', 'chaps', 'cheque', 'card']),
      paidOn: calendarDateSchema,
      reference: z.string().min(1).max(40),
      reason,
    }),
    answer: z.object({ paymentId: z.string() }),
  }),
  changeBankDetails: write({
    method: 'POST',
    path: '/v1/providers/{id}/bank-details',
    roles: officers,
    summary: 'Change a provider’s bank account: held until somebody else has called back',
    body: z.strictObject({
      sortCode: z.string(),
      accountNumber: z.string(),
      accountName: z.string().min(1).max(60),
      rollNumber: z.string().max(18).optional(),
      reason,
    }),
    answer: z.object({ version: z.int(), holdId: z.string(), modulus: z.enum(['valid', 'unknown']) }),
  }),
  verifyBankDetails: write({
    method: 'POST',
    path: '/v1/providers/{id}/bank-details/verify',
    roles: officers,
    summary: 'Record the call back by another person, and release the hold',
    body: callBackSchema,
    answer: z.object({ holdId: z.string(), state: z.string() }),
  }),
  verifyAgreementBankDetails: write({
    method: 'POST',
    path: '/v1/direct-payments/{id}/bank-details/verify',
    roles: officers,
    summary: 'Record the call back about a direct payment’s account by another person, and release the hold',
    body: callBackSchema,
    answer: z.object({ holdId: z.string(), state: z.string() }),
  }),
};
