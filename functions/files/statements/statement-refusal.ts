import type { StatementPlace, StatementReading } from '../../../domain/statements/statement.ts';

/** More than a busy account moves in thirty years; a file beyond it is no statement. */
const MOST_TRANSACTIONS = 200_000;
export const LONGEST_LINE_CHARACTERS = 20_000;

/** Carries out of the depth of a reader why a statement cannot be read, and where; `statementReading` makes it a value. */
export class StatementRefusal extends Error {
  override readonly name = 'StatementRefusal';
  readonly rule: string;
  readonly place: StatementPlace | null;

  constructor(rule: string, message: string, place: StatementPlace | null = null) {
    super(message);
    this.rule = rule;
    this.place = place;
  }
}

/** Of a line, a value or what is said of one transaction. */
export function refuseTooLong(characters: number, line: number): void {
  if (characters <= LONGEST_LINE_CHARACTERS) return;
  const message = `What line ${line} holds is longer than ${LONGEST_LINE_CHARACTERS.toLocaleString('en-GB')} characters, which no bank writes. Ask for the statement as the bank exports it.`;
  throw new StatementRefusal('line-too-long', message, { line });
}

export function refuseTooMany(count: number): void {
  if (count <= MOST_TRANSACTIONS) return;
  const message = `The file holds more than ${MOST_TRANSACTIONS.toLocaleString('en-GB')} transactions. Ask for statements of shorter periods.`;
  throw new StatementRefusal('too-many-transactions', message);
}

/** A row that cannot be read refuses its file: a statement with a hole proves nothing. */
export function unreadableRow(line: number, expected: string): StatementRefusal {
  const message = `Line ${line} cannot be read: ${expected} Ask for the file again as the bank exports it.`;
  return new StatementRefusal('row-unreadable', message, { line });
}

/** What reading gives, a refusal among it; anything else that is thrown is our own fault and goes on. */
export function statementReading(read: () => StatementReading): StatementReading {
  try {
    return read();
  } catch (error) {
    return refusalOf(error);
  }
}

/** A refusal as a value; anything else that is thrown goes on. */
export function refusalOf(error: unknown): Exclude<StatementReading, { ok: true }> {
  if (!(error instanceof StatementRefusal)) throw error;
  return { ok: false, rule: error.rule, message: error.message, place: error.place };
}
