import { useState } from 'preact/hooks';
import { SelectField, TextField } from '../parts/fields.tsx';
import type { Filters } from '../parts/use-filters.ts';
import { penceOfPounds } from '../words/format.ts';

/** Which lines of a check are shown. */
export function LineFilters({ filters, waitingOnly }: { filters: Filters; waitingOnly: boolean }) {
  const [held, setHeld] = useState(filters.of('held'));
  const [error, setError] = useState<string>();
  return (
    <div class="app-filters">
      <SelectField
        id="show"
        label="Show"
        value={waitingOnly ? 'waiting' : 'every'}
        choices={[
          { value: 'waiting', text: 'Lines that wait' },
          { value: 'every', text: 'Every line of this check' },
        ]}
        onValue={(value) => {
          filters.set({ show: value });
        }}
      />
      <SelectField
        id="words"
        label="Provider’s words"
        value={filters.of('words') === 'yes' ? 'yes' : ''}
        choices={[
          { value: '', text: 'With or without' },
          { value: 'yes', text: 'Only with a note or dispute' },
        ]}
        onValue={(value) => {
          filters.set({ words: value });
        }}
      />
      <form
        class="app-filters__form"
        role="search"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const amount = held.trim() === '' ? 0 : penceOfPounds(held);
          const isAmount = amount !== null && amount >= 0;
          setError(isAmount ? undefined : 'An amount in pounds, such as 25');
          if (isAmount) filters.set({ held: held.trim() });
        }}
      >
        <TextField
          id="held"
          label="Held at least (£)"
          width="govuk-input--width-5"
          inputMode="decimal"
          value={held}
          onValue={setHeld}
          error={error}
        />
        <button type="submit" class="govuk-button govuk-button--secondary">
          Show these
        </button>
      </form>
    </div>
  );
}
