/** Items in the order of a text each has, equal ones as they came. Dates and identifiers of ours sort as text. */
export function inOrderOf<T>(items: readonly T[], textOf: (item: T) => string): T[] {
  return items.toSorted((left, right) => compareText(textOf(left), textOf(right)));
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
