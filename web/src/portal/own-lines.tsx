import type { ProviderReturn, ReturnDetail, ShownReturnLine } from '../../../events/api/return-shapes.ts';
import type { Query } from '../api/contract.ts';
import { useList } from '../api/use-list.ts';
import { penceColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Listed } from '../parts/listed.tsx';
import { Tag } from '../parts/tag.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { formatCount } from '../words/format.ts';
import { careInWords, comparedInWords, isDisputable, standingWord, whatToDo, whyOf } from './line-words.ts';

type Taken = NonNullable<ProviderReturn['taken']>;
type LineQuery = Query<'/v1/portal/returns/{id}/lines'>;
type View = {
  name: string;
  text: string;
  count: number;
  /** What is asked for, one list after the other. */
  lists: readonly { heading: string | null; query: LineQuery }[];
};

function viewsOf({
  taken: { sums },
  decisions,
}: {
  taken: Taken;
  decisions: ReturnDetail['decisions'];
}): View[] {
  const sentBack = decisions.some(({ decision }) => decision === 'reject');
  return [
    {
      name: 'refused',
      text: 'Not accepted',
      count: sums.refused,
      lists: [
        ...(sentBack ? [{ heading: 'Sent back to you by the council', query: { state: 'rejected' } }] : []),
        { heading: sentBack ? 'Not accepted by the checks' : null, query: { state: 'refused' } },
      ],
    },
    {
      name: 'open',
      text: 'In question',
      count: sums.questioned,
      lists: [{ heading: null, query: { waiting: 'yes' } }],
    },
    {
      name: 'all',
      text: 'All lines',
      count: sums.accepted + sums.unchanged + sums.questioned + sums.refused,
      lists: [{ heading: null, query: {} }],
    },
  ];
}

/** The lines of a file: those that are not simply accepted come first. */
export function OwnLines({ file, taken }: { file: ReturnDetail; taken: Taken }) {
  const filters = useFilters();
  const views = viewsOf({ taken, decisions: file.decisions });
  const wanted = views.find(({ name }) => name === filters.of('lines'));
  const first = taken.isWithdrawn ? undefined : views.find(({ count }) => count > 0);
  const view = wanted ?? first ?? views.at(-1);
  if (view === undefined) return null;
  return (
    <section class="app-section" aria-labelledby="lines">
      <h2 class="govuk-heading-m" id="lines">
        Lines
      </h2>
      <nav aria-label="Which lines">
        <ul class="app-places">
          {views.map(({ name, text, count }) => (
            <li key={name}>
              {name === view.name ? (
                <strong aria-current="true">{`${text} (${formatCount(count)})`}</strong>
              ) : (
                <a href={`?lines=${name}`}>{`${text} (${formatCount(count)})`}</a>
              )}
            </li>
          ))}
        </ul>
      </nav>
      {view.lists.map(({ heading, query }) => (
        <div key={`${view.name}-${heading ?? ''}`}>
          {heading !== null && <h3 class="govuk-heading-s">{heading}</h3>}
          <LineList file={file} view={view} query={query} />
        </div>
      ))}
    </section>
  );
}

function LineList({ file, view, query }: { file: ReturnDetail; view: View; query: LineQuery }) {
  const list = useList('/v1/portal/returns/{id}/lines', { id: file.uploadId, query });
  return (
    <Listed of={list} what="the lines" one="line" empty={empties[view.name] ?? 'The file has no lines.'}>
      {(lines) => (
        <DataTable
          caption={`Lines, ${view.text.toLowerCase()}`}
          captionClass="govuk-visually-hidden"
          columns={columnsFor(view.name)}
          rows={lines}
          keyOf={({ line }) => String(line)}
          fileName={`lines-${view.name}-${file.fileName.replace(/\.\w+$/, '')}`}
        />
      )}
    </Listed>
  );
}

const empties: Readonly<Record<string, string>> = {
  refused: 'No line stands here, so there is nothing to mend.',
  open: 'No line is in question, so nothing of it is held.',
};

function columnsFor(view: string): readonly Column<ShownReturnLine>[] {
  return [
    {
      heading: 'Line',
      text: ({ line, lineRef }) => (lineRef === '' ? String(line) : `${line}: ${lineRef}`),
      order: ({ line }) => line,
    },
    { heading: 'Care', text: careInWords, order: careInWords, wide: true },
    penceColumn('Claimed', ({ claimedPence, together }) => together?.claimedPence ?? claimedPence),
    penceColumn('Paid now', ({ payablePence, together }) => together?.payablePence ?? payablePence),
    {
      heading: 'State',
      text: (line) => standingWord(line).word,
      cell: (line) => <Tag of={standingWord(line)} />,
    },
    {
      heading: 'Why',
      text: (line) => whyTexts(line).join(' '),
      cell: (line) => <Why line={line} />,
      wide: true,
    },
    ...(view === 'all' ? [] : [toDo]),
    {
      heading: 'Act',
      text: () => '',
      cell: (line) => (isDisputable(line) ? <DisputeLink line={line} /> : <>–</>),
    },
  ];
}

const toDo: Column<ShownReturnLine> = { heading: 'What to do', text: whatToDo, wide: true };

function whyTexts(line: ShownReturnLine): string[] {
  const { together } = line;
  const week =
    together === null ? [] : [`Asked about as one with ${together.lines - 1} other lines of the week.`];
  const compared = line.state === 'accepted' ? null : comparedInWords(line);
  return [...whyOf(line), ...week, ...(compared === null ? [] : [compared])];
}

function Why({ line }: { line: ShownReturnLine }) {
  const texts = whyTexts(line);
  if (texts.length === 0) return <>–</>;
  return (
    <>
      {texts.map((text) => (
        <span class="app-why" key={text}>
          {text}
        </span>
      ))}
    </>
  );
}

function DisputeLink({ line }: { line: ShownReturnLine }) {
  const words = line.state === 'queried' ? 'Answer' : line.state === 'disputed' ? 'Say more' : 'Dispute';
  return (
    <a href={`?dispute=${encodeURIComponent(line.lineRef)}`}>
      {words}
      <span class="govuk-visually-hidden"> line {line.lineRef}</span>
    </a>
  );
}
