import type { UpliftDetail } from '../../../events/api/uplifts.ts';
import { messageFor, type FieldError } from '../parts/error-summary.tsx';

type Warning = { rule: string; message: string };

/** What was found that may be meant so, each rule once. */
export function warningsOf({ findings }: UpliftDetail): Warning[] {
  const byRule = new Map<string, string[]>();
  for (const { rule, severity, message } of findings)
    if (severity === 'warning') byRule.set(rule, [...(byRule.get(rule) ?? []), message]);
  return [...byRule].map(([rule, messages]) => ({ rule, message: messages.join(' ') }));
}

type Props = {
  uplift: UpliftDetail;
  confirmed: readonly string[];
  errors: readonly FieldError[];
  onConfirmed: (rules: readonly string[]) => void;
};

/** Who submits says of each warning that it is meant to be so. */
export function ConfirmWarnings({ uplift, confirmed, errors, onConfirmed }: Props) {
  const warnings = warningsOf(uplift);
  if (warnings.length === 0) return null;
  const hasError = warnings.some(({ rule }) => messageFor(errors, `confirm-${rule}`) !== undefined);
  return (
    <div class={`govuk-form-group${hasError ? ' govuk-form-group--error' : ''}`}>
      <fieldset class="govuk-fieldset">
        <legend class="govuk-fieldset__legend">Confirm that this is meant to be so</legend>
        <div class="govuk-checkboxes">
          {warnings.map(({ rule, message }) => (
            <div class="govuk-checkboxes__item" key={rule}>
              <input
                class="govuk-checkboxes__input"
                id={`confirm-${rule}`}
                type="checkbox"
                checked={confirmed.includes(rule)}
                onChange={({ currentTarget }) => {
                  const others = confirmed.filter((each) => each !== rule);
                  onConfirmed(currentTarget.checked ? [...others, rule] : others);
                }}
              />
              <label class="govuk-label govuk-checkboxes__label" for={`confirm-${rule}`}>
                {message}
              </label>
            </div>
          ))}
        </div>
      </fieldset>
    </div>
  );
}
