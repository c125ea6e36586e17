import { rateExportColumns, rateExportRows } from '../../../domain/uplift/export-rates.ts';
import type { UpliftLine } from '../../../domain/uplift/uplift-line.ts';
import { csvText, harmlessText } from '../../files/payments/csv-text.ts';
import type { AppliedRow } from './evidence.ts';

/** Which lines have a rate of their own that was written, by what became of the packages and cards of their part. */
export function isWrittenBy(rows: readonly AppliedRow[]): (line: UpliftLine) => boolean {
  const written = new Set(
    rows.flatMap(({ kind, id, versions }) => (versions === null ? [] : [`${kind} ${id}`])),
  );
  return ({ of, packageId, rateCardId }) =>
    written.has(`${of} ${String(of === 'package' ? packageId : rateCardId)}`);
}

/** Rates as a file for the case system, which people open in a spreadsheet too. */
export function ratesCsv(lines: readonly UpliftLine[], upliftId: string): string {
  const rows = rateExportRows(lines, upliftId).map((row) => row.map(harmlessText));
  return csvText([rateExportColumns, ...rows]);
}
