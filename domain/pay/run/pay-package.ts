import { pence, sumPence, type Pence } from '../../money.ts';
import { deltaLines, type DeltaRequest } from '../delta.ts';
import { readKey } from '../component.ts';
import type { CoveringLine } from '../coverage.ts';
import type { PriceGap } from '../entitlement/package-facts.ts';
import { attentionOf, type Attention } from './attention.ts';
import { holdOn, type Hold } from './hold.ts';
import { settlePackage, type Owed, type Settlement } from './owed.ts';
import { payLine, type HashText, type PayLine } from './pay-line.ts';
import type { Payable } from './payable.ts';
import { dayNumber } from '../span.ts';
import { positionAfter, type PayPosition, type WaitingLine } from './position.ts';

export type PayTerms = Pick<DeltaRequest, 'through' | 'periodStarts' | 'known'> & {
  payRunId: string;
  holds: readonly Hold[];
  hash: HashText;
};

/** What one run does about one package, and where the package stands after it. */
export type PackagePay = {
  packageId: string;
  personId: string | null;
  serviceType: string | null;
  lines: readonly PayLine[];
  /** Lines of earlier runs whose hold was released: paid now. */
  released: readonly WaitingLine[];
  /** What each payee gets of it, is taken from it, and owes. */
  settlements: readonly (Settlement & { payeeId: string })[];
  attention: readonly Attention[];
  gaps: readonly PriceGap[];
  after: PayPosition;
};

/** Everything a run does about one package; nothing is written here. */
export function payPackage(payable: Payable, position: PayPosition, given: PayTerms): PackagePay {
  const terms = { ...given, holds: [...given.holds, ...payable.ownHolds] };
  const { packageId, personId, serviceType, components, notBefore } = payable;
  const waited = position.waiting.map((line) => ({ line, holdId: keptBy(line, personId, terms) }));
  const released = waited.flatMap(({ line, holdId }) => (holdId === null ? [line] : []));
  const held = waited.flatMap(({ line, holdId }) => (holdId === null ? [] : [{ ...line, holdId }]));
  const deltas = payable.blocked
    ? []
    : deltaLines({ components, coverage: position.coverage, notBefore, ...terms });
  const lines = deltas.map((delta) => {
    const line = payLine(delta, { personId, serviceType, hash: terms.hash });
    return { ...line, heldBy: holdOf(line, held, terms) };
  });
  const moving = lines.filter(({ heldBy, component }) => heldBy === null && component !== 'nhs-share');
  const settled = settlePayees([...moving.map(asMoving), ...released.map(asMoving)], position.owed);
  const covering: CoveringLine[] = deltas.map(({ key, first, last, pence: amount, facts }) => ({
    key,
    first,
    last,
    pence: amount,
    facts,
  }));
  const waiting = [
    ...held,
    ...lines.flatMap((line, place) => waitingOf(line, covering[place], terms.payRunId)),
  ];
  const gaps = payable.gaps.filter((gap) => isInReach(gap, { notBefore, through: terms.through }));
  return {
    packageId,
    personId,
    serviceType,
    lines,
    released,
    settlements: settled.settlements,
    attention: attentionOf({ payable: { ...payable, gaps }, position, lines, held, holds: terms.holds }),
    gaps,
    after: positionAfter(position, { lines: covering, waiting, owed: settled.owed }),
  };
}

/**
 * Whether a run could pay days that nobody can price. A national rate that is not published yet for next year, or one
 * from before the move, stands in nobody’s way today.
 */
function isInReach({ from, to }: PriceGap, days: { notBefore: number; through: number }): boolean {
  return dayNumber(from) <= days.through && (to === null || dayNumber(to) >= days.notBefore);
}

/**
 * An adjustment of a range that waits joins its hold; else the first active hold that concerns the line. What the NHS
 * owes of care is no payment: it is asked for with the cost, held or not.
 */
function holdOf(line: PayLine, held: readonly WaitingLine[], { holds }: PayTerms): string | null {
  if (line.component === 'nhs-share') return null;
  const joined = held.find(({ key }) => line.kind === 'adjustment' && key === line.key);
  return joined?.holdId ?? holdOn(line, holds)?.holdId ?? null;
}

/**
 * The hold that keeps a line which waits: its own as long as that is active, then any other that concerns it by now. A
 * dispute that ends lets no money go to an account that changed meanwhile.
 */
function keptBy(
  { lineId, holdId, key }: WaitingLine,
  personId: string | null,
  { holds }: PayTerms,
): string | null {
  if (holds.some((hold) => hold.holdId === holdId && hold.state === 'active')) return holdId;
  const { packageId, payeeId } = readKey(key);
  return holdOn({ lineId, packageId, personId, payeeId }, holds)?.holdId ?? null;
}

function waitingOf(line: PayLine, covering: CoveringLine | undefined, payRunId: string): WaitingLine[] {
  if (line.heldBy === null || covering === undefined) return [];
  const { first, last } = covering;
  const { lineId, heldBy: holdId, key, amountPence } = line;
  return [{ lineId, holdId, payRunId, key, first, last, amountPence }];
}

type Moving = { lineId: string; key: string; payeeId: string; amountPence: Pence };

function asMoving({ lineId, key, amountPence }: { lineId: string; key: string; amountPence: Pence }): Moving {
  return { lineId, key, payeeId: readKey(key).payeeId, amountPence };
}

function settlePayees(
  moving: readonly Moving[],
  owed: Owed,
): { settlements: (Settlement & { payeeId: string })[]; owed: Owed } {
  const settlements: (Settlement & { payeeId: string })[] = [];
  let after = owed;
  for (const [payeeId, own] of Map.groupBy(moving, (line) => line.payeeId)) {
    const settlement = settlePackage(own, after);
    after = settlement.owed;
    settlements.push({ ...settlement, payeeId });
  }
  return { settlements, owed: after };
}

/** Checks what every reader of a run relies on: a payment is the lines, less what cancels a debt, plus what becomes one. */
export function payablePence({ lines, released, settlements }: PackagePay): Pence {
  const moving = lines.filter(({ heldBy, component }) => heldBy === null && component !== 'nhs-share');
  const total = sumPence([...moving, ...released].map(({ amountPence }) => amountPence));
  const cancelled = sumPence(
    settlements.flatMap((each) => each.cancelled.map(({ amountPence }) => amountPence)),
  );
  const proposed = sumPence(
    settlements.flatMap((each) => each.proposed.map(({ amountPence }) => amountPence)),
  );
  return pence(total - cancelled + proposed);
}
