import { useEffect, useRef, useState } from 'preact/hooks';
import type { ReturnDetail } from '../../../events/api/return-shapes.ts';
import { countColumn, penceColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Nothing } from '../parts/loaded.tsx';
import { Notice } from '../parts/notice.tsx';
import { Tag } from '../parts/tag.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { counted, formatMoney } from '../words/format.ts';
import { checkEffects, titleOfCheck } from '../words/labels.ts';
import { RuleLines } from './rule-lines.tsx';

type Rule = ReturnDetail['rules'][number];
type Props = { detail: ReturnDetail; again: () => void };

/** The name under which all lines that wait stand together, whatever asks about them. */
const EVERY_CHECK = 'all';

/** What was found line by line, by check, and the lines of the check that is chosen. */
export function ReturnRules({ detail, again }: Props) {
  const filters = useFilters();
  const { rules } = detail;
  const waiting = detail.taken?.sums.questioned ?? 0;
  const isKnown = (name: string): boolean => name === EVERY_CHECK || rules.some(({ rule }) => rule === name);
  const asked = filters.of('check');
  const [first] = rules;
  const chosen = isKnown(asked) ? asked : (first?.rule ?? EVERY_CHECK);
  const lines = useRef<HTMLHeadingElement>(null);
  // A check whose last line was decided stays where it is until somebody goes on, unless there is nothing left in it.
  const [moved, setMoved] = useState('');
  const [said, setSaid] = useState<string | null>(null);
  useEffect(() => {
    if (moved === chosen) lines.current?.focus();
  }, [moved, chosen]);
  const choose = (name: string): void => {
    setMoved(name);
    filters.set({ check: name, show: '', held: '', words: '' });
    lines.current?.focus();
  };
  const next = nextOpen(rules, chosen);
  if (rules.length === 0 && waiting === 0)
    return <Nothing>Nothing was found wrong with any line, so there is nothing to decide.</Nothing>;
  return (
    <>
      <section class="app-section" aria-labelledby="checks">
        <h2 class="govuk-heading-m" id="checks">
          What was found, by check
        </h2>
        <DataTable
          caption="Checks that found something"
          captionClass="govuk-visually-hidden"
          columns={columnsFor(chosen, choose)}
          rows={rules}
          keyOf={({ rule }) => rule}
          fileName={`checks-${detail.uploadId}`}
        />
        {waiting > 0 && (
          <p class="govuk-body">
            <button
              type="button"
              class="app-link-button"
              onClick={() => {
                choose(EVERY_CHECK);
              }}
            >
              Show every line that waits, whatever asks about it
            </button>
          </p>
        )}
      </section>
      <section class="app-section" aria-labelledby="lines">
        <h2 class="govuk-heading-m app-heading" id="lines" tabIndex={-1} ref={lines}>
          {chosen === EVERY_CHECK ? 'Every line that waits' : titleOfCheck(chosen)}
        </h2>
        {said !== null && <Notice title={said} />}
        <p class="govuk-body">{standingOf(rules, chosen, waiting)}</p>
        <RuleLines
          key={chosen}
          detail={detail}
          onSaid={setSaid}
          again={again}
          rule={rules.find(({ rule }) => rule === chosen) ?? null}
          next={
            next === null
              ? null
              : {
                  title: titleOfCheck(next),
                  go: () => {
                    choose(next);
                  },
                }
          }
        />
      </section>
    </>
  );
}

/** The next check with lines that wait, behind the one that is chosen and then from the start. */
function nextOpen(rules: readonly Rule[], chosen: string): string | null {
  const place = rules.findIndex(({ rule }) => rule === chosen);
  const inTurn = [...rules.slice(place + 1), ...rules.slice(0, Math.max(0, place))];
  return inTurn.find(({ open }) => open > 0)?.rule ?? null;
}

function standingOf(rules: readonly Rule[], chosen: string, waiting: number): string {
  const rule = rules.find((each) => each.rule === chosen);
  if (rule === undefined)
    return waiting === 0 ? 'No line waits for a decision.' : `${counted(waiting, 'line')} in all.`;
  if (rule.open === 0) return `${counted(rule.lines, 'line')}; none of them waits for a decision.`;
  const waits = rule.open === 1 ? 'waits' : 'wait';
  return `${counted(rule.open, 'line')} of ${counted(rule.lines, 'line')} ${waits} for a decision; ${formatMoney(rule.heldPence)} is held.`;
}

function columnsFor(chosen: string, choose: (rule: string) => void): readonly Column<Rule>[] {
  return [
    {
      ...textColumn<Rule>('Check', ({ rule }) => titleOfCheck(rule)),
      cell: ({ rule }) => (
        <button
          type="button"
          class="app-link-button"
          aria-current={rule === chosen ? 'true' : undefined}
          onClick={() => {
            choose(rule);
          }}
        >
          {titleOfCheck(rule)}
          <span class="govuk-visually-hidden">: show its lines</span>
        </button>
      ),
      wide: true,
    },
    {
      ...textColumn('What it does', ({ effect }) => checkEffects[effect].word),
      cell: ({ effect }) => <Tag of={checkEffects[effect]} />,
    },
    countColumn('Lines', ({ lines }) => lines),
    countColumn('Waiting', ({ open }) => open),
    penceColumn('Held', ({ heldPence }) => heldPence),
  ];
}
