import { formatChange, formatMoney } from '../words/format.ts';
import { changeOf, type Sum } from './comparison-sums.ts';

const HALF = 50;

/** Bars to both sides of one line: more to the right, less to the left and outlined, each with its amount beside it. */
export function ChangeBars({ sums }: { sums: readonly Sum[] }) {
  const most = Math.max(1, ...sums.map((sum) => Math.abs(changeOf(sum))));
  return (
    <ul class="app-changes" aria-label="Changes as bars: the table below holds the same">
      {sums.map((sum) => (
        <li key={sum.name}>
          <span class="app-changes__name">{sum.name}</span>
          <Bar width={(Math.abs(changeOf(sum)) / most) * HALF} less={changeOf(sum) < 0} />
          <span class="app-changes__amount">
            {formatChange(changeOf(sum))}
            <span class="govuk-visually-hidden">, now {formatMoney(sum.totalPence)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function Bar({ width, less }: { width: number; less: boolean }) {
  const x = less ? HALF - width : HALF;
  return (
    <svg class="app-changes__bar" viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true">
      <rect
        x={x}
        y={2}
        width={width}
        height={16}
        class={less ? 'app-changes__less' : 'app-changes__more'}
        vector-effect="non-scaling-stroke"
      />
      <line x1={HALF} x2={HALF} y1={0} y2={20} class="app-changes__axis" vector-effect="non-scaling-stroke" />
    </svg>
  );
}
