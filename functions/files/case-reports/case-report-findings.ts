import { formatDate, type CalendarDate } from '../../../domain/calendar.ts';
import { formatPounds, type Pence } from '../../../domain/money.ts';
import type { ShownCase } from '../../../events/api/audit-cases.ts';
import { counted, decisionWords, inWords, saidBy, severityWords } from './case-report-words.ts';
import type { ReportPart } from '../report-pdf.ts';

/** A transaction as the statement has it, with its number there. */
export type ReportedTransaction = { number: number; date: CalendarDate; text: string; amountPence: Pence };

/** The transactions each finding is about, by the finding’s id; null where the reader sees no statements. */
export type TransactionsOf = ReadonlyMap<string, readonly ReportedTransaction[]> | null;

/** A finding shows so many transactions; the page of the statement has all of them. */
const MOST_TRANSACTIONS = 50;

/** What was found, one part for each finding: what it rests on, and what was decided about it. */
export function findingParts(
  { findings, statements }: Pick<ShownCase, 'findings' | 'statements'>,
  transactionsOf: TransactionsOf,
): ReportPart[] {
  if (findings.length === 0)
    return [{ heading: 'What was found', text: 'Nothing was found that has to be asked about.' }];
  const undecided = findings.filter(
    ({ decided, severity }) => decided === null && severity !== 'information',
  ).length;
  const waiting = undecided === 0 ? 'None waits for a decision.' : `${undecided} still wait for a decision.`;
  return [
    { heading: 'What was found', text: `There are ${counted(findings.length, 'finding')}. ${waiting}` },
    ...findings.map((finding, place) => findingPart(finding, place + 1, { statements, transactionsOf })),
  ];
}

function findingPart(
  finding: ShownCase['findings'][number],
  number: number,
  about: { statements: ShownCase['statements']; transactionsOf: TransactionsOf },
): ReportPart {
  const { rule, severity, amountPence, sentence, evidence, isStillFound } = finding;
  const shown = about.transactionsOf?.get(finding.findingId) ?? [];
  const part: ReportPart = {
    heading: `Finding ${number}: ${inWords(rule)}`,
    text: sentence,
    more: [
      `Weight: ${severityWords[severity]}. Amount: ${amountPence === null ? 'none' : formatPounds(amountPence)}.`,
      ...evidence.map((fact) => `Evidence: ${fact}`),
      ...(isStillFound ? [] : ['By what is known now this is no longer found.']),
      ...statementText(finding, about.statements),
      ...transactionsText(finding.transactions, shown.length),
      decidedText(finding),
    ],
  };
  if (shown.length === 0) return part;
  return {
    ...part,
    table: {
      headings: ['No.', 'Date', 'Text', 'Amount'],
      rows: shown
        .slice(0, MOST_TRANSACTIONS)
        .map((each) => [
          ...[String(each.number), formatDate(each.date), each.text],
          formatPounds(each.amountPence),
        ]),
      columns: [40, 100, '*', 80],
    },
  };
}

function statementText(
  { statement }: ShownCase['findings'][number],
  statements: ShownCase['statements'],
): string[] {
  if (statement === null) return [];
  const { uploadId, account } = statement;
  const file = statements.find((each) => each.uploadId === uploadId && each.account === account);
  return [`Statement: ${file?.fileName ?? uploadId}, account ${account}.`];
}

function transactionsText(numbers: readonly number[], shown: number): string[] {
  if (numbers.length === 0) return ['It is about the statement as a whole.'];
  if (shown === 0) return [`Transactions of the statement, by number: ${numbers.join(', ')}.`];
  return shown > MOST_TRANSACTIONS
    ? [
        `The first ${MOST_TRANSACTIONS} of its ${shown} transactions follow. The page of the statement has all of them.`,
      ]
    : [];
}

function decidedText({ decided, severity }: ShownCase['findings'][number]): string {
  if (decided !== null) return `${decisionWords[decided.decision]} by ${saidBy(decided)}.`;
  return severity === 'information' ? 'No decision was asked for or made.' : 'Nothing is decided yet.';
}
