import { pence } from '../../domain/money.ts';
import { decideLines, needsSecondPerson, openLinesOf } from '../../domain/returns/decide-lines.ts';
import { claimedWorth } from '../../domain/returns/payable.ts';
import { standingOf, worthOf } from '../../domain/returns/return-decision.ts';
import type { DecisionEffect, returnRoutes } from '../../events/api/returns.ts';
import { openTaken } from '../platform/returns/return-lines.ts';
import type { Asked } from '../platform/route-area.ts';
import type { ReturnsDeps } from './deps.ts';
import { fourEyesAbove } from './four-eyes.ts';
import { knownReturn } from './known-return.ts';

type Route = typeof returnRoutes.weighReturnDecision;

const nothing: DecisionEffect = {
  ...{ lines: 0, claimedPence: pence(0), payablePence: pence(0), morePence: pence(0), lessPence: pence(0) },
  ...{ heldGoesPence: pence(0), needsSecondPerson: false, refusal: null },
};

/** What a decision about lines in question would change, reckoned as it is when it is made. */
export async function weighDecision(
  { id, query }: Pick<Asked<Route>, 'id' | 'query'>,
  deps: ReturnsDeps,
): Promise<DecisionEffect> {
  const [opened, limit] = await Promise.all([
    openTaken(await knownReturn(id, deps.uploads), deps),
    fourEyesAbove(deps),
  ]);
  if (opened === null) return nothing;
  const { exceptions, decisionsOf } = opened;
  const { decision, finding, lines = '', units = null } = query;
  const named = numbersOf(lines, exceptions.keys());
  const asked = finding === undefined ? named : openLinesOf(finding, opened);
  const said = decideLines({ lines: asked, decision, units }, opened);
  if (said.outcome === 'refused') return { ...nothing, lines: asked.length, refusal: said.message };
  let [claimed, before, after, held, stillHeld] = [0, 0, 0, 0, 0];
  for (const line of said.lines) {
    const exception = exceptions.get(line);
    if (exception === undefined) continue;
    const decided = decisionsOf(line);
    const made = { decision, lines: said.lines, quantities: said.quantities };
    const now = worthOf(exception.claim, standingOf(exception, decided));
    const then = worthOf(exception.claim, standingOf(exception, [...decided, made]));
    claimed += exception.claim === null ? 0 : claimedWorth(exception.claim);
    before += now.payablePence;
    after += then.payablePence;
    held += now.heldPence;
    stillHeld += then.heldPence;
  }
  return {
    lines: said.lines.length,
    claimedPence: pence(claimed),
    payablePence: pence(after),
    morePence: said.morePence,
    lessPence: pence(before + said.morePence - after),
    heldGoesPence: pence(Math.max(0, held - stillHeld)),
    needsSecondPerson: needsSecondPerson(said.morePence, limit),
    refusal: null,
  };
}

/** The lines of `3-17,21` among those there are. */
function numbersOf(text: string, known: Iterable<number>): number[] {
  const ranges = text
    .split(',')
    .filter((range) => range !== '')
    .map((range) => range.split('-').map(Number));
  return [...known].filter((line) => ranges.some(([from = 0, to = from]) => line >= from && line <= to));
}
