import { pence, type Pence } from '../money.ts';
import type { Span } from '../pay/span.ts';
import { monthOfDay } from '../pay/care-month.ts';
import type { AcceptedLine } from './accepted-care.ts';
import type { ReturnFinding } from './check-return.ts';
import { visitsOverlapBeyondCarers } from './checks/visits-overlap-beyond-carers.ts';
import { packageSuspended } from './checks/package-suspended.ts';
import { weeksByPackage, type ClaimBook, type ClaimedLine } from './claim-book.ts';
import { weekRules } from './return-rules.ts';
import type { ExceptionLine } from './exception.ts';
import { mondayOf, type WeekTold } from './package-weeks.ts';
import { asClaimed, claimedWorth, payablePence, sharing, whileInQuestion, type Payable } from './payable.ts';

/** What one package’s lines of a file come to. */
export type SettledPackage = {
  packageId: string;
  /** The days of the lines that stand; the first is after the last where none does. */
  days: Span;
  /** What is paid of each line, by month. */
  months: ReadonlyMap<string, AcceptedLine[]>;
  exceptions: ExceptionLine[];
  sums: ReturnSums;
  /** What the lines come to that are no exceptions. */
  clean: ReturnSums;
};

/** How the lines of a return stand, and what they come to. */
export type ReturnSums = {
  accepted: number;
  questioned: number;
  refused: number;
  unchanged: number;
  claimedPence: Pence;
  /** What is paid of lines that nobody asks about, and of lines in question until somebody decides. */
  acceptedPence: Pence;
  meanwhilePence: Pence;
  /** What of the lines in question is held. */
  heldPence: Pence;
};

type Tally = { -readonly [K in keyof ReturnSums]: number };

const nothing: Tally = {
  ...{ accepted: 0, questioned: 0, refused: 0, unchanged: 0 },
  ...{ claimedPence: 0, acceptedPence: 0, meanwhilePence: 0, heldPence: 0 },
};
export const noSums: ReturnSums = sumsOf(nothing);

function sumsOf({ claimedPence, acceptedPence, meanwhilePence, heldPence, ...counts }: Tally): ReturnSums {
  return {
    ...counts,
    claimedPence: pence(claimedPence),
    acceptedPence: pence(acceptedPence),
    meanwhilePence: pence(meanwhilePence),
    heldPence: pence(heldPence),
  };
}

export function addSums(one: ReturnSums, other: ReturnSums): ReturnSums {
  return sumsOf({
    accepted: one.accepted + other.accepted,
    questioned: one.questioned + other.questioned,
    refused: one.refused + other.refused,
    unchanged: one.unchanged + other.unchanged,
    claimedPence: one.claimedPence + other.claimedPence,
    acceptedPence: one.acceptedPence + other.acceptedPence,
    meanwhilePence: one.meanwhilePence + other.meanwhilePence,
    heldPence: one.heldPence + other.heldPence,
  });
}

export type SettleTerms = {
  uploadId: string;
  findingsOf: (line: number) => readonly ReturnFinding[];
  weeks: readonly WeekTold[];
};

/** Findings by which nothing was commissioned of a visit. */
const NOT_COMMISSIONED: readonly string[] = [packageSuspended.rule, visitsOverlapBeyondCarers.rule];

const WEEK_QUESTIONS: readonly string[] = weekRules
  .filter(({ effect }) => effect === 'question')
  .map(({ rule }) => rule);

/**
 * What is paid of the lines of a file once all its findings are there: as claimed where nobody asks, nothing of what is
 * refused, and of what is in question the lowest that anybody says. A week that is asked about is netted as one.
 */
export function* settleReturn(book: ClaimBook, terms: SettleTerms): Generator<SettledPackage> {
  const weekOf = weeksByPackage(terms.weeks);
  for (const { pack, lines } of book.packages()) {
    const { packageId } = pack.carePackage;
    const settled: Settling = {
      days: { first: Infinity, last: -Infinity },
      months: new Map(),
      lastDay: null,
      exceptions: [],
      tally: { ...nothing },
      clean: { ...nothing },
    };
    for (const [monday, own] of Map.groupBy(lines, ({ first }) => mondayOf(first)))
      if (own.every(({ line }) => terms.findingsOf(line).length === 0)) keepAll(own, terms, settled);
      else settleWeek(own, weekOf(packageId, monday), terms, settled);
    const { days, months, exceptions, tally, clean } = settled;
    yield { packageId, days, months, exceptions, sums: sumsOf(tally), clean: sumsOf(clean) };
  }
}

type Settling = {
  days: Span;
  months: Map<string, AcceptedLine[]>;
  lastDay: { day: number; kept: AcceptedLine[] } | null;
  exceptions: ExceptionLine[];
  tally: Tally;
  clean: Tally;
};

/** Keeps a week that nothing was found in: nearly every one of an honest file. */
function keepAll(lines: readonly ClaimedLine[], { uploadId }: SettleTerms, settled: Settling): void {
  let claimed = 0;
  let paid = 0;
  for (const line of lines) {
    const payable = asClaimed(line.claim);
    claimed += claimedWorth(line.claim);
    paid += payablePence(payable, line.claim);
    stand(settled, line, { payable, inQuestion: false, uploadId });
  }
  for (const tally of [settled.tally, settled.clean]) {
    tally.accepted += lines.length;
    tally.claimedPence += claimed;
    tally.acceptedPence += paid;
  }
}

