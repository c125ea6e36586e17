import type { Summary } from './summary.ts';

type Cell = string | number;

/** The month as tables a person reads: what came in, what was found, what is paid, what was written. */
export function summaryText(summary: Summary): string {
  const { council, month, people, packages, payRun, payRuns, ledger, outputFolder } = summary;
  return [
    `${council}, ${month.from} to ${month.to}, worked on ${month.today}: ${people} people, ${packages} packages that an officer sees`,
    section('Files', table(['kind', 'state', 'files', 'rows', 'accepted', 'refused'], fileRows(summary))),
    ...summary.leftAside.map((folder) => `Left aside: ${folder}, no folder of the inbox.`),
    `Keyed by hand: ${summary.keyed.writes} writes; holds that keep money back: ${summary.holds}.`,
    section('Findings', table(['rule', 'findings'], Object.entries(summary.findings))),
    section('Pay runs', table(RUN_HEADINGS, payRuns.map(runRow))),
    section('Exceptions', table(['run', 'rule', 'packages', 'decision', 'because'], exceptionRows(summary))),
    `Together ${payRun.lines} lines of ${pounds(payRun.totalPence)} not held; ${pounds(payRun.heldPence)} held; ${pounds(payRun.proposedRecoveryPence)} proposed for recovery; ${summary.payments} payments of ${pounds(payRun.paidPence)}.`,
    `The ledger ${ledger.balanced ? 'balances: its accounts sum to nothing' : `does not balance: its accounts sum to ${pounds(ledger.sumPence)}`}.`,
    section(
      'Waiting for a person',
      table(
        ['area', 'risk', 'what'],
        summary.work.map(({ area, risk, title }) => [area, risk, title]),
      ),
    ),
    section('Outputs', table(['run', 'file', 'bytes', 'sha256'], outputRows(summary))),
    section('Seconds', table(['step', 'seconds'], Object.entries(summary.seconds))),
    `Everything is in ${outputFolder}`,
  ].join('\n');
}

const RUN_HEADINGS = ['run', 'kind', 'through', 'calendar', 'state', 'lines', 'total', 'held', 'paid'];

function runRow(run: Summary['payRuns'][number]): Cell[] {
  const { payRunId, kind, throughDate, calendar, state, lineCount, totalPence, heldPence, paymentPence } =
    run;
  const amounts = [totalPence, heldPence, paymentPence].map(pounds);
  return [payRunId, kind, throughDate, calendar ?? '', state, lineCount, ...amounts];
}

function fileRows({ files }: Summary): Cell[][] {
  return [...Map.groupBy(files, ({ kind, state }) => `${kind} ${state}`).values()].map((same) => {
    const total = (of: (file: Summary['files'][number]) => number) =>
      same.reduce((sum, file) => sum + of(file), 0);
    const figures = [
      total(({ rows }) => rows),
      total(({ accepted }) => accepted),
      total(({ refused }) => refused),
    ];
    return [same[0]?.kind ?? '', same[0]?.state ?? '', same.length, ...figures];
  });
}

function exceptionRows({ payRuns }: Summary): Cell[][] {
  return payRuns.flatMap(({ payRunId, exceptions }) =>
    exceptions.map(({ rule, packages, decision, why }) => [payRunId, rule, packages, decision, why]),
  );
}

/** Remittances are two a payee: they are counted here, and listed with their hashes in the summary file. */
function outputRows({ outputs, payRuns }: Summary): Cell[][] {
  return payRuns.flatMap(({ payRunId }) => {
    const own = outputs.filter((output) => output.payRunId === payRunId);
    const remittances = own.filter(({ kind }) => kind === 'remittance');
    const rows: Cell[][] = own
      .filter(({ kind }) => kind !== 'remittance')
      .map(({ name, bytes, sha256 }) => [payRunId, name, bytes, sha256]);
    if (remittances.length === 0) return rows;
    const bytes = remittances.reduce((sum, each) => sum + each.bytes, 0);
    return [...rows, [payRunId, `${remittances.length} remittances`, bytes, 'in summary.json']];
  });
}

function section(title: string, body: string): string {
  return `\n${title}\n${body}`;
}

function table(headings: readonly string[], rows: readonly (readonly Cell[])[]): string {
  if (rows.length === 0) return '  none';
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => String(row[column] ?? '').length)),
  );
  const line = (cells: readonly Cell[]) =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return typeof cell === 'number' || /^-?£/.test(cell)
          ? String(cell).padStart(width)
          : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return [headings, ...rows].map((row) => `  ${line(row)}`).join('\n');
}

const inPounds = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' });

function pounds(pence: number): string {
  return inPounds.format(pence / 100);
}
