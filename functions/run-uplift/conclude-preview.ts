import { londonDate } from '../../domain/calendar.ts';
import { restrictionOf } from '../../domain/records/person.ts';
import { ratesChanged } from '../../domain/uplift/check-uplift.ts';
import type { KeptUplift } from '../../domain/uplift/kept-uplift.ts';
import { concludePreview, sumsBy, type UpliftPreview } from '../../domain/uplift/preview.ts';
import type { UpliftFinding } from '../../domain/uplift/preview-findings.ts';
import { sampleOf } from '../../domain/uplift/sample.ts';
import type { UpliftLine } from '../../domain/uplift/uplift-line.ts';
import type { Changer } from '../../domain/uplift/verdict.ts';
import { withWork } from '../platform/uplifts/begin-work.ts';
import type { PartIndex, UpliftPlan, UpliftSummary } from '../platform/uplifts/evidence.ts';
import { hashText } from '../store/hash-text.ts';
import type { UpliftDeps } from './deps.ts';
import { tellOfUplift } from './tell-of-uplift.ts';
import { after, keepWorked, SYSTEM, type Working } from './working-on.ts';

/** Outliers whose lines are kept together, to be looked at. */
const MOST_FAR_OFF = 500;
/** Findings of one rule that are kept one by one. */
const MOST_ALIKE = 20;

/** Adds up the parts of a preview and lays it before people; one that was made before an apply leads on to it. */
export async function concludeUpliftPreview(working: Working, deps: UpliftDeps): Promise<void> {
  const { at, kept, work } = working;
  const { plan } = await deps.planned(at);
  const { parts, lines } = await everyLine(working, deps);
  const preview = concludePreview(lines, { changers: changersOf(plan), terms: plan.terms, hash: hashText });
  const sample = await drawSample({ upliftId: at.upliftId, lines, preview, plan }, deps);
  await deps.evidence.writeSummary(at, summaryOf(lines, { parts, preview, sample }));
  const { previewHash, totals } = preview;
  const shown = {
    ...{ previewHash, totals, asOf: plan.asOf, sample: sample.map(({ lineId }) => lineId) },
    findings: bounded([...plan.findings, ...preview.findings]),
  };
  const { uplift } = kept;
  const isOther = work.isBeforeApply && uplift.preview?.previewHash !== previewHash;
  const done = {
    by: SYSTEM,
    on: londonDate(deps.clock()),
    reason: isOther ? TAKEN_BACK : (uplift.note ?? ''),
  };
  const previewed: KeptUplift = {
    ...kept,
    uplift: after(uplift, { act: 'preview', ...done, preview: shown }),
    ...{ work: null, problem: null },
    previewed: { attempt: at.attempt, shards: work.shards ?? 0 },
  };
  if (isOther)
    await tellOfUplift(
      at.upliftId,
      { what: 'changed', sentence: `It was due and is not applied. ${TAKEN_BACK}` },
      deps,
    );
  if (!work.isBeforeApply || isOther) {
    await keepWorked(working, previewed, deps);
    return;
  }
  const applying = {
    ...previewed,
    uplift: after(previewed.uplift, { act: 'apply', ...done, previewHash }),
  };
  const next = withWork(applying, { phase: 'apply', by: SYSTEM, asOf: work.asOf });
  if (await keepWorked(working, next, deps))
    await deps.send({ act: 'plan', upliftId: at.upliftId, attempt: next.work.attempt });
}

const TAKEN_BACK =
  'What it comes to is no longer what was approved, so the approval does not hold. Look at it again and submit it.';

async function everyLine(
  { at, work }: Working,
  { evidence }: UpliftDeps,
): Promise<{ parts: PartIndex[]; lines: UpliftLine[] }> {
  const parts: PartIndex[] = [];
  const lines: UpliftLine[] = [];
  for (let part = 0; part <= (work.shards ?? 0); part += 1) {
    const own = await evidence.readLines(at, part);
    for (const line of own) lines.push(line);
    parts.push(indexOf(part, own));
  }
  return { parts, lines };
}

