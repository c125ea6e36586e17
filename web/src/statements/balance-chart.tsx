import type { ShownStatement, StatementFinding } from '../../../events/api/statements.ts';
import { monthTicks, scaleOf, xOf, type Scale } from '../timeline/scale.ts';
import { formatDate, formatMoney } from '../words/format.ts';
import { askedByNumber } from './asked.ts';
import { roundAmounts, type BalancePoint } from './balance-line.ts';
import { titleOfFinding } from './statement-words.ts';

/** Pixels: the drawing is as wide as there is room for, and so high everywhere. */
const HEIGHT = 220;
const TOP = 30;
const BOTTOM = 10;
/** Flags so far to the right wave to the left. */
const NEAR_THE_END = 90;

type ChartProps = { statement: ShownStatement; points: readonly BalancePoint[]; sentence: string };
type Frame = { scale: Scale; amounts: readonly number[]; y: (pence: number) => number };

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
      <Key findings={statement.findings} />
    </>
  );
}

function frameOf({ from, to, contingencyPence }: ShownStatement, points: readonly BalancePoint[]): Frame {
  const amounts = [0, contingencyPence ?? 0, ...points.map(({ pence }) => pence)];
  const least = amounts.reduce((low, pence) => Math.min(low, pence));
  const most = amounts.reduce((high, pence) => Math.max(high, pence));
  const round = roundAmounts(least, most);
  const low = round[0] ?? 0;
  const high = round.at(-1) ?? 0;
  const room = HEIGHT - TOP - BOTTOM;
  const days = { from: from ?? points[0]?.date ?? '', to: to ?? points.at(-1)?.date ?? '' };
  return {
    scale: scaleOf(days),
    amounts: round,
    y: (pence) => TOP + ((high - pence) / Math.max(1, high - low)) * room,
  };
}

function shareOfWidth(scale: Scale, date: string): number {
  return (xOf(scale, date) / scale.width) * 100;
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
        const x = `${shareOfWidth(scale, date)}%`;
        return (
          <g key={date}>
            <line x1={x} x2={x} y1={12} y2={HEIGHT - BOTTOM} />
            <text x={x} dx={4} y={12} class="app-balance__month">
              {label}
            </text>
          </g>
        );
      })}
    </g>
  );
}

function Contingency({ pence, frame: { y } }: { pence: number | null; frame: Frame }) {
  if (pence === null) return null;
  return (
    <g class="app-balance__contingency">
      <line x1="0" x2="100%" y1={y(pence)} y2={y(pence)} />
      <text x="100%" dx={-4} y={y(pence) - 6} text-anchor="end">
        Contingency {formatMoney(pence)}
      </text>
    </g>
  );
}

type FlagsProps = { statement: ShownStatement; points: readonly BalancePoint[]; frame: Frame };

function Flags({ statement: { findings }, points, frame: { scale, y } }: FlagsProps) {
  const asked = askedByNumber(findings);
  return (
    <>
      {points.map(({ date, pence, number }) => {
        const own = asked.get(number ?? 0)?.map(({ finding }) => finding);
        if (own === undefined) return null;
        const x = shareOfWidth(scale, date);
        return (
          <svg key={number} x={`${x}%`} y={y(pence)} overflow="visible">
            <title>{`${formatDate(date)}: ${own.map(titleOfFinding).join(', ')}`}</title>
            <FlagShape isGrave={own.some(isGrave)} toLeft={x > NEAR_THE_END} />
          </svg>
        );
      })}
    </>
  );
}

function isGrave({ severity }: StatementFinding): boolean {
  return severity === 'error';
}

function FlagShape({ isGrave: grave, toLeft = false }: { isGrave: boolean; toLeft?: boolean }) {
  return (
    <g class={`app-balance__flag${grave ? ' app-balance__flag--grave' : ''}`}>
      <path d={`M0 0 V-22 L${toLeft ? -12 : 12} -17 L0 -12`} />
      <circle r={3} />
    </g>
  );
}

/** What the two flags say, as far as they are drawn. */
function Key({ findings }: { findings: readonly StatementFinding[] }) {
  const drawn = findings.filter(({ transactions }) => transactions.length > 0);
  const entries = [
    { grave: true, text: 'A transaction that asks for a decision', shown: drawn.some(isGrave) },
    {
      grave: false,
      text: 'A transaction to be looked at',
      shown: drawn.some((finding) => !isGrave(finding)),
    },
  ].filter(({ shown }) => shown);
  if (entries.length === 0) return null;
  return (
    <ul class="app-timeline-key">
      {entries.map(({ grave, text }) => (
        <li key={text}>
          <svg width={18} height={28} viewBox="-4 -24 18 28" aria-hidden="true">
            <FlagShape isGrave={grave} />
          </svg>
          {text}
        </li>
      ))}
    </ul>
  );
}
