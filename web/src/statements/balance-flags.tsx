import type { ShownStatement, StatementFinding } from '../../../events/api/statements.ts';
import { formatCount, formatDate } from '../words/format.ts';
import { askedByNumber } from './asked.ts';
import { shareOfWidth, type Frame } from './balance-frame.ts';
import type { BalancePoint } from './balance-line.ts';
import { titleOfFinding } from './statement-words.ts';

/** Flags so far to the right wave to the left. */
const NEAR_THE_END = 90;

type FlagsProps = { statement: ShownStatement; points: readonly BalancePoint[]; frame: Frame };

/** A flag where something was found; those that ask for a decision lie on top. */
export function Flags({ statement: { findings }, points, frame: { scale, y } }: FlagsProps) {
  const asked = askedByNumber(findings.filter(isFlagged));
  const flags = points.flatMap(({ number, ...point }) => {
    const own = asked.get(number ?? 0)?.map(({ finding }) => finding);
    return own === undefined ? [] : [{ ...point, number, own, grave: own.some(isGrave) }];
  });
  return (
    <>
      {flags
        .toSorted((one, other) => Number(one.grave) - Number(other.grave))
        .map(({ date, pence, number, own, grave }) => {
          const x = shareOfWidth(scale, date);
          return (
            <svg key={number} x={`${x}%`} y={y(pence)} overflow="visible">
              <title>{`${formatDate(date)}: ${own.map(titleOfFinding).join(', ')}`}</title>
              <FlagShape isGrave={grave} toLeft={x > NEAR_THE_END} />
            </svg>
          );
        })}
    </>
  );
}

/** A finding about so many transactions is a habit, not a moment: its flags would hide the line and each other. */
const MOST_FLAGS = 12;

function isFlagged(finding: StatementFinding): boolean {
  return isGrave(finding) || finding.transactions.length <= MOST_FLAGS;
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

/** What the two flags say, as far as they are drawn, and what has none. */
export function FlagKey({ findings }: { findings: readonly StatementFinding[] }) {
  const drawn = findings.filter((finding) => finding.transactions.length > 0 && isFlagged(finding));
  const left = findings.filter((finding) => !isFlagged(finding));
  const entries = [
    { grave: true, text: 'A transaction that asks for a decision', shown: drawn.some(isGrave) },
    {
      grave: false,
      text: 'A transaction to be looked at',
      shown: drawn.some((finding) => !isGrave(finding)),
    },
  ].filter(({ shown }) => shown);
  return (
    <>
      {entries.length > 0 && (
        <ul class="app-timeline-key">
          {entries.map(({ grave, text }) => (
            <li key={text}>
              <svg
                class="app-balance__sample"
                width={18}
                height={28}
                viewBox="-4 -24 18 28"
                aria-hidden="true"
              >
                <FlagShape isGrave={grave} />
              </svg>
              {text}
            </li>
          ))}
        </ul>
      )}
      {left.length > 0 && (
        <p class="govuk-body-s">
          Not flagged, since each is about many transactions:{' '}
          {left
            .map((finding) => `“${titleOfFinding(finding)}”, ${formatCount(finding.transactions.length)}`)
            .join('; ')}
          .
        </p>
      )}
    </>
  );
}
