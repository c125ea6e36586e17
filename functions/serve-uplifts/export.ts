import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { UpliftLine } from '../../domain/uplift/uplift-line.ts';
import type { upliftRoutes } from '../../events/api/uplifts.ts';
import type { Viewer } from '../platform/identity.ts';
import { withoutHidden } from '../platform/pay/without-hidden.ts';
import { Conflict, NotFound } from '../platform/problem-responses.ts';
import type { Asked } from '../platform/route-area.ts';
import { exportKey, type WorkAt } from '../platform/uplifts/evidence.ts';
import { isWrittenBy, ratesCsv } from '../platform/uplifts/written-lines.ts';
import { hashText } from '../store/hash-text.ts';
import { inTurns } from '../store/table.ts';
import { isInForce } from './changed-rates.ts';
import type { UpliftsDeps } from './deps.ts';
import { upliftOf } from './open-uplift.ts';

type Exported = { name: string; url: string; leftOut: number };

/** The new rates as a file for the case system; without those of people whose records are closed to the viewer. */
export async function readExport(
  { id, viewer }: Asked<typeof upliftRoutes.readUpliftExport>,
  deps: UpliftsDeps,
): Promise<Exported> {
  const { body } = await upliftOf(id, deps);
  const { applied, previewed } = body;
  if (applied === null || previewed === null)
    throw new NotFound(`Uplift ${id} is not applied, so that there are no rates of it yet.`);
  if (!isInForce(body)) throw takenBack(id);
  const at = { upliftId: id, attempt: applied.attempt };
  const { lines, leftOut } = await writtenFor(viewer, { at, previewed }, deps);
  const name = `uplift-${id}-rates`;
  if (leftOut === 0) {
    const whole = `${name}.csv`;
    return { name: whole, url: await deps.linkTo(exportKey(at), whole), leftOut };
  }
  const csv = ratesCsv(lines, id);
  const key = `letters/${id}/rates-${hashText(csv)}.csv`;
  await deps.buckets.send(
    new PutObjectCommand({
      ...{ Bucket: deps.evidenceBucket, Key: key },
      ...{ Body: csv, ContentType: 'text/csv; charset=utf-8' },
    }),
  );
  const some = `${name}-without-${leftOut}.csv`;
  return { name: some, url: await deps.linkTo(key, some), leftOut };
}

/** The case system would otherwise be told of rates by which nobody is paid. */
function takenBack(upliftId: string): Conflict {
  const message = `The rates of uplift ${upliftId} were taken back, so that there is no file of them for the case system.`;
  return new Conflict(message, {
    errors: [{ field: null, rule: 'wrong-state', message }],
    ids: { upliftId },
  });
}

/** The lines that were written and may be seen, in the order of the parts, and how many may not. */
async function writtenFor(
  viewer: Viewer,
  { at, previewed }: { at: WorkAt; previewed: { attempt: number; shards: number } },
  deps: UpliftsDeps,
): Promise<{ lines: UpliftLine[]; leftOut: number }> {
  const { upliftId } = at;
  const parts = Array.from({ length: previewed.shards + 1 }, (_, part) => part);
  const found = await inTurns(parts, async (part) => {
    const isWritten = isWrittenBy(await deps.evidence.readApplied(at, part));
    const lines = await deps.evidence.readLines({ upliftId, attempt: previewed.attempt }, part);
    const written = lines.filter((line) => isWritten(line));
    const seen = await withoutHidden(viewer, written, ({ personId }) => ({ personId }), deps);
    return { seen, hidden: written.length - seen.length };
  });
  return {
    lines: found.flatMap(({ seen }) => seen),
    leftOut: found.reduce((sum, { hidden }) => sum + hidden, 0),
  };
}
