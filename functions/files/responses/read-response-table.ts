import { formatPounds, readPounds, sumPence } from '../../../domain/money.ts';
import type { Response } from '../../../domain/pay/response.ts';
import {
  acknowledgementLayout,
  settlementLayout,
  type Acknowledgement,
  type Settlement,
} from '../../../domain/pay/response-rows.ts';
import { finding, type Finding } from '../../../domain/records/finding.ts';
import { matchHeading, readRow, type Heading } from '../../../domain/records/layout.ts';
import { readTable } from '../tables/read-table.ts';
import type { TableRow } from '../tables/table-events.ts';
import { refused, type ResponseFile, type ResponseRefusal, type ResponseSource } from './response-file.ts';

type RowReader = (row: TableRow, heading: Heading, source: ResponseSource) => Taken;
type Taken = { response: Response | null; findings: Finding[] };

const forms = [
  { report: 'acknowledgement', layout: acknowledgementLayout, read: readAcknowledgement },
  { report: 'settlement', layout: settlementLayout, read: readSettlement },
] as const satisfies readonly { report: ResponseFile['report']; layout: unknown; read: RowReader }[];

const MOST_ROWS = 100_000;

/** Reads acknowledgements or settlements, told apart by their headings. A wrong control total refuses the file. */
export async function readResponseTable(
  bytes: Uint8Array,
  source: ResponseSource,
): Promise<ResponseFile | ResponseRefusal> {
  const file: Omit<ResponseFile, 'report'> = {
    outcome: 'read',
    serviceUserNumber: null,
    responses: [],
    findings: [],
  };
  let form: (typeof forms)[number] | undefined;
  let heading: Heading | undefined;
  let rows = 0;
  const events = readTable(once(bytes), { fileName: source.fileName, limits: { rows: MOST_ROWS } });
  for await (const event of events) {
    if (event.kind === 'refused') return refused(event.rule, event.message);
    if (event.kind === 'header') {
      const sequence = event.directives.file?.sequence ?? '';
      if (sequence !== '' && !/^\d+$/.test(sequence)) return sequenceWrong(sequence);
      form = forms.find(({ layout }) => fits(matchHeading(layout, event.columns)));
      if (form === undefined) return unknownForm();
      heading = matchHeading(form.layout, event.columns);
    } else if (event.kind === 'problem') {
      file.findings.push(finding('warning', event.rule, event.message, { line: event.line ?? null }));
    } else if (event.kind === 'rows' && form !== undefined && heading !== undefined) {
      for (const row of event.rows) take(form.read(row, heading, source), file);
      rows += event.rows.length;
    } else if (event.kind === 'total') {
      const fault = totalFault(event, rows, file);
      if (fault !== null)
        return refused('control-total-wrong', `${fault} Nothing was taken; ask for it again.`);
    }
  }
  if (form === undefined || rows === 0)
    return refused('no-rows', 'The file has a heading and no rows under it.');
  return { ...file, report: form.report };
}

function totalFault(
  total: { lines: string; amount: string },
  rows: number,
  file: Pick<ResponseFile, 'responses' | 'findings'>,
): string | null {
  if (total.lines !== String(rows))
    return `The file says it has ${total.lines} lines, but ${rows} are there.`;
  // Where a row could not be read, what the rows come to is not known.
  if (total.amount === '' || file.findings.some(({ severity }) => severity === 'error')) return null;
  const settled = file.responses.flatMap(({ amountPence }) => amountPence ?? []);
  const written = readPounds(total.amount);
  if (written.ok && written.value === sumPence(settled)) return null;
  return `The file says that its lines come to ${total.amount}, but they come to ${formatPounds(sumPence(settled))}.`;
}

function take({ response, findings }: Taken, file: Omit<ResponseFile, 'report'>): void {
  if (response !== null) file.responses.push(response);
  file.findings.push(...findings);
}

function fits(heading: Heading): boolean {
  return heading.missing.length === 0 && heading.repeated.length === 0;
}

function unknownForm(): ResponseRefusal {
  const columns = forms.map(({ report, layout }) => {
    const headed = layout.columns.filter((column) => column.headed).map(({ column }) => column);
    return `${report} (${headed.join(', ')})`;
  });
  return refused(
    'response-form-unknown',
    `The headings are of no file that is read here: ${columns.join(' or ')}. Nothing was taken.`,
  );
}

function sequenceWrong(sequence: string): ResponseRefusal {
  return refused(
    'sequence-wrong',
    `The #FILE line says that the file is number ${sequence}, which is no number of a file. Nothing was taken; ask for it again.`,
  );
}

function readAcknowledgement(row: TableRow, heading: Heading, source: ResponseSource): Taken {
  const { record, findings } = readRow(acknowledgementLayout, heading, row);
  return { response: record === null ? null : acknowledgement(record, row, source), findings };
}

function acknowledgement(row: Acknowledgement, { line }: TableRow, { receivedOn }: ResponseSource): Response {
  return {
    kind: row.status === 'accepted' ? 'acknowledged' : 'rejected',
    paymentRef: row.payment,
    amountPence: null,
    date: row.date ?? receivedOn,
    code: null,
    message: row.message,
    account: null,
    newAccount: null,
    source: { line },
  };
}

function readSettlement(row: TableRow, heading: Heading): Taken {
  const { record, findings } = readRow(settlementLayout, heading, row);
  if (record?.status === 'D' && record.valueSettledPence === null) {
    const message = `Line ${row.line} says that the payment was settled, but not with how much.`;
    const found = finding('error', 'settled-without-value', message, {
      line: row.line,
      field: 'valueSettled',
    });
    return { response: null, findings: [...findings, found] };
  }
  return { response: record === null ? null : settlement(record, row), findings };
}

function settlement(row: Settlement, { line }: TableRow): Response {
  const isDone = row.status === 'D';
  return {
    kind: isDone ? 'settled' : 'rejected',
    paymentRef: row.invoice,
    // What an error settled is nothing, and says nothing of the amount of the payment.
    amountPence: isDone ? row.valueSettledPence : null,
    date: row.date ?? row.postedDate,
    code: row.reference,
    message: row.message,
    account: null,
    newAccount: null,
    source: { line },
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield bytes;
}
