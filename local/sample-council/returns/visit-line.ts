import { timeOf } from '../days.ts';
import { type Package } from '../model.ts';
import { costOfMinutes, pounds } from '../pounds.ts';

export const visitColumns = [
  'lineRef',
  'personId',
  'packageId',
  'serviceType',
  'date',
  'startTime',
  'claimedMinutes',
  'actualStartTime',
  'actualMinutes',
  'monitoring',
  'carers',
  'carerId',
  'rate',
  'amount',
  'invoiceNumber',
  'note',
] as const;
export type VisitColumn = (typeof visitColumns)[number];

/** One visit as an agency claims it. Planting changes these; `says` overrides what a cell says whatever the facts are. */
export type VisitLine = {
  pack: Package;
  day: number;
  startMinute: number;
  claimedMinutes: number;
  actualStart: number;
  actualMinutes: number;
  monitoring: 'auto' | 'manual' | 'edited';
  carers: number;
  /** The second row of a double-handed visit claimed as two rows. */
  isSecondCarer: boolean;
  carerId: string;
  ratePence: number;
  note: string;
  says: Partial<Record<VisitColumn | 'vat', string>>;
};

export type LineContext = { lineRef: string; invoiceNumber: string; dateText: (day: number) => string };

export function visitCells(line: VisitLine, { lineRef, invoiceNumber, dateText }: LineContext): string[] {
  const { says, pack } = line;
  return [
    says.lineRef ?? lineRef,
    says.personId ?? pack.person.personId,
    says.packageId ?? pack.packageId,
    says.serviceType ?? pack.serviceType,
    says.date ?? dateText(line.day),
    timeOf(line.startMinute),
    says.claimedMinutes ?? String(line.claimedMinutes),
    says.actualStartTime ?? timeOf(line.actualStart),
    says.actualMinutes ?? String(line.actualMinutes),
    line.monitoring,
    String(line.carers),
    line.carerId,
    says.rate ?? pounds(line.ratePence),
    says.amount ?? pounds(amountPence(line)),
    says.invoiceNumber ?? invoiceNumber,
    line.note,
  ];
}

export function amountPence({ claimedMinutes, carers, ratePence }: VisitLine): number {
  return costOfMinutes(claimedMinutes * carers, ratePence);
}
