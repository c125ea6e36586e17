import { useState } from 'preact/hooks';
import type { ShownLetter } from '../../../events/api/letters.ts';
import { readAll, useList } from '../api/use-list.ts';
import { dateColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { follow } from '../parts/follow.ts';
import { Listed } from '../parts/listed.tsx';
import { Tag } from '../parts/tag.tsx';
import { formatDate } from '../words/format.ts';
import type { Word } from '../words/labels.ts';

const LETTERS = '/v1/direct-payments/{id}/letters';
const GONE = 'The letter is not there any more. Read the page again.';

/** The letters about an agreement in a table, wherever they are shown. */
export function AgreementLetters({ id }: { id: string }) {
  const list = useList(LETTERS, { id });
  const [problem, setProblem] = useState<string | null>(null);
  // An address holds for minutes only, so a new one is asked for with every download.
  const download = async (letterId: string): Promise<void> => {
    const found = await readAll(LETTERS, { id });
    const letter = 'detail' in found ? undefined : found.find((each) => each.letterId === letterId);
    const url = letter?.url ?? null;
    setProblem('detail' in found ? found.detail : url === null ? GONE : null);
    if (letter !== undefined && url !== null) follow({ url, name: `${letter.purpose}-${letter.sentOn}.pdf` });
  };
  return (
    <>
      {problem !== null && (
        <p class="govuk-error-message" role="alert">
          {problem}
        </p>
      )}
      <Listed
        of={list}
        what="the letters"
        one="letter"
        empty="No letter was written about this agreement yet. The first goes out when its papers are late or an audit asks something."
      >
        {(letters) => (
          <DataTable
            caption="Letters, the newest first"
            columns={columnsOf((letterId) => {
              void download(letterId);
            })}
            rows={letters}
            keyOf={({ letterId }) => letterId}
            fileName={`letters-${id}`}
          />
        )}
      </Listed>
    </>
  );
}

function columnsOf(onDownload: (letterId: string) => void): readonly Column<ShownLetter>[] {
  return [
    dateColumn('Sent', ({ sentOn }) => sentOn),
    {
      ...textColumn<ShownLetter>('Letter', ({ title }) => title),
      cell: ({ letterId, title, sentOn, url }) =>
        url === null ? (
          title
        ) : (
          <button
            type="button"
            class="app-link-button"
            onClick={() => {
              onDownload(letterId);
            }}
          >
            {title}
            <span class="govuk-visually-hidden">, PDF of {formatDate(sentOn)}</span>
          </button>
        ),
      wide: true,
    },
    textColumn('How', ({ by }) => by.map((each) => channels[each]).join(' and ')),
    {
      ...textColumn<ShownLetter>('State', ({ state }) => states[state].word),
      cell: ({ state }) => <Tag of={states[state]} />,
    },
  ];
}

const channels = { letter: 'by post', 'e-mail': 'by e-mail' } as const satisfies Record<
  ShownLetter['by'][number],
  string
>;

const states: Readonly<Record<ShownLetter['state'], Word>> = {
  sending: { word: 'Being sent', tone: 'blue' },
  sent: { word: 'Sent', tone: 'green' },
  failed: { word: 'Not sent yet', tone: 'yellow' },
};
