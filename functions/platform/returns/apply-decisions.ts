import type { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import type { Recording } from '../../../domain/facts/fact.ts';
import { careMonthId, monthOfDay } from '../../../domain/pay/care-month.ts';
import { pence } from '../../../domain/money.ts';
import { writeAccepted, type AcceptedLine } from '../../../domain/returns/accepted-care.ts';
import { noSums, type ReturnSums } from '../../../domain/returns/settle-return.ts';
import {
  faredBy,
  isOpen,
  standingOf,
  sumsAfter,
  type ReturnDecision,
} from '../../../domain/returns/return-decision.ts';
import type { Upload } from '../../../events/api/uploads.ts';
import { factStore } from '../../store/fact-store.ts';
import { returnDecisionStore } from '../../store/return-decision-store.ts';
import { returnStore, type TakenReturn } from '../../store/return-store.ts';
import type { Table } from '../../store/table.ts';
import { uploadStore } from '../../store/upload-store.ts';
import type { Clock } from '../clock.ts';
import { readPart } from '../checked-parts.ts';
import { askOfficers } from './ask-officers.ts';
import { careIdsPartKey } from './checked-lines.ts';
import { openTaken, type OpenedReturn } from './return-lines.ts';
import { stateOf } from './state-of-return.ts';
import { writeCare, type CareChange } from './write-care.ts';

export type ApplyDeps = { table: Table; buckets: S3Client; evidenceBucket: string; clock: Clock };

/** Others may decide of the return, or work off what was decided, at the same moment: it is looked at again this often. */
const TRIES = 8;
/** A file that is still being checked writes what it brings by itself; what is due of it is asked for again later. */
const UNDER_WAY: readonly Upload['state'][] = ['received', 'reading'];

/**
 * Lets what is paid say what was decided of a return: the care of the packages, then the return and its decisions, last
 * its state. It may be done any number of times; whoever comes too early or dies half way is followed by the next.
 */
export async function applyDecisions(uploadId: string, deps: ApplyDeps): Promise<void> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const upload = await uploadStore(deps.table).readUpload(uploadId);
    if (upload === null || UNDER_WAY.includes(upload.state)) return;
    const opened = await openTaken(upload, deps);
    if (opened === null) return;
    const made = opened.decisions.filter(({ state }) => state === 'made');
    if (made.length === 0 || (await applyAll(upload, opened, { made, deps }))) return;
  }
  throw new Error('the return was decided of by others all the time');
}

type Applying = { made: readonly ReturnDecision[]; deps: ApplyDeps };

/**
 * Says everything that was made, also what was said before: who was slower and knew less may have written since. False
 * when the return was written meanwhile, by the look after the last word.
 */
async function applyAll(upload: Upload, opened: OpenedReturn, { made, deps }: Applying): Promise<boolean> {
  const { taken } = opened;
  const { uploadId, providerId } = taken;
  const isWithdrawn = taken.isWithdrawn || made.some(({ decision }) => decision === 'withdrawn');
  await writeCare(
    isWithdrawn ? await everyMonth(uploadId, deps) : changedMonths(opened, made),
    { uploadId, recording: recordingOf(made, deps) },
    { facts: factStore(deps.table) },
  );
  const due = made.filter(({ isApplied }) => !isApplied);
  const after = due.length === 0 ? taken : stateAfter(opened, { made, due, isWithdrawn });
  if (due.length > 0) {
    const fared = faredBy(due, opened.exceptions);
    if (!(await returnDecisionStore(deps.table).applied(taken, after, { decisions: due, fared })))
      return false;
  }
  const { sums } = after;
  await askOfficers(upload, { providerId, sums }, deps);
  await uploadStore(deps.table).change(uploadId, ['checked', 'accepted', 'part-accepted', 'rejected'], {
    state: isWithdrawn ? 'rejected' : stateOf(sums),
    counts: countsOf(upload, sums),
    ...(isWithdrawn ? { problem: takenBack } : {}),
  });
  const now = await returnStore(deps.table).takenOf(providerId);
  const revision = taken.revision + (due.length > 0 ? 1 : 0);
  return now.find((each) => each.uploadId === uploadId)?.revision === revision;
}

const takenBack = {
  rule: 'withdrawn-by-provider',
  message: 'The provider took this file back. Nothing of it is paid.',
};

