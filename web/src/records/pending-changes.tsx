import { fieldName, fieldValue, type Change } from '../words/fields.ts';

/** What a change will do, before the button that does it. */
export function Pending({ changes }: { changes: readonly Change[] }) {
  return (
    <div class="app-panel">
      <h2 class="govuk-heading-s">What will change</h2>
      {changes.length === 0 ? (
        <p class="govuk-body">Nothing yet.</p>
      ) : (
        <ul class="govuk-list" aria-live="polite">
          {changes.map(({ field, before, after }) => (
            <li key={field}>
              {fieldName(field)}: from <strong>{fieldValue(field, before)}</strong> to{' '}
              <strong>{fieldValue(field, after)}</strong>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
