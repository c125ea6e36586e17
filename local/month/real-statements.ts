import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Agreement } from '../sample-council/model.ts';

/** A statement file as a real bank wrote it, and where it is dropped among those of the month. */
type RealFile = { name: string; key: string };
export type RealStatements = {
  folder: string;
  /** Null where the folder is not there. */
  files: readonly RealFile[] | null;
};

const STATEMENTS = '*/**/*.{csv,CSV,dat,mt940,mt942,ofx,qfx,qif,sta,STA,txt,xls,xml}';
/** What of the folder is no bank statement: published spending of a council. */
const OTHER = 'newcastle-adult-care-spend/**';

/** Where the real files are kept: `CARELEDGER_CORPUS`, or beside this folder. */
export function corpusFolder(): string {
  return resolve(import.meta.dirname, '../..', process.env['CARELEDGER_CORPUS'] ?? '../shared/corpus');
}

/** Deals the real files out to agreements from which no statement came this month. */
export function realStatements(folder: string, agreements: readonly Agreement[]): RealStatements {
  if (!existsSync(folder)) return { folder, files: null };
  const silent = agreements.filter(sendsNothing);
  const names = globSync(STATEMENTS, { cwd: folder, exclude: [OTHER] }).toSorted();
  const files = names.flatMap((name, place) => {
    const agreement = silent[place % Math.max(1, silent.length)];
    if (agreement === undefined) return [];
    const number = String(place + 1).padStart(3, '0');
    return [{ name, key: `bank-statements/${agreement.agreementId}/real-${number}-${basename(name)}` }];
  });
  return { folder, files };
}

export function realFile({ folder }: RealStatements, { name }: RealFile): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(join(folder, name)));
}

/** One agreement in four sends no statement; of those whose statements come otherwise, or who are gone, none is taken. */
function sendsNothing({ index, accountType, endOn, person }: Agreement): boolean {
  return (
    index % 4 === 3 &&
    accountType !== 'managed' &&
    endOn === undefined &&
    person.diedOn === undefined &&
    person.restricted === ''
  );
}
