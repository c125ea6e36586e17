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
  const deltas = payable.blocked
    ? []
    : deltaLines({ components, coverage: position.coverage, notBefore, ...terms });
  const lines = deltas.map((delta) => {
    const line = payLine(delta, { personId, serviceType, hash: terms.hash });
    return { ...line, heldBy: holdOf(line, position, terms) };
  });
  const stillHeld = (line: WaitingLine): boolean =>
    terms.holds.some(({ holdId, state }) => holdId === line.holdId && state === 'active');
  const released = position.waiting.filter((line) => !stillHeld(line));
  const held = position.waiting.filter(stillHeld);
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
function holdOf(line: PayLine, { waiting }: PayPosition, { holds }: PayTerms): string | null {
  if (line.component === 'nhs-share') return null;
  const joined = waiting.find(
    ({ key, holdId }) =>
      line.kind === 'adjustment' &&
      key === line.key &&
      holds.some((hold) => hold.holdId === holdId && hold.state === 'active'),
  );
  return joined?.holdId ?? holdOn(line, holds)?.holdId ?? null;
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
