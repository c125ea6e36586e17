import type { ShownDeferredAccount } from '../../../events/api/deferred.ts';
import { HEIGHT, BOTTOM, shareOfWidth } from '../statements/balance-frame.ts';
import { roundAmounts } from '../statements/balance-line.ts';
import { monthTicks, scaleOf, xOf, type Scale } from '../timeline/scale.ts';
import { formatDate, formatMoney } from '../words/format.ts';

type Standing = ShownDeferredAccount['standings'][number];
const TOP = 30;

/** What was owed over time as a line, and the equity limit as a dashed one; the table beneath holds the same. */
export function DebtChart({ standings, sentence }: { standings: readonly Standing[]; sentence: string }) {
  const first = standings[0];
  const last = standings.at(-1);
  if (first === undefined || last === undefined) return null;
  const scale = scaleOf({ from: first.date, to: last.date });
  const most = standings.reduce(
    (high, { owedPence, equityLimitPence }) => Math.max(high, owedPence, equityLimitPence ?? 0),
    0,
  );
  const amounts = roundAmounts(0, most);
  const high = amounts.at(-1) ?? 1;
  const y = (pence: number): number => TOP + ((high - pence) / high) * (HEIGHT - TOP - BOTTOM);
  return (
    <div
      class="app-balance"
      role="img"
      aria-label={`${sentence} The table of months holds the same as this drawing.`}
    >
      <svg class="app-balance__amounts" height={HEIGHT} aria-hidden="true">
        {amounts.map((pence) => (
          <text key={pence} x="100%" y={y(pence) + 4} text-anchor="end">
            {formatMoney(pence).replace(/\.00$/, '')}
          </text>
        ))}
      </svg>
      <svg class="app-balance__plot" height={HEIGHT} aria-hidden="true">
        <Grid scale={scale} amounts={amounts} y={y} />
        <svg width="100%" height={HEIGHT} viewBox={`0 0 ${scale.width} ${HEIGHT}`} preserveAspectRatio="none">
          <path
            class="app-debt__limit"
            d={limitLine(standings, scale, y)}
            vector-effect="non-scaling-stroke"
          />
          <path
            class="app-balance__line"
            d={owedLine(standings, scale, y)}
            vector-effect="non-scaling-stroke"
          />
        </svg>
      </svg>
      <span class="app-balance__days" aria-hidden="true">
        <span>{formatDate(scale.from)}</span>
        {scale.to !== scale.from && <span>{formatDate(scale.to)}</span>}
      </span>
    </div>
  );
}

type Height = (pence: number) => number;

function owedLine(standings: readonly Standing[], scale: Scale, y: Height): string {
  return standings
    .map(({ date, owedPence }, place) => `${place === 0 ? 'M' : 'L'}${xOf(scale, date)} ${y(owedPence)}`)
    .join(' ');
}

/** A limit holds until the next valuation, so its line goes in steps. */
function limitLine(standings: readonly Standing[], scale: Scale, y: Height): string {
  const known = standings.flatMap(({ date, equityLimitPence }) =>
    equityLimitPence === null ? [] : [{ x: xOf(scale, date), height: y(equityLimitPence) }],
  );
  return known
    .map(({ x, height }, place) => (place === 0 ? `M${x} ${height}` : `H${x} V${height}`))
    .join(' ');
}

function Grid({ scale, amounts, y }: { scale: Scale; amounts: readonly number[]; y: Height }) {
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
      {monthTicks(scale)
        .filter(({ label }) => label !== '')
        .map(({ date }) => {
          const x = `${shareOfWidth(scale, date)}%`;
          return <line key={date} x1={x} x2={x} y1={12} y2={HEIGHT - BOTTOM} />;
        })}
    </g>
  );
}

/** What the two lines are. */
export function DebtKey() {
  return (
    <ul class="app-timeline-key">
      {[
        { line: 'app-balance__line', text: 'Owed' },
        { line: 'app-debt__limit', text: 'Equity limit' },
      ].map(({ line, text }) => (
        <li key={text}>
          <svg width={28} height={8} viewBox="0 0 28 8" aria-hidden="true">
            <path class={line} d="M0 4 H28" />
          </svg>
          {text}
        </li>
      ))}
    </ul>
  );
}
