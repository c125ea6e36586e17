import { idOfColumn, STILL_MISSING } from '../parts/column-meanings.tsx';
import type { FieldError } from '../parts/error-summary.tsx';
import { returnFieldNames, type LayoutOffer, type ReturnField } from './mapping-words.ts';

/** What each column of a file is said to hold so far; null where nothing is said. */
export type Said = readonly (ReturnField | null)[];

/** Fields that every line needs and that no column is said to hold. */
export function missingOf({ mandatory }: LayoutOffer, said: Said): ReturnField[] {
  return mandatory.filter((field) => !said.includes(field));
}

/** What keeps a mapping from being saved; what one column says wrong stands at that column. */
export function gapsOf(offer: LayoutOffer, said: Said, reason: string): FieldError[] {
  const missing = missingOf(offer, said).map((field) => ({
    id: STILL_MISSING,
    message: `Choose the column that holds: ${returnFieldNames[field]}`,
  }));
  const twice = said.flatMap((field, place) =>
    field !== null && said.indexOf(field) < place
      ? [{ id: idOfColumn(place), message: `Two columns are said to hold: ${returnFieldNames[field]}` }]
      : [],
  );
  const why = reason.trim().length < 3 ? [{ id: 'reason', message: 'Say why' }] : [];
  return [...missing, ...twice, ...why];
}

/** The columns about which something is said, and where each stands in the file. */
export function saidColumns(columns: readonly string[], said: Said) {
  return columns.flatMap((heading, place) => {
    const field = said[place] ?? null;
    return field === null ? [] : [{ place, heading, field }];
  });
}
