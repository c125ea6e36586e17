import type { ShownStatement } from '../../../events/api/statements.ts';
import { monthTicks, xOf } from '../timeline/scale.ts';
import { formatDate, formatMoney } from '../words/format.ts';
import { FlagKey, Flags } from './balance-flags.tsx';
import { BOTTOM, frameOf, HEIGHT, shareOfWidth, type Frame } from './balance-frame.ts';
import type { BalancePoint } from './balance-line.ts';

/** A month that begins so far to the right has no room for its name. */
const LAST_NAME = 96;

type ChartProps = { statement: ShownStatement; points: readonly BalancePoint[]; sentence: string };

/** One line for the balance, a dashed one for the contingency, and a flag where something was found. */
export function BalanceChart({ statement, points, sentence }: ChartProps) {
  const frame = frameOf(statement, points);
  const { scale } = frame;
  return (
    <>
      <div
        class="app-balance"
        role="img"
        aria-label={`${sentence} The table of transactions holds the same as this drawing.`}
      >
        <svg class="app-balance__amounts" height={HEIGHT} aria-hidden="true">
          {frame.amounts.map((pence) => (
            <text key={pence} x="100%" y={frame.y(pence) + 4} text-anchor="end">
              {formatMoney(pence)}
            </text>
          ))}
        </svg>
        <svg class="app-balance__plot" height={HEIGHT} aria-hidden="true">
          <Grid frame={frame} />
          <svg
            width="100%"
            height={HEIGHT}
            viewBox={`0 0 ${scale.width} ${HEIGHT}`}
            preserveAspectRatio="none"
          >
            <path class="app-balance__line" d={lineOf(points, frame)} vector-effect="non-scaling-stroke" />
          </svg>
          <Contingency pence={statement.contingencyPence} frame={frame} />
          <Flags statement={statement} points={points} frame={frame} />
        </svg>
        <span class="app-balance__days" aria-hidden="true">
          <span>{formatDate(scale.from)}</span>
          {scale.to !== scale.from && <span>{formatDate(scale.to)}</span>}
        </span>
      </div>
      <FlagKey findings={statement.findings} />
    </>
  );
}

/** What lay in the account lay there until the next transaction, so the line goes in steps. */
function lineOf(points: readonly BalancePoint[], { scale, y }: Frame): string {
  const [first, ...others] = points;
  if (first === undefined) return '';
  const steps = others.map(({ date, pence }) => `H${xOf(scale, date)} V${y(pence)}`);
  return [`M${xOf(scale, first.date)} ${y(first.pence)}`, ...steps, `H${scale.width}`].join(' ');
}

function Grid({ frame: { scale, amounts, y } }: { frame: Frame }) {
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
      {monthTicks(scale).map(({ date, label }) => {
        const share = shareOfWidth(scale, date);
        const x = `${share}%`;
        return (
          <g key={date}>
            <line x1={x} x2={x} y1={12} y2={HEIGHT - BOTTOM} />
            {share < LAST_NAME && (
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

function Contingency({ pence, frame: { y } }: { pence: number; frame: Frame }) {
  return (
    <g class="app-balance__contingency">
      <line x1="0" x2="100%" y1={y(pence)} y2={y(pence)} />
      <text x="100%" dx={-4} y={y(pence) - 6} text-anchor="end">
        Contingency {formatMoney(pence)}
      </text>
    </g>
  );
}
