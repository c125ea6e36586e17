import { mostOf, type Section } from './section.ts';
import type { Summary } from './summary.ts';
import { number, plain, pounds, some } from './words.ts';

/** The first few of the council’s own statements that could not be read, each with its sentence. */
const MOST_UNREAD = 3;

export function statementNote({ statements: { files, read, refused, unread } }: Summary): string[] {
  if (files === 0) return [];
  return [
    `Of ${some(files, 'bank statement')} of the council ${number(read)} were read and ${number(refused)} refused.`,
    ...unread.slice(0, MOST_UNREAD).map(({ key, sentence }) => `${key}: ${sentence}`),
    ...(unread.length > MOST_UNREAD ? ['The others are named in the summary file.'] : []),
  ];
}

export function auditSection({ audits }: Summary): Section[] {
  const found = mostOf(audits.byRule, { title: 'What the audits found', of: 'audits' });
  return [
    {
      title: 'Audit queue',
      headings: ['risk', 'audits', 'in question'],
      rows: audits.byRisk.map(({ risk, cases, inQuestionPence }) => [
        ...[plain(risk), cases, pounds(inQuestionPence)],
      ]),
      notes: [
        `${some(audits.concluded, 'audit')} with nothing to decide closed by ${audits.concluded === 1 ? 'itself' : 'themselves'}.`,
      ],
    },
    found,
  ];
}

export function realSection({ statements: { real }, audits }: Summary): Section[] {
  if (real === null) return [];
  const title = 'Statements of real banks';
  if (!real.isThere)
    return [
      {
        ...{ title, headings: [], rows: [] },
        notes: [
          `None were read: there is no folder ${real.folder}. Set CARELEDGER_CORPUS to where they are.`,
        ],
      },
    ];
  const byRule = Map.groupBy(real.outcomes, ({ state, rule }) => (rule === null ? state : `refused ${rule}`));
  const rows = [...byRule].map(([outcome, same]) => [plain(outcome), same.length] as const);
  return [
    {
      title,
      headings: ['outcome', 'files'],
      rows: rows.toSorted(([, one], [, other]) => other - one).map(([outcome, files]) => [outcome, files]),
      notes: [
        `${number(real.read)} of ${some(real.files, 'file')} were read and ${number(real.refused)} refused; each is named with its reason below or in the summary file. They are of other countries and accounts, so the ${some(audits.ofRealFiles, 'audit')} they opened ${audits.ofRealFiles === 1 ? 'is' : 'are'} not counted above.`,
      ],
    },
  ];
}
