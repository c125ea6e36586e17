import { sumPence } from '../../domain/money.ts';
import { checkStatement } from '../../domain/statements/check-balance.ts';
import { checkStatementMapping } from '../../domain/statements/statement-mapping.ts';
import type { BankStatement, StatementReading } from '../../domain/statements/statement.ts';
import {
  PREVIEW_TRANSACTIONS,
  type StatementPreview,
  type statementMappingRoutes,
} from '../../events/api/statement-mappings.ts';
import { findLayout } from '../files/statements/find-layout.ts';
import { readTableStatement } from '../files/statements/read-table-statement.ts';
import { statementReading, StatementRefusal } from '../files/statements/statement-refusal.ts';
import { layoutOfMapping, type TableLayout } from '../files/statements/table-layout.ts';
import { refuseErrors } from '../platform/refuse-errors.ts';
import type { Asked } from '../platform/route-area.ts';
import { accountOf } from '../platform/statements/audit-upload.ts';
import type { KeptTable } from '../platform/statements/kept-table.ts';
import type { MappingsDeps } from './deps.ts';
import { unreadStatement } from './unread.ts';

/** What would be read of a statement by what is said of its columns, as its reader would; nothing is kept. */
export async function previewStatement(
  asked: Asked<typeof statementMappingRoutes.previewStatement>,
  deps: MappingsDeps,
): Promise<StatementPreview> {
  const mapping = { mappingId: '', ...asked.body };
  refuseErrors(checkStatementMapping(mapping));
  const { table } = await unreadStatement(asked, deps);
  const reading = statementReading(() => readKept(table, layoutOfMapping(mapping)));
  const { isWhole } = table;
  if (!reading.ok) {
    const { rule, message, place } = reading;
    return { problem: { rule, message, line: place?.line ?? null }, accounts: [], notes: [], isWhole };
  }
  const accounts = reading.value.statements.map(shownAccount);
  const faults = new Set(accounts.flatMap((each) => each.faults.map(({ message }) => message)));
  const notes = reading.value.notes.filter(({ message }) => !faults.has(message));
  return { problem: null, accounts, notes, isWhole };
}

function readKept({ format, rows, notes }: KeptTable, layout: TableLayout): StatementReading {
  const table = findLayout(rows, [layout], null);
  // A table without headings may look like one of a bank that writes none.
  if (table?.found.layout !== layout)
    throw new StatementRefusal('headings-not-in-file', 'The file has other headings than these.');
  return { ok: true, value: readTableStatement({ ...table, format, period: null, notes }) };
}

function shownAccount(statement: BankStatement): StatementPreview['accounts'][number] {
  const { transactions, currency } = statement;
  const moved = transactions.map(({ amountPence }) => amountPence);
  return {
    ...accountOf(statement),
    currency,
    paidInPence: sumPence(moved.filter((amount) => amount > 0)),
    paidOutPence: sumPence(moved.filter((amount) => amount < 0)),
    withBalance: transactions.filter(({ balancePence }) => balancePence !== null).length,
    faults: checkStatement(statement),
    first: transactions
      .slice(0, PREVIEW_TRANSACTIONS)
      .map(({ date, text, amountPence, balancePence, place: { line } }) => ({
        ...{ date, text, amountPence, balancePence, line },
      })),
  };
}
