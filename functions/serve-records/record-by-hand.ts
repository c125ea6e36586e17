import { withWholeAccount } from '../../domain/bank-accounts/known-account.ts';
import type { FactKind } from '../../domain/facts/fact.ts';
import { handFieldsAfter } from '../../domain/facts/merge.ts';
import { sameValue } from '../../domain/facts/canonical-json.ts';
import type { Finding } from '../../domain/records/finding.ts';
import { invariant } from '../../domain/outcome.ts';
import type { Viewer } from '../platform/identity.ts';
import { guardAccount } from '../platform/pay/account-guard.ts';
import { Conflict, NotFound } from '../platform/problem-responses.ts';
import { recordedByHand } from '../platform/recorded-by-hand.ts';
import { refuseErrors } from '../platform/refuse-errors.ts';
import type { Bodies, StoredFact } from '../store/items.ts';
import { isIdentifier, notThere, openTo, type ReadDeps } from './read-record.ts';
import type { RecordKind } from './record-kinds.ts';

/** What a change by hand comes to, decided on the state that was found. */
type Decision<K extends FactKind> = {
  body: Bodies[K];
  findings: Finding[];
  /** The fields that are under a person's hand from now on; those that differ, unless said otherwise. */
  handFields?: readonly string[];
};
export type Written = { version: number; unchanged: boolean; findings: Finding[] };
export type Change<K extends FactKind> = {
  kind: RecordKind<K>;
  viewer: Viewer;
  id: string;
  reason: string;
  decide: (current: StoredFact<K> | null) => Decision<K> | Promise<Decision<K>>;
};

/** A write that another one overtook is decided anew on what it finds then, this often. */
const TRIES = 3;

/** Records a change a person made: load, decide, save, report. What would change nothing writes nothing. */
export async function recordByHand<K extends FactKind>(
  { kind, viewer, id, reason, decide }: Change<K>,
  deps: ReadDeps,
): Promise<Written> {
  if (!isIdentifier(id)) throw new NotFound('An id is 1 to 40 letters, digits, dots, dashes or slashes.');
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const current = await currentOf(kind, { viewer, id }, deps);
    const decided = await decide(current);
    const { body, handFields = withWholeAccount(handFieldsAfter(current, body)) } = decided;
    const subject = { kind: kind.factKind, id };
    const recording = recordedByHand(viewer, reason, deps.clock);
    const write = { subject, body, handFields, recording, seen: current };
    const { hold, ...account } = await guardAccount(kind.payee, write, { reason, firstOne: 'refused' }, deps);
    const findings = [...decided.findings, ...account.findings];
    refuseErrors(findings);
    if (current !== null && sameValue(body, current.body)) {
      // A first try may have recorded it and died before it woke the rows that wait for it.
      await deps.wakeWaiting();
      return { version: current.version, unchanged: true, findings };
    }
    const [recorded] = await deps.facts.recordVersions([{ ...write, hold }]);
    if (recorded?.outcome === 'recorded') {
      await deps.wakeWaiting();
      return { version: recorded.fact.version, unchanged: false, findings };
    }
  }
  throw new Conflict(
    `Others changed this ${kind.noun} at the same time. Read it again, see what they did, then send your change.`,
    { ids: { kind: kind.factKind } },
  );
}

/** The current version; one that is kept from the viewer is answered as if it were not there. */
async function currentOf<K extends FactKind>(
  kind: RecordKind<K>,
  { viewer, id }: { viewer: Viewer; id: string },
  deps: ReadDeps,
): Promise<StoredFact<K> | null> {
  const current = (await deps.facts.currentFacts(kind.factKind, [id])).get(id) ?? null;
  if (current === null) return null;
  if ((await openTo(viewer, kind, [current], deps)).length === 0) throw notThere(kind, id);
  return current;
}

/** What was read, once no finding is an error. */
export function accepted<R>(read: { record: R | null; findings: Finding[] }): {
  record: R;
  findings: Finding[];
} {
  refuseErrors(read.findings);
  invariant(read.record !== null, 'a row without an error has a record');
  return { record: read.record, findings: read.findings };
}
