import type { DecisionEffect } from '../../../events/api/returns.ts';
import type { ReturnDetail, ShownReturnLine } from '../../../events/api/return-shapes.ts';
import { counted, formatMoney } from '../words/format.ts';
import type { Word } from '../words/labels.ts';

/** Where a line of a return stands. */
export const lineStandings = {
  accepted: { word: 'Accepted', tone: 'green' },
  unchanged: { word: 'Unchanged', tone: 'grey' },
  questioned: { word: 'In question', tone: 'yellow' },
  queried: { word: 'Provider asked', tone: 'blue' },
  disputed: { word: 'Disputed', tone: 'red' },
  refused: { word: 'Refused', tone: 'red' },
  rejected: { word: 'Rejected', tone: 'red' },
  replaced: { word: 'Sent anew', tone: 'grey' },
  withdrawn: { word: 'Taken back', tone: 'grey' },
} as const satisfies Record<ShownReturnLine['state'], Word>;

type DecisionName = ReturnDetail['decisions'][number]['decision'];
export type OfficerDecision = Exclude<DecisionName, 'withdrawn' | 'disputed' | 'replaced'>;

type DecisionWords = { choice: string; key: string; does: string };

/** What an officer may decide, each with its key and with what becomes of the line. */
export const officerDecisions = {
  accept: {
    choice: 'Pay what was claimed',
    key: 'a',
    does: 'The lines are paid as the provider claimed them, and the check is overruled.',
  },
  'pay-commissioned': {
    choice: 'Pay what was commissioned',
    key: 'c',
    does: 'The lines are paid as they were commissioned, at the agreed rate, and nothing more is held.',
  },
  amend: {
    choice: 'Pay other hours',
    key: 'm',
    does: 'One line, or one week, is paid for the hours or units you say.',
  },
  reject: {
    choice: 'Reject',
    key: 'r',
    does: 'Nothing is paid. The provider reads your reason, mends the lines and sends them again.',
  },
  refuse: {
    choice: 'Refuse for good',
    key: 'f',
    does: 'Nothing is paid and the provider cannot dispute it. Your reason is the written one it is given.',
  },
  query: {
    choice: 'Ask the provider',
    key: 'q',
    does: 'The lines go on to wait, and are paid meanwhile as now. Your reason is the question the provider reads.',
  },
} as const satisfies Record<OfficerDecision, DecisionWords>;

export const officerDecisionNames = Object.keys(officerDecisions) as readonly OfficerDecision[];

const OWN_ACTS: Readonly<Record<Exclude<DecisionName, OfficerDecision>, string>> = {
  withdrawn: 'Taken back by the provider',
  disputed: 'Disputed by the provider',
  replaced: 'Sent anew by the provider',
};

export function decisionInWords(decision: DecisionName): string {
  return isOwnAct(decision) ? OWN_ACTS[decision] : officerDecisions[decision].choice;
}

function isOwnAct(decision: DecisionName): decision is keyof typeof OWN_ACTS {
  return Object.hasOwn(OWN_ACTS, decision);
}

/** What a decision changes, in numbers, before it is made. */
export function effectInWords(effect: DecisionEffect, fourEyesAbovePence: number): string[] {
  const { lines, claimedPence, payablePence, morePence, lessPence, heldGoesPence } = effect;
  const change = morePence - lessPence;
  return [
    `${counted(lines, 'line')}: ${formatMoney(claimedPence)} is claimed, ${formatMoney(payablePence)} is paid after it.`,
    change === 0
      ? 'That is what is paid now.'
      : `That is ${formatMoney(Math.abs(change))} ${change > 0 ? 'more' : 'less'} than is paid now.`,
    heldGoesPence === 0 ? 'What is held stays held.' : `${formatMoney(heldGoesPence)} is held no longer.`,
    ...(effect.needsSecondPerson
      ? [
          `It pays more than ${formatMoney(fourEyesAbovePence)} beyond what is paid now, so it is a proposal until a second person agrees.`,
        ]
      : []),
  ];
}

/** What the state of a return means for whoever decides about it. */
export function meansForDecider({ state, taken }: ReturnDetail): string {
  if (taken?.isWithdrawn === true) return 'The provider took this file back. Nothing of it is paid.';
  switch (state) {
    case 'received':
    case 'reading':
      return 'It is being read and checked. What is found stands here in a moment.';
    case 'checked':
      return 'What nobody asks about is accepted. The other lines wait for a decision, and until then the lowest of what was claimed, delivered and commissioned is paid of them.';
    case 'accepted':
      return 'Every line is accepted or was before. There is nothing to decide.';
    case 'part-accepted':
      return 'Every line is decided: some are accepted, and of the others nothing is paid.';
    case 'rejected':
      return 'Nothing of it is paid.';
    case 'duplicate':
      return 'The same file came before. Nothing was taken twice and there is nothing to do.';
    case 'waiting':
      return 'A file that comes before this one is missing. It is read by itself once that one is here.';
    case 'quarantined':
      return 'It could not be taken. The file itself is kept.';
  }
}

/** The numbers of lines as an address can hold them: `3-17,21`. */
export function lineRanges(lines: readonly number[]): string {
  const ranges: { from: number; to: number }[] = [];
  for (const line of lines.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last?.to === line - 1) last.to = line;
    else ranges.push({ from: line, to: line });
  }
  return ranges.map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`)).join(',');
}
