import { finding, type Finding } from '../../../../domain/records/finding.ts';
import type { StatementTransaction } from '../../../../domain/statements/statement.ts';
import type { PdfRow } from './pdf-rows.ts';

type PrintedAmount = { row: PdfRow; group: string; font: string; word: string };

/** Fewer amounts than this show no habit of their column. */
const FEWEST = 3;
const PART_OF_HABIT = 2 / 3;

/**
 * Rows with an amount in another font or size than the others of its column on its page: amounts that were written over
 * look so. Banks do it as well, so that it weighs only where the balance breaks at that row.
 */
export function fontFindings(
  rows: readonly PdfRow[],
  transactions: readonly StatementTransaction[],
): Finding[] {
  const broken = rowsWithBrokenBalance(transactions);
  const odd = oddAmounts(rows);
  const atBreak = odd.find(({ row }) => broken.has(keyOf(row)));
  const shown = atBreak ?? odd[0];
  if (shown === undefined) return [];
  const { page, line } = shown.row.place;
  const count = new Set(odd.map(({ row }) => keyOf(row))).size - 1;
  const more =
    count === 0 ? '' : ` The same is so in ${count === 1 ? 'another row' : `${count} other rows`}.`;
  const so =
    atBreak === undefined
      ? ' Its balance is right, so this alone says nothing against it.'
      : ' The balance breaks there too: the amount may have been changed.';
  const message = `${shown.word} on page ${page}, line ${line}, is printed in another font or size than the other amounts of its column.${more}${so}`;
  return [
    finding(atBreak === undefined ? 'information' : 'warning', 'fonts-mixed-in-row', message, {
      line,
      value: shown.word,
    }),
  ];
}

function oddAmounts(rows: readonly PdfRow[]): PrintedAmount[] {
  const printed = rows.flatMap((row) =>
    row.money.map(({ column, word }) => ({
      row,
      group: `${row.place.page} ${column}`,
      font: `${word.font} ${word.size.toFixed(1)}`,
      word: word.text,
    })),
  );
  return [...Map.groupBy(printed, ({ group }) => group).values()].flatMap(oddOf);
}

function oddOf(amounts: readonly PrintedAmount[]): readonly PrintedAmount[] {
  const fonts = [...Map.groupBy(amounts, ({ font }) => font)].toSorted(
    (left, right) => right[1].length - left[1].length,
  );
  const [habit] = fonts;
  if (habit === undefined || habit[1].length < FEWEST) return [];
  if (habit[1].length < PART_OF_HABIT * amounts.length) return [];
  return amounts.filter(({ font }) => font !== habit[0]);
}

function keyOf({ place }: Pick<PdfRow | StatementTransaction, 'place'>): string {
  return `${place.page ?? 0} ${place.line}`;
}

/** A changed amount breaks the balance of its row; a changed balance breaks that of the next one too. */
function rowsWithBrokenBalance(transactions: readonly StatementTransaction[]): ReadonlySet<string> {
  const broken = new Set<string>();
  let known: number | null = null;
  let since: string[] = [];
  for (const each of transactions) {
    const expected: number | null = known === null ? null : known + each.amountPence;
    since.push(keyOf(each));
    if (each.balancePence !== null) {
      if (expected !== null && expected !== each.balancePence) for (const key of since) broken.add(key);
      since = [];
    }
    known = each.balancePence ?? expected;
  }
  return broken;
}
