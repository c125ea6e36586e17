import type { BankStatement, StatementFile, StatementReading } from '../../../domain/statements/statement.ts';
import { readStatement } from '../../../functions/files/statements/read-statement.ts';

type Options = Parameters<typeof readStatement>[1];

export async function readText(text: string, options?: Options): Promise<StatementReading> {
  return readStatement(Buffer.from(text), options);
}

/** What was read; a refusal fails the test with its words. */
export async function readFile(content: string | Uint8Array, options?: Options): Promise<StatementFile> {
  const reading = await readStatement(Buffer.from(content), options);
  if (!reading.ok) throw new Error(`${reading.rule}: ${reading.message}`);
  return reading.value;
}

/** The one statement of a file. */
export async function readOne(content: string | Uint8Array, options?: Options): Promise<BankStatement> {
  const { statements } = await readFile(content, options);
  const [statement] = statements;
  if (statement === undefined || statements.length > 1) throw new Error(`${statements.length} statements`);
  return statement;
}

export function sumOf({ transactions }: Pick<BankStatement, 'transactions'>): number {
  return transactions.reduce((sum, { amountPence }) => sum + amountPence, 0);
}

export function rulesOf({ notes }: StatementFile): string[] {
  return notes.map(({ rule }) => rule);
}
