import type * as z from 'zod';
import {
  applyRow,
  checkSamePerson,
  checkSameProvider,
  type CarePackage,
} from '../../domain/packages/care-package.ts';
import { checkSuspensions } from '../../domain/packages/suspensions.ts';
import { inOrderOf } from '../../domain/in-order-of.ts';
import { rowKinds, type RowKind } from '../../domain/records/kinds.ts';
import type { Layout } from '../../domain/records/layout.ts';
import type { recordRouteTable } from '../../events/api/records.ts';
import type { Asked } from '../platform/route-area.ts';
import type { Bodies, StoredFact } from '../store/items.ts';
import { notThere, type ReadDeps } from './read-record.ts';
import { accepted, recordByHand, type Written } from './record-by-hand.ts';
import { recordKinds, type RecordKind } from './record-kinds.ts';
import { readRowByHand } from './row-by-hand.ts';

/** Kinds of which one row is the whole record. */
type PlainKind =
  'person' | 'provider' | 'service-type' | 'assessment' | 'direct-payment-agreement' | 'deferred-agreement';
type PutRecord = Asked<typeof recordRouteTable.putPerson>;

/** Restates a record: a field that is not given is empty from then on. */
export async function putRecord<K extends PlainKind, S extends z.ZodObject>(
  kind: RecordKind<K>,
  rows: RowKind<z.infer<S>> & { layout: Layout<S> },
  bodyOf: (row: z.infer<S>) => Bodies[K],
  { viewer, id, body }: PutRecord,
  deps: ReadDeps,
): Promise<Written> {
  const { reason, ...cells } = body;
  const sent = { cells, own: { [rows.idColumn]: id }, viewer };
  const { record, findings } = accepted(await readRowByHand(rows, sent, deps));
  return recordByHand({ kind, viewer, id, reason, decide: () => ({ body: bodyOf(record), findings }) }, deps);
}

/** Restates a package, or with `effectiveFrom` lets units and rate hold from that day. */
export async function putPackage({ viewer, id, body }: PutRecord, deps: ReadDeps): Promise<Written> {
  const { reason, ...cells } = body;
  const rows = rowKinds['care-packages'];
  const sent = { cells, own: { packageId: id }, viewer };
  const { record, findings } = accepted(await readRowByHand(rows, sent, deps));
  const decide = (current: StoredFact<'package'> | null) => {
    const next = applyRow(current?.body ?? null, record);
    return {
      body: next,
      findings: [
        ...findings,
        ...checkSamePerson(current?.body ?? null, next),
        ...checkSameProvider(current?.body ?? record, record),
        ...strandedSuspensions(next),
      ],
    };
  };
  return recordByHand({ kind: recordKinds.packages, viewer, id, reason, decide }, deps);
}

/** New dates may leave a suspension outside: that is said, and mended under suspensions. */
function strandedSuspensions(next: CarePackage) {
  return checkSuspensions(next, next.suspensions).map((each) => ({ ...each, severity: 'warning' as const }));
}

/** Replaces the suspensions of a package. */
export function putSuspensions(
  { viewer, id, body }: Asked<typeof recordRouteTable.putSuspensions>,
  deps: ReadDeps,
): Promise<Written> {
  const kind = recordKinds.packages;
  const suspensions = inOrderOf(body.items, ({ from }) => from);
  const decide = (current: StoredFact<'package'> | null) => {
    if (current === null) throw notThere(kind, id);
    return {
      body: { ...current.body, suspensions },
      findings: checkSuspensions(current.body, suspensions),
      // No extract carries suspensions, so there is no field for one to revert.
      handFields: current.handFields,
    };
  };
  return recordByHand({ kind, viewer, id, reason: body.reason, decide }, deps);
}
