import { decodeText } from '../tables/decode-text.ts';
import { sniffedBytes } from '../tables/sniff-content.ts';
import { readBacsReport } from './read-bacs-report.ts';
import { readResponseTable } from './read-response-table.ts';
import { refused, type ResponseFile, type ResponseRefusal, type ResponseSource } from './response-file.ts';

/** A council pays a few thousand payees a run; a report of more is not one. */
const MOST_BYTES = 20 * 1024 * 1024;

/**
 * Reads what the ledger or Bacs answers, whichever of the known files it is: acknowledgements and settlements as CSV or
 * XLSX, Bacs reports as XML.
 */
export async function readResponses(
  bytes: Uint8Array,
  source: ResponseSource,
): Promise<ResponseFile | ResponseRefusal> {
  if (bytes.length > MOST_BYTES) {
    return refused('file-too-large', 'The file is larger than 20 MB. Ask for one report a file.');
  }
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = file.subarray(0, sniffedBytes);
  const isXml = decodeText(head).push(head).text.trimStart().startsWith('<');
  return isXml ? readBacsReport(file, source) : readResponseTable(file, source);
}
