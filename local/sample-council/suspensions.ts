import { isoOf, type SampleCalendar } from './days.ts';
import { type Package } from './model.ts';
import { type SampleFile } from './sample-file.ts';

export type Suspension = { packageId: string; from: number; to: number };

/** One package of each visit agency pauses for a hospital stay; no extract carries that, it is keyed by hand. */
export function buildSuspensions(
  packages: readonly Package[],
  { monthFrom }: SampleCalendar,
): Map<string, Suspension> {
  const suspensions = new Map<string, Suspension>();
  const done = new Set<string>();
  for (const { packageId, provider, person, visitPlan, startOn, endOn } of packages) {
    const daily = visitPlan?.weekdays.length === 7 && visitPlan.startMinutes.length === 1;
    if (!daily || endOn !== undefined || startOn >= monthFrom || person.diedOn !== undefined) continue;
    if (done.has(provider.providerId)) continue;
    done.add(provider.providerId);
    suspensions.set(packageId, { packageId, from: monthFrom + 12, to: monthFrom + 16 });
  }
  return suspensions;
}

/** The bodies of `PUT /packages/{id}/suspensions`, for whoever loads the sample. */
export function suspensionsFile(suspensions: Iterable<Suspension>): SampleFile {
  const writes = Array.from(suspensions, ({ packageId, from, to }) => ({
    path: `/packages/${packageId}/suspensions`,
    body: { items: [{ from: isoOf(from), to: isoOf(to), kind: 'hospital' }], reason: 'Ward clerk rang' },
  }));
  return {
    key: 'hand-keyed/suspensions.json',
    kind: 'hand-keyed',
    bytes: Buffer.from(`${JSON.stringify(writes, null, 1)}\n`),
    truth: [],
  };
}
