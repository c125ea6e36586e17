import { calendarDateSchema, formatDate, londonDate, type Instant } from '../../../domain/calendar.ts';
import { ombudsman } from '../../../domain/direct-payments/letter-texts.ts';
import { formatPounds, type Pence } from '../../../domain/money.ts';
import type { ReturnDecision } from '../../../domain/returns/return-decision.ts';
import type { ProviderReturn, ShownReturnLine } from '../../../events/api/return-shapes.ts';

/** What a letter with reasons says, in the order in which it says it. */
export type ReasonsLetter = {
  title: string;
  facts: readonly (readonly [name: string, value: string])[];
  /** What is said of the file as a whole before its lines. */
  opening: readonly string[];
  rows: readonly ReasonRow[];
  /** What can be done about it. */
  closing: readonly { heading: string; text: string }[];
};
type ReasonRow = readonly [line: string, care: string, claimed: string, paid: string, why: string];

export type ReasonsAsked = {
  payerName: string;
  providerName: string;
  file: ProviderReturn;
  madeAt: Instant;
  /** Why nothing of the file was taken; empty where it was. */
  wholeFile: readonly string[];
  /** The lines that are not paid as claimed, as many as the letter names. */
  lines: readonly ShownReturnLine[];
  /** How many there are in all. */
  allLines: number;
  /** Lines that a check asked about, and that were accepted as claimed after all. */
  acceptedAfterAll: number;
};

/**
 * Why what of a return is not paid as it was claimed: each line with what checks found and what was decided, and the
 * right to have it looked at again (practice.md 5, fairness). No person is named in it.
 */
export function reasonsLetter(asked: ReasonsAsked): ReasonsLetter {
  const { payerName, providerName, file, madeAt } = asked;
  const { taken } = file;
  return {
    title: `Reasons for what is not paid of ${file.fileName}`,
    facts: [
      ['From', payerName],
      ['To', `${providerName} (${file.providerId})`],
      ['Date', formatDate(londonDate(madeAt))],
      ['Your file', file.fileName],
      ['Received', formatDate(londonDate(file.receivedAt))],
      ...(taken?.reference == null ? [] : [['Its reference', taken.reference] as const]),
    ],
    opening: openingOf(asked),
    rows: asked.lines.map(rowOf),
    closing: rights,
  };
}

function openingOf({
  file: { taken },
  wholeFile,
  lines,
  allLines,
  acceptedAfterAll,
}: ReasonsAsked): string[] {
  if (taken === null) return ['Nothing of this file was taken, so nothing of it is paid.', ...wholeFile];
  const { accepted, questioned, refused, acceptedPence, meanwhilePence, heldPence } = taken.sums;
  return [
    [
      `Of your file ${areOf(accepted)} accepted and pay${accepted === 1 ? 's' : ''} ${formatPounds(acceptedPence)}.`,
      ...(questioned === 0
        ? []
        : [
            `${capital(areOf(questioned))} in question: ${formatPounds(meanwhilePence)} is paid meanwhile and ${formatPounds(heldPence)} is held.`,
          ]),
      ...(refused === 0 ? [] : [`${capital(areOf(refused))} not accepted.`]),
    ].join(' '),
    ...(acceptedAfterAll === 0
      ? []
      : [
          `We asked about ${linesOf(acceptedAfterAll)} and should not have: accepted now as you claimed, with nothing held.`,
        ]),
    allLines > lines.length
      ? `The first ${lines.length} of the ${allLines} lines that are not paid as you claimed them follow. The page of your file has all of them.`
      : 'What is not paid as you claimed it follows, line by line, each with its reason.',
  ];
}

function linesOf(count: number): string {
  return count === 1 ? 'one line' : `${count} lines`;
}

function areOf(count: number): string {
  return `${linesOf(count)} ${count === 1 ? 'is' : 'are'}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function rowOf(line: ShownReturnLine): ReasonRow {
  const { lineRef, packageId, values, claimedPence, payablePence } = line;
  const from = values['date'] ?? values['from'] ?? '';
  const to = values['to'] ?? from;
  const days = from === to ? dateText(from) : `${dateText(from)} to ${dateText(to)}`;
  return [
    lineRef === '' ? `Line ${line.line}` : `Line ${line.line}, ${lineRef}`,
    [days, packageId ?? ''].filter((part) => part !== '').join(', '),
    formatPounds(claimedPence),
    formatPounds(payablePence),
    whyOf(line).join(' '),
  ];
}

/** A day as the file wrote it, in words where it did so in our form. */
function dateText(text: string): string {
  const read = calendarDateSchema.safeParse(text);
  return read.success ? formatDate(read.data) : text;
}

function whyOf({ findings, askedAt, compared, decisions, state, heldPence }: ShownReturnLine): string[] {
  const checks = findings
    .filter(({ effect }) => effect === 'refuse' || effect === 'question')
    .map(({ rule, message }) => `Check ${rule.replaceAll('-', ' ')}: ${message}`);
  const week = askedAt === null ? [] : [`It is asked about as one with line ${askedAt}, of the same week.`];
  const numbers =
    compared === null
      ? []
      : [
          `Claimed ${compared.claimed}, recorded ${compared.delivered}, commissioned ${compared.commissioned} ${compared.unit}.`,
        ];
  return [...checks, ...week, ...numbers, ...decisions.map(decisionText), ...standingText(state, heldPence)];
}

function decisionText({ decision, decidedAt, reason }: ShownReturnLine['decisions'][number]): string {
  return `${said[decision]} on ${formatDate(londonDate(decidedAt))}: ${ended(reason)}`;
}

const said: Readonly<Record<ReturnDecision['decision'], string>> = {
  accept: 'We accepted it',
  'pay-commissioned': 'We decided to pay what was commissioned',
  amend: 'We decided to pay another quantity',
  reject: 'We sent it back to be put right',
  refuse: 'We refused it',
  query: 'We asked you',
  withdrawn: 'You took the file back',
  disputed: 'You disputed it',
  replaced: 'You sent it anew',
};

function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function standingText(state: ShownReturnLine['state'], heldPence: Pence): string[] {
  const isOpen = state === 'questioned' || state === 'queried' || state === 'disputed';
  if (!isOpen) return [];
  return [
    `Until it is decided the lowest of claimed, recorded and commissioned is paid; ${formatPounds(heldPence)} is held.`,
  ];
}

const rights: ReasonsLetter['closing'] = [
  {
    heading: 'Your right to a review',
    text: 'If you think a line is wrong, dispute it on the page of this file and send what proves it. We look at it again and answer you there with our reasons. What is paid now goes on being paid until then. A line that was refused for good, or a file of which nothing was taken, is looked at again if you write to our payments team.',
  },
  {
    heading: 'How to complain',
    text: `If you are not content with our answer, complain to us: our complaints procedure is open to you. ${ombudsman} Your contract may name other ways to settle a dispute; this letter takes none of them from you.`,
  },
];
