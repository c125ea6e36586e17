import { formatDate } from '../../domain/calendar.ts';
import type { ClosedRange } from '../../domain/date-range.ts';
import type { Difference } from '../../domain/pay/parallel-run/difference.ts';
import { filePeriod } from '../../domain/pay/parallel-run/file-period.ts';
import {
  reconcilePackage,
  sidesAgree,
  type PackageReconciled,
} from '../../domain/pay/parallel-run/reconcile.ts';
import { runsToCompare } from '../../domain/pay/parallel-run/runs-to-compare.ts';
import type { TheirLine } from '../../domain/pay/parallel-run/their-line.ts';
import { payRunKindSchema, type PayRun } from '../../domain/pay/run/pay-run.ts';
import { dayNumber } from '../../domain/pay/span.ts';
import type { ParallelRun, parallelRunRoutes } from '../../events/api/parallel-runs.ts';
import type { Upload } from '../../events/api/uploads.ts';
import { Conflict, InvalidRequest, NotFound } from '../platform/problem-responses.ts';
import type { Asked } from '../platform/route-area.ts';
import type { PayDeps } from './deps.ts';
import { ourLines, type OurPackage } from './our-lines.ts';
import { theirLines } from './their-lines.ts';
import { whatIsKnown } from './what-is-known.ts';
import { withoutHidden } from '../platform/pay/without-hidden.ts';
import { aboutRun } from './show-runs.ts';

type Query = Asked<typeof parallelRunRoutes.readParallelRun>['query'];

/** The incumbent's payment file beside our lines: what agrees, and each difference with its cause. */
export async function showParallelRun(
  { id, viewer, query }: Asked<typeof parallelRunRoutes.readParallelRun>,
  deps: PayDeps,
): Promise<ParallelRun> {
  const upload = await takenFile(id, deps);
  const theirs = await theirLines(upload, deps);
  const period = periodAsked(query) ?? filePeriod(theirs);
  if (period === null) throw new Conflict('No line of the file could be read; it is compared with nothing.');
  const sides = await sidesOf(theirs, period, deps);
  const all = await reconciled(sides, period, deps);
  const differences = await withoutHidden(viewer, all.differences, ({ personId }) => ({ personId }), deps);
  const runs = await withoutHidden(viewer, sides.runs, aboutRun, deps);
  const shown = differences.filter(({ cause }) => (query.cause ?? cause) === cause);
  const start = Number(query.cursor ?? '0');
  const end = start + query.limit;
  return {
    uploadId: upload.uploadId,
    fileName: upload.fileName,
    period,
    payRuns: runs.map(({ payRunId, kind, state, throughDate, scope }) => ({
      ...{ payRunId, kind, state, throughDate, scope },
    })),
    ...all.sums,
    refusedLines: upload.counts.refused,
    differenceCount: differences.length,
    causes: causesOf(differences),
    differences: shown.slice(start, end),
    nextCursor: end < shown.length ? String(end) : null,
  };
}

async function takenFile(id: string, { uploads }: PayDeps): Promise<Upload> {
  const upload = await uploads.readUpload(id);
  if (upload?.kind !== 'parallel-run') throw new NotFound(`There is no payment file ${id}.`);
  const { state, duplicateOf } = upload;
  if (state === 'duplicate')
    throw new Conflict(
      `The same bytes came in before, as ${duplicateOf ?? 'another file'}: look at that one.`,
    );
  if (state !== 'accepted' && state !== 'part-accepted')
    throw new Conflict(`The file is ${state}; it is compared once it is accepted, or accepted in part.`);
  return upload;
}

function periodAsked({ from, to }: Query): ClosedRange | null {
  if (from === undefined && to === undefined) return null;
  if (from === undefined || to === undefined || to < from)
    throw new InvalidRequest('A period is asked for by its first day, from, and its last day, to.');
  return { from, to };
}

type Sides = {
  runs: PayRun[];
  ours: Map<string, OurPackage>;
  theirs: Map<string, TheirLine[]>;
};

