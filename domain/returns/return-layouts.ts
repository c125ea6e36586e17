import { headingKey } from '../records/heading-key.ts';

/** What a column of a return says, whatever it is headed. */
export const returnFields = [
  'lineRef',
  'personId',
  'packageId',
  'serviceType',
  'date',
  'from',
  'to',
  'startTime',
  'claimedMinutes',
  'actualStartTime',
  'actualMinutes',
  'monitoring',
  'carers',
  'carerId',
  'units',
  'rate',
  'amount',
  'vat',
  'invoiceNumber',
  'note',
] as const;
export type ReturnField = (typeof returnFields)[number];

/** A way of writing returns: which heading says what, and what every line needs. */
export type ReturnLayout = {
  name: 'visits' | 'stays' | 'abacus';
  fields: ReadonlyMap<string, ReturnField>;
  mandatory: readonly ReturnField[];
};

function ownNames(fields: readonly ReturnField[]): [string, ReturnField][] {
  return fields.map((field) => [headingKey(field), field]);
}

const both: readonly ReturnField[] = [
  ...(['lineRef', 'personId', 'packageId', 'serviceType', 'rate'] as const),
  ...(['amount', 'vat', 'invoiceNumber', 'note'] as const),
];
const visitFields: readonly ReturnField[] = [
  ...(['date', 'startTime', 'claimedMinutes', 'actualStartTime', 'actualMinutes'] as const),
  ...(['monitoring', 'carers', 'carerId'] as const),
];

/** The visit report of Access Abacus, by its own headings (peers.md 3.1). */
const abacusFields: readonly [string, ReturnField][] = [
  ['VisitRef', 'lineRef'],
  ['ServiceUserRef', 'personId'],
  ['ContractNumber', 'packageId'],
  ['ServiceType', 'serviceType'],
  ['VisitDate', 'date'],
  ['StartTimeClaimed', 'startTime'],
  ['DurationClaimed', 'claimedMinutes'],
  ['ActualStartTime', 'actualStartTime'],
  ['ActualDuration', 'actualMinutes'],
  ['VisitStatus', 'monitoring'],
  ['NumberOfCarers', 'carers'],
  ['CarerRef', 'carerId'],
  ['PaymentClaimed', 'amount'],
  ['OurRef', 'invoiceNumber'],
  ['Comments', 'note'],
];

/** The layouts that are known without anybody saying so; the first whose mandatory headings are all there is taken. */
export const returnLayouts: readonly ReturnLayout[] = [
  {
    name: 'visits',
    fields: new Map(ownNames([...both, ...visitFields])),
    mandatory: ['lineRef', 'personId', 'date', 'claimedMinutes'],
  },
  {
    name: 'stays',
    fields: new Map(ownNames([...both, 'from', 'to', 'units'])),
    mandatory: ['lineRef', 'personId', 'from', 'to', 'units'],
  },
  {
    name: 'abacus',
    fields: new Map(abacusFields.map(([heading, field]) => [headingKey(heading), field])),
    mandatory: ['lineRef', 'personId', 'date', 'claimedMinutes'],
  },
];
