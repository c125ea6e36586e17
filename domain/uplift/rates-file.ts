import * as z from 'zod';
import type { CalendarDate } from '../calendar.ts';
import { canonicalJson } from '../facts/canonical-json.ts';
import { date, identifier, rate } from '../records/field.ts';
import { finding, type Finding } from '../records/finding.ts';
import type { Reference, RowRules } from '../records/kinds.ts';
import { layoutOf } from '../records/layout.ts';
import { rateCardLineSchema, type RateCardLine } from '../records/rate-card.ts';
import { checkFirstDay } from './first-day.ts';
import type { NamedRate } from './match-rules.ts';

/** What of a card a row may name beside the card: only as much as tells its rates apart has to be there. */
const { providerId, serviceType, visitMinutes, dayType, band, zone } = rateCardLineSchema.shape;

/** A row of a file of the inbox folder `uplifts`: the new rate of one package, or of one rate of a card. */
const upliftRateSchema = z.object({
  packageId: identifier.nullable(),
  rateCardId: identifier.nullable(),
  ...{ providerId, serviceType: serviceType.nullable(), visitMinutes, dayType, band, zone },
  newRate: rate,
  effectiveFrom: date.nullable(),
});
export type UpliftRate = z.infer<typeof upliftRateSchema>;

const rules: RowRules<UpliftRate> = {
  noun: 'new rate',
  check: checkUpliftRate,
  references: ({ packageId, rateCardId }) => [
    ...(packageId === null ? [] : [reference('packageId', 'package', packageId)]),
    ...(rateCardId === null ? [] : [reference('rateCardId', 'rate-card', rateCardId)]),
  ],
};

/**
 * How the rows are read and checked, and what makes two of them the same: all that they say. Two that say different
 * things of one rate are both read, and the preview refuses both. They become no facts: an uplift reads them.
 */
export const upliftRateRows = {
  rows: { ...rules, layout: layoutOf(upliftRateSchema) },
  rowKey: (row: UpliftRate): string => canonicalJson(row),
};

function reference(field: string, kind: Reference['kind'], id: string): Reference {
  return { field, kind, id };
}

const DETAILS = ['providerId', 'serviceType', 'visitMinutes', 'dayType', 'band', 'zone'] as const;

/** A row is about one thing; what tells rates of a card apart says nothing of a package. */
function checkUpliftRate(row: UpliftRate, today: CalendarDate): Finding[] {
  const { packageId, rateCardId, newRate, effectiveFrom } = row;
  const findings: Finding[] = [];
  if ((packageId === null) === (rateCardId === null))
    findings.push(
      finding('error', 'one-of-two', 'A row names a package or a rate card: one of them, not both.', {
        field: 'packageId',
      }),
    );
  const [detail] = DETAILS.filter((each) => row[each] !== null);
  if (packageId !== null && detail !== undefined)
    findings.push(
      finding(
        'error',
        'detail-of-a-card',
        `${detail} tells the rates of a card apart. A package has one rate; leave it empty.`,
        { field: detail },
      ),
    );
  if (newRate === '0')
    findings.push(
      finding('error', 'rate-of-nothing', 'The new rate is nothing. A package that costs nothing is ended.', {
        field: 'newRate',
        value: newRate,
      }),
    );
  if (effectiveFrom !== null)
    findings.push(...checkFirstDay({ day: effectiveFrom, field: 'effectiveFrom' }, today));
  return findings;
}

/** New rates by what they are for. */
export type NamedRates = {
  packages: ReadonlyMap<string, readonly NamedRate[]>;
  cards: ReadonlyMap<string, readonly (NamedRate & { row: UpliftRate })[]>;
};

/** Rows of a file that was taken, laid out by what they name; each holds from its own day, or that of the uplift. */
export function namedRates(
  rows: readonly { line: number; row: UpliftRate }[],
  effectiveDate: CalendarDate,
): NamedRates {
  const named = rows.map(({ line, row }) => ({
    row,
    rate: { number: line, newRate: row.newRate, from: row.effectiveFrom ?? effectiveDate },
  }));
  const ofPackages = named.flatMap(({ row, rate: each }) =>
    row.packageId === null ? [] : [{ ...each, packageId: row.packageId }],
  );
  const ofCards = named.flatMap(({ row, rate: each }) =>
    row.rateCardId === null ? [] : [{ ...each, row, rateCardId: row.rateCardId }],
  );
  return {
    packages: Map.groupBy(ofPackages, ({ packageId }) => packageId),
    cards: Map.groupBy(ofCards, ({ rateCardId }) => rateCardId),
  };
}

/** Whether a row names a line of a card: in all that it says. The rate for no kind of day is named by `any`. */
export function namesLine(row: UpliftRate, line: RateCardLine): boolean {
  const named = { ...line, dayType: line.dayType ?? 'any' };
  return DETAILS.every((detail) => row[detail] === null || row[detail] === named[detail]);
}
