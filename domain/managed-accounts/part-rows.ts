import { finding } from '../records/finding.ts';
import { headingKey } from '../records/heading-key.ts';
import { notYours, type ClientPart, type PartedFile, type RefusedPart } from './bulk-part.ts';

/** What the column is called that says whose line a line is, in any case, with or without spaces. */
const AGREEMENT_HEADINGS: readonly string[] = [
  ...['agreementid', 'agreement', 'agreementnumber', 'agreementno', 'agreementref', 'agreementreference'],
  ...['directpaymentagreement', 'directpaymentid', 'directpaymentnumber', 'directpaymentref'],
  ...['dpagreement', 'dpid', 'dpnumber', 'dpno', 'dpref', 'dpreference'],
];

/** The places of the columns that say whose line it is: of a file that can be parted there is exactly one. */
export function agreementColumns(columns: readonly string[]): number[] {
  return columns.flatMap((column, place) =>
    AGREEMENT_HEADINGS.includes(headingKey(column).replaceAll(/[.:-]/g, '')) ? [place] : [],
  );
}

/** A line of a table: what its cells say, and whether it has as many of them as there are headings. */
export type BulkRow = { line: number; cells: readonly string[]; ragged: boolean };

type Client = { agreementId: string; line: number; rows: BulkRow[] };

/**
 * Gives each line of a table to the client whose agreement it names, without the cell that names it. A statement with a hole
 * proves nothing: of a client of whom one line cannot be read, no line is taken.
 */
export function partRows(
  rows: readonly BulkRow[],
  column: number,
  agreementIds: readonly string[],
): PartedFile<readonly (readonly string[])[]> {
  const known = new Map(agreementIds.map((agreementId) => [agreementId.toUpperCase(), agreementId]));
  const clients = new Map<string, Client>();
  const refused: RefusedPart[] = [];
  for (const row of rows) {
    const written = (row.cells[column] ?? '').trim();
    const agreementId = known.get(written.toUpperCase());
    if (agreementId === undefined) refused.push(refusedRow(row.line, written));
    else {
      const client = clients.get(agreementId) ?? { agreementId, line: row.line, rows: [] };
      clients.set(agreementId, client);
      client.rows.push(row);
    }
  }
  const parts: ClientPart<readonly (readonly string[])[]>[] = [];
  for (const client of clients.values()) {
    const odd = client.rows.find(({ ragged }) => ragged);
    if (odd === undefined) parts.push(partOf(client, column));
    else refused.push(...client.rows.map((row) => refusedWith(client.agreementId, row.line, odd.line)));
  }
  return { parts, refused: refused.toSorted((a, b) => a.line - b.line) };
}

function partOf(
  { agreementId, line, rows }: Client,
  column: number,
): ClientPart<readonly (readonly string[])[]> {
  const content = rows.map(({ cells }) => cells.toSpliced(column, 1));
  return { agreementId, line, name: agreementId, content };
}

function refusedRow(line: number, written: string): RefusedPart {
  if (written !== '') return { line, name: written, finding: notYours({ line, value: written }) };
  const message = `Line ${line} names no agreement, so nobody can say whose it is. Write the agreement number into every line.`;
  return { line, name: '', finding: finding('error', 'agreement-missing', message, { line }) };
}

function refusedWith(agreementId: string, line: number, odd: number): RefusedPart {
  const which = line === odd ? 'it has' : `line ${odd} of the same client has`;
  const message = `Line ${line} is of ${agreementId}, of which nothing is taken: ${which} more or fewer cells than there are headings. Mend that line and send this client’s statement again.`;
  return {
    line,
    name: agreementId,
    finding: finding('error', 'client-row-unreadable', message, { line, value: agreementId }),
  };
}
