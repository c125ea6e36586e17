import { formatPounds, negatePence, pence, type Pence } from '../../money.ts';
import { invariant } from '../../outcome.ts';
import { cutAt, dateOfDay, dayNumber, intersectSpan, spanOf, type Span } from '../span.ts';
import {
  isHeld,
  paidByThem,
  paidByUs,
  type Difference,
  type ExplainedPart,
  type Group,
} from './difference.ts';
import { explainDifference } from './explain-difference.ts';
import { componentOf, cutPiece, pieceWithin, wholePiece, type OurLine, type OurPiece } from './our-line.ts';
import type { Surrounding } from './package-known.ts';
import type { TheirLine } from './their-line.ts';

/** Both sides of one package. */
export type PackageSides = {
  packageId: string;
  period: Span;
  ours: readonly OurLine[];
  theirs: readonly TheirLine[];
  surrounding: Surrounding;
};

export type PackageReconciled = {
  /** Lines of theirs that agree with ours, and what they come to. */
  matchedLines: number;
  matchedPence: Pence;
  /** What our lines pay beyond the period: of another file. */
  leftOutPence: Pence;
  differences: Difference[];
};

/**
 * Lays the lines of the incumbent's file beside ours, for one package: as a whole, else by component, else by the days
 * of their lines, and says of what does not agree why. Matched and differences together are both sides to the penny.
 */
export function reconcilePackage(sides: PackageSides): PackageReconciled {
  const { leftOutPence, ...pieces } = ourPieces(sides);
  const groups = groupsOf({ component: null, ...pieces, theirs: sides.theirs }, sides.period);
  const agreed = groups.filter(agree);
  return {
    matchedLines: agreed.reduce((sum, { theirs }) => sum + theirs.length, 0),
    matchedPence: pence(agreed.reduce((sum, group) => sum + paidByThem(group), 0)),
    leftOutPence,
    differences: groups.filter((group) => !agree(group)).map((group) => differenceOf(group, sides)),
  };
}

/** Whether both sides agree in every line: nothing has to be known to say so. */
export function sidesAgree(sides: Omit<PackageSides, 'surrounding'>): boolean {
  const { ours, shares } = ourPieces(sides);
  return groupsOf({ component: null, ours, shares, theirs: sides.theirs }, sides.period).every(agree);
}

/** What of our lines stands beside the file: what lies in its period, and adjustments of earlier days. */
function ourPieces({ ours, period }: Pick<PackageSides, 'ours' | 'period'>): {
  ours: OurPiece[];
  shares: OurPiece[];
  leftOutPence: Pence;
} {
  const pieces: OurPiece[] = [];
  const shares: OurPiece[] = [];
  let leftOut = 0;
  for (const line of ours) {
    const whole = wholePiece(line);
    const piece = isEarlierAdjustment(whole, period) ? whole : pieceWithin(line, period);
    // What the NHS owes of it is no part of what the payee gets.
    if (line.component === 'nhs-share') {
      if (piece !== null && !isHeld(piece)) shares.push(piece);
      continue;
    }
    if (piece !== null) pieces.push(piece);
    if (!isHeld(whole)) leftOut += line.amountPence - (piece?.pence ?? 0);
  }
  return { ours: pieces, shares, leftOutPence: pence(leftOut) };
}

function isEarlierAdjustment({ line, last }: OurPiece, period: Span): boolean {
  return line.kind === 'adjustment' && last < period.first;
}

function agree(group: Group): boolean {
  return paidByUs(group) === paidByThem(group) && !payeesDiffer(group);
}

/** Both sides say who is paid, and it is not the same. */
function payeesDiffer({ ours, theirs }: Group): boolean {
  const payees = new Set(ours.map(({ line }) => line.payeeId));
  return (
    ours.length > 0 &&
    theirs.some(({ providerId }) => providerId !== null && !payees.has(`provider:${providerId}`))
  );
}

function groupsOf(whole: Group, period: Span): Group[] {
  const components = sharedComponents(whole);
  if (components === null && agree(whole)) return [whole];
  const byComponent =
    components === null
      ? [whole]
      : components.map((component) => ({
          component,
          ours: whole.ours.filter(({ line }) => componentOf(line) === component),
          theirs: whole.theirs.filter((line) => line.component === component),
          shares: component === 'cost' ? whole.shares : [],
        }));
  return byComponent.flatMap((group) => (agree(group) ? [group] : partedByDays(group, period)));
}

/** The components, where their lines name all of them and we have the same. */
function sharedComponents({ ours, theirs }: Group): string[] | null {
  const named = new Set(theirs.map(({ component }) => component ?? 'unnamed'));
  const known = new Set(ours.map(({ line }) => componentOf(line)));
  const isSame = named.size > 1 && named.symmetricDifference(known).size === 0;
  return isSame ? [...known] : null;
}

