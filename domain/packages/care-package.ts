import * as z from 'zod';
import type { CalendarDate } from '../calendar.ts';
import { addDays, calendarDateSchema } from '../calendar.ts';
import { rateTextSchema } from '../money.ts';
import { invariant } from '../outcome.ts';
import { date, flag, identifier, oneOf, percent, quantity, rate, text, whole } from '../records/field.ts';
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
    terms: [...others, term].toSorted((a, b) => (a.from < b.from ? -1 : 1)),
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
  const findings: Finding[] = [];
  if (row.endDate !== null && row.endDate < row.startDate) {
    findings.push(
      finding('error', 'end-before-start', `The end ${row.endDate} is before the start ${row.startDate}.`, {
        field: 'endDate',
      }),
    );
  }
  if (row.effectiveFrom !== null && outside(row, row.effectiveFrom)) {
    findings.push(
      finding(
        'error',
        'effective-outside-package',
        `effectiveFrom ${row.effectiveFrom} is not a day of the package.`,
        { field: 'effectiveFrom' },
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

/** Suspensions that lie wholly within the package, in order and apart (Hackney brokerage, SuspendElement). */
export function checkSuspensions(carePackage: CarePackage, suspensions: readonly Suspension[]): Finding[] {
  const findings: Finding[] = [];
  const sorted = suspensions.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  for (const [index, suspension] of sorted.entries()) {
    const { from, to } = suspension;
    if (to !== null && to < from) {
      findings.push(
        finding('error', 'end-before-start', `The end ${to} is before the start ${from}.`, { field: 'to' }),
      );
    }
    const openBeyondEnd = to === null && carePackage.endDate !== null;
    const after = carePackage.endDate !== null && to !== null && to > carePackage.endDate;
    if (from < carePackage.startDate || openBeyondEnd || after) {
      findings.push(
        finding('error', 'suspension-outside-package', 'A suspension lies within the days of its package.', {
          field: 'from',
        }),
      );
    }
    const previous = sorted[index - 1];
    if (previous !== undefined && (previous.to === null || from <= previous.to)) {
      findings.push(
        finding(
          'error',
          'suspensions-overlap',
          `Two suspensions overlap on ${from}; the earlier must end by ${addDays(from, -1)}.`,
          {
            field: 'from',
          },
        ),
      );
    }
  }
  return findings;
}
