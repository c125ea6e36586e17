import { useState } from 'preact/hooks';
import type { MonthRow } from '../../../events/api/returns.ts';
import type { Answer } from '../api/contract.ts';
import { write } from '../api/client.ts';
import { useAction } from '../api/use-action.ts';
import { textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { ReasonField } from '../parts/fields.tsx';
import { counted, formatCount } from '../words/format.ts';
import { monthInWords } from './month-text.ts';
import { outcomeInWords } from './month-words.ts';

type Chased = Answer<'POST', '/v1/returns-month/chase'>;
type Outcome = Chased['items'][number];

/** So few that each request is answered in seconds, and how far it has come can be told. */
const AT_ONCE = 20;
const FIELD = 'chase-reason';

type ChaseMissingProps = {
  month: string;
  missing: readonly MonthRow[];
  /** The day it is: who was reminded today is not reminded again. */
  today: string;
  onDone: () => void;
};

/** Reminds every provider that is missing; says first how many, and afterwards of each what came of it. */
export function ChaseMissing({ month, missing, today, onDone }: ChaseMissingProps) {
  const [reason, setReason] = useState('');
  const [gaps, setGaps] = useState<readonly FieldError[]>([]);
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const [left, setLeft] = useState<number | null>(null);
  const action = useAction<Chased>();
  const due = missing.filter(({ remindedAt }) => !remindedAt.some((on) => on === today));
  const errors = [...gaps, ...errorsOf(action.trouble, () => FIELD)];

  const remind = async (): Promise<void> => {
    const found = reason.trim().length < 3 ? [{ id: FIELD, message: 'Say why' }] : [];
    setGaps(found);
    if (found.length > 0 || left !== null) return;
    const done: Outcome[] = [];
    const ids = due.map(({ providerId }) => providerId);
    while (done.length < ids.length) {
      setLeft(ids.length - done.length);
      const body = { month, providerIds: ids.slice(done.length, done.length + AT_ONCE), reason };
      const answer = await action.run(body, (key) => write('POST', '/v1/returns-month/chase', { body, key }));
      if (answer === null) break;
      done.push(...answer.items);
      setOutcomes([...done]);
    }
    setLeft(null);
    if (done.length > 0) onDone();
  };

  if (missing.length === 0 && outcomes.length === 0) return null;
  return (
    <section class="app-panel" aria-labelledby="chase">
      <h2 class="govuk-heading-m" id="chase">
        Chase all missing
      </h2>
      {outcomes.length > 0 && (
        <Outcomes outcomes={outcomes} nameOf={new Map(missing.map((row) => [row.providerId, row.name]))} />
      )}
      {left !== null && (
        <p class="govuk-body" role="status">
          {counted(left, 'provider')} still to be reminded…
        </p>
      )}
      {due.length === 0 ? (
        <p class="govuk-body">Everybody who is missing was reminded today.</p>
      ) : (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void remind();
          }}
        >
          <ErrorSummary errors={errors} />
          <p class="govuk-body">{whatHappens(month, missing.length, due.length)}</p>
          <ReasonField id={FIELD} value={reason} onValue={setReason} error={messageFor(errors, FIELD)} />
          <button type="submit" class="govuk-button" aria-disabled={action.busy}>
            Remind {counted(due.length, 'provider')}
          </button>
        </form>
      )}
    </section>
  );
}

function whatHappens(month: string, missing: number, due: number): string {
  const spared = missing - due;
  return [
    `${due === 1 ? 'One e-mail goes out, to the provider' : `Up to ${formatCount(due)} e-mails go out, one to each provider`} whose return for ${monthInWords(month)} is missing: what is missing, how to send it, by when, and whom to ask.`,
    spared > 0
      ? `${formatCount(spared)} of those missing ${spared === 1 ? 'was' : 'were'} reminded today already.`
      : '',
    'Who has no e-mail address on record comes into the work queue instead.',
  ]
    .filter(Boolean)
    .join(' ');
}

function Outcomes({
  outcomes,
  nameOf,
}: {
  outcomes: readonly Outcome[];
  nameOf: ReadonlyMap<string, string>;
}) {
  const sent = outcomes.filter(({ outcome }) => outcome === 'sent').length;
  const columns: readonly Column<Outcome>[] = [
    textColumn('Provider', ({ providerId }) => `${nameOf.get(providerId) ?? ''} (${providerId})`.trim()),
    textColumn('What came of it', ({ outcome }) => outcomeInWords(outcome)),
  ];
  return (
    <div role="status">
      <p class="govuk-body govuk-!-font-weight-bold">
        {counted(sent, 'provider was', 'providers were')} reminded, of {formatCount(outcomes.length)}.
      </p>
      <DataTable
        caption="What came of each"
        captionClass="govuk-table__caption--s"
        columns={columns}
        rows={outcomes}
        keyOf={({ providerId }) => providerId}
        fileName="reminders"
      />
    </div>
  );
}
