import { pence, type Pence } from '../money.ts';
import type { ExceptionLine } from './exception.ts';
import { quantityOf, quantityText, type Claim, type LineDecision } from './payable.ts';
import { isOpen, standingOf, worthOf, type LineStanding, type ReturnDecision } from './return-decision.ts';

/** What an officer asks for, of some lines. */
export type AskedDecision = { lines: readonly number[]; decision: LineDecision; units: string | null };

/** Where lines stand by which an officer can decide of them. */
export type DecidedOf = {
  exceptions: ReadonlyMap<number, ExceptionLine>;
  decisionsOf: (line: number) => readonly ReturnDecision[];
};

export type LinesDecided =
  | {
      outcome: 'decided';
      /** Every line it holds for: a week that is asked about as one, whole. */
      lines: number[];
      quantities: number[] | null;
      /** What it pays more than is paid without it. */
      morePence: Pence;
    }
  | { outcome: 'refused'; rule: string; message: string };

const PAYS: readonly LineDecision[] = ['accept', 'pay-commissioned', 'amend'];
const OVER: readonly LineStanding[] = ['withdrawn', 'replaced', 'unchanged'];

/**
 * What a decision about some lines comes to, or why it cannot be made: of a line that was taken back, that stands in
 * another file, or that is about no package nothing can be paid.
 */
export function decideLines(asked: AskedDecision, of: DecidedOf): LinesDecided {
  const lines = withTheirWeek(asked.lines, of.exceptions);
  const found = lines.flatMap((line) => of.exceptions.get(line) ?? []);
  for (const exception of found) {
    const refusal = refusalOf(exception, asked.decision, of);
    if (refusal !== null) return refusal;
  }
  const claims = found.flatMap(({ claim }) => claim ?? []);
  const quantities = asked.decision === 'amend' ? amended(found, claims, asked.units) : null;
  if (quantities !== null && 'outcome' in quantities) return quantities;
  const decision = { decision: asked.decision, lines, quantities };
  // What is moved from one visit of a package to another pays nobody more.
  const byPackage = new Map<string | null, number>();
  for (const exception of found) {
    const before = of.decisionsOf(exception.line);
    const paid = worthOf(exception.claim, standingOf(exception, before)).payablePence;
    const pays = worthOf(exception.claim, standingOf(exception, [...before, decision])).payablePence;
    const { packageId } = exception;
    byPackage.set(packageId, (byPackage.get(packageId) ?? 0) + pays - paid);
  }
  const morePence = [...byPackage.values()].reduce((sum, each) => sum + Math.max(0, each), 0);
  return { outcome: 'decided', lines, quantities, morePence: pence(morePence) };
}

/** Some lines with those that are asked about together with them and by nothing of their own. */
function withTheirWeek(lines: readonly number[], exceptions: DecidedOf['exceptions']): number[] {
  const asked = new Set(lines);
  const wanted = new Set(lines);
  for (const { line, askedAt } of exceptions.values())
    if (askedAt !== null && asked.has(askedAt)) wanted.add(line);
  return [...wanted].sort((a, b) => a - b);
}

function refusalOf(
  exception: ExceptionLine,
  decision: LineDecision,
  { decisionsOf }: DecidedOf,
): Extract<LinesDecided, { outcome: 'refused' }> | null {
  const { line, claim } = exception;
  const { standing } = standingOf(exception, decisionsOf(line));
  if (OVER.includes(standing)) {
    const message = `Line ${line} is ${standing}; to decide of it, it has to be accepted, in question or refused.`;
    return { outcome: 'refused', rule: 'line-is-over', message };
  }
  if (claim === null && PAYS.includes(decision)) {
    const message = `Line ${line} is about no package of the provider, so nothing can be paid of it. Reject it, so that the provider mends it and sends it again.`;
    return { outcome: 'refused', rule: 'line-without-package', message };
  }
  return null;
}

/** What amended lines are paid: the units for the one of them, or shared over the week that is asked about as one. */
function amended(
  found: readonly ExceptionLine[],
  claims: readonly Claim[],
  units: string | null,
): number[] | Extract<LinesDecided, { outcome: 'refused' }> {
  const [first] = claims;
  if (units === null || !/^\d{1,6}(\.\d{1,4})?$/.test(units) || first === undefined)
    return {
      outcome: 'refused',
      rule: 'units-missing',
      message: 'Say how many hours or units are paid, as 12.5.',
    };
  const together = found.filter(({ askedAt }) => askedAt === null);
  if (together.length > 1)
    return {
      outcome: 'refused',
      rule: 'one-line-to-amend',
      message: 'Amend one line, or one week, at a time: each has its own hours.',
    };
  const total = quantityOf(units, first.measure);
  const claimed = claims.map((claim) => claim.claimed);
  const most = claimed.reduce((sum, each) => sum + each, 0);
  if (total > most)
    return {
      outcome: 'refused',
      rule: 'more-than-claimed',
      message: `${quantityText(most, first.measure)} are claimed; more than that is not paid of a return.`,
    };
  return filled(total, claimed);
}

/** Each line whole, one after the other, until the total is used up: so few lines as can be are paid in part. */
function filled(total: number, claimed: readonly number[]): number[] {
  let left = total;
  return claimed.map((each) => {
    const paid = Math.min(each, left);
    left -= paid;
    return paid;
  });
}

/** Whether a decision needs a second person: it pays more than the limit by one person’s word. */
export function needsSecondPerson(morePence: Pence, fourEyesAbovePence: Pence): boolean {
  return morePence > fourEyesAbovePence;
}

/** The lines of some references: where one repeats, those of it that wait for a decision, else all of it. */
export function linesReferred(
  refs: readonly string[],
  { exceptions, decisionsOf }: DecidedOf,
): { lines: number[]; unknown: string[] } {
  const byRef = Map.groupBy(exceptions.values(), ({ lineRef }) => lineRef);
  const lines: number[] = [];
  const unknown: string[] = [];
  for (const ref of refs) {
    const own = byRef.get(ref) ?? [];
    const open = own.filter((each) => isOpen(standingOf(each, decisionsOf(each.line)).standing));
    const meant = open.length > 0 ? open : own;
    if (meant.length === 0) unknown.push(ref);
    lines.push(...meant.map(({ line }) => line));
  }
  return { lines, unknown };
}

/** The lines in question about which a check found something. */
export function openLinesOf(rule: string, { exceptions, decisionsOf }: DecidedOf): number[] {
  return [...exceptions.values()].flatMap((exception) => {
    const { standing } = standingOf(exception, decisionsOf(exception.line));
    return isOpen(standing) && exception.findings.some((found) => found.rule === rule)
      ? [exception.line]
      : [];
  });
}
