import type { S3Client } from '@aws-sdk/client-s3';
import { pence, readPounds, type Pence } from '../../../domain/money.ts';
import { claimedWorth, quantityText, type Claim } from '../../../domain/returns/payable.ts';
import {
  decisionsByLine,
  isOpen,
  standingOf,
  worthOf,
  type LineStanding,
  type ReturnDecision,
} from '../../../domain/returns/return-decision.ts';
import type { ExceptionLine } from '../../../domain/returns/exception.ts';
import { returnDecisionStore } from '../../store/return-decision-store.ts';
import { returnStore, type TakenReturn } from '../../store/return-store.ts';
import type { Table } from '../../store/table.ts';
import { linesPartKey, LINES_PER_PART, readPart } from '../checked-parts.ts';
import { checkedLineSchema, readExceptions, type CheckedLine } from './checked-lines.ts';

export type ReturnLinesDeps = { table: Table; buckets: S3Client; evidenceBucket: string };

/** A return with everything that was found and decided of its lines. */
export type OpenedReturn = {
  taken: TakenReturn;
  exceptions: ReadonlyMap<number, ExceptionLine>;
  decisions: readonly ReturnDecision[];
  decisionsOf: (line: number) => readonly ReturnDecision[];
  /** The lines that are asked about at a line, as the others of a week are. */
  askedAtLine: (line: number) => readonly ExceptionLine[];
};

/** Who sent a return: the folder its file came in. */
function providerOfKey(key: string): string {
  return key.split('/')[1] ?? '';
}

/** How often a return is read anew that is written while it is read. */
const TRIES = 5;

/** A return that was taken, with what became of its lines; null where nothing of it was taken. */
export async function openTaken(
  { uploadId, key }: { uploadId: string; key: string },
  deps: ReturnLinesDeps,
): Promise<OpenedReturn | null> {
  const returns = returnStore(deps.table);
  const read = async () =>
    (await returns.takenOf(providerOfKey(key))).find((each) => each.uploadId === uploadId);
  let taken = await read();
  if (taken === undefined) return null;
  let kept = await withDecisions(taken, deps);
  // What was decided is worked off at any moment: sums of before it with decisions of after it would never be seen together.
  for (let attempt = 1; attempt < TRIES; attempt += 1) {
    const now = await read();
    if (now === undefined || now.revision === taken.revision) break;
    taken = now;
    kept = await withDecisions(taken, deps);
  }
  const { lines, decisions } = kept;
  const exceptions = new Map(lines.map((each) => [each.line, each]));
  const askedAt = Map.groupBy(lines, (each) => each.askedAt);
  // What nobody had asked about is an exception from the first decision about it on.
  for (const { clean, state } of decisions)
    if (state === 'made') for (const each of clean) exceptions.set(each.line, each);
  return {
    ...{ taken, exceptions, decisions, decisionsOf: decisionLookup(decisions, taken.isWithdrawn) },
    askedAtLine: (line) => askedAt.get(line) ?? [],
  };
}

async function withDecisions(taken: TakenReturn, deps: ReturnLinesDeps) {
  const [lines, decisions] = await Promise.all([
    readExceptions(taken, deps),
    returnDecisionStore(deps.table).decisionsOf(taken.uploadId),
  ]);
  return { lines, decisions };
}

/** What was decided of a line: with a file that was taken back, that it was is the last of it. */
function decisionLookup(
  decisions: readonly ReturnDecision[],
  isWithdrawn: boolean,
): OpenedReturn['decisionsOf'] {
  const byLine = decisionsByLine(decisions);
  const back = isWithdrawn ? decisions.filter(({ decision }) => decision === 'withdrawn') : [];
  return (line) => (back.length === 0 ? (byLine.get(line) ?? []) : [...(byLine.get(line) ?? []), ...back]);
}

type Compared = { claimed: string; delivered: string; commissioned: string; unit: 'hours' | 'units' };

/** A line of a return as people see it. */
export type SeenLine = {
  line: number;
  lineRef: string;
  personId: string | null;
  packageId: string | null;
  state: LineStanding;
  values: Record<string, string>;
  findings: ExceptionLine['findings'];
  /** The line whose finding asks about this one too, where that is another. */
  askedAt: number | null;
  /** What it comes to with the lines that are asked about at it. */
  together:
    | ({ lines: number; compared: Compared | null } & Record<
        'claimedPence' | 'payablePence' | 'heldPence',
        Pence
      >)
    | null;
  compared: Compared | null;
  claimedPence: Pence;
  payablePence: Pence;
  heldPence: Pence;
  /** What was decided of it, in order; the last holds. */
  decisions: Pick<
    ReturnDecision,
    'number' | 'decision' | 'reason' | 'decidedBy' | 'decidedAt' | 'evidenceUploadId'
  >[];
};

