import type { ShownMapping } from '../../../events/api/return-mappings.ts';
import type { ReturnSample } from '../../../events/api/returns.ts';

export type LayoutOffer = ReturnSample['layouts'][number];
export type ReturnField = LayoutOffer['fields'][number];
type MappedLayout = LayoutOffer['layout'];

/** What the lines of a return are. */
export const layoutNames = {
  visits: 'Visits, each on a day',
  stays: 'Stays or sessions, from a day to a day',
} as const satisfies Record<MappedLayout, string>;

/** What a column of a return holds, as the people say who read it. */
export const returnFieldNames = {
  lineRef: 'Line reference',
  personId: 'Person number',
  packageId: 'Package number',
  serviceType: 'Service type',
  date: 'Day of visit',
  from: 'First day',
  to: 'Last day',
  startTime: 'Planned start',
  claimedMinutes: 'Minutes claimed',
  actualStartTime: 'Actual start',
  actualMinutes: 'Actual minutes',
  monitoring: 'Monitoring',
  carers: 'Number of carers',
  carerId: 'Carer number',
  units: 'Units claimed',
  rate: 'Rate',
  amount: 'Amount',
  vat: 'VAT',
  invoiceNumber: 'Invoice number',
  note: 'Note',
} as const satisfies Record<ReturnField, string>;

type Columns = ShownMapping['versions'][number]['columns'];

/** What a mapping says, column by column. */
export function columnsInWords(columns: Columns): string {
  return columns.map(({ heading, field }) => `${heading}: ${returnFieldNames[field]}`).join('; ');
}