/** Corrections of earlier days by themselves, then each run of days their lines name, then what they do not pay. */
function partedByDays(group: Group, period: Span): Group[] {
  const isEarlier = (days: Span) => days.last < period.first;
  const earlier = {
    ...group,
    ours: group.ours.filter(isEarlier),
    shares: group.shares.filter(isEarlier),
    theirs: group.theirs.filter((line) => isEarlier(spanOf(line))),
  };
  const rest = {
    ...group,
    ours: group.ours.filter((piece) => !isEarlier(piece)),
    shares: group.shares.filter((piece) => !isEarlier(piece)),
    theirs: group.theirs.filter((line) => !isEarlier(spanOf(line))),
  };
  return [earlier, ...partedByLines(rest)].filter(({ ours, theirs }) => ours.length + theirs.length > 0);
}

function partedByLines(group: Group): Group[] {
  const ranges = [...new Map(group.theirs.map((line) => [`${line.from} ${line.to}`, spanOf(line)])).values()];
  if (agree(group) || ranges.length < 2 || areOverlapping(ranges)) return [group];
  const starts = ranges.flatMap(({ first, last }) => [first, last + 1]);
  const pieces = cutAll(group.ours, starts);
  const shares = cutAll(group.shares, starts);
  if (pieces === null || shares === null) return [group];
  const lies = (piece: Span, range: Span) => intersectSpan(piece, range) !== undefined;
  return [
    ...ranges.map((range) => ({
      ...group,
      ours: pieces.filter((piece) => lies(piece, range)),
      shares: shares.filter((piece) => lies(piece, range)),
      theirs: group.theirs.filter((line) => dayNumber(line.from) === range.first),
    })),
    {
      ...group,
      ours: pieces.filter((piece) => !ranges.some((range) => lies(piece, range))),
      theirs: [],
      shares: [],
    },
  ];
}

/** Pieces cut at some days; null where one of them cannot say what it pays on a part of its days. */
function cutAll(pieces: readonly OurPiece[], starts: readonly number[]): OurPiece[] | null {
  const cut = pieces.flatMap((piece) => cutAt(piece, starts).map((days) => cutPiece(piece, days)));
  return cut.every((piece) => piece !== null) ? cut : null;
}

function areOverlapping(ranges: readonly Span[]): boolean {
  const sorted = ranges.toSorted((a, b) => a.first - b.first);
  return sorted.some(({ first }, place) => first <= (sorted[place - 1]?.last ?? -Infinity));
}

function differenceOf(group: Group, { packageId, period, surrounding }: PackageSides): Difference {
  const { component, ours, theirs } = group;
  const [ourPence, theirPence] = [paidByUs(group), paidByThem(group)];
  const parts = [...partsOf(group, period, surrounding), ...payeePart(group)];
  const [first] = parts;
  invariant(first !== undefined, 'what differs has a cause');
  const days = [...ours, ...theirs.map(spanOf)];
  return {
    packageId,
    personId: ours[0]?.line.personId ?? theirs.find(({ personId }) => personId !== null)?.personId ?? null,
    component,
    from: dateOfDay(Math.min(...days.map((each) => each.first))),
    to: dateOfDay(Math.max(...days.map((each) => each.last))),
    ourPence,
    theirPence,
    differencePence: theirPence - ourPence,
    ourPayees: [...new Set(ours.map(({ line }) => line.payeeId))],
    theirProviderIds: [...new Set(theirs.flatMap(({ providerId }) => providerId ?? []))],
    cause: first.cause,
    sentence: parts.map(({ sentence }) => sentence).join(' '),
    parts,
    ourLines: ours.map((piece) => ({
      lineId: piece.line.lineId,
      payRunId: piece.line.payRunId,
      pence: piece.pence,
      held: isHeld(piece),
    })),
    theirLines: theirs.map(({ line }) => line),
  };
}

function partsOf(group: Group, period: Span, surrounding: Surrounding): ExplainedPart[] {
  const { ours, theirs } = group;
  if (paidByUs(group) === paidByThem(group)) return [];
  if (![...ours, ...theirs.map(spanOf)].every(({ last }) => last < period.first))
    return explainDifference(group, surrounding);
  const parts: ExplainedPart[] = [
    {
      cause: 'adjustment-by-us',
      pence: negatePence(paidByUs(group)),
      sentence: `Our run corrects earlier days by ${formatPounds(paidByUs(group))}.`,
    },
    {
      cause: 'earlier-days-by-them',
      pence: paidByThem(group),
      sentence: `Their file pays ${formatPounds(paidByThem(group))} for days before the period.`,
    },
  ];
  return parts.filter((part) => part.pence !== 0);
}

function payeePart(group: Group): ExplainedPart[] {
  if (!payeesDiffer(group)) return [];
  const theirs = [...new Set(group.theirs.flatMap(({ providerId }) => providerId ?? []))].join(', ');
  const ours = [...new Set(group.ours.map(({ line }) => line.payeeId.replace(/^\w+:/, '')))].join(', ');
  return [{ cause: 'payee-differs', pence: 0, sentence: `They pay ${theirs}; we pay ${ours}.` }];
}
