import type { UpliftFinding } from '../../domain/uplift/preview-findings.ts';
import type { Viewer } from '../platform/identity.ts';
import type { UpliftsDeps } from './deps.ts';

/** Which package a line is of, by its name; nothing for a line of a card. */
function packageOf(lineId: string): string[] {
  const [kind, id] = lineId.split(':');
  return kind === 'rate-card' || id === undefined ? [] : [id];
}

/** Of some lines, those of packages of people whose records are closed to the viewer. */
export async function closedPackages(
  { userId }: Viewer,
  lineIds: readonly string[],
  { restricted, today }: UpliftsDeps,
): Promise<ReadonlySet<string>> {
  const packageIds = [...new Set(lineIds.flatMap(packageOf))];
  if (packageIds.length === 0) return new Set();
  const hidden = await restricted.hiddenIds(userId, packageIds, today());
  return new Set(lineIds.filter((lineId) => packageOf(lineId).some((id) => hidden.has(id))));
}

/** A finding whose sentence and lines do not name what is closed to the viewer. */
export function withoutClosed(finding: UpliftFinding, closed: ReadonlySet<string>): UpliftFinding {
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