/** Our runs for the period, of the kinds whose packages the file names: a file of home care says nothing of direct payments. */
async function sidesOf(lines: readonly TheirLine[], period: ClosedRange, deps: PayDeps): Promise<Sides> {
  const theirs = Map.groupBy(lines, ({ packageId }) => packageId);
  const known = await everyRun(deps);
  const kinds = [];
  for (const kind of payRunKindSchema.options) {
    const ofKind = known.filter((run) => run.kind === kind);
    const runs = runsToCompare(ofKind, period);
    if (runs.length > 0) kinds.push({ runs, packages: await ourLines(runs, deps) });
  }
  if (kinds.length === 0) throw nothingToCompare(period);
  const named = kinds.filter(({ packages }) => [...packages.keys()].some((id) => theirs.has(id)));
  const compared = named.length === 0 ? kinds : named;
  return {
    runs: compared.flatMap(({ runs }) => runs),
    ours: new Map(compared.flatMap(({ packages }) => [...packages])),
    theirs,
  };
}

function nothingToCompare({ from, to }: ClosedRange): Conflict {
  const through = formatDate(to);
  return new Conflict(
    `The file is about ${formatDate(from)} to ${through}, and no run of ours that is reckoned reaches ${through}. Start a preview, or a run, through ${through} and look again.`,
  );
}

/** The newest of this many runs are looked through; a council makes some hundred a year. */
const MOST_RUNS = 2_000;
const RUNS_A_PAGE = 100;

async function everyRun({ runs, clock }: PayDeps): Promise<PayRun[]> {
  const found: PayRun[] = [];
  let cursor: string | undefined;
  do {
    const page = await runs.listRuns({ limit: RUNS_A_PAGE, cursor });
    found.push(...page.items.map(({ body }) => body));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && found.length < MOST_RUNS);
  return found.filter(({ expiresAt }) => expiresAt === null || expiresAt >= clock());
}

type Reconciled = {
  sums: Pick<
    ParallelRun,
    'matched' | 'matchedPence' | 'ourPence' | 'theirPence' | 'differencePence' | 'leftOutPence'
  >;
  differences: Difference[];
};

/** Every package of either side. What is known of it is asked only where its sides do not agree. */
async function reconciled(
  { runs, ours, theirs }: Sides,
  period: ClosedRange,
  deps: PayDeps,
): Promise<Reconciled> {
  const days = { first: dayNumber(period.from), last: dayNumber(period.to) };
  const ids = [...new Set([...ours.keys(), ...theirs.keys()])].sort();
  const sums = {
    matched: 0,
    matchedPence: 0,
    ourPence: 0,
    theirPence: 0,
    differencePence: 0,
    leftOutPence: 0,
  };
  const sidesOfOne = (packageId: string) => ({
    packageId,
    period: days,
    ours: ours.get(packageId)?.lines ?? [],
    theirs: theirs.get(packageId) ?? [],
  });
  const differing = ids.filter((id) => !sidesAgree(sidesOfOne(id)));
  const known = await whatIsKnown(differing, runs, deps);
  const differences: Difference[] = [];
  for (const id of ids) {
    const { personId, ...surrounding } = known(id);
    const gaps = ours.get(id)?.gaps ?? [];
    const found = reconcilePackage({ ...sidesOfOne(id), surrounding: { ...surrounding, gaps } });
    add(sums, found);
    for (const each of found.differences) differences.push({ ...each, personId: personId ?? each.personId });
  }
  return { sums, differences };
}

function add(sums: Reconciled['sums'], found: PackageReconciled): void {
  sums.matched += found.matchedLines;
  sums.matchedPence += found.matchedPence;
  sums.leftOutPence += found.leftOutPence;
  sums.ourPence += found.matchedPence;
  sums.theirPence += found.matchedPence;
  for (const { ourPence, theirPence, differencePence } of found.differences) {
    sums.ourPence += ourPence;
    sums.theirPence += theirPence;
    sums.differencePence += differencePence;
  }
}

function causesOf(differences: readonly Difference[]): ParallelRun['causes'] {
  return [...Map.groupBy(differences, ({ cause }) => cause)]
    .map(([cause, found]) => ({
      cause,
      differences: found.length,
      differencePence: found.reduce((sum, each) => sum + each.differencePence, 0),
    }))
    .toSorted((a, b) => b.differences - a.differences);
}
