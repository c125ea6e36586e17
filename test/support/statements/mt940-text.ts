export const mt940Lines: readonly string[] = [
  ':20:250630A',
  ':25:GB33BUKB20201555555555',
  ':28C:6/1',
  ':60F:C250601GBP100,00',
  ':61:2506020602CP400,NTRFDP JUNE//BANK1',
  ':86:LARKSHIRE COUNCIL',
  'DIRECT PAYMENT',
  ':61:250613D120,5NDDTNONREF//BANK2',
  ':86:M&S CARE',
  ':61:2506140614DP12,00NCHK000017',
  'CHEQUE 17',
  ':62F:C250630GBP367,50',
  ':64:C250630GBP367,50',
  '-',
];

/** GB33 … 5555 in June 2025, from £100.00 to £367.50, as SWIFT’s customer statement. */
export function mt940(lines: readonly string[] = mt940Lines): string {
  return lines.join('\r\n') + '\r\n';
}

/** The same with lines changed: `mt940With({ ':60F:C250601GBP100,00': ':60F:…' })`; null takes a line out. */
export function mt940With(changes: Readonly<Record<string, string | null>>): string {
  return mt940(mt940Lines.flatMap((line) => (line in changes ? (changes[line] ?? []) : line)));
}
