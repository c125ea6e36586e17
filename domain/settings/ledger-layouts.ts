import * as z from 'zod';

/** What a column of a file to the ledger may be filled with; on a row of no such thing the value is empty. */
const ledgerValues = [
  'paymentId',
  'paymentNumber',
  'payRunId',
  'rowNumber',
  'rowType',
  'description',
  'payeeName',
  'amount',
  'absoluteAmount',
  'debitOrCredit',
  'sollOrHaben',
  'plusOrMinusOne',
  'madeOn',
  'payOn',
  'period',
  'financialPeriod',
  'businessUnit',
  'source',
  'supplierNumber',
  'supplierSite',
  'companyCode',
  'paymentTerms',
  'payGroup',
  'creditorNumber',
  'account',
  'costCentre',
  'costElement',
  'subjectiveCode',
  'taxCode',
  'purchaseOrder',
  'purchaseOrderLine',
] as const;
const ledgerValueNames: readonly string[] = ledgerValues;
export type LedgerValues = Record<(typeof ledgerValues)[number], string | null>;

const templateSchema = z
  .string()
  .max(200)
  .superRefine((template, context) => {
    for (const [, name] of template.matchAll(/\{([^}]*)\}/g)) {
      if (name === undefined || ledgerValueNames.includes(name)) continue;
      context.addIssue(`A column cannot be filled with {${name}}: there is ${ledgerValues.join(', ')}.`);
    }
  })
  .describe('Text in which {names} are replaced: `{costCentre}-{subjectiveCode}`, or `ITEM` as it stands.');

const column = {
  value: templateSchema,
  required: z.boolean().default(false).describe('A payment without it is refused.'),
  width: z.int().min(1).max(1000).nullable().default(null).describe('The most characters the ledger takes.'),
  cut: z.boolean().default(false).describe('Whether a longer text is cut; else it is refused.'),
};
const positionedSchema = z.strictObject({ position: z.int().min(1).max(1000), ...column });
const headedSchema = z.strictObject({ heading: z.string().min(1).max(60), ...column });

/** A row of so many columns of which these are filled. */
const positionsSchema = z
  .strictObject({ columns: z.int().min(1).max(1000), filled: z.array(positionedSchema).min(1).max(200) })
  .superRefine(({ columns, filled }, context) => {
    const positions = filled.map(({ position }) => position);
    if (new Set(positions).size < positions.length) context.addIssue('Each position is filled once.');
    if (positions.some((position) => position > columns)) {
      context.addIssue(`There are ${columns} columns; no position is above that.`);
    }
  });

const dateForms = ['YYYY/MM/DD', 'YYYY-MM-DD', 'YYYYMMDD', 'DD/MM/YYYY', 'DD.MM.YYYY'] as const;

export type DateForm = (typeof dateForms)[number];
export type PositionedColumns = z.infer<typeof positionsSchema>;
export type LedgerColumn = Pick<z.infer<typeof positionedSchema>, 'value' | 'required' | 'width' | 'cut'>;

const needed = { required: true, cut: false, width: null };
const optional = { required: false, cut: false, width: null };

/**
 * Columns of ApInvoicesInterface.csv and ApInvoiceLinesInterface.csv as a public generator from Oracle's template counts
 * them. Templates differ by release: a council compares them with the workbook it was given.
 */
