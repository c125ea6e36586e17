import { decodeWhole } from '../tables/decode-text.ts';
import { sniffContent, sniffedBytes } from '../tables/sniff-content.ts';
import { TableRefusal } from '../tables/table-events.ts';
import { formOfText, isMarkup } from './form-of-text.ts';
import { rowsOfUnknown, rowsOfWorkbook, type TableRows } from './table-rows.ts';

/** A table as it stands in its file, whatever its columns hold. */
export type PlainTable = TableRows & { format: 'csv' | 'xlsx' };

/** The rows of a file for whoever says what its columns hold; null where it is no table, or cannot be cut into rows. */
export async function readPlainTable(file: Buffer): Promise<PlainTable | null> {
  try {
    return await plainTable(file);
  } catch (error) {
    if (!(error instanceof TableRefusal)) throw error;
    return null;
  }
}

async function plainTable(file: Buffer): Promise<PlainTable | null> {
  const head = file.subarray(0, sniffedBytes);
  if (isMarkup(head)) return null;
  const content = sniffContent(head, '');
  if (content === 'zip') return { format: 'xlsx', ...(await rowsOfWorkbook(file)) };
  if (content === 'ole') return null;
  const { text } = decodeWhole(file);
  return formOfText(text) === 'table' ? { format: 'csv', ...rowsOfUnknown(text) } : null;
}
