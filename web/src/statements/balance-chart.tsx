import type { ShownStatement } from '../../../events/api/statements.ts';
import { xOf } from '../timeline/scale.ts';
import { formatMoney } from '../words/format.ts';
import { FlagKey, Flags } from './balance-flags.tsx';
import { frameOf, type Frame } from './balance-frame.ts';
import type { BalancePoint } from './balance-line.ts';
import { BalancePlot } from './balance-plot.tsx';

type ChartProps = { statement: ShownStatement; points: readonly BalancePoint[]; sentence: string };

/** One line for the balance, a dashed one for the contingency, and a flag where something was found. */
export function BalanceChart({ statement, points, sentence }: ChartProps) {
  const frame = frameOf(statement, points);
  return (
    <>
      <BalancePlot
        frame={frame}
        label={`${sentence} The table of transactions holds the same as this drawing.`}
        amountText={formatMoney}
        hasMonthNames
        lines={
          <path class="app-balance__line" d={lineOf(points, frame)} vector-effect="non-scaling-stroke" />
        }
      >
        <Contingency pence={statement.contingencyPence} frame={frame} />
        <Flags statement={statement} points={points} frame={frame} />
      </BalancePlot>
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
