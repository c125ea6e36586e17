import { isOpen, type PayRun } from '../../domain/pay/run/pay-run.ts';
import { explainLine, type PayLine } from '../../domain/pay/run/pay-line.ts';
import type { Attention } from '../../domain/pay/run/attention.ts';
import type { payRunRoutes, ShownPayLine } from '../../events/api/pay-runs.ts';
import type { Asked } from '../platform/route-area.ts';
import { NotFound } from '../platform/problem-responses.ts';
import type { EvidenceRow } from '../platform/pay/evidence.ts';
import type { PayDeps } from './deps.ts';
import { runSeenBy } from './show-runs.ts';
import { isHidden, withoutHidden } from '../platform/pay/without-hidden.ts';

/** The lines of a run, part by part; the cursor says which part and how far. */
export async function listRunLines(
  { id, viewer, query }: Asked<typeof payRunRoutes.listPayRunLines>,
  deps: PayDeps,
) {
  const { body: run } = await runSeenBy(viewer, id, deps);
  const items: ShownPayLine[] = [];
  if (run.linesHash === null) return { items, nextCursor: null };
  const [fromShard = 1, fromLine = 0] = (query.cursor ?? '1.0').split('.').map(Number);
  for (let shard = fromShard; shard <= run.shards; shard += 1) {
    const rows = (await deps.evidence.readRows(run, shard)).filter((row) => wanted(row, query));
    const found = rows.flatMap((row) => shownLines(run, row, query.providerId));
    const lines = await withoutHidden(viewer, found, ({ personId }) => ({ personId }), deps);
    const start = shard === fromShard ? fromLine : 0;
    const room = query.limit - items.length;
    items.push(...lines.slice(start, start + room));
    if (start + room < lines.length) return { items, nextCursor: `${shard}.${start + room}` };
    if (items.length === query.limit && shard < run.shards) return { items, nextCursor: `${shard + 1}.0` };
  }
  return { items, nextCursor: null };
}

type Filters = Asked<typeof payRunRoutes.listPayRunLines>['query'];

function wanted({ packageId, attention }: EvidenceRow, filters: Filters): boolean {
  if (filters.packageId !== undefined && filters.packageId !== packageId) return false;
  if (filters.attention === undefined || filters.attention === 'no') return true;
  if (filters.attention === 'yes' || filters.attention === 'true') return attention.length > 0;
  return attention.some(({ rule }) => rule === filters.attention);
}

function shownLines(run: PayRun, row: EvidenceRow, providerId: string | undefined): ShownPayLine[] {
  return row.lines
    .filter(({ payeeId }) => providerId === undefined || payeeId === `provider:${providerId}`)
    .map((line) => shownLine(line, run.payRunId, row.attention));
}

function shownLine(line: PayLine, payRunId: string, attention: readonly Attention[]): ShownPayLine {
  const { lineId, packageId, personId, payeeId, component, kind, serviceType, from, to, quantity, rate } =
    line;
  return {
    lineId,
    packageId,
    personId,
    payee: payeeId,
    providerId: payeeId.startsWith('provider:') ? payeeId.slice('provider:'.length) : null,
    component,
    kind,
    serviceType,
    from,
    to,
    quantity,
    rate,
    amountPence: line.amountPence,
    held: line.heldBy !== null,
    holdId: line.heldBy,
    payRunId,
    facts: line.facts,
    explanation: line.explanation,
    sentence: explainLine(line),
    attention: [...attention],
  };
}

/** Every line that counts or may come to count for a package, an agreement or an invoice, oldest run first. */
export async function listPackageLines(
  { id, viewer, query }: Asked<typeof payRunRoutes.listPackageLines>,
  deps: PayDeps,
) {
  const known = await deps.facts.whichExist('package', [id]);
  const subjects = ['package', 'agreement', 'manual-invoice'].map((kind) => `${kind}:${id}`);
  const stored = await Promise.all(subjects.map((subject) => linesAbout(subject, deps)));
  const isThere = known.size > 0 || stored.flat().length > 0;
  if (!isThere || (await isHidden(viewer, { ids: [id] }, deps)))
    throw new NotFound(`There is no package ${id}.`);
  const items = stored
    .flat()
    .flatMap(({ payRunId, lines }) => lines.map((line) => shownLine(line, payRunId, [])));
  const seen = await withoutHidden(viewer, items, ({ personId }) => ({ personId }), deps);
  const start = Number(query.cursor ?? '0');
  const end = start + query.limit;
  return { items: seen.slice(start, end), nextCursor: end < seen.length ? String(end) : null };
}

type RunLines = { payRunId: string; lines: readonly PayLine[] };

/** What issued runs filed, and what one that is not issued yet found out, from its evidence. */
async function linesAbout(subject: string, deps: PayDeps): Promise<RunLines[]> {
  const { filed, last } = await deps.positions.linesOf(subject);
  if (last === null || filed.some(({ payRunId }) => payRunId === last.payRunId)) return filed;
  const run = (await deps.runs.readRun(last.payRunId))?.body;
  const isSeen = run?.linesHash !== null && run?.attempt === last.attempt && isOpen(run);
  if (!isSeen) return filed;
  const rows = await deps.evidence.readRows(run, last.shard);
  const lines = rows.find((row) => row.subject === subject)?.lines ?? [];
  return [...filed, { payRunId: last.payRunId, lines }];
}
