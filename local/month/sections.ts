import { mostOf, MOST_ROWS, type Section } from './section.ts';
import { auditSection, realSection, statementNote } from './sections-of-statements.ts';
import { interestSection, proofSection } from './sections-of-money.ts';
import type { Summary } from './summary.ts';
import { dayInWords, number, plain, pounds, size, some } from './words.ts';

type Page = { title: string; lead: string; points: string[]; sections: Section[] };

/** The month as one page that a manager reads: first what came of it, then each step. */
export function pageOf(summary: Summary): Page {
  const { council, month, people, packages } = summary;
  return {
    title: `${council}: ${dayInWords(month.from)} to ${dayInWords(month.to)}`,
    lead: `Worked on ${dayInWords(month.today)}: ${some(people, 'person', 'people')}, ${some(packages, 'package')} that an officer sees.`,
    points: pointsOf(summary),
    sections: [
      ...missingSection(summary),
      filesSection(summary),
      findingsSection(summary),
      decisionsSection(summary),
      runsSection(summary),
      outputsSection(summary),
      ...auditSection(summary),
      ...realSection(summary),
      interestSection(summary),
      proofSection(summary),
      workSection(summary),
      timeSection(summary),
      memorySection(summary),
    ],
  };
}

function pointsOf(summary: Summary): string[] {
  const { payRun, payRuns, payments, ledger, audits, interest, work } = summary;
  const issued = payRuns.filter(({ state }) => state === 'issued').length;
  const proved = ledger.proofs.filter(({ holds }) => holds).length;
  return [
    `${pounds(payRun.paidPence)} is paid in ${some(payments, 'payment')} of ${some(issued, 'run')} that a second user approved; ${pounds(payRun.heldPence)} is kept back by holds.`,
    `${ledger.balanced ? 'The ledger balances' : `The ledger does not balance: its accounts sum to ${pounds(ledger.sumPence)}`}; lines, files and ledger agree in ${proved} of ${some(ledger.proofs.length, 'sum')}.`,
    `${some(audits.waiting, 'audit')} of direct payments ${audits.waiting === 1 ? 'waits' : 'wait'} for an auditor; ${number(audits.concluded)} had nothing to decide.`,
    `${pounds(interest.month.interestPence)} of interest is posted for the month under ${some(interest.agreements, 'deferred payment agreement')}.`,
    `${some(work.length, 'piece')} of work ${work.length === 1 ? 'waits' : 'wait'} for a person.`,
  ];
}

function missingSection({ missing, leftAside }: Summary): Section[] {
  const notes = leftAside.map((folder) => `Left aside: ${folder}, no folder of the inbox.`);
  if (missing.length === 0 && notes.length === 0) return [];
  return [
    {
      title: 'What is missing',
      headings: ['folder', 'so'],
      rows: missing.map(({ folder, sentence }) => [folder, sentence]),
      notes,
    },
  ];
}

function filesSection(summary: Summary): Section {
  const { files, keyed, holds, statements } = summary;
  const real = new Set((statements.real?.outcomes ?? []).map(({ key }) => key));
  const own = files.filter(({ key }) => !real.has(key));
  return {
    title: 'Files in',
    headings: ['kind', 'state', 'files', 'rows', 'accepted', 'refused'],
    rows: [...Map.groupBy(own, ({ kind, state }) => `${kind} ${state}`).values()].map((same) => {
      const total = (of: (file: Summary['files'][number]) => number) =>
        same.reduce((sum, file) => sum + of(file), 0);
      return [
        ...[plain(same[0]?.kind ?? ''), plain(same[0]?.state ?? ''), same.length],
        ...[total(({ rows }) => rows), total(({ accepted }) => accepted), total(({ refused }) => refused)],
      ];
    }),
    notes: [
      `Keyed by hand: ${some(keyed.writes, 'write')}; holds that keep money back: ${number(holds)}.`,
      ...statementNote(summary),
    ],
  };
}

function findingsSection({ findings }: Summary): Section {
  return mostOf(findings, { title: 'What the checks of files found', of: 'findings' });
}

