import type { Answer } from '../api/contract.ts';
import { counted, formatMoney } from '../words/format.ts';

type Target = Answer<'GET', '/v1/audit-targets'>['target'];
type Sums = Readonly<Record<'concluded' | 'onTime' | 'proposedPence' | 'recoveredPence', number>>;
type Figure = { name: string; value: string; aim: string | null };

type Told = {
  of: readonly Sums[];
  target: Target;
  /** Whether it is what one officer did. */
  isOwn: boolean;
  /** Whether the month goes on. */
  isRunning: boolean;
};

/** The sums of a month, and under each what the council aims at. */
export function MonthFigures(told: Told) {
  return (
    <dl class="app-figures">
      {figuresOf(told).map(({ name, value, aim }) => (
        <div class="app-figures__figure" key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
          {aim !== null && <dd class="app-figures__aim">{aim}</dd>}
        </div>
      ))}
    </dl>
  );
}

function figuresOf(told: Told): Figure[] {
  const sums = told.of.reduce(added, NONE);
  const { concluded, onTime, proposedPence, recoveredPence } = sums;
  const percent = inTimePercent(sums);
  return [
    { name: 'Concluded', value: counted(concluded, 'case'), aim: aimOfCount(told, concluded) },
    {
      name: 'Of these in time',
      value: percent === null ? '–' : `${onTime} of ${concluded}, ${percent}`,
      aim: aimOfShare(told, sums),
    },
    { name: 'To come back', value: formatMoney(proposedPence), aim: null },
    { name: 'Came back so far', value: formatMoney(recoveredPence), aim: null },
  ];
}

/** What one officer should conclude says whether it is reached only beside what one officer did. */
function aimOfCount({ target: { auditsAMonth }, isOwn, isRunning }: Told, concluded: number): string | null {
  if (auditsAMonth === null) return null;
  if (!isOwn) return `Target: ${auditsAMonth} an officer`;
  if (concluded >= auditsAMonth) return `Target: ${auditsAMonth}, reached`;
  return `Target: ${auditsAMonth}, not reached${isRunning ? ' yet' : ''}`;
}

function aimOfShare({ target: { onTimePercent } }: Told, { onTime, concluded }: Sums): string | null {
  if (onTimePercent === null) return null;
  if (concluded === 0) return `Target: ${onTimePercent}%`;
  const isReached = onTime * 100 >= onTimePercent * concluded;
  return `Target: ${onTimePercent}%, ${isReached ? 'reached' : 'not reached'}`;
}

/** In whole per cent, never rounded up to a target that was not reached; none where nothing was concluded. */
export function inTimePercent({ concluded, onTime }: Pick<Sums, 'concluded' | 'onTime'>): string | null {
  return concluded === 0 ? null : `${Math.floor((onTime * 100) / concluded)}%`;
}

const NONE: Sums = { concluded: 0, onTime: 0, proposedPence: 0, recoveredPence: 0 };

function added(sums: Sums, each: Sums): Sums {
  return {
    concluded: sums.concluded + each.concluded,
    onTime: sums.onTime + each.onTime,
    proposedPence: sums.proposedPence + each.proposedPence,
    recoveredPence: sums.recoveredPence + each.recoveredPence,
  };
}
