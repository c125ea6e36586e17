import type { ShownMapping } from '../../../events/api/return-mappings.ts';
import type { ReturnSample } from '../../../events/api/returns.ts';

export type LayoutOffer = ReturnSample['layouts'][number];
export type ReturnField = LayoutOffer['fields'][number];
export type MappedLayout = LayoutOffer['layout'];

/** What the lines of a return are. */
export const layoutNames = {
  visits: 'Visits, each on a day',
  stays: 'Stays or sessions, from a day to a day',
} as const satisfies Record<MappedLayout, string>;

/** What a column of a return holds, as the people say who read it. */
export const returnFieldNames = {
  lineRef: 'Reference of the line',
  personId: 'Person, by the council’s number',
  packageId: 'Package, by the council’s number',
  serviceType: 'Type of service',
  date: 'Day of the visit',
  from: 'First day',
  to: 'Last day',
  startTime: 'Start that was planned',
  claimedMinutes: 'Minutes claimed',
  actualStartTime: 'Start as it was',
  actualMinutes: 'Minutes as they were',
  monitoring: 'Monitoring: auto, manual or edited',
  carers: 'How many carers',
  carerId: 'Which carer',
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