function decisionsSection({ returns, payRuns }: Summary): Section {
  const ofRuns = payRuns.flatMap(({ exceptions }) =>
    exceptions.map(({ rule, packages, decision, why }) => ({ rule, count: packages, decision, why })),
  );
  const ofReturns = returns.exceptions.map(({ rule, lines, ...rest }) => ({ rule, count: lines, ...rest }));
  const together = [...Map.groupBy([...ofReturns, ...ofRuns], ({ why }) => why)].map(([why, same]) => ({
    why,
    decision: same[0]?.decision ?? '',
    count: same.reduce((sum, { count }) => sum + count, 0),
    rules: [...new Set(same.map(({ rule }) => rule))],
  }));
  return {
    title: 'Decided by stated rules',
    headings: ['rule', 'lines or packages', 'decision', 'because'],
    rows: together.map(({ rules, count, decision, why }) => [
      ...[rules.length > 1 ? some(rules.length, 'rule') : plain(rules[0] ?? ''), count],
      ...[plain(decision), sentence(why)],
    ]),
    notes: [],
  };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function runsSection({ payRuns, payRun }: Summary): Section {
  return {
    title: 'Pay runs',
    headings: ['run', 'kind', 'through', 'state', 'lines', 'held', 'paid'],
    rows: payRuns.map((run) => [
      ...[run.payRunId, plain(run.kind), run.throughDate, plain(run.state)],
      ...[run.lineCount, pounds(run.heldPence), pounds(run.paymentPence)],
    ]),
    notes: [
      `${some(payRun.lines, 'line')} of ${pounds(payRun.totalPence)} not held; ${pounds(payRun.proposedRecoveryPence)} proposed for recovery; ${pounds(payRun.nhsSharePence)} borne by the NHS. Requested by olu.officer, approved by amy.approver.`,
    ],
  };
}

const FILE_WORDS: Readonly<Record<string, string>> = {
  bacs: 'Bacs',
  'pain-001': 'ISO 20022 (pain.001)',
  'oracle-invoices': 'Invoices for Oracle',
  gl07: 'Journal (GL07)',
  payments: 'Lists of payments',
  remittance: 'Remittances',
  other: 'Journals and other lists',
};

function outputsSection({ outputs, outputFolder }: Summary): Section {
  return {
    title: 'Payment files and remittances',
    headings: ['what', 'files', 'size'],
    rows: [...Map.groupBy(outputs, ({ kind }) => kind)].map(([kind, files]) => [
      ...[FILE_WORDS[kind] ?? '', files.length, size(files.reduce((sum, { bytes }) => sum + bytes, 0))],
    ]),
    notes: [`A folder a run; each was downloaded and checked against its hash: ${outputFolder}`],
  };
}

function workSection({ work }: Summary): Section {
  const same = Map.groupBy(work, ({ area, risk }) => `${area} ${risk}`);
  return {
    title: 'Waiting for a person',
    headings: ['area', 'risk', 'pieces of work'],
    rows: [...same.values()].map((each) => [
      plain(each[0]?.area ?? ''),
      plain(each[0]?.risk ?? ''),
      each.length,
    ]),
    notes: [],
  };
}

/** A step that took less is not worth a row. */
const SHORTEST_SECONDS = 0.05;

function timeSection({ seconds, machine }: Summary): Section {
  const { cores, processor, node } = machine.machine;
  return {
    title: 'Time',
    headings: ['step', 'seconds'],
    rows: Object.entries(seconds)
      .filter(([, taken]) => taken >= SHORTEST_SECONDS)
      .map(([step, taken]) => [
        plain(step.replace(/([A-Z])/g, ' $1').toLowerCase()),
        Math.round(taken * 10) / 10,
      ]),
    notes: [`${some(cores, 'core')} of ${processor}, Node ${node}, whatever else ran on it.`],
  };
}

function memorySection({ machine }: Summary): Section {
  const { functions, process } = machine;
  return {
    title: 'Memory of the functions at their most',
    headings: ['function', 'calls', 'seconds of processor', 'MB', 'may have'],
    rows: functions
      .slice(0, MOST_ROWS)
      .map(({ name, events, cpuSeconds, peakMb, memoryMb }) => [name, events, cpuSeconds, peakMb, memoryMb]),
    notes: [
      `Heap and buffers of each function’s thread, looked at four times a second. The process with all of them, the files, the queues and the API took ${number(process.peakMb)} MB at its most and ${some(process.cpuSeconds, 'second')} of processor; the table is a process of its own.`,
    ],
  };
}
