import { useEffect, useRef, useState } from 'preact/hooks';
import type { MonthRow } from '../../../events/api/returns.ts';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { ReasonField } from '../parts/fields.tsx';
import { counted, formatCount } from '../words/format.ts';
import { ChaseOutcomes } from './chase-outcomes.tsx';
import { monthInWords } from './month-text.ts';
import { useChase } from './use-chase.ts';

type ChaseMissingProps = {
  month: string;
  missing: readonly MonthRow[];
  /** The day it is: who was reminded today is not reminded again. */
  today: string;
  onDone: () => void;
};

/** Reminds every provider that is missing; says first how many, and afterwards of each what came of it. */
export function ChaseMissing(props: ChaseMissingProps) {
  const [isOpen, setOpen] = useState(false);
  if (isOpen)
    return (
      <ChasePanel
        {...props}
        close={() => {
          setOpen(false);
        }}
      />
    );
  if (props.missing.length === 0) return null;
  return (
    <button
      type="button"
      class="govuk-button govuk-button--secondary"
      onClick={() => {
        setOpen(true);
      }}
    >
      Chase all missing ({formatCount(props.missing.length)})
    </button>
  );
}

function ChasePanel({ month, missing, today, onDone, close }: ChaseMissingProps & { close: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  // Who is missing changes while they are reminded; what was asked for, and their names, do not.
  const [names] = useState(new Map(missing.map(({ providerId, name }) => [providerId, name])));
  const chase = useChase(month, onDone);
  const due = missing.filter(({ remindedAt }) => !remindedAt.some((on) => on === today));
  const isAsking = chase.outcomes.length === 0 || chase.trouble !== null;
  return (
    <section class="app-panel" aria-labelledby="chase">
      <h2 class="govuk-heading-m app-heading" id="chase" tabIndex={-1} ref={heading}>
        Chase all missing
      </h2>
      {chase.outcomes.length > 0 && <ChaseOutcomes outcomes={chase.outcomes} names={names} />}
      {chase.left !== null && (
        <p class="govuk-body" role="status">
          {counted(chase.left, 'provider')} still to be reminded…
        </p>
      )}
      {isAsking && due.length > 0 && (
        <ChaseForm
          chase={chase}
          ids={due.map(({ providerId }) => providerId)}
          says={whatHappens(month, missing.length, due.length)}
        />
      )}
      {isAsking && due.length === 0 && <p class="govuk-body">Everybody who is missing was reminded today.</p>}
      <p class="govuk-body">
        <button type="button" class="app-link-button" onClick={close}>
          Close
        </button>
      </p>
    </section>
  );
}

const FIELD = 'chase-reason';

type ChaseFormProps = { chase: ReturnType<typeof useChase>; ids: readonly string[]; says: string };

function ChaseForm({ chase: { remind, trouble, left }, ids, says }: ChaseFormProps) {
  const [reason, setReason] = useState('');
  const [gaps, setGaps] = useState<readonly FieldError[]>([]);
  const errors = [...gaps, ...errorsOf(trouble, () => FIELD)];
  const submit = (): void => {
    const found = reason.trim().length < 3 ? [{ id: FIELD, message: 'Say why' }] : [];
    setGaps(found);
    if (found.length === 0) void remind(ids, reason);
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <ErrorSummary errors={errors} />
      <p class="govuk-body">{says}</p>
      <ReasonField id={FIELD} value={reason} onValue={setReason} error={messageFor(errors, FIELD)} />
      <button type="submit" class="govuk-button" aria-disabled={left !== null}>
        Remind {counted(ids.length, 'provider')}
      </button>
    </form>
  );
}

function whatHappens(month: string, missing: number, due: number): string {
  const spared = missing - due;
  const mails =
    due === 1
      ? 'One e-mail goes out, to the provider'
      : `Up to ${formatCount(due)} e-mails go out, one to each provider`;
  return [
    `${mails} whose return for ${monthInWords(month)} is missing: what is missing, how to send it, by when, and whom to ask.`,
    spared > 0
      ? `${formatCount(spared)} of those missing ${spared === 1 ? 'was' : 'were'} reminded today already.`
      : '',
    'Who has no e-mail address on record comes into the work queue instead.',
  ]
    .filter(Boolean)
    .join(' ');
}
