import type { ShownDeferredAccount } from '../../../events/api/deferred.ts';
import { frameOver, type Frame } from '../statements/balance-frame.ts';
import { BalancePlot } from '../statements/balance-plot.tsx';
import { xOf } from '../timeline/scale.ts';
import { formatMoney } from '../words/format.ts';

type Standing = ShownDeferredAccount['standings'][number];

/** What was owed over time as a line, and the equity limit as a dashed one; the table beneath holds the same. */
export function DebtChart({ standings, sentence }: { standings: readonly Standing[]; sentence: string }) {
  const first = standings[0];
  const last = standings.at(-1);
  if (first === undefined || last === undefined) return null;
  const amounts = standings.flatMap(({ owedPence, equityLimitPence }) => [owedPence, equityLimitPence ?? 0]);
  const frame = frameOver({ from: first.date, to: last.date }, amounts);
  return (
    <BalancePlot
      frame={frame}
      label={`${sentence} The table of months holds the same as this drawing.`}
      amountText={(pence) => formatMoney(pence).replace(/\.00$/, '')}
      lines={
        <>
          <path class="app-debt__limit" d={limitLine(standings, frame)} vector-effect="non-scaling-stroke" />
          <path class="app-balance__line" d={owedLine(standings, frame)} vector-effect="non-scaling-stroke" />
        </>
      }
    />
  );
}

function owedLine(standings: readonly Standing[], { scale, y }: Frame): string {
  return standings
    .map(({ date, owedPence }, place) => `${place === 0 ? 'M' : 'L'}${xOf(scale, date)} ${y(owedPence)}`)
    .join(' ');
}

/** A limit holds until the next valuation, so its line goes in steps. */
function limitLine(standings: readonly Standing[], { scale, y }: Frame): string {
  const known = standings.flatMap(({ date, equityLimitPence }) =>
    equityLimitPence === null ? [] : [{ x: xOf(scale, date), height: y(equityLimitPence) }],
  );
  return known
    .map(({ x, height }, place) => (place === 0 ? `M${x} ${height}` : `H${x} V${height}`))
    .join(' ');
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
