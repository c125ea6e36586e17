import { describe, expect, it } from 'vitest';
import { readPdfStatement } from '../../../functions/files/statements/pdf/read-pdf-statement.ts';
import {
  marchClosing,
  marchMovements,
  marchOpening,
  type Movement,
} from '../../support/statements/bank-files.ts';
import { pdfLayouts } from '../../support/statements/pdf-files.ts';
import { readWhole, rulesOf } from '../../support/statements/read-whole.ts';

const layouts = Object.entries(pdfLayouts);
const readPdf = async (bytes: Uint8Array) => readWhole(await readPdfStatement(bytes));

describe.each(layouts)('A PDF statement as of %s', (_name, print) => {
  it('is read whole, and adds up', async () => {
    const file = await readPdf(await print());
    const [statement, ...others] = file.statements;

    expect(others).toEqual([]);
    expect(file.format).toBe('pdf');
    expect(statement?.transactions.map(({ date, amountPence }) => [date, amountPence])).toEqual(
      marchMovements.map(({ on, pence }) => [on, pence]),
    );
    expect(statement?.opening?.amountPence).toBe(marchOpening);
    expect(statement?.closing?.amountPence).toBe(marchClosing);
    expect(file.notes).toEqual([]);
  });
});