function recordingOf(made: readonly ReturnDecision[], { clock }: ApplyDeps): Recording {
  const last = made.findLast(({ isApplied }) => !isApplied) ?? made.at(-1);
  return {
    recordedAt: clock(),
    recordedBy: last?.decidedBy ?? 'careledger',
    source: { kind: 'hand' },
    reason: last?.reason ?? null,
  };
}

function countsOf({ counts: { rows } }: Upload, sums: ReturnSums): Upload['counts'] {
  const { accepted, questioned, refused, unchanged } = sums;
  return { rows, accepted, questioned, refused, unchanged };
}

type Made = { made: readonly ReturnDecision[]; due: readonly ReturnDecision[]; isWithdrawn: boolean };

/** What a return comes to after what is due of it. */
function stateAfter(
  opened: OpenedReturn,
  { made, due, isWithdrawn }: Made,
): Pick<TakenReturn, 'sums' | 'clean' | 'isWithdrawn'> {
  const linesOf = (decisions: readonly ReturnDecision[]) =>
    new Set(decisions.flatMap(({ clean }) => clean.map(({ line }) => line)));
  // Two may have decided of a line that nobody asked about before either decision held.
  const known = linesOf(made.filter(({ isApplied }) => isApplied));
  const clean = withoutLines(opened, linesOf(due).difference(known));
  const sums = isWithdrawn
    ? { ...noSums, refused: allLines(opened.taken.sums) }
    : sumsAfter(clean, opened.exceptions.values(), opened.decisionsOf);
  return { sums, clean, isWithdrawn };
}

function allLines({ accepted, questioned, refused, unchanged }: ReturnSums): number {
  return accepted + questioned + refused + unchanged;
}

/** What the lines come to that nobody ever asked about, without some that an officer decided of for the first time now. */
function withoutLines({ taken, exceptions }: OpenedReturn, lines: ReadonlySet<number>): ReturnSums {
  const decided = [...lines].flatMap((line) => exceptions.get(line) ?? []);
  const theirs = sumsAfter(noSums, decided, () => []);
  return {
    ...taken.clean,
    accepted: taken.clean.accepted - theirs.accepted,
    claimedPence: pence(taken.clean.claimedPence - theirs.claimedPence),
    acceptedPence: pence(taken.clean.acceptedPence - theirs.acceptedPence),
  };
}

/** The months of care in which lines stand that something was decided of, as those lines stand now. */
function changedMonths(
  { taken: { uploadId }, exceptions, decisionsOf }: OpenedReturn,
  made: readonly ReturnDecision[],
): Map<string, CareChange> {
  const months = new Map<string, { lines: Set<number>; accepted: AcceptedLine[] }>();
  for (const line of new Set(made.flatMap((each) => each.lines))) {
    const exception = exceptions.get(line);
    const { packageId = null, days = null, claim = null } = exception ?? {};
    if (exception === undefined || packageId === null || days === null || claim?.isPaid !== true) continue;
    const id = careMonthId(packageId, monthOfDay(days.first));
    const month = months.get(id) ?? { lines: new Set(), accepted: [] };
    month.lines.add(line);
    const { standing, payable } = standingOf(exception, decisionsOf(line));
    if (payable !== null)
      month.accepted.push({
        ...payable,
        ...{ uploadId, line, lineRef: exception.lineRef, day: days.first },
        ...{ measure: claim.measure, inQuestion: isOpen(standing) },
      });
    months.set(id, month);
  }
  return new Map(
    [...months].map(([id, { lines, accepted }]) => [
      id,
      { accepted: writeAccepted(accepted), replaces: lines },
    ]),
  );
}

/** Every month of care that a return brought, without anything of it. */
async function everyMonth(
  uploadId: string,
  { buckets, evidenceBucket: bucket }: ApplyDeps,
): Promise<Map<string, CareChange>> {
  const changes = new Map<string, CareChange>();
  for (let part = 1; ; part += 1) {
    const ids = await readPart({ buckets, bucket, key: careIdsPartKey(uploadId, part) }, z.string());
    if (ids === null) return changes;
    for (const id of ids) changes.set(id, { accepted: writeAccepted([]), replaces: 'all' });
  }
}
