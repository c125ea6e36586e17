import type { UpliftLine } from './uplift-line.ts';

/**
 * What the case system is told of an uplift, so that its next extract says the same. The columns that a file of rates has
 * are named and filled as there, so that it is read back as one; the others say before, until when, and whose it is.
 */
export const rateExportColumns = [
  ...['packageId', 'rateCardId', 'providerId', 'serviceType', 'visitMinutes', 'dayType', 'band', 'zone'],
  ...['newRate', 'effectiveFrom'],
  ...['effectiveTo', 'oldRate', 'unitsPerWeek', 'provider', 'service', 'contract', 'uplift', 'reason'],
];

/** The cells of each rate that changes, as text, in the order of the columns. */
export function rateExportRows(lines: readonly UpliftLine[], upliftId: string): string[][] {
  return lines.flatMap((line) => {
    const { packageId, rateCardId, newRate, oldRate, from, through, why } = line;
    if (line.outcome !== 'changed' || newRate === null) return [];
    const card = line.of === 'rate-card' ? rateCardId : null;
    const { unitsPerWeek, providerId, serviceType, contract } = line;
    const days = [line.visitMinutes, line.dayType ?? 'any', line.band, line.zone];
    const details = card === null ? NO_DETAILS : [providerId, serviceType, ...days];
    const about = [unitsPerWeek, providerId, serviceType, contract, upliftId, why];
    return [[packageId, card, ...details, newRate, from, through, oldRate, ...about].map(cellText)];
  });
}

/** A package has one rate, which nothing has to tell apart. */
const NO_DETAILS = [null, null, null, null, null, null];

function cellText(value: string | number | null): string {
  return value === null ? '' : String(value);
}
