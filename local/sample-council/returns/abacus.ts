import { isoOf, mondayOf, timeOf, ukDateOf } from '../days.ts';
import { pounds } from '../pounds.ts';
import { amountPence, type LineContext, type VisitLine } from './visit-line.ts';

// The first nineteen headings are the published ones; the last five cannot be seen in the stored copy of that page and are ours.
export const abacusColumns =
  'FileReference,Description,Created,ProviderRef,ContractNumber,ServiceUserRef,ServiceUserDetails,WeekEnding,OurRef,ServiceUserContribution,PaymentClaimed,ServiceType,VisitDate,StartTimeClaimed,DurationClaimed,ActualStartTime,ActualDuration,SecondaryVisit,NumberOfCarers,VisitRef,CarerRef,VisitStatus,CostCode,Comments'.split(
    ',',
  );

type AbacusContext = LineContext & { reference: string; createdOn: number };

export function abacusCells(
  line: VisitLine,
  { lineRef, invoiceNumber, dateText, reference, createdOn }: AbacusContext,
): string[] {
  const { pack, says } = line;
  return [
    reference,
    'Visits delivered',
    `${isoOf(createdOn)}T15:02:13`,
    pack.provider.providerId,
    says.packageId ?? pack.packageId,
    says.personId ?? pack.person.personId,
    `${pack.person.name} (${pack.person.address.town})`,
    ukDateOf(mondayOf(line.day) + 6),
    says.invoiceNumber ?? invoiceNumber,
    '0.00',
    says.amount ?? pounds(amountPence(line)),
    pack.serviceType.toUpperCase().replace('-', ' '),
    says.date ?? dateText(line.day),
    timeOf(line.startMinute),
    says.claimedMinutes ?? timeOf(line.claimedMinutes),
    `${timeOf(line.actualStart)}:00`,
    `${timeOf(line.actualMinutes)}:00`,
    line.isSecondCarer ? 'True' : 'False',
    String(line.carers),
    lineRef,
    line.carerId,
    line.monitoring,
    '',
    line.note,
  ];
}