function settleWeek(
  lines: readonly ClaimedLine[],
  week: WeekTold | null,
  { uploadId, findingsOf }: SettleTerms,
  settled: Settling,
): void {
  const looked = lines.map((each) => {
    const findings = findingsOf(each.line);
    const isRefused = findings.some(({ effect }) => effect === 'refuse' || effect === 'skip');
    return { each, findings, isRefused };
  });
  const netted = netWeek(
    looked.filter(({ isRefused }) => !isRefused).map(({ each }) => each),
    week,
  );
  const askedAt = looked.find(({ findings }) =>
    findings.some(({ rule }) => WEEK_QUESTIONS.includes(rule)),
  )?.each;
  for (const { each, findings, isRefused } of looked) {
    const isAsked = findings.some(({ effect }) => effect === 'question');
    const isOutside = findings.some(({ rule }) => NOT_COMMISSIONED.includes(rule));
    const net = netted.get(each.line) ?? each.claim;
    const ownDelivery = isAsked && !findings.every(({ rule }) => WEEK_QUESTIONS.includes(rule));
    const claim = {
      ...each.claim,
      delivered: askedAt === undefined || ownDelivery ? each.claim.delivered : net.delivered,
      commissioned: isOutside ? 0 : net.commissioned,
    };
    const line = { ...each, claim };
    if (isRefused) {
      const isUnchanged = findings.every(({ effect }) => effect !== 'refuse');
      const state = isUnchanged ? 'unchanged' : 'refused';
      settled.exceptions.push(asException(line, { state, askedAt: null, findings }));
      settled.tally[state] += 1;
      if (!isUnchanged) settled.tally.claimedPence += claimedWorth(claim);
      continue;
    }
    const lowest = whileInQuestion(claim);
    const isReduced =
      askedAt !== undefined && payablePence(lowest, claim) < payablePence(asClaimed(claim), claim);
    const inQuestion = isAsked || isReduced;
    const payable = inQuestion ? lowest : asClaimed(claim);
    const isException = inQuestion || findings.length > 0;
    if (isException)
      settled.exceptions.push(
        asException(line, {
          state: inQuestion ? 'questioned' : 'accepted',
          askedAt: isAsked || askedAt === undefined ? null : askedAt.line,
          findings,
        }),
      );
    keep(settled, line, { payable, inQuestion, isException, uploadId });
  }
}

function asException(
  { first, last, ...line }: ClaimedLine,
  { findings, ...how }: Pick<ExceptionLine, 'state' | 'askedAt'> & { findings: readonly ReturnFinding[] },
): ExceptionLine {
  return { ...line, days: { first, last }, ...how, findings: [...findings] };
}

function keep(
  settled: Settling,
  line: ClaimedLine,
  { isException, ...how }: { payable: Payable; inQuestion: boolean; isException: boolean; uploadId: string },
): void {
  const { claim } = line;
  const { payable, inQuestion } = how;
  const paid = payablePence(payable, claim);
  const claimed = claimedWorth(claim);
  for (const tally of isException ? [settled.tally] : [settled.tally, settled.clean]) {
    tally[inQuestion ? 'questioned' : 'accepted'] += 1;
    tally.claimedPence += claimed;
    tally[inQuestion ? 'meanwhilePence' : 'acceptedPence'] += paid;
    if (inQuestion && claim.isPaid) tally.heldPence += Math.max(0, claimed - paid);
  }
  stand(settled, line, how);
}

/** Puts a line among those that stand, and what is paid of it into its month. */
function stand(
  settled: Settling,
  { line, lineRef, first, last, claim }: ClaimedLine,
  { payable, inQuestion, uploadId }: { payable: Payable; inQuestion: boolean; uploadId: string },
): void {
  const { days } = settled;
  if (first < days.first) days.first = first;
  if (last > days.last) days.last = last;
  if (!claim.isPaid) return;
  const { quantity, rate, amountPence } = payable;
  const { measure } = claim;
  const kept = { quantity, rate, amountPence, uploadId, line, lineRef, day: first, measure, inQuestion };
  keptOn(settled, first).push(kept);
}

/** The lines that are kept of the month of a day; those of a day mostly follow each other. */
function keptOn(settled: Settling, day: number): AcceptedLine[] {
  if (settled.lastDay?.day === day) return settled.lastDay.kept;
  const month = monthOfDay(day);
  const kept = settled.months.get(month) ?? [];
  settled.months.set(month, kept);
  settled.lastDay = { day, kept };
  return kept;
}

/** What was delivered and commissioned of a week, shared among its visits as they are claimed. */
function netWeek(
  lines: readonly ClaimedLine[],
  week: WeekTold | null,
): Map<number, { delivered: number; commissioned: number }> {
  const visits = lines.filter(({ claim }) => claim.measure === 'minutes');
  if (week === null) return new Map();
  const claimed = sum(visits.map(({ claim }) => claim.claimed));
  const left = Math.max(0, week.commissionedMinutes - week.earlierMinutes);
  const commissionedOf = sharing(left, claimed);
  const deliveredOf = sharing(sum(visits.map(({ claim }) => claim.delivered)), claimed);
  return new Map(
    visits.map(({ line, claim }) => [
      line,
      { delivered: deliveredOf(claim.claimed), commissioned: commissionedOf(claim.claimed) },
    ]),
  );
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, each) => total + each, 0);
}
