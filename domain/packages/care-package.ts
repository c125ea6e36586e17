import * as z from 'zod';
import type { CalendarDate } from '../calendar.ts';
import { addDays, calendarDateSchema, formatDate } from '../calendar.ts';
import { inOrderOf } from '../in-order-of.ts';
import { rateTextSchema } from '../money.ts';
import { invariant } from '../outcome.ts';
import { date, flag, identifier, oneOf, percent, quantity, rate, text, whole } from '../records/field.ts';
import { checkDatesInOrder } from '../records/dates-in-order.ts';
import { finding, type Finding } from '../records/finding.ts';

const commissioned = {
  packageId: identifier,
  personId: identifier,
  providerId: identifier,
  serviceType: identifier,
  startDate: date,
  endDate: date.nullable(),
};
const price = { unitsPerWeek: quantity, rate: rate.nullable(), rateCardId: identifier.nullable() };
const detail = {
  rateIncludesFnc: flag.nullable(),
  weekdays: text.nullable(),
  carers: whole.nullable(),
  visitMinutes: whole.nullable(),
  funding: oneOf(['care-act', 's117', 'chc', 'joint', 'reablement']).nullable(),
  nhsSharePercent: percent.nullable(),
  icbId: identifier.nullable(),
  contract: text.nullable(),
  costCentre: text.nullable(),
  costElement: text.nullable(),
  taxCode: text.nullable(),
  purchaseOrder: text.nullable(),
  purchaseOrderLine: text.nullable(),
};

/** One row of a care-packages extract: it restates the package, or adds a term from `effectiveFrom`. */
export const carePackageRowSchema = z.object({
  ...commissioned,
  ...price,
  effectiveFrom: date.nullable(),
  ...detail,
});
export type CarePackageRow = z.infer<typeof carePackageRowSchema>;

/** Units and price that hold from a day until the next term or the package's end. */
const termSchema = z.object({
  from: calendarDateSchema,
  unitsPerWeek: rateTextSchema,
  rate: rateTextSchema.nullable(),
  rateCardId: z.string().nullable(),
});
export type Term = z.infer<typeof termSchema>;

export const suspensionSchema = z.object({
  from: calendarDateSchema,
  to: calendarDateSchema.nullable(),
  kind: z.string().min(1).max(60),
});
export type Suspension = z.infer<typeof suspensionSchema>;

/** One commissioned service for one person with one provider, with its terms by date. */
export const carePackageSchema = z.object({
  ...commissioned,
  terms: z.array(termSchema).min(1),
  suspensions: z.array(suspensionSchema),
  ...detail,
});
export type CarePackage = z.infer<typeof carePackageSchema>;

/**
 * The package after a row: without `effectiveFrom` the row restates the package and its one term; with it,
 * units and rate hold from that day and terms before and after stay (contract of the care-packages extract).
 * Suspensions are kept: no extract carries them.
 */
export function applyRow(current: CarePackage | null, row: CarePackageRow): CarePackage {
  const { unitsPerWeek, rate: unitRate, rateCardId, effectiveFrom, ...rest } = row;
  const term: Term = { from: effectiveFrom ?? row.startDate, unitsPerWeek, rate: unitRate, rateCardId };
  const others =
    effectiveFrom === null || current === null ? [] : current.terms.filter((old) => old.from !== term.from);
  return {
    ...rest,
    suspensions: current?.suspensions ?? [],
    terms: inOrderOf([...others, term], ({ from }) => from),
  };
}

/** The term in force on a day; before the first term, the first; nothing outside the package's dates. */
export function termOn(carePackage: CarePackage, day: CalendarDate): Term | undefined {
  if (day < carePackage.startDate || (carePackage.endDate !== null && day > carePackage.endDate))
    return undefined;
  return carePackage.terms.findLast((term) => term.from <= day) ?? carePackage.terms[0];
}

/** The package as one extract row on a day: the inverse of reading, with that day's term (or the nearest). */
export function rowOn(carePackage: CarePackage, day: CalendarDate): CarePackageRow {
  const { terms, suspensions: _suspensions, ...rest } = carePackage;
  const nearest = terms.findLast((term) => term.from <= day) ?? terms[0];
  invariant(nearest !== undefined, 'a package has a term');
  const { unitsPerWeek, rate: unitRate, rateCardId } = nearest;
  return {
    ...rest,
    unitsPerWeek,
    rate: unitRate,
    rateCardId,
    effectiveFrom: nearest === terms[0] ? null : nearest.from,
  };
}

/** What cannot be true of a row, and what will stand in the way of paying it. */
export function checkCarePackageRow(row: CarePackageRow): Finding[] {
  const findings = checkDatesInOrder({ from: row.startDate, to: row.endDate }, 'endDate');
  if (row.effectiveFrom !== null && outside(row, row.effectiveFrom)) {
    findings.push(
      finding(
        'error',
        'effective-outside-package',
        `effectiveFrom is ${formatDate(row.effectiveFrom)}, which is not a day of the package.`,
        { field: 'effectiveFrom', value: row.effectiveFrom },
      ),
    );
  }
  if (row.rate === null && row.rateCardId === null) {
    findings.push(
      finding(
        'warning',
        'package-without-rate',
        'Neither a rate nor a rate card: nothing can be paid until there is one.',
        {
          field: 'rate',
        },
      ),
    );
  }
  if (row.funding === 'joint' && row.nhsSharePercent === null) {
    findings.push(
      finding('warning', 'joint-without-share', 'Joint funding without the percentage the NHS pays.', {
        field: 'nhsSharePercent',
      }),
    );
  }
  if (row.nhsSharePercent !== null && Number(row.nhsSharePercent) > 0 && row.icbId === null) {
    findings.push(
      finding(
        'warning',
        'share-without-icb',
        'The NHS pays a share, but no integrated care board is named.',
        {
          field: 'icbId',
        },
      ),
    );
  }
  return findings;
}

function outside(row: CarePackageRow, day: CalendarDate): boolean {
  return day < row.startDate || (row.endDate !== null && day > row.endDate);
}

/** A package never changes its person: its history, and what was paid on it, would become somebody else's. */
export function checkSamePerson(current: CarePackage | null, next: CarePackage): Finding[] {
  if (current === null || current.personId === next.personId) return [];
  const message = `Package ${next.packageId} belongs to another person. End it and commission a new one; a package never changes its person.`;
  return [
    finding('error', 'package-of-another-person', message, { field: 'personId', value: next.personId }),
  ];
}

/**
 * A package has one provider on all its days: a row for the days from `effectiveFrom` on would move the days before,
 * and what was paid for them, to its provider too. Restated without `effectiveFrom`, the package was the other
 * provider’s from its start.
 */
export function checkSameProvider(
  { providerId, startDate }: Pick<CarePackage, 'providerId' | 'startDate'>,
  row: Pick<CarePackageRow, 'packageId' | 'providerId' | 'effectiveFrom'>,
): Finding[] {
  if (row.effectiveFrom === null || row.effectiveFrom <= startDate || row.providerId === providerId)
    return [];
  const message = `Package ${row.packageId} is with ${providerId}, and only its units and rate change from a day on. End it on ${formatDate(addDays(row.effectiveFrom, -1))} and begin a new one with ${row.providerId} from ${formatDate(row.effectiveFrom)}.`;
  return [finding('error', 'provider-from-a-day', message, { field: 'providerId', value: row.providerId })];
}
