import { formatDate } from '../calendar.ts';
import { inOrderOf } from '../in-order-of.ts';
import { formatPounds, pence, type Pence } from '../money.ts';
import { dayNumber } from '../pay/span.ts';
import type { DayWindow } from './match-papers-in-order.ts';
import { pairByPayee, pairBySum, pairBySumAndPayee, pairThatDiffer } from './match-papers-pairs.ts';
import {
  hasSum,
  type OpenPaper,
  type OpenPayment,
  type PaidOut,
  type Paper,
  type PaperPair,
  type SummedPaper,
} from './match-papers-paper.ts';
import { payeeFinder } from './match-papers-payee.ts';
import { suggestSplits, type PaperSuggestion } from './match-papers-splits.ts';
import { paperKinds, type PaperKind, type PaperTerms } from './match-papers-terms.ts';

/** A paper and the payment it shows. */
type PaperMatch = {
  paperId: string;
  transaction: number;
  /** `exact`: sum, payee and day agree. `likely`: all but one of them can be seen. */
  certainty: 'exact' | 'likely';
  why: string;
};

/** A paper and a payment to its payee that differ. */
type PaperDifference = {
  paperId: string;
  transaction: number;
  /** What was paid beyond the paper; below zero where it was less. */
  differencePence: Pence;
  why: string;
};

export type MatchedPapers = {
  matches: readonly PaperMatch[];
  /** Net pay that is not what was paid. */
  differing: readonly PaperDifference[];
  /** One paper paid in two parts, or two papers in one payment: for a person to say. */
  suggestions: readonly PaperSuggestion[];
  /** Payments that need a paper and have none, with the kinds of which one is wanted. A suggestion fills no gap. */
  withoutPaper: readonly { transaction: number; wanted: readonly PaperKind[]; why: string }[];
  withoutPayment: readonly { paperId: string; why: string }[];
};

/**
 * Says which paper shows which payment. Each kind of paper is looked at by itself, as wages have a payslip and a timesheet;
 * of each kind a payment has one paper at most and a paper one payment. Sum, payee and day first, then sum and day where
 * the bank names nobody else who sent a paper, then payments to the payee that differ.
 */
export function matchPapers(
  papers: readonly Paper[],
  paidOut: readonly PaidOut[],
  terms: PaperTerms,
): MatchedPapers {
  const payments = inOrderOf(
    paidOut.filter(({ amountPence }) => amountPence < 0),
    ({ date, transaction }) => `${date} ${String(transaction).padStart(6, '0')}`,
  );
  const find = payeeFinder(payments.map(({ text }) => text));
  const ready = inOrderOf(papers, ({ date, paperId }) => `${date} ${paperId}`).map((paper) => ({
    ...paper,
    ...{ day: dayNumber(paper.date), named: find(paper.payee) },
  }));
  const open = payments.map(({ transaction, date, amountPence }, place) => ({
    ...{ transaction, place, day: dayNumber(date), paid: 0 - amountPence },
  }));
  const payees = [...new Set(papers.map(({ payee }) => payee))];
  const named = new Set(payees.flatMap((payee) => [...find(payee).keys()]));
  const byKind = paperKinds.map((kind) =>
    matchKind(
      ready.filter((paper) => paper.kind === kind),
      open,
      { window: terms.windows[kind], differsPercent: terms.differsPercent, named },
    ),
  );
  const matched = {
    matches: byKind.flatMap(({ matches }) => matches),
    differing: byKind.flatMap(({ differing }) => differing),
    suggestions: byKind.flatMap(({ suggestions }) => suggestions),
    withoutPayment: byKind
      .flatMap(({ left }) => left)
      .map(({ paperId, kind, payee, date }) => ({
        paperId,
        why: `The account shows no payment for the ${kind} of ${payee} of ${formatDate(date)}.`,
      })),
  };
  return { ...matched, withoutPaper: gapsOf(payments, papers, { ...matched, terms }) };
}

type KindTerms = {
  window: DayWindow;
  differsPercent: number;
  /** The places of payments that name the payee of any paper. */
  named: ReadonlySet<number>;
};

