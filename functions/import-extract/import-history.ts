import type { CalendarDate } from '../../domain/calendar.ts';
import { finding } from '../../domain/records/finding.ts';
import { plainNumber } from '../../domain/records/invoice-number.ts';
import { ledgerHistoryRows } from '../../domain/records/kinds.ts';
import { payeesOf, type LedgerPayment } from '../../domain/records/ledger-payment.ts';
import type { Upload } from '../../events/api/uploads.ts';
import type { TableEvent } from '../files/tables/table-events.ts';
import type { HistoryOutcome, HistoryStore } from '../store/history-store.ts';
import { inFileOrder, lineOf, type CheckedLine, type SoundRow } from './check-rows.ts';
import { checkedBatches } from './checked-batches.ts';
import type { KnownReferences } from './known-references.ts';

type HistoryDeps = {
  history: HistoryStore;
  references: KnownReferences;
  today: CalendarDate;
  emit: (lines: readonly CheckedLine[]) => Promise<void>;
};

const kind = { rows: ledgerHistoryRows, rowKey };

/**
 * Takes what the ledger paid, row by row: no facts with versions, since nothing is reckoned from it, but what a paper
 * invoice is compared with before it is paid a second time.
 */
export async function importHistory(
  upload: Upload,
  events: AsyncIterable<TableEvent>,
  deps: HistoryDeps,
): Promise<void> {
  for await (const { sound, out } of checkedBatches(kind, events, deps))
    await deps.emit(inFileOrder([...(await keepRows(sound, upload, deps)), ...out]));
}

async function keepRows(
  rows: readonly SoundRow<LedgerPayment>[],
  { uploadId, receivedAt }: Upload,
  { history }: HistoryDeps,
): Promise<CheckedLine[]> {
  const outcomes = await history.keepHistory(
    rows.map(({ record, line }) => ({ payment: record, uploadId, line, receivedAt })),
  );
  return rows.map((row, place) => keptLine(row, outcomes[place] ?? 'known'));
}

function keptLine(row: SoundRow<LedgerPayment>, outcome: HistoryOutcome): CheckedLine {
  if (outcome === 'kept') return lineOf(row, 'accepted', row.findings);
  if (outcome === 'known') return lineOf(row, 'unchanged', row.findings);
  const overtaken = finding(
    'information',
    'overtaken',
    'A file that came later says something else of this payment; that stays.',
    { line: row.line },
  );
  return lineOf(row, 'unchanged', [...row.findings, overtaken]);
}

/** One payment of the ledger: whom it was made to, for which invoice, under which reference. */
function rowKey(payment: LedgerPayment): string {
  return [payeesOf(payment).join(' '), plainNumber(payment.invoiceNumber), payment.reference].join('|');
}
