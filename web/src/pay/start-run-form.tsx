import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { write } from '../api/client.ts';
import type { Answer, Body } from '../api/contract.ts';
import { useAction } from '../api/use-action.ts';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { DateField, SelectField, TextField } from '../parts/fields.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { dateProblem } from '../words/date-text.ts';
import { inWords } from '../words/labels.ts';
import { runKinds } from './pay-words.ts';

type Start = Body<'POST', '/v1/pay-runs'>;
type ScopeKind = '' | 'providerId' | 'personId' | 'packageId';

const scopeWords = {
  providerId: 'One provider',
  personId: 'One person',
  packageId: 'One package',
} as const satisfies Record<Exclude<ScopeKind, ''>, string>;

/** Begins a run or a preview of one; an address may fill the form, so that a preview can be made real. */
export function StartRunForm({ calendars }: { calendars: readonly string[] }) {
  const filters = useFilters();
  const { route } = useLocation();
  const [kind, setKind] = useState(filters.among('kind', runKinds) ?? 'providers');
  const [throughDate, setThroughDate] = useState(filters.of('throughDate'));
  const [calendar, setCalendar] = useState(filters.of('calendar'));
  const [scope, setScope] = useState<ScopeKind>(filters.among('scope', scopeWords) ?? '');
  const [scopeId, setScopeId] = useState(filters.of('scopeId'));
  const [gaps, setGaps] = useState<readonly FieldError[]>([]);
  const action = useAction<Answer<'POST', '/v1/pay-runs'>>();
  const errors = [...gaps, ...errorsOf(action.trouble, idOfField)];

  const start = async (preview: boolean): Promise<void> => {
    const found: FieldError[] = [];
    const problem =
      throughDate === '' ? 'Enter the last day that is paid' : dateProblem(throughDate, 'The last day');
    if (problem !== null) found.push({ id: 'throughDate', message: problem });
    if (scope !== '' && scopeId.trim() === '') found.push({ id: 'scopeId', message: 'Enter its id' });
    setGaps(found);
    if (found.length > 0) return;
    const body: Start = {
      kind,
      throughDate,
      ...(calendar !== '' && { calendar }),
      ...(scope !== '' && { scope: scopeOf(scope, scopeId.trim()) }),
      ...(preview && { preview }),
    };
    const started = await action.run(body, (key) => write('POST', '/v1/pay-runs', { body, key }));
    if (started !== null) route(`/pay-runs/${encodeURIComponent(started.payRunId)}`);
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void start(true);
      }}
    >
      <ErrorSummary errors={errors} />
      <SelectField
        id="kind"
        label="Who is paid"
        value={kind}
        choices={Object.entries(runKinds).map(([value, text]) => ({ value, text }))}
        onValue={(value) => {
          setKind(runKindOf(value));
        }}
      />
      <DateField
        id="throughDate"
        label="Last day that is paid"
        hint="Such as 28/6/2026. Days before it that were never paid are paid too."
        value={throughDate}
        onValue={setThroughDate}
        error={messageFor(errors, 'throughDate')}
      />
      <SelectField
        id="calendar"
        label="Payment calendar"
        hint="Lines are cut at the periods of the calendar"
        value={calendar}
        choices={[
          { value: '', text: 'None: one line for all days' },
          ...calendars.map((name) => ({ value: name, text: inWords(name) })),
        ]}
        onValue={setCalendar}
        error={messageFor(errors, 'calendar')}
      />
      <div class="app-actions">
        <SelectField
          id="scope"
          label="What it covers"
          value={scope}
          choices={[
            { value: '', text: 'Everything due' },
            ...Object.entries(scopeWords).map(([value, text]) => ({ value, text })),
          ]}
          onValue={(value) => {
            setScope(scopeKindOf(value));
          }}
          error={messageFor(errors, 'scope')}
        />
        {scope !== '' && (
          <TextField
            id="scopeId"
            label={`Id of the ${scope.replace('Id', '')}`}
            width="govuk-input--width-10"
            value={scopeId}
            onValue={setScopeId}
            error={messageFor(errors, 'scopeId')}
          />
        )}
      </div>
      <div class="govuk-inset-text">
        A preview shows the numbers first and keeps nothing. Only one run of a kind can be open at a time for
        the same payees.
      </div>
      <div class="app-actions">
        <button type="submit" class="govuk-button govuk-button--secondary" aria-disabled={action.busy}>
          Preview it first
        </button>
        <button
          type="button"
          class="govuk-button"
          aria-disabled={action.busy}
          onClick={() => {
            void start(false);
          }}
        >
          Start the run
        </button>
      </div>
    </form>
  );
}

function scopeOf(kind: Exclude<ScopeKind, ''>, id: string): NonNullable<Start['scope']> {
  if (kind === 'providerId') return { providerId: id };
  return kind === 'personId' ? { personId: id } : { packageId: id };
}

function scopeKindOf(value: string): ScopeKind {
  return value === 'providerId' || value === 'personId' || value === 'packageId' ? value : '';
}

function runKindOf(value: string): Start['kind'] {
  return value === 'carers' || value === 'direct-payments' || value === 'manual' ? value : 'providers';
}

function idOfField(field: string): string | null {
  if (field.startsWith('scope.')) return 'scopeId';
  return ['kind', 'throughDate', 'calendar', 'scope'].includes(field) ? field : null;
}
