import type { ShownReturnLine } from '../../../events/api/return-shapes.ts';
import { countColumn, dateColumn, penceColumn, textColumn, type Column } from '../parts/columns.ts';
import { Tag } from '../parts/tag.tsx';
import { counted, formatDate } from '../words/format.ts';
import { comparedOf, dayOf, saidBy, whenOf, wordsOf } from './line-words.ts';
import { decisionInWords, lineStandings, type OfficerDecision } from './return-words.ts';
import { WeekLines } from './week-lines.tsx';

type Line = ShownReturnLine;
type Selection = {
  isSelected: (line: Line) => boolean;
  select: (line: number, isSelected: boolean) => void;
};
type Asked = {
  /** The id of the return. */
  id: string;
  /** The check whose lines these are; null where they are of all. */
  rule: string | null;
  proposed: ReadonlyMap<number, OfficerDecision>;
  /** Null for whoever may not decide. */
  selection: Selection | null;
};

/** A line beside what was commissioned and delivered, what is paid and held of it, and what is said of it. */
export function shownColumns({ id, rule, proposed, selection }: Asked): readonly Column<Line>[] {
  return [
    ...(selection === null ? [] : [selectColumn(selection)]),
    {
      ...textColumn<Line>('Line', referenceOf),
      cell: (line) => <Reference line={line} isProposed={proposed.has(line.line)} />,
    },
    {
      ...textColumn<Line>('When, and whose', dayOf),
      cell: (line) => (
        <>
          <span class="app-when">{whenOf(line)}</span>
          <Whose line={line} />
        </>
      ),
    },
    ...figures,
    {
      ...saidColumn(rule),
      cell: (line) => (
        <>
          <Said line={line} rule={rule} />
          {line.together !== null && <WeekLines id={id} line={line} others={line.together.lines - 1} />}
        </>
      ),
      wide: true,
    },
  ];
}

/** The same with every field in a column of its own, as a spreadsheet wants it. */
export function exportedColumns(rule: string | null): readonly Column<Line>[] {
  return [
    textColumn('Reference', ({ lineRef }) => lineRef),
    countColumn('Line', ({ line }) => line),
    textColumn('State', ({ state }) => lineStandings[state].word),
    textColumn('Person', ({ personId }) => personId),
    textColumn('Package', ({ packageId }) => packageId),
    dateColumn('Date', dayOf),
    textColumn('Unit', (line) => comparedOf(line)?.unit ?? null),
    ...figures,
    saidColumn(rule),
  ];
}

function referenceOf({ lineRef, line }: Line): string {
  return lineRef === '' ? String(line) : lineRef;
}

function saidColumn(rule: string | null): Column<Line> {
  return {
    heading: 'What is said of it',
    text: (line) => [...saidBy(line, rule), ...wordsOf(line)].join(' '),
  };
}

const figures: readonly Column<Line>[] = [
  quantityColumn('Commissioned', 'commissioned'),
  quantityColumn('Delivered', 'delivered'),
  quantityColumn('Claimed', 'claimed'),
  penceColumn('Amount claimed', (line) => (line.together ?? line).claimedPence),
  penceColumn('Paid meanwhile', (line) => (line.together ?? line).payablePence),
  penceColumn('Held', (line) => (line.together ?? line).heldPence),
];

/** How much, with its unit below it; too narrow to sort by. */
function quantityColumn(heading: string, of: 'commissioned' | 'delivered' | 'claimed'): Column<Line> {
  const quantity = (line: Line): string | null => comparedOf(line)?.[of] ?? null;
  return {
    heading,
    text: (line) => quantity(line) ?? '',
    figure: { is: 'number', of: quantity },
    cell: (line) => {
      const compared = comparedOf(line);
      return compared === null ? (
        '–'
      ) : (
        <>
          {compared[of]}
          <span class="app-beside">{compared.unit}</span>
        </>
      );
    },
  };
}

function selectColumn({ isSelected, select }: Selection): Column<Line> {
  return {
    heading: 'Select',
    text: () => '',
    cell: (row) => (
      <span class="govuk-checkboxes govuk-checkboxes--small app-select-box">
        <span class="govuk-checkboxes__item">
          <input
            class="govuk-checkboxes__input"
            id={`line-${row.line}`}
            type="checkbox"
            data-line={row.line}
            checked={isSelected(row)}
            onChange={(event) => {
              select(row.line, event.currentTarget.checked);
            }}
          />
          <label class="govuk-label govuk-checkboxes__label" for={`line-${row.line}`}>
            <span class="govuk-visually-hidden">
              Line {row.line}, {row.lineRef}
            </span>
          </label>
        </span>
      </span>
    ),
  };
}

function Reference({ line, isProposed }: { line: Line; isProposed: boolean }) {
  return (
    <>
      {referenceOf(line)}
      <span class="app-beside">line {line.line}</span>
      {line.together !== null && (
        <span class="app-beside">with {counted(line.together.lines - 1, 'other')} of its week</span>
      )}
      {line.state !== 'questioned' && <Tag of={lineStandings[line.state]} />}
      {isProposed && <Tag of={{ word: 'Proposed', tone: 'teal' }} />}
    </>
  );
}

function Whose({ line: { personId, packageId, values } }: { line: Line }) {
  if (personId === null && packageId === null)
    return Object.keys(values).length === 0 ? <span class="app-beside">A restricted record</span> : null;
  return (
    <span class="app-beside">
      {personId !== null && <a href={`/people/${encodeURIComponent(personId)}`}>{personId}</a>}
      {personId !== null && packageId !== null && ', '}
      {packageId !== null && <a href={`/packages/${encodeURIComponent(packageId)}`}>{packageId}</a>}
    </span>
  );
}

function Said({ line, rule }: { line: Line; rule: string | null }) {
  const said = saidBy(line, rule);
  const words = wordsOf(line);
  return (
    <>
      {said.map((sentence) => (
        <span class="app-said" key={sentence}>
          {sentence}
        </span>
      ))}
      {words.map((sentence) => (
        <span class="app-said app-said--words" key={sentence}>
          {sentence}
        </span>
      ))}
      <History line={line} />
    </>
  );
}

function History({ line: { decisions } }: { line: Line }) {
  const said = decisions.filter(({ decision }) => decision !== 'disputed');
  const evidence = decisions.flatMap(({ evidenceUploadId }) => evidenceUploadId ?? []);
  return (
    <>
      {said.map(({ number, decision, decidedBy, decidedAt, reason }) => (
        <span class="app-said" key={number}>
          {decisionInWords(decision)}, by {decidedBy} on {formatDate(decidedAt.slice(0, 10))}: {reason}
        </span>
      ))}
      {evidence.map((uploadId) => (
        <span class="app-said" key={uploadId}>
          <a href={`/files/${encodeURIComponent(uploadId)}`}>The provider’s evidence</a>
        </span>
      ))}
    </>
  );
}