const oracleInvoices: PositionedColumns = {
  columns: 132,
  filled: [
    { position: 1, value: '{paymentNumber}', ...needed },
    { position: 2, value: '{businessUnit}', ...needed },
    { position: 3, value: '{source}', ...needed },
    { position: 4, value: '{paymentId}', ...needed, width: 50 },
    { position: 5, value: '{amount}', ...needed },
    { position: 6, value: '{madeOn}', ...needed },
    { position: 8, value: '{supplierNumber}', ...needed, width: 30 },
    { position: 9, value: '{supplierSite}', ...needed, width: 15 },
    { position: 10, value: 'GBP', ...optional },
    { position: 11, value: 'GBP', ...optional },
    { position: 12, value: 'Care, pay run {payRunId}', ...optional, width: 240, cut: true },
    { position: 13, value: '{payRunId}', ...optional, width: 80 },
    { position: 14, value: 'STANDARD', ...optional },
    { position: 20, value: '{paymentTerms}', ...optional, width: 50 },
    { position: 21, value: '{payOn}', ...optional },
    { position: 24, value: '{madeOn}', ...optional },
    { position: 26, value: '{payGroup}', ...optional, width: 25 },
    { position: 132, value: 'END', ...optional },
  ],
};

const oracleLines: PositionedColumns = {
  columns: 158,
  filled: [
    { position: 1, value: '{paymentNumber}', ...needed },
    { position: 2, value: '{rowNumber}', ...needed },
    { position: 3, value: 'ITEM', ...optional },
    { position: 4, value: '{amount}', ...needed },
    { position: 8, value: '{description}', ...needed, width: 240, cut: true },
    { position: 9, value: '{purchaseOrder}', ...optional, width: 30 },
    { position: 10, value: '{purchaseOrderLine}', ...optional },
    { position: 21, value: 'N', ...optional },
    { position: 22, value: '{companyCode}-{costCentre}-{subjectiveCode}-00000', ...needed, width: 250 },
    { position: 24, value: '{madeOn}', ...optional },
    { position: 28, value: '{taxCode}', ...optional, width: 30 },
    { position: 49, value: 'N', ...optional },
    { position: 158, value: 'END', ...optional },
  ],
};

/** The columns of Unit4's import table that public generators of GL07 files fill (widths as in acrbatchinput). */
const unit4Columns: z.infer<typeof headedSchema>[] = [
  { heading: 'batch_id', value: '{payRunId}', ...needed, width: 25 },
  { heading: 'interface', value: 'BI', ...optional },
  { heading: 'voucher_type', value: 'CL', ...optional },
  { heading: 'trans_type', value: '{rowType}', ...needed, width: 4 },
  { heading: 'client', value: '{businessUnit}', ...needed, width: 25 },
  { heading: 'account', value: '{account}', ...needed, width: 25 },
  { heading: 'dim_1', value: '{costCentre}', ...optional, width: 25 },
  { heading: 'dim_2', value: '{costElement}', ...optional, width: 25 },
  { heading: 'tax_code', value: '{taxCode}', ...optional, width: 25 },
  { heading: 'currency', value: 'GBP', ...optional },
  { heading: 'cur_amount', value: '{amount}', ...needed, width: 20 },
  { heading: 'amount', value: '{amount}', ...needed, width: 20 },
  { heading: 'description', value: '{description}', ...optional, width: 255, cut: true },
  { heading: 'trans_date', value: '{madeOn}', ...needed },
  { heading: 'voucher_date', value: '{madeOn}', ...needed },
  { heading: 'period', value: '{financialPeriod}', ...needed },
  { heading: 'apar_id', value: '{creditorNumber}', ...optional, width: 25 },
  { heading: 'ext_inv_ref', value: '{paymentId}', ...needed, width: 100 },
  { heading: 'sequence_no', value: '{rowNumber}', ...needed },
];

/** How payments reach the ledger that pays them: `none` where none does. */
export const ledgerLayoutSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('oracle-fbdi'),
    dates: z.enum(dateForms).default('YYYY/MM/DD'),
    invoices: positionsSchema.default(oracleInvoices),
    lines: positionsSchema.default(oracleLines),
  }),
  z.strictObject({
    kind: z.literal('gl07'),
    dates: z.enum(dateForms).default('YYYYMMDD'),
    delimiter: z.enum([',', ';', '\t', '|']).default(','),
    headings: z.boolean().default(true),
    columns: z.array(headedSchema).min(1).max(200).default(unit4Columns),
  }),
]);
