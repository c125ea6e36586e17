import { useEffect, useRef, useState } from 'preact/hooks';
import type { ReturnDetail, ShownReturnLine } from '../../../events/api/return-shapes.ts';
import { readAll, useList } from '../api/use-list.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Exports } from '../parts/exports.tsx';
import { Listed } from '../parts/listed.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { counted, penceOfPounds } from '../words/format.ts';
import { DecideLines, type Chosen } from './decide-lines.tsx';
import { exportedColumns, shownColumns } from './exception-columns.tsx';
import { KeyLegend } from './key-legend.tsx';
import { LineFilters } from './line-filters.tsx';
import { boxOf, focusLine, focusPlace, useLineKeys } from './line-keys.ts';
import type { OfficerDecision } from './return-words.ts';
import { SelectLines } from './select-lines.tsx';

type Props = {
  detail: ReturnDetail;
  again: () => void;
  /** The check whose lines are shown; null for every line that waits. */
  rule: ReturnDetail['rules'][number] | null;
  next: { title: string; go: () => void } | null;
  /** Says what was decided, or nothing any more. */
  onSaid: (text: string | null) => void;
};

const NONE: readonly ShownReturnLine[] = [];

/** The lines a check found something about: to be looked at, selected and decided, by keyboard or by mouse. */
export function RuleLines({ detail, again, rule, next, onSaid }: Props) {
  const me = useMe();
  const filters = useFilters();
  const mayDecide = may(me, 'decideReturns') && detail.taken?.isWithdrawn !== true;
  const waitingOnly =
    rule === null || (filters.of('show') || (rule.open > 0 ? 'waiting' : 'every')) !== 'every';
  const heldFrom = penceOfPounds(filters.of('held')) ?? 0;
  const words = filters.of('words') === 'yes' ? 'yes' : undefined;
  const query = {
    finding: rule?.rule,
    waiting: waitingOnly ? 'yes' : undefined,
    heldFromPence: heldFrom > 0 ? String(heldFrom) : undefined,
    words,
  };
  const list = useList('/v1/provider-returns/{id}/lines', { id: detail.uploadId, query });
  const items = list.state === 'here' ? list.value.items : NONE;
  const [chosen, setChosen] = useState<Chosen>({ lines: [], finding: null });
  const [decision, setDecision] = useState<OfficerDecision | null>(null);
  const decided = useRef<{ place: number; items: unknown; decisions: number } | null>(null);
  const isNarrowed = heldFrom > 0 || words !== undefined;
  const whole =
    rule !== null && rule.open > 0 && waitingOnly && !isNarrowed
      ? { finding: rule.rule, open: rule.open }
      : null;

  // What was decided leaves the list: the line that took its place is the next one to look at, or the next check.
  useEffect(() => {
    const from = decided.current;
    if (from === null || detail.decisions.length === from.decisions) return;
    const isOver = rule === null ? items.length === 0 : rule.open === 0;
    if (!isOver && items === from.items) return;
    decided.current = null;
    if (!isOver) focusPlace(from.place);
    else if (next === null) document.getElementById('lines')?.focus();
    else next.go();
  }, [items, detail]);

  const select = (line: number, isSelected: boolean): void => {
    const others = chosen.lines.filter((each) => each !== line);
    setChosen({ lines: isSelected ? [...others, line] : others, finding: null });
  };
  const decide = (wanted: OfficerDecision): void => {
    const focused = boxOf(document.activeElement);
    if (chosen.finding === null && chosen.lines.length === 0) {
      if (focused === null) return;
      select(focused, true);
    }
    setDecision(wanted);
    onSaid(null);
    requestAnimationFrame(() => document.getElementById(wanted === 'amend' ? 'units' : 'reason')?.focus());
  };
  const everyLine = (): void => {
    setChosen(
      whole === null
        ? { lines: items.map(({ line }) => line), finding: null }
        : { lines: [], finding: whole.finding },
    );
  };
  const keys = useLineKeys({ decide, everyLine, next: next?.go, isOn: mayDecide });
  const columns = shownColumns({
    id: detail.uploadId,
    rule: rule?.rule ?? null,
    proposed: proposedOf(detail),
    selection: mayDecide
      ? { isSelected: ({ line }) => chosen.finding !== null || chosen.lines.includes(line), select }
      : null,
  });
  const finish = (text: string): void => {
    const place = placeOfFirst(chosen, items) ?? 0;
    decided.current = { place, items, decisions: detail.decisions.length };
    setChosen({ lines: [], finding: null });
    setDecision(null);
    onSaid(text);
    again();
    list.again();
  };
  const back = (): void => {
    setDecision(null);
    focusLine(chosen.lines[0] ?? items[0]?.line ?? null);
  };
  return (
    <>
      {rule !== null && <LineFilters filters={filters} waitingOnly={waitingOnly} key={filters.of('held')} />}
      {mayDecide && items.length > 0 && <KeyLegend keys={keys} hasNext={next !== null} />}
      <Listed
        of={list}
        what="the lines"
        one="line"
        empty={
          isNarrowed || (waitingOnly && rule !== null && rule.lines > 0) ? (
            <Empty isNarrowed={isNarrowed} next={next} />
          ) : (
            'No line waits for a decision. There is nothing to do here.'
          )
        }
      >
        {(lines, { hasMore }) => (
          <>
            {mayDecide && <SelectLines chosen={chosen} lines={lines} whole={whole} onChosen={setChosen} />}
            <div class="app-exceptions">
              <DataTable
                caption={counted(lines.length, 'line')}
                captionClass="govuk-visually-hidden"
                columns={columns}
                rows={lines}
                keyOf={({ line }) => String(line)}
              />
            </div>
            <Exports
              what={hasMore ? 'all lines that fit' : 'these lines'}
              caption={`Lines of ${detail.fileName}`}
              fileName={`exceptions-${detail.uploadId}`}
              columns={exportedColumns(rule?.rule ?? null)}
              rowsOf={() =>
                hasMore ? readAll('/v1/provider-returns/{id}/lines', { id: detail.uploadId, query }) : lines
              }
            />
          </>
        )}
      </Listed>
      {mayDecide && (chosen.finding !== null || chosen.lines.length > 0) && (
        <DecideLines
          detail={detail}
          chosen={chosen}
          decision={decision}
          onDecision={setDecision}
          onDone={finish}
          back={back}
        />
      )}
    </>
  );
}

function Empty({ isNarrowed, next }: { isNarrowed: boolean; next: Props['next'] }) {
  if (isNarrowed) return <>No line fits all of this. Ask for less to be held, or for lines without words.</>;
  if (next === null) return <>Every line of this check is decided, and no other check has lines that wait.</>;
  return (
    <>
      Every line of this check is decided.{' '}
      <button type="button" class="app-link-button" onClick={next.go}>
        Go on to: {next.title}
      </button>
    </>
  );
}

/** What is proposed of lines and waits for a second person, by line. */
function proposedOf({ decisions }: ReturnDetail): ReadonlyMap<number, OfficerDecision> {
  const proposed = new Map<number, OfficerDecision>();
  for (const { state, decision, lines } of decisions) {
    if (state !== 'proposed') continue;
    if (decision === 'withdrawn' || decision === 'disputed' || decision === 'replaced') continue;
    for (const line of lines) proposed.set(line, decision);
  }
  return proposed;
}

/** Where in the list the first of the chosen lines stands. */
function placeOfFirst({ lines, finding }: Chosen, items: readonly ShownReturnLine[]): number | null {
  if (finding !== null) return 0;
  const place = items.findIndex(({ line }) => lines.includes(line));
  return place === -1 ? null : place;
}
