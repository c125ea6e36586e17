import * as z from 'zod';
import { instantSchema } from '../calendar.ts';
import { pence, penceSchema, type Pence } from '../money.ts';
import { exceptionSchema, type ExceptionLine } from './exception.ts';
import {
  afterDecision,
  asClaimed,
  claimedWorth,
  lineDecisions,
  payablePence,
  whileInQuestion,
  type Claim,
  type Payable,
} from './payable.ts';
import { addSums, noSums, type ReturnSums } from './settle-return.ts';

/** What becomes of lines beside what officers decide: the provider took the file back, disputes a line, or sent it anew. */
const ownActs = ['withdrawn', 'disputed', 'replaced'] as const;

/** What was decided of some lines of a return, in the order of the decisions. */
export const returnDecisionSchema = z.object({
  number: z.int().min(1),
  decisionId: z.string(),
  decision: z.enum([...lineDecisions, ...ownActs]),
  /** Numbers of lines; a week that is asked about is named by all its lines. None where the whole file is taken back. */
  lines: z.array(z.int()),
  /** What an amended line is paid, as a quantity of each of the lines. */
  quantities: z.array(z.int()).nullable(),
  /** Lines among them that nobody had asked about, as they were accepted. */
  clean: z.array(exceptionSchema),
  reason: z.string(),
  evidenceUploadId: z.string().nullable(),
  decidedBy: z.string(),
  decidedAt: instantSchema,
  /** What it pays more than is paid without it. */
  morePence: penceSchema,
  /** One person’s word above the limit is a proposal until another agrees. */
  state: z.enum(['proposed', 'made', 'declined']),
  answer: z.object({ by: z.string(), at: instantSchema, reason: z.string() }).nullable(),
  /** Whether what is paid says so yet. */
  isApplied: z.boolean(),
});
export type ReturnDecision = z.infer<typeof returnDecisionSchema>;

/** Where a line of a return stands. */
export const lineStandings = [
  'accepted',
  'unchanged',
  'questioned',
  'queried',
  'disputed',
  'refused',
  'rejected',
  'replaced',
  'withdrawn',
] as const;
export type LineStanding = (typeof lineStandings)[number];
export type Standing = { standing: LineStanding; payable: Payable | null };

/** What was decided of each line, in order. A file that was taken back is so with every line. */
export function decisionsByLine(decisions: readonly ReturnDecision[]): Map<number, ReturnDecision[]> {
  const byLine = new Map<number, ReturnDecision[]>();
  for (const decision of decisions) {
    if (decision.state !== 'made') continue;
    for (const line of decision.lines) byLine.set(line, [...(byLine.get(line) ?? []), decision]);
  }
  return byLine;
}

/** A decision as far as what it pays goes. */
type Said = Pick<ReturnDecision, 'decision' | 'lines' | 'quantities'>;

/** How a line stands after what was decided of it, and what of it is paid. */
export function standingOf(
  { line, state, claim }: Pick<ExceptionLine, 'line' | 'state' | 'claim'>,
  decisions: readonly Said[],
): Standing {
  let stands: Standing = { standing: state, payable: payableWhile(state, claim) };
  for (const decision of decisions) stands = afterOne(stands, decision, { line, claim });
  return stands;
}

function payableWhile(state: ExceptionLine['state'], claim: Claim | null): Payable | null {
  if (claim === null || state === 'refused' || state === 'unchanged') return null;
  return state === 'questioned' ? whileInQuestion(claim) : asClaimed(claim);
}

function afterOne(
  { payable }: Standing,
  { decision, lines, quantities }: Said,
  { line, claim }: { line: number; claim: Claim | null },
): Standing {
  switch (decision) {
    case 'withdrawn':
    case 'replaced':
      return { standing: decision, payable: null };
    // Until somebody answers, what was paid before is paid.
    case 'disputed':
      return { standing: 'disputed', payable };
    case 'query':
      return { standing: 'queried', payable };
    case 'reject':
      return { standing: 'rejected', payable: null };
    case 'refuse':
      return { standing: 'refused', payable: null };
    case 'accept':
    case 'pay-commissioned':
    case 'amend': {
      const quantity = quantities?.[lines.indexOf(line)] ?? null;
      const after = claim === null ? null : afterDecision(claim, { decision, quantity });
      return { standing: 'accepted', payable: after };
    }
  }
}

const OPEN: readonly LineStanding[] = ['questioned', 'queried', 'disputed'];

/** Whether somebody has still to decide. */
export function isOpen(standing: LineStanding): boolean {
  return OPEN.includes(standing);
}

/** What of a line is paid and what of it is held, in pence, at the rate that was agreed when it was checked. */
export function worthOf(
  claim: Claim | null,
  { standing, payable }: Standing,
): { payablePence: Pence; heldPence: Pence } {
  if (claim === null) return { payablePence: pence(0), heldPence: pence(0) };
  const paid = payable === null ? pence(0) : payablePence(payable, claim);
  const heldPence =
    isOpen(standing) && claim.isPaid ? pence(Math.max(0, claimedWorth(claim) - paid)) : pence(0);
  return { payablePence: paid, heldPence };
}

/** How the lines of a return stand after every decision: those nobody asked about, and each of the others. */
export function sumsAfter(
  clean: ReturnSums,
  exceptions: Iterable<ExceptionLine>,
  decisionsOf: (line: number) => readonly ReturnDecision[],
): ReturnSums {
  let sums = clean;
  for (const exception of exceptions)
    sums = addSums(sums, sumsOfLine(exception, standingOf(exception, decisionsOf(exception.line))));
  return sums;
}

function sumsOfLine({ claim }: ExceptionLine, stands: Standing): ReturnSums {
  const { payablePence: paid, heldPence } = worthOf(claim, stands);
  const claimedPence = claim === null ? pence(0) : claimedWorth(claim);
  const { standing } = stands;
  if (isOpen(standing)) return { ...noSums, questioned: 1, claimedPence, meanwhilePence: paid, heldPence };
  if (standing === 'accepted') return { ...noSums, accepted: 1, claimedPence, acceptedPence: paid };
  if (standing === 'unchanged') return { ...noSums, unchanged: 1 };
  return { ...noSums, refused: 1, claimedPence };
}

/** How often officers decided with a check of returns, and how often against it. */
export type RuleFared = { rule: string; agreed: number; overruled: number };

/** Decisions by which an officer pays what the check would not have. */
const OVERRULES: readonly ReturnDecision['decision'][] = ['accept'];
const SAYS_NOTHING: readonly ReturnDecision['decision'][] = ['query', ...ownActs];

/** How the checks that asked about some lines fared by what officers decided of them. */
export function faredBy(
  decisions: readonly ReturnDecision[],
  exceptions: ReadonlyMap<number, ExceptionLine>,
): RuleFared[] {
  const fared = new Map<string, RuleFared>();
  for (const { decision, lines } of decisions) {
    if (SAYS_NOTHING.includes(decision)) continue;
    for (const line of lines) {
      const rules = (exceptions.get(line)?.findings ?? []).filter(
        ({ effect }) => effect === 'refuse' || effect === 'question',
      );
      for (const rule of new Set(rules.map((each) => each.rule))) {
        const own = fared.get(rule) ?? { rule, agreed: 0, overruled: 0 };
        const isAgainst = OVERRULES.includes(decision);
        fared.set(rule, {
          rule,
          agreed: own.agreed + (isAgainst ? 0 : 1),
          overruled: own.overruled + (isAgainst ? 1 : 0),
        });
      }
    }
  }
  return [...fared.values()];
}
