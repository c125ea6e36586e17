/**
 * An invoice number as it is compared: capitals, letters and digits alone, no zeros in front. What people and ledgers add
 * or leave out when they copy a number makes no other number: `inv 007/1` is `INV0071`, `000123` is `123`. Empty where the
 * text holds no letter and no digit.
 */
export function plainNumber(text: string): string {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
  return plain.replace(/^0+(?=.)/u, '');
}

/** Who is billed under a number of the ledger's own; supplier numbers are copied as carelessly as those of invoices. */
export function supplierPayee(supplierNumber: string): string {
  return `supplier:${plainNumber(supplierNumber)}`;
}

/** Whether two numbers differ by what a hand slips on, whatever their dates say of them. */
type NumberSlip = 'zeros' | 'swapped' | 'one-more' | 'one-other';

/**
 * By which slip of the hand one number may have become the other: zeros inside (`INV-007`, `INV-7`), two neighbours
 * swapped (`1234`, `1243`), a character too many (`1234`, `12234`), or another in its place (`1234`, `1254`). Null where
 * they are the same number or further apart.
 */
export function slipBetween(one: string, other: string): NumberSlip | null {
  const [a, b] = [plainNumber(one), plainNumber(other)];
  if (a === b) return null;
  if (withoutInnerZeros(one) === withoutInnerZeros(other)) return 'zeros';
  const start = sameAtStart(a, b);
  const [restA, restB] = [a.slice(start), b.slice(start)];
  if (restA.slice(1) === restB.slice(1) && restA !== '' && restB !== '') return 'one-other';
  if (restA.slice(1) === restB || restA === restB.slice(1)) return 'one-more';
  const swapped = `${restB.charAt(1)}${restB.charAt(0)}${restB.slice(2)}`;
  return restA === swapped ? 'swapped' : null;
}

function withoutInnerZeros(text: string): string {
  return plainNumber(text.replaceAll(/(?<!\d)0+(?=\d)/g, ''));
}

function sameAtStart(a: string, b: string): number {
  let place = 0;
  while (place < a.length && a[place] === b[place]) place += 1;
  return place;
}