/** A line, with what became of it. */
export function seenLine(checked: CheckedLine, opened: OpenedReturn): SeenLine {
  const { line, placed, worth, cells } = checked;
  const values = valuesOf(opened.taken.columns, cells);
  const exception = opened.exceptions.get(line);
  const decisions = opened.decisionsOf(line);
  const plain = { line, claim: null, state: 'accepted' as const };
  const stands = standingOf(exception ?? plain, decisions);
  const claim = exception?.claim ?? null;
  const isPlain = exception === undefined && decisions.length === 0;
  const money = isPlain ? { payablePence: pence(worth), heldPence: pence(0) } : worthOf(claim, stands);
  return {
    line,
    lineRef: exception?.lineRef ?? values['lineRef'] ?? '',
    personId: exception?.personId ?? values['personId'] ?? null,
    packageId: exception?.packageId ?? values['packageId'] ?? placed,
    state: stands.standing,
    values,
    findings: exception?.findings ?? [],
    askedAt: exception?.askedAt ?? null,
    together: exception === undefined ? null : togetherWith(exception, opened),
    compared: claim === null ? null : comparedOf(claim),
    claimedPence: claim === null ? writtenWorth(worth, values) : claimedWorth(claim),
    ...money,
    decisions: decisions.map(saidOf),
  };
}

/** What a line claims that is of no package we know: as it says itself. */
function writtenWorth(worth: number, values: SeenLine['values']): Pence {
  const amount = readPounds(values['amount'] ?? '');
  return worth === 0 && amount.ok ? amount.value : pence(worth);
}

/** A line with those that are asked about at it; null where it stands alone. */
function togetherWith(exception: ExceptionLine, opened: OpenedReturn): SeenLine['together'] {
  const others = opened.askedAtLine(exception.line);
  if (others.length === 0) return null;
  let [claimedPence, payable, held] = [0, 0, 0];
  for (const { line, claim, state } of [exception, ...others]) {
    const worth = worthOf(claim, standingOf({ line, claim, state }, opened.decisionsOf(line)));
    claimedPence += claim === null ? 0 : claimedWorth(claim);
    payable += worth.payablePence;
    held += worth.heldPence;
  }
  return {
    lines: 1 + others.length,
    compared: comparedSum([exception, ...others].flatMap(({ claim }) => claim ?? [])),
    claimedPence: pence(claimedPence),
    payablePence: pence(payable),
    heldPence: pence(held),
  };
}

function saidOf({ number, decision, reason, decidedBy, decidedAt, evidenceUploadId }: ReturnDecision) {
  return { number, decision, reason, decidedBy, decidedAt, evidenceUploadId };
}

/** What is claimed, delivered and commissioned of some lines in all. */
function comparedSum(claims: readonly Claim[]): Compared | null {
  const [first] = claims;
  if (first === undefined) return null;
  const total = { ...first, claimed: 0, delivered: 0, commissioned: 0 };
  for (const { claimed, delivered, commissioned } of claims) {
    total.claimed += claimed;
    total.delivered += delivered;
    total.commissioned += commissioned;
  }
  return comparedOf(total);
}

function comparedOf({ measure, claimed, delivered, commissioned }: Claim): Compared {
  return {
    claimed: quantityText(claimed, measure),
    delivered: quantityText(delivered, measure),
    commissioned: quantityText(commissioned, measure),
    unit: measure === 'minutes' ? 'hours' : 'units',
  };
}

function valuesOf(columns: readonly string[], cells: readonly string[]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [place, cell] of cells.entries())
    if (cell !== '') values[columns[place] ?? `column ${place + 1}`] = cell;
  return values;
}

export type LinePaging = {
  limit: number;
  cursor?: string | undefined;
  /** Only lines that a check of this name found something about. */
  finding?: string | undefined;
  state?: LineStanding | undefined;
  /** Only lines that wait for a decision; a week that is asked about as one by its question only. */
  waiting?: 'yes' | undefined;
  askedAt?: number | undefined;
  /** Only lines of which at least so much is held, with what is asked about together. */
  heldFromPence?: number | undefined;
  /** Only lines to which the provider said something. */
  words?: 'yes' | undefined;
};
type LinePage = { items: SeenLine[]; nextCursor: string | null };

/** A page of a return’s lines, in the order of the file; the cursor is the line it begins after. */
export async function pageOfLines(
  opened: OpenedReturn,
  paging: LinePaging,
  deps: ReturnLinesDeps,
): Promise<LinePage> {
  const after = Number(paging.cursor ?? '0');
  return isOfExceptions(paging)
    ? pageOfExceptions(opened, { ...paging, after }, deps)
    : pageOfAll(opened, { ...paging, after }, deps);
}

