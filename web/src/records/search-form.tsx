import { useState } from 'preact/hooks';
import { TextField } from '../parts/fields.tsx';

/** Looks for the beginning of a name or id; the search stays in the address. */
export function SearchForm({
  label,
  value,
  search,
}: {
  label: string;
  value: string;
  search: (text: string) => void;
}) {
  const [text, setText] = useState(value);
  return (
    <form
      class="app-filters"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        search(text.trim());
      }}
    >
      <TextField id="q" label={label} width="govuk-input--width-20" value={text} onValue={setText} />
      <button type="submit" class="govuk-button govuk-button--secondary">
        Search
      </button>
    </form>
  );
}
