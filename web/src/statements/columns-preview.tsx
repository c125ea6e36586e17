import { useEffect, useState } from 'preact/hooks';
import type { StatementPreview } from '../../../events/api/statement-mappings.ts';
import { write, type Answered } from '../api/client.ts';
import { countColumn, dateColumn, penceColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { counted, formatMoney } from '../words/format.ts';
import type { SaidMapping } from './columns-words.ts';
import { daysOf } from './statement-words.ts';

type Account = StatementPreview['accounts'][number];

/** Nobody wants an answer to every letter that is typed. */
const PAUSE_MILLISECONDS = 300;

/** What would be read of a file by what is said so far; it follows what is said. */
export function ColumnsPreview({ uploadId, said }: { uploadId: string; said: SaidMapping | null }) {
  const answered = usePreview(uploadId, said);
  return (
    <section class="app-section" aria-labelledby="preview">
      <h2 class="govuk-heading-m" id="preview">
        What would be read
      </h2>
      <div role="status" aria-live="polite">
        <Answer of={said === null ? 'nothing' : answered} />
      </div>
    </section>
  );
}

function usePreview(uploadId: string, said: SaidMapping | null): Answered<StatementPreview> | null {
  const [known, setKnown] = useState<{ asked: string; answered: Answered<StatementPreview> } | null>(null);
  const asked = JSON.stringify(said);
  useEffect(() => {
    if (said === null) return undefined;
    let isWanted = true;
    const timer = setTimeout(() => {
      void write('POST', '/v1/statements/{id}/preview', {
        ...{ id: uploadId, body: said, key: crypto.randomUUID() },
      }).then((answered) => {
        if (isWanted) setKnown({ asked, answered });
      });
    }, PAUSE_MILLISECONDS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [uploadId, asked]);
  return known?.asked === asked ? known.answered : null;
}

function Answer({ of }: { of: Answered<StatementPreview> | 'nothing' | null }) {
  if (of === 'nothing') return <p class="govuk-body">Nothing yet: the columns above are not all said.</p>;
  if (of === null) return <p class="govuk-body">Reading…</p>;
  if (!of.ok) return <Trouble message={of.trouble.detail} />;
  const { problem, accounts, notes, isWhole } = of.value;
  if (problem !== null) return <Trouble message={problem.message} />;
  return (
    <>
      {!isWhole && (
        <p class="govuk-body">Only the first 20,000 rows are looked at here. Saved, all of them are read.</p>
      )}
      {accounts.map((account, place) => (
        <AccountRead key={place} account={account} />
      ))}
      {notes.length > 0 && (
        <ul class="govuk-list govuk-list--bullet">
          {notes.map(({ message }) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function Trouble({ message }: { message: string }) {
  return (
    <p class="govuk-inset-text">
      <strong>It could not be read so.</strong> {message}
    </p>
  );
}

function AccountRead({ account }: { account: Account }) {
  const { faults, first, transactions } = account;
  return (
    <>
      <p class="govuk-body">{inSentences(account)}</p>
      {faults.length === 0 ? (
        <p class="govuk-body govuk-!-font-weight-bold">{balancesOf(account)}</p>
      ) : (
        faults.map(({ message }) => (
          <p class="govuk-inset-text" key={message}>
            {message}
          </p>
        ))
      )}
      <DataTable
        caption={
          first.length < transactions
            ? `The first ${first.length} of ${counted(transactions, 'transaction')}`
            : 'Its transactions'
        }
        captionClass="govuk-table__caption--s"
        columns={columns}
        rows={first}
        keyOf={({ line }) => String(line)}
      />
    </>
  );
}

function inSentences(account: Account): string {
  const { endsIn, transactions, paidInPence, paidOutPence, openingPence, closingPence } = account;
  const whose = endsIn === null ? 'An account' : `The account ending ${endsIn}`;
  const moved = `${counted(transactions, 'transaction')}: ${formatMoney(paidInPence)} paid in, ${formatMoney(Math.abs(paidOutPence))} paid out.`;
  const balances =
    openingPence === null || closingPence === null
      ? ''
      : ` It opens with ${formatMoney(openingPence)} and closes with ${formatMoney(closingPence)}.`;
  return `${whose}, ${daysOf(account)}, ${moved}${balances}`;
}

function balancesOf({ withBalance, transactions }: Account): string {
  if (withBalance === 0)
    return 'No column gives the balance, so nothing shows whether the amounts are read the right way. Compare some of them with the file.';
  return withBalance === transactions
    ? `The running balance adds up in all ${counted(transactions, 'row')}.`
    : `The running balance adds up in the ${counted(withBalance, 'row')} of ${transactions} that give one.`;
}

const columns: readonly Column<Account['first'][number]>[] = [
  dateColumn('Date', ({ date }) => date),
  { heading: 'Bank’s text', text: ({ text }) => text, wide: true },
  penceColumn('Amount', ({ amountPence }) => amountPence),
  penceColumn('Balance', ({ balancePence }) => balancePence),
  countColumn('Line', ({ line }) => line),
];
