import { formatDate, londonDate, type CalendarDate } from '../../../domain/calendar.ts';
import { formatPounds } from '../../../domain/money.ts';
import type { ShownCase } from '../../../events/api/audit-cases.ts';
import { findingParts, type TransactionsOf } from './case-report-findings.ts';
import {
  askedPart,
  conclusionPart,
  moneyPart,
  planPart,
  referralsPart,
  socialWorkerPart,
  statementsPart,
  surplusPart,
} from './case-report-parts.ts';
import { counted, daysText, inWords, stateWords } from './case-report-words.ts';
import type { Report, ReportPart } from '../report-pdf.ts';

export type CaseReportAsked = {
  /** The case as its reader may see it. */
  shown: ShownCase;
  transactionsOf: TransactionsOf;
  /** The council, as its letters name it. */
  payerName: string;
  madeOn: CalendarDate;
  /** The user name of whoever asked: others may be shown more or less. */
  madeFor: string;
  /** The files the case rests on, each with the fingerprint it was taken in by; null where none was kept. */
  files: readonly { fileName: string; sha256: string | null }[];
  /** The fingerprint of everything that was known when it was made. */
  sha256: string;
};

/**
 * One audit with its evidence, as it may be laid before a panel or a court: what was found, what was decided by whom and
 * why, and what it was made from. It says what its reader may see, and nothing else.
 */
export function caseReport(asked: CaseReportAsked): Report {
  const { shown, transactionsOf } = asked;
  return {
    title: `Report of the audit of ${shown.agreementId}, ${daysText(shown.period)}`,
    facts: factsOf(asked),
    parts: [
      riskPart(shown),
      statementsPart(shown),
      ...findingParts(shown, transactionsOf),
      planPart(shown),
      surplusPart(shown),
      moneyPart(shown),
      askedPart(shown),
      socialWorkerPart(shown),
      referralsPart(shown),
      conclusionPart(shown),
      actsPart(shown),
      madeFromPart(asked),
    ],
  };
}

/** Reports are handed on, so the head names the person by number: whoever may know the name finds it by that. */
function factsOf({ shown, payerName, madeOn, madeFor }: CaseReportAsked): Report['facts'] {
  const { caseId, agreementId, personId, agreement, period, state, assignee, openedOn, dueOn, daysLate } =
    shown;
  const late = daysLate > 0 ? `, ${counted(daysLate, 'day')} late` : '';
  return [
    ['From', payerName],
    ['Case', caseId],
    ['Person', personId],
    [
      'Agreement',
      `${agreementId}, ${formatPounds(agreement.weeklyBudgetPence)} a week, paid ${agreement.frequency.replaceAll('-', ' ')}`,
    ],
    ['Period', daysText(period)],
    ['State', stateWords[state]],
    ['Officer', assignee ?? 'Nobody'],
    ['Opened', formatDate(openedOn)],
    ['Due', `${formatDate(dueOn)}${late}`],
    ['In question', formatPounds(shown.inQuestionPence)],
    ['Made', `${formatDate(madeOn)}, as ${madeFor} may see the case`],
    ...(shown.isRestricted
      ? [
          [
            'Restricted',
            'Something here may show abuse or fraud. Say nothing of it to the payee, the provider or whoever acts for the person.',
          ] as const,
        ]
      : []),
  ];
}

function riskPart({ risk: { score, band, parts } }: ShownCase): ReportPart {
  return {
    heading: 'Risk',
    text: `${inWords(band)} risk, ${counted(score, 'point')}.`,
    more: parts.map(({ name, points, why }) => `+${points} ${inWords(name)}: ${why}`),
  };
}

/** The acts from the first to the last, as they were recorded. */
function actsPart({ acts }: ShownCase): ReportPart {
  return {
    heading: 'What was done',
    text: 'Every act about the case, the first of them first.',
    table: {
      headings: ['When', 'What', 'By', 'Reason'],
      rows: acts
        .toReversed()
        .map(({ at, what, by, reason }) => [formatDate(londonDate(at)), what, by, reason ?? '']),
      columns: [95, '*', 95, '*'],
    },
  };
}

function madeFromPart({ files, sha256 }: CaseReportAsked): ReportPart {
  return {
    heading: 'What this was made from',
    text: 'The fingerprints (SHA-256) show whether a file, or what was known of the case, was changed since.',
    more: [
      ...files.map(({ fileName, sha256: own }) => `${fileName}: ${own ?? 'none was kept'}`),
      `The case as it is shown here: ${sha256}`,
    ],
  };
}
