export const qifRecords: readonly (readonly string[])[] = [
  ['D02/06/2025', 'T400.00', 'PLARKSHIRE COUNCIL', 'MDIRECT PAYMENT'],
  ['D13/06/2025', 'U-1,120.50', 'T-1,120.50', 'NINV 7', 'PM&amp;S   CARE'],
  ['D14/06/2025', 'T-12', 'NDEB', 'PCHEMIST', 'LHealth', 'A1 High Street', 'ALarkshire', 'CX'],
];

/** A bank account in June 2025 as Quicken and many banks write it. */
export function qif(
  records: readonly (readonly string[])[] = qifRecords,
  header: readonly string[] = ['!Type:Bank'],
): string {
  return [...header, ...records.flatMap((record) => [...record, '^'])].join('\n') + '\n';
}
