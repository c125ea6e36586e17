import type { Timeline, TimelineStretch } from '../../../events/api/record-shapes.ts';
import { formatMoney } from '../words/format.ts';
import { shareOf, shares, type Share } from '../words/labels.ts';
import { spanOf, type Scale, type Span } from './scale.ts';

type Package = Timeline['packages'][number];
export type Bar = Span & { y: number; height: number; share: Share | 'unpriced'; label: string };
type Hatch = Span & { label: string };
export type PackageBars = { bars: Bar[]; hatches: Hatch[] };

/** In this order the shares stand upon each other, the council's at the bottom. */
const ORDER = Object.keys(shares) as Share[];
const CHARACTER_WIDTH = 7.2;

/** What each share of a stretch comes to a week; amounts nobody can tell yet are left out. */
export function weeklyShares(stretch: Pick<TimelineStretch, 'payers'>): Map<Share, number> {
  const totals = new Map<Share, number>();
  for (const payer of stretch.payers) {
    if (payer.weeklyPence === null) continue;
    const share = shareOf(payer);
    totals.set(share, (totals.get(share) ?? 0) + payer.weeklyPence);
  }
  return totals;
}

/** A package's stretches as bars: as wide as their days, as high as their weekly amounts. */
export function barsOf(carePackage: Pick<Package, 'stretches'>, scale: Scale, height: number): PackageBars {
  const highest = Math.max(1, ...carePackage.stretches.map(weeklyTotal));
  const bars: Bar[] = [];
  const hatches: Hatch[] = [];
  for (const stretch of carePackage.stretches) {
    const span = spanOf(scale, stretch.from, stretch.to);
    if (span === null) continue;
    bars.push(...stretchBars(stretch, span, { height, highest }));
    if (stretch.suspended !== null)
      hatches.push({ ...span, label: fitting(`Suspended: ${stretch.suspended}`, span) });
  }
  return { bars, hatches };
}

function stretchBars(stretch: TimelineStretch, span: Span, to: { height: number; highest: number }): Bar[] {
  if (stretch.weeklyCostPence === null) {
    const label = fitting(`Rate card ${stretch.rateCardId ?? ''}`.trim(), span);
    return [{ ...span, y: 0, height: to.height, share: 'unpriced', label }];
  }
  const amounts = weeklyShares(stretch);
  const bars: Bar[] = [];
  let base = to.height;
  for (const share of ORDER) {
    const pence = amounts.get(share) ?? 0;
    if (pence <= 0) continue;
    const height = (pence / to.highest) * to.height;
    base -= height;
    bars.push({
      ...span,
      y: base,
      height,
      share,
      label: height < 15 ? '' : fitting(formatMoney(pence), span),
    });
  }
  return bars;
}

function weeklyTotal(stretch: TimelineStretch): number {
  let sum = 0;
  for (const pence of weeklyShares(stretch).values()) sum += Math.max(0, pence);
  return Math.max(sum, stretch.weeklyCostPence ?? 0);
}

/** A label where it fits into its bar; none where it would run over. */
function fitting(label: string, span: Span): string {
  return label.length * CHARACTER_WIDTH + 8 <= span.width ? label : '';
}
