import type { ComponentChildren } from 'preact';
import { monthTicks } from '../timeline/scale.ts';
import { formatDate } from '../words/format.ts';
import { BOTTOM, HEIGHT, shareOfWidth, type Frame } from './balance-frame.ts';

/** A month that begins so far to the right has no room for its name. */
const LAST_NAME = 96;

type Props = {
  frame: Frame;
  /** What the drawing says, in words, and where the same can be read. */
  label: string;
  amountText: (pence: number) => string;
  /** Years of months have no room for their names. */
  hasMonthNames?: boolean;
  /** What is drawn to the scale of the days. */
  lines: ComponentChildren;
  /** What lies over the lines and keeps its size. */
  children?: ComponentChildren;
};

/** Amounts over days: a grid with the amounts beside it and the months above. */
export function BalancePlot({ frame, label, amountText, hasMonthNames = false, lines, children }: Props) {
  const { scale, amounts, y } = frame;
  return (
    <div class="app-balance" role="img" aria-label={label}>
      <svg class="app-balance__amounts" height={HEIGHT} aria-hidden="true">
        {amounts.map((pence) => (
          <text key={pence} x="100%" y={y(pence) + 4} text-anchor="end">
            {amountText(pence)}
          </text>
        ))}
      </svg>
      <svg class="app-balance__plot" height={HEIGHT} aria-hidden="true">
        <Grid frame={frame} hasMonthNames={hasMonthNames} />
        <svg width="100%" height={HEIGHT} viewBox={`0 0 ${scale.width} ${HEIGHT}`} preserveAspectRatio="none">
          {lines}
        </svg>
        {children}
      </svg>
      <span class="app-balance__days" aria-hidden="true">
        <span>{formatDate(scale.from)}</span>
        {scale.to !== scale.from && <span>{formatDate(scale.to)}</span>}
      </span>
    </div>
  );
}

function Grid({ frame: { scale, amounts, y }, hasMonthNames }: Pick<Props, 'frame' | 'hasMonthNames'>) {
  const months = monthTicks(scale).filter(({ label }) => label !== '');
  return (
    <g class="app-balance__grid">
      {amounts.map((pence) => (
        <line
          key={pence}
          x1="0"
          x2="100%"
          y1={y(pence)}
          y2={y(pence)}
          class={pence === 0 ? 'app-balance__nought' : undefined}
        />
      ))}
      {months.map(({ date, label }) => {
        const share = shareOfWidth(scale, date);
        const x = `${share}%`;
        return (
          <g key={date}>
            <line x1={x} x2={x} y1={12} y2={HEIGHT - BOTTOM} />
            {hasMonthNames && share < LAST_NAME && (
              <text x={x} dx={4} y={12} class="app-balance__month">
                {label}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}