function indexOf(part: number, lines: readonly UpliftLine[]): PartIndex {
  const outcomes: PartIndex['outcomes'] = { changed: 0, excluded: 0, refused: 0 };
  for (const { outcome } of lines) outcomes[outcome] += 1;
  return { part, outcomes, providerIds: [...new Set(lines.flatMap(({ providerId }) => providerId ?? []))] };
}

function changersOf({ rules, rows }: UpliftPlan): Changer[] {
  return [
    ...rules.map((_rule, place): Changer => ({ kind: 'rule', number: place + 1 })),
    ...rows.map(({ line }): Changer => ({ kind: 'line', number: line })),
  ];
}

/**
 * The lines a second person opens: of nobody whose record is for named people only, so that whoever checks can open all.
 * Where all that changes is theirs, the sample is too, and one of those named checks it.
 */
async function drawSample(
  drawing: { upliftId: string; lines: readonly UpliftLine[]; preview: UpliftPreview; plan: UpliftPlan },
  { records }: UpliftDeps,
): Promise<UpliftLine[]> {
  const { upliftId, preview, plan } = drawing;
  const byId = new Map(drawing.lines.map((line) => [line.lineId, line]));
  const closed = new Set<string>();
  const draw = (): UpliftLine[] => {
    const isOpen = ({ personId }: Pick<UpliftLine, 'personId'>) => personId === null || !closed.has(personId);
    const lines = drawing.lines.filter(isOpen);
    const outliers = preview.outliers.filter(({ lineId }) => isOpen(byId.get(lineId) ?? { personId: null }));
    const { previewHash } = preview;
    const lineIds = sampleOf({
      ...{ upliftId, preview: { previewHash, outliers }, lines, terms: plan.terms },
      hash: hashText,
    });
    return lineIds.flatMap((lineId) => byId.get(lineId) ?? []);
  };
  const ofAll = draw();
  for (let drawn = ofAll; ; drawn = draw()) {
    const people = await records.currentFacts(
      'person',
      drawn.flatMap(({ personId }) => personId ?? []),
    );
    const restricted = [...people.values()].filter(({ body }) => restrictionOf(body).kind !== 'open');
    if (restricted.length === 0) return drawn.length === 0 ? ofAll : drawn;
    for (const { body } of restricted) closed.add(body.personId);
  }
}

function summaryOf(
  lines: readonly UpliftLine[],
  { parts, preview, sample }: { parts: PartIndex[]; preview: UpliftPreview; sample: UpliftLine[] },
): UpliftSummary {
  const byId = new Map(lines.map((line) => [line.lineId, line]));
  const left = Map.groupBy(
    lines.flatMap(({ exclusion }) => exclusion ?? []),
    (exclusion) => exclusion,
  );
  return {
    ...{ parts, sample, outliers: preview.outliers, rates: ratesChanged(lines) },
    serviceTypes: sumsBy(lines, ({ serviceType }) => serviceType),
    providers: sumsBy(lines, ({ providerId }) => providerId ?? ''),
    exclusions: [...left].map(([exclusion, own]) => ({ exclusion, lines: own.length })),
    farOff: preview.outliers.slice(0, MOST_FAR_OFF).flatMap(({ lineId }) => byId.get(lineId) ?? []),
  };
}

/** A file of many rows may have as many findings; beyond the first of a rule the rest is counted. */
function bounded(findings: readonly UpliftFinding[]): UpliftFinding[] {
  const groups = Map.groupBy(findings, ({ rule }) => rule);
  return [...groups.values()].flatMap((own) => {
    const [first] = own;
    const more = own.length - MOST_ALIKE;
    if (first === undefined || more <= 0) return own;
    const { rule, severity } = first;
    const message = `The same was found ${more} more time${more === 1 ? '' : 's'}.`;
    return [...own.slice(0, MOST_ALIKE), { rule, severity, message, lineIds: [] }];
  });
}
