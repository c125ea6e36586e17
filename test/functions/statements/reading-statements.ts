import type { StatementMapping } from '../../../domain/statements/statement-mapping.ts';
import type { BankStatement, StatementFile, StatementReading } from '../../../domain/statements/statement.ts';
import { readStatement, type MappingsFor } from '../../../functions/files/statements/read-statement.ts';
import { readWhole } from '../../support/statements/read-whole.ts';

type Options = { mappings?: readonly StatementMapping[] };

/** The mappings as the reader asks for them: by the first rows, which here any file may have. */
const asAsked = ({ mappings = [] }: Options = {}): { mappingsFor: MappingsFor } => ({
  mappingsFor: () => Promise.resolve(mappings),
});

export async function readText(text: string, options?: Options): Promise<StatementReading> {
  return readStatement(Buffer.from(text), asAsked(options));
}

export async function readFile(content: string | Uint8Array, options?: Options): Promise<StatementFile> {
  return readWhole(await readStatement(Buffer.from(content), asAsked(options)));
}

/** The one statement of a file. */
export async function readOne(content: string | Uint8Array, options?: Options): Promise<BankStatement> {
  const { statements } = await readFile(content, options);
  const [statement] = statements;
  if (statement === undefined || statements.length > 1) throw new Error(`${statements.length} statements`);
  return statement;
}
