import { useMemo } from 'preact/hooks';
import type { Timeline } from '../../../events/api/record-shapes.ts';
import { useFilters } from '../parts/use-filters.ts';
import { Nothing } from '../parts/loaded.tsx';
import type { Share } from '../words/labels.ts';
import { weeklyShares } from './bars.ts';
import { rangeNames, scaleOf, windowOf, type RangeName } from './scale.ts';
import { whoPays } from './sentence.ts';
import { TimelineDrawing } from './timeline-drawing.tsx';
import { TimelineKey } from './timeline-patterns.tsx';
import { TimelineTable } from './timeline-table.tsx';

type WhoPaysWhatProps = {
  timeline: Timeline;
  today: string;
  /** Only this package, on its own page. */
  packageId?: string;
};

/** Who pays what: a sentence for today, a drawing to scale, and the same as a table. */
export function WhoPaysWhat({ timeline, today, packageId }: WhoPaysWhatProps) {
  const filters = useFilters();
  const range = rangeNamed(filters.of('years'));
  const packages = timeline.packages.filter(
    (each) => packageId === undefined || each.packageId === packageId,
  );
  const scale = useMemo(() => scaleOf(windowOf(range, today, packages)), [range, today, timeline, packageId]);
  const sentence = whoPays(packages, today);
  return (
    <section class="app-section" aria-labelledby="who-pays">
      <h2 class="govuk-heading-m" id="who-pays">
        Who pays what
      </h2>
      {packages.length === 0 ? (
        <Nothing>There is no package yet. It appears here once a care packages extract names one.</Nothing>
      ) : (
        <>
          <p class="govuk-body govuk-!-font-weight-bold">{sentence}</p>
          <Missing sentences={timeline.missing} />
          <RangeChoice
            range={range}
            choose={(years) => {
              filters.set({ years });
            }}
          />
          <TimelineKey shown={sharesIn(packages)} />
          <TimelineDrawing packages={packages} scale={scale} today={today} sentence={sentence} />
          <TimelineTable packages={packages} fileName={`who-pays-what-${packageId ?? timeline.personId}`} />
        </>
      )}
    </section>
  );
}

function rangeNamed(name: string): RangeName {
  return name === 'year' || name === 'all' ? name : 'three';
}

function RangeChoice({ range, choose }: { range: RangeName; choose: (range: RangeName) => void }) {
  return (
    <div class="app-choices" role="group" aria-label="Days shown">
      {(Object.keys(rangeNames) as RangeName[]).map((name) => (
        <button
          key={name}
          type="button"
          class="app-choices__choice"
          aria-pressed={name === range}
          onClick={() => {
            choose(name);
          }}
        >
          {rangeNames[name]}
        </button>
      ))}
    </div>
  );
}

function Missing({ sentences }: { sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <div class="govuk-inset-text">
      <ul class="govuk-list">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p class="govuk-body">
        Values that are missing are entered on the <a href="/reference">reference data</a> page.
      </p>
    </div>
  );
}

function sharesIn(packages: Timeline['packages']): ReadonlySet<Share | 'unpriced' | 'suspended'> {
  const shown = new Set<Share | 'unpriced' | 'suspended'>();
  for (const stretch of packages.flatMap((each) => each.stretches)) {
    if (stretch.suspended !== null) shown.add('suspended');
    if (stretch.weeklyCostPence === null) shown.add('unpriced');
    else for (const share of weeklyShares(stretch).keys()) shown.add(share);
  }
  return shown;
}
