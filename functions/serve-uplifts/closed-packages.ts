import type { UpliftFinding } from '../../domain/uplift/preview-findings.ts';
import type { Uplift } from '../../domain/uplift/uplift-state.ts';
import type { Viewer } from '../platform/identity.ts';
import type { UpliftsDeps } from './deps.ts';

/** Which package a line is of, by its name; nothing for a line of a card. */
function packageOf(lineId: string): string[] {
  const [kind, id] = lineId.split(':');
  return kind === 'rate-card' || id === undefined ? [] : [id];
}

/** Of some lines, those of packages of people whose records are closed to the viewer. */
async function closedLines(
  { userId }: Viewer,
  lineIds: readonly string[],
  { restricted, today }: UpliftsDeps,
): Promise<ReadonlySet<string>> {
  const packageIds = [...new Set(lineIds.flatMap(packageOf))];
  if (packageIds.length === 0) return new Set();
  const hidden = await restricted.hiddenIds(userId, packageIds, today());
  return new Set(lineIds.filter((lineId) => packageOf(lineId).some((id) => hidden.has(id))));
}

/** An uplift without what is closed to the viewer: in the sentences of what was found, and in the sample. */
export async function upliftAsRead(viewer: Viewer, uplift: Uplift, deps: UpliftsDeps): Promise<Uplift> {
  const { preview } = uplift;
  if (preview === null) return uplift;
  const { findings, sample } = preview;
  const named = [...findings.flatMap(({ lineIds }) => lineIds), ...sample];
  const closed = await closedLines(viewer, named, deps);
  return {
    ...uplift,
    preview: {
      ...preview,
      findings: findings.map((finding) => withoutClosed(finding, closed)),
      sample: sample.filter((lineId) => !closed.has(lineId)),
    },
  };
}

function withoutClosed(finding: UpliftFinding, closed: ReadonlySet<string>): UpliftFinding {
  const ids = finding.lineIds.filter((lineId) => closed.has(lineId)).flatMap(packageOf);
  return {
    ...finding,
    lineIds: finding.lineIds.filter((lineId) => !closed.has(lineId)),
    message: ids.reduce(unnamed, finding.message),
  };
}

/** A name ends where the list of them goes on: `package PK1, package PK12 and 9 more:`. */
function unnamed(text: string, id: string): string {
  return [',', ':', ' '].reduce(
    (said, end) => said.replaceAll(`ackage ${id}${end}`, `ackage that is closed to you${end}`),
    text,
  );
}
