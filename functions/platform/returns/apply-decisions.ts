import type { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { careMonthId, monthOfDay, readCareMonthId } from '../../../domain/pay/care-month.ts';
import { pence } from '../../../domain/money.ts';
import type { AcceptedLine } from '../../../domain/returns/accepted-care.ts';
import { noSums, type ReturnSums } from '../../../domain/returns/settle-return.ts';
import {
  faredBy,
  isOpen,
  standingOf,
  sumsAfter,
  type ReturnDecision,
} from '../../../domain/returns/return-decision.ts';
import type { Upload } from '../../../events/api/uploads.ts';
import { packCare } from '../../store/accepted-care.ts';
import { factStore } from '../../store/fact-store.ts';
import { returnDecisionStore } from '../../store/return-decision-store.ts';
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

/**
 * Lets what is paid say what was decided of a return: the care of the packages, then the return and its decisions, last
 * its state. It may be done any number of times; whoever comes too early or dies half way is followed by the next.
 */
export async function applyDecisions(uploadId: string, deps: ApplyDeps): Promise<void> {
  const uploads = uploadStore(deps.table);
  const upload = await uploads.readUpload(uploadId);
  const opened = upload === null ? null : await openTaken(upload, deps);
  if (upload === null || opened === null) return;
  const due = opened.decisions.filter(({ state, isApplied }) => state === 'made' && !isApplied);
  const sums = await applyDue(opened, due, deps);
  await askOfficers(upload, { providerId: opened.taken.providerId, sums }, deps);
  await uploads.change(uploadId, ['checked', 'accepted', 'part-accepted', 'rejected'], {
    state: opened.taken.isWithdrawn || isTakenBack(due) ? 'rejected' : stateOf(sums),
    counts: countsOf(upload, sums),
    ...(isTakenBack(due) ? { problem: takenBack } : {}),
  });
}

const takenBack = {
  rule: 'withdrawn-by-provider',
  message: 'The provider took this file back. Nothing of it is paid.',
};

function isTakenBack(due: readonly ReturnDecision[]): boolean {
  return due.some(({ decision }) => decision === 'withdrawn');
}

function countsOf({ counts: { rows } }: Upload, sums: ReturnSums): Upload['counts'] {
  const { accepted, questioned, refused, unchanged } = sums;
  return { rows, accepted, questioned, refused, unchanged };
}

async function applyDue(
  opened: OpenedReturn,
  due: readonly ReturnDecision[],
  deps: ApplyDeps,
): Promise<ReturnSums> {
  const { taken, exceptions, decisionsOf } = opened;
  if (due.length === 0) return taken.sums;
  const { uploadId } = taken;
  const isWithdrawn = isTakenBack(due);
  const changes = isWithdrawn ? await everyMonth(uploadId, deps) : changedMonths(opened, due);
  const last = due.at(-1);
  await writeCare(
    changes,
    {
      uploadId,
      recording: {
        recordedAt: deps.clock(),
        recordedBy: last?.decidedBy ?? 'careledger',
        source: { kind: 'hand' },
        reason: last?.reason ?? null,
      },
    },
    { facts: factStore(deps.table) },
  );
  const lines = new Set(due.flatMap(({ clean }) => clean.map(({ line }) => line)));
  const clean = withoutLines(opened, lines);
  const sums = isWithdrawn
    ? { ...noSums, refused: allLines(taken.sums) }
    : sumsAfter(clean, exceptions.values(), decisionsOf);
  const applied = await returnDecisionStore(deps.table).applied(
    taken,
    { sums, clean, ...(isWithdrawn ? { isWithdrawn } : {}) },
    { decisions: due, fared: faredBy(due, exceptions) },
  );
  if (!applied) throw new Error('the return was decided of by others at the same moment');
  return sums;
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
  due: readonly ReturnDecision[],
): Map<string, CareChange> {
  const months = new Map<string, { lines: Set<number>; accepted: AcceptedLine[] }>();
  for (const line of new Set(due.flatMap((each) => each.lines))) {
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
      { care: packCare(readCareMonthId(id), accepted), replaces: lines },
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
    for (const id of ids) changes.set(id, { care: packCare(readCareMonthId(id), []), replaces: 'all' });
  }
}