function matchKind(
  papers: readonly OpenPaper[],
  payments: readonly OpenPayment[],
  { window, differsPercent, named }: KindTerms,
) {
  const left = { papers: new Set(papers), payments: new Set(payments) };
  const take = (pairs: readonly PaperPair[]): void => {
    for (const [paper, payment] of pairs) {
      left.papers.delete(paper);
      left.payments.delete(payment);
    }
  };
  const rest = (): [OpenPaper[], OpenPayment[]] => [[...left.papers], [...left.payments]];
  const exact: PaperPair[] = [];
  for (;;) {
    const found = pairBySumAndPayee(...rest(), window);
    if (found.length === 0) break;
    take(found);
    exact.push(...found);
  }
  const unnamed = [...left.payments].filter(({ place }) => !named.has(place));
  const bySum = pairBySum([...left.papers], unnamed, window);
  take(bySum);
  const withoutSum = [...left.papers].filter((paper) => !hasSum(paper));
  const byPayee = pairByPayee(withoutSum, [...left.payments], window);
  take(byPayee);
  const suggestions = suggestSplits(...rest(), window);
  const told = new Set<string | number>(
    suggestions.flatMap((each) => [...each.papers, ...each.transactions]),
  );
  const differing = pairThatDiffer(
    [...left.papers].filter(({ paperId }) => !told.has(paperId)),
    [...left.payments].filter(({ transaction }) => !told.has(transaction)),
    { window, differsPercent },
  );
  take(differing);
  return {
    matches: [
      ...exact.map((pair) => matchOf(pair, 'exact')),
      ...[...bySum, ...byPayee].map((pair) => matchOf(pair, 'likely')),
    ],
    suggestions,
    differing: differing.map(differenceOf),
    left: [...left.papers],
  };
}

function matchOf([paper, payment]: PaperPair, certainty: PaperMatch['certainty']): PaperMatch {
  const { paperId, kind, payee, date } = paper;
  const of = `the ${kind} of ${payee} of ${formatDate(date)}`;
  const sum = formatPounds(pence(payment.paid));
  const why =
    certainty === 'exact'
      ? `${sum}, the payee and the day agree with ${of}.`
      : paper.amountPence === null
        ? `The payee and the day agree with ${of}, which shows no sum.`
        : `${sum} and the day agree with ${of}; the bank does not name the payee.`;
  return { paperId, transaction: payment.transaction, certainty, why };
}

function differenceOf([paper, { transaction, paid }]: PaperPair<SummedPaper>): PaperDifference {
  const { paperId, kind, payee, amountPence } = paper;
  const why = `The ${kind} of ${payee} shows ${formatPounds(amountPence)}, and ${formatPounds(pence(paid))} was paid. Ask why.`;
  return { paperId, transaction, differencePence: pence(paid - amountPence), why };
}

const aPaper = {
  payslip: 'a payslip',
  timesheet: 'a timesheet',
  invoice: 'an invoice',
  receipt: 'a receipt',
} as const satisfies Record<PaperKind, string>;

/** A payment whose paper differs has its paper: that they differ is told by itself. */
function gapsOf(
  payments: readonly PaidOut[],
  papers: readonly Paper[],
  { matches, differing, terms }: Pick<MatchedPapers, 'matches' | 'differing'> & { terms: PaperTerms },
): MatchedPapers['withoutPaper'] {
  const kindOf = new Map(papers.map(({ paperId, kind }) => [paperId, kind]));
  const shown = new Set(
    [...matches, ...differing].map(({ paperId, transaction }) => `${transaction} ${kindOf.get(paperId)}`),
  );
  return payments.flatMap(({ transaction, date, amountPence, category }) =>
    (terms.needed[category] ?? [])
      .filter((kinds) => !kinds.some((kind) => shown.has(`${transaction} ${kind}`)))
      .map((wanted) => ({
        ...{ transaction, wanted },
        why: `The payment of ${formatPounds(pence(0 - amountPence))} on ${formatDate(date)} needs ${wanted.map((kind) => aPaper[kind]).join(' or ')}, and none was sent.`,
      })),
  );
}
