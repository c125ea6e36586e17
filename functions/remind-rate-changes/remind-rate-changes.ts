import { formatDate, londonDate } from '../../domain/calendar.ts';
import { referenceGaps, type ReferenceGap } from '../../domain/reference/reference-gaps.ts';
import { referenceKinds, referenceKindSchema } from '../../domain/reference/reference-kinds.ts';
import type { CouncilRow } from '../../domain/reference/reference-row.ts';
import { councilRowsOf, referenceSettingName } from '../../domain/settings/reference-settings.ts';
import type { Clock } from '../platform/clock.ts';
import type { FactStore } from '../store/fact-store.ts';
import type { WorkStore } from '../store/work-store.ts';

export type Deps = {
  facts: Pick<FactStore, 'currentFacts'>;
  work: Pick<WorkStore, 'open'>;
  clock: Clock;
};

/** Long enough for a circular to be found and two administrators to agree before the day comes. */
const DAYS_AHEAD = 60;

/**
 * Asks for the rates that are needed within sixty days and nobody has entered. Asking again for the same gap changes
 * nothing while it is open.
 */
export async function remindRateChanges({ facts, work, clock }: Deps): Promise<{ gaps: number }> {
  const now = clock();
  const today = londonDate(now);
  const gaps = referenceGaps({ today, daysAhead: DAYS_AHEAD }, await councilRows(facts));
  for (const gap of gaps) {
    await work.open({
      workId: `reference:${gap.kind}:${gap.from}`,
      area: 'settings',
      title: sentence(gap),
      link: '/reference',
      risk: gap.from <= today ? 'high' : 'medium',
      openedAt: now,
      dueOn: gap.from,
    });
  }
  return { gaps: gaps.length };
}

/** Every row the council ever entered, whichever day its setting holds from: a rate for the future is no gap. */
async function councilRows(facts: Deps['facts']): Promise<CouncilRow[]> {
  const kinds = referenceKindSchema.options;
  const settings = await facts.currentFacts('setting', kinds.map(referenceSettingName));
  return kinds.flatMap((kind) => {
    const entries = settings.get(referenceSettingName(kind))?.body.entries ?? [];
    return councilRowsOf(kind, entries.at(-1)?.value);
  });
}

function sentence({ kind, from, categories }: ReferenceGap): string {
  const { title } = referenceKinds[kind];
  const which = categories.length === 1 ? '' : ` (${categories.length} values)`;
  return `${title}${which}: no value is known from ${formatDate(from)}. Enter what your council uses.`;
}
