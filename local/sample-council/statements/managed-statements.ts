import { type Agreement, type Council } from '../model.ts';
import { type SampleFile } from '../sample-file.ts';
import { historyOf, wholeStatement } from './account-history.ts';
import { lloyds } from './bank-csv.ts';

/** The account provider of Larkshire. */
const M001 = 'M001';

/**
 * What the account provider sends for all whose money it holds: one table in the layout of its bank, with the agreement in
 * front of every line. Every account in it is kept as agreed.
 */
export function* managedStatementFiles({
  calendar,
  agreements,
}: Pick<Council, 'calendar' | 'agreements'>): Generator<SampleFile> {
  const tables = agreements.filter(isManagedStill).map((agreement) => ({
    agreement,
    lines: linesOf(lloyds.write(wholeStatement(historyOf(agreement, calendar)))),
  }));
  const [first] = tables;
  if (first === undefined) return;
  const rows = tables.flatMap(({ agreement: { agreementId }, lines }) =>
    lines.slice(1).map((line) => withAgreement(agreementId, line)),
  );
  const [heading = ''] = first.lines;
  yield {
    key: `managed-statements/${M001}/${calendar.month}-all-clients.csv`,
    kind: 'managed-statements',
    bytes: Buffer.from([withAgreement('agreementId', heading), ...rows].join('')),
    truth: [],
  };
}

function isManagedStill({ accountProviderId, endOn, person }: Agreement): boolean {
  return accountProviderId === M001 && endOn === undefined && person.diedOn === undefined;
}

function linesOf(table: Buffer): string[] {
  return table.toString().trimEnd().split('\n');
}

function withAgreement(cell: string, line: string): string {
  return `${cell},${line}\n`;
}
