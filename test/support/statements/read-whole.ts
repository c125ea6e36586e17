import { expect } from 'vitest';
import type { BankStatement, StatementFile, StatementReading } from '../../../domain/statements/statement.ts';

/** The file that was read; fails with the refusal where it was not. */
export function readWhole(reading: StatementReading): StatementFile {
  if (!reading.ok) expect.fail(`refused: ${reading.rule}: ${reading.message}`);
  return reading.value;
}

export function rulesOf({ notes }: StatementFile): string[] {
  return notes.map(({ rule }) => rule);
}

export function sumOf({ transactions }: BankStatement): number {
  return transactions.reduce((sum, { amountPence }) => sum + amountPence, 0);
}

/** A file that is cut off anywhere is read or refused in a sentence, and never throws. Gives how many were refused. */
export function refusedWhereCut(text: string, read: (text: string) => StatementReading, step = 97): number {
  let refused = 0;
  for (let end = 0; end < text.length; end += step) {
    const reading = read(text.slice(0, end));
    if (reading.ok) continue;
    refused += 1;
    expect(reading.message).toMatch(/^[A-Z].*[.]$/);
  }
  return refused;
}
