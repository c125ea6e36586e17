import type { StatementAccount } from '../../../domain/statements/statement.ts';
import { accountOf, unknownAccount } from './account-text.ts';
import type { StatementRow } from './table-layout.ts';

/** Whose account a table is of where the bank says it above the headings, as Nationwide does: `Account Name:`, `Account Number:`. */
export function accountAbove(rows: readonly StatementRow[]): StatementAccount {
  const said = new Map(rows.map(({ cells: [name = '', value = ''] }) => [labelOf(name), value.trim()]));
  const [name, masked] = nameAndNumber(said.get('account name') ?? '');
  const number = said.get('account number') ?? masked;
  if (name === null && number === null) return unknownAccount;
  return { ...accountOf(number ?? ''), name };
}

function labelOf(cell: string): string {
  return cell.trim().toLowerCase().replace(/\s*:$/, '');
}

/** `Foo current ****12345`: the number is masked and stands behind the name. */
function nameAndNumber(text: string): [name: string | null, number: string | null] {
  const [, name = text, number = null] = /^(.*?)\s*(\*+\d+)$/.exec(text) ?? [];
  return [name === '' ? null : name, number];
}
