import { useEffect, useId, useRef } from 'preact/hooks';
import type { Timeline } from '../../../events/api/record-shapes.ts';
import { inWords } from '../words/labels.ts';
import { barsOf, type Bar } from './bars.ts';
import { TimelinePatterns } from './timeline-patterns.tsx';
import { monthTicks, spanOf, xOf, yearBands, type Scale } from './scale.ts';

const AXIS = 44;
const TITLE = 24;
const BARS = 96;
const GAP = 14;
const ROW = TITLE + BARS + GAP;

type DrawingProps = { packages: Timeline['packages']; scale: Scale; today: string; sentence: string };

/** Packages one below the other on one axis of days; it scrolls inside its own box and starts at today. */
export function TimelineDrawing({ packages, scale, today, sentence }: DrawingProps) {
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const height = AXIS + packages.length * ROW + 4;
  useEffect(() => {
    if (box.current !== null) box.current.scrollLeft = xOf(scale, today) - box.current.clientWidth / 2;
  }, [scale.from, scale.to, today]);
  return (
    <div
      class="app-timeline"
      ref={box}
      tabIndex={0}
      role="region"
      aria-label="Timeline drawing, scrolls sideways"
    >
      <svg
        class="app-timeline__drawing"
        width={scale.width}
        height={height}
        viewBox={`0 0 ${scale.width} ${height}`}
        role="img"
        aria-label={`${sentence} The table below holds the same as this drawing.`}
      >
        <TimelinePatterns id={id} />
        <Axis scale={scale} height={height} />
        {packages.map((carePackage, index) => (
          <PackageRow
            key={carePackage.packageId}
            carePackage={carePackage}
            scale={scale}
            top={AXIS + index * ROW}
            patternId={id}
          />
        ))}
        <TodayLine scale={scale} today={today} height={height} />
      </svg>
    </div>
  );
}

function Axis({ scale, height }: { scale: Scale; height: number }) {
  return (
    <g class="app-timeline__axis">
      {yearBands(scale).map((band, index) => (
        <g key={band.x}>
          <rect x={band.x} y={0} width={band.width} height={20} class={`app-timeline__year--${index % 2}`} />
          <text x={Math.max(band.x, 0) + 6} y={15} class="app-timeline__year-name">
            {band.label}
          </text>
        </g>
      ))}
      {monthTicks(scale).map((tick) => (
        <g key={tick.date}>
          <line
            x1={tick.x}
            x2={tick.x}
            y1={20}
            y2={height}
            class={tick.date.endsWith('04-01') ? 'app-timeline__april' : 'app-timeline__month'}
          />
          <text x={tick.x + 4} y={35}>
            {tick.label}
          </text>
        </g>
      ))}
    </g>
  );
}

type RowProps = { carePackage: Timeline['packages'][number]; scale: Scale; top: number; patternId: string };

function PackageRow({ carePackage, scale, top, patternId }: RowProps) {
  const { bars, hatches } = barsOf(carePackage, scale, BARS);
  const span = spanOf(scale, carePackage.startDate, carePackage.endDate);
  const title = `${carePackage.packageId} · ${inWords(carePackage.serviceType)} · ${carePackage.providerName ?? carePackage.providerId}`;
  const titleX = span === null ? 6 : Math.min(span.x + 2, Math.max(6, scale.width - title.length * 7.2));
  return (
    <g transform={`translate(0 ${top})`}>
      <text x={titleX} y={17} class="app-timeline__title">
        {span === null ? `${title} (not in these years)` : title}
      </text>
      <g transform={`translate(0 ${TITLE})`}>
        {bars.map((bar) => (
          <BarShape key={`${bar.x}-${bar.share}`} bar={bar} patternId={patternId} />
        ))}
        {hatches.map((hatch) => (
          <g key={hatch.x}>
            <rect
              x={hatch.x}
              y={0}
              width={hatch.width}
              height={BARS}
              fill={`url(#${patternId}-suspended)`}
              class="app-timeline__suspended"
            />
            <BarLabel x={hatch.x} y={BARS / 2 - 8} label={hatch.label} />
          </g>
        ))}
      </g>
    </g>
  );
}

function BarShape({ bar, patternId }: { bar: Bar; patternId: string }) {
  return (
    <g>
      <rect
        x={bar.x}
        y={bar.y}
        width={bar.width}
        height={bar.height}
        fill={`url(#${patternId}-${bar.share})`}
        class={`app-timeline__bar app-timeline__bar--${bar.share}`}
      />
      <BarLabel x={bar.x} y={bar.y + Math.max(0, bar.height / 2 - 8)} label={bar.label} />
    </g>
  );
}

function BarLabel({ x, y, label }: { x: number; y: number; label: string }) {
  if (label === '') return null;
  return (
    <g>
      <rect x={x + 4} y={y} width={label.length * 7.2 + 6} height={16} class="app-timeline__label-paper" />
      <text x={x + 7} y={y + 12.5} class="app-timeline__label">
        {label}
      </text>
    </g>
  );
}

function TodayLine({ scale, today, height }: { scale: Scale; today: string; height: number }) {
  if (today < scale.from || today > scale.to) return null;
  const x = xOf(scale, today) + scale.dayWidth / 2;
  return (
    <g class="app-timeline__today">
      <line x1={x} x2={x} y1={10} y2={height} />
      <rect x={x - 22} y={2} width={44} height={16} />
      <text x={x} y={14.5} text-anchor="middle">
        Today
      </text>
    </g>
  );
}