/** What is not simply accepted is known by number, however long the file is. */
function isOfExceptions({ finding, state, waiting, askedAt, heldFromPence, words }: LinePaging): boolean {
  const asked = [finding, waiting, askedAt, heldFromPence, words];
  return (
    asked.some((each) => each !== undefined && each !== 0) || (state !== undefined && state !== 'accepted')
  );
}

async function pageOfExceptions(
  opened: OpenedReturn,
  { limit, after, words, ...wishes }: LinePaging & { after: number },
  deps: ReturnLinesDeps,
): Promise<LinePage> {
  const numbers = [...opened.exceptions.values()]
    .filter((exception) => exception.line > after && isWanted(exception, opened, wishes))
    .map(({ line }) => line)
    .sort((a, b) => a - b);
  const spoken = words === undefined ? numbers : await withWords(numbers, opened, deps);
  const wanted = spoken.slice(0, limit);
  const found = await linesNumbered(opened.taken.uploadId, wanted, deps);
  const items = wanted.flatMap((line) => {
    const checked = found.get(line);
    return checked === undefined ? [] : [seenLine(checked, opened)];
  });
  return { items, nextCursor: spoken.length > limit ? String(wanted.at(-1) ?? after) : null };
}

/** Those of some lines that the provider wrote a note to, or disputed. */
async function withWords(
  numbers: readonly number[],
  opened: OpenedReturn,
  deps: ReturnLinesDeps,
): Promise<number[]> {
  const found = await linesNumbered(opened.taken.uploadId, numbers, deps);
  const place = opened.taken.columns.indexOf('note');
  return numbers.filter((line) => {
    const note = found.get(line)?.cells[place] ?? '';
    return note !== '' || opened.decisionsOf(line).some(({ decision }) => decision === 'disputed');
  });
}

function isWanted(
  exception: ExceptionLine,
  opened: OpenedReturn,
  { finding, state, waiting, askedAt, heldFromPence = 0 }: Omit<LinePaging, 'limit' | 'cursor' | 'words'>,
): boolean {
  const { line, claim, findings } = exception;
  if (finding !== undefined && !findings.some(({ rule }) => rule === finding)) return false;
  if (askedAt !== undefined && exception.askedAt !== askedAt) return false;
  const stands = standingOf(exception, opened.decisionsOf(line));
  if (state !== undefined && stands.standing !== state) return false;
  if (waiting !== undefined && !(isOpen(stands.standing) && !isWithQuestion(exception, opened))) return false;
  if (heldFromPence === 0) return true;
  const held = togetherWith(exception, opened)?.heldPence ?? worthOf(claim, stands).heldPence;
  return held >= heldFromPence;
}

/** Whether a line is decided with another that waits: the question about its week. */
function isWithQuestion({ askedAt }: ExceptionLine, { exceptions, decisionsOf }: OpenedReturn): boolean {
  const question = askedAt === null ? undefined : exceptions.get(askedAt);
  return question !== undefined && isOpen(standingOf(question, decisionsOf(question.line)).standing);
}

async function pageOfAll(
  opened: OpenedReturn,
  { limit, after, state }: LinePaging & { after: number },
  deps: ReturnLinesDeps,
): Promise<LinePage> {
  const items: SeenLine[] = [];
  // Lines are numbered as the file has them, a little ahead of how many there are: the part is found from below.
  for (let part = Math.max(1, Math.floor(after / LINES_PER_PART) - 1); ; part += 1) {
    const lines = await partOf(opened.taken.uploadId, part, deps);
    if (lines === null || lines.length === 0) return { items, nextCursor: null };
    for (const checked of lines) {
      if (checked.line <= after) continue;
      const seen = seenLine(checked, opened);
      if (state !== undefined && seen.state !== state) continue;
      if (items.length === limit) return { items, nextCursor: String(items.at(-1)?.line ?? after) };
      items.push(seen);
    }
  }
}

/** Lines by their numbers, wherever in the file they are. */
export async function linesNumbered(
  uploadId: string,
  wanted: readonly number[],
  deps: ReturnLinesDeps,
): Promise<Map<number, CheckedLine>> {
  const left = new Set(wanted);
  const found = new Map<number, CheckedLine>();
  const opened = new Set<number>();
  async function open(part: number): Promise<boolean> {
    if (part < 1 || opened.has(part)) return part >= 1;
    opened.add(part);
    const lines = await partOf(uploadId, part, deps);
    for (const checked of lines ?? []) if (left.delete(checked.line)) found.set(checked.line, checked);
    return lines !== null && lines.length > 0;
  }
  for (const part of new Set(wanted.map((line) => Math.ceil(line / LINES_PER_PART)))) await open(part);
  for (let part = 1; left.size > 0 && (await open(part)); part += 1);
  return found;
}

function partOf(uploadId: string, part: number, { buckets, evidenceBucket: bucket }: ReturnLinesDeps) {
  return readPart({ buckets, bucket, key: linesPartKey(uploadId, part) }, checkedLineSchema);
}
