import type { Choice } from './fields.tsx';

type SeveralFieldProps = {
  id: string;
  label: string;
  /** The names of the choices that hold, with spaces between them. */
  value: string;
  choices: readonly Choice[];
  onValue: (value: string) => void;
};

/** Choices of which several may hold, in the order in which they stand. */
export function SeveralField({ id, label, value, choices, onValue }: SeveralFieldProps) {
  const chosen = value.split(' ');
  return (
    <fieldset class="govuk-fieldset govuk-form-group" id={id} tabIndex={-1}>
      <legend class="govuk-fieldset__legend">{label}</legend>
      <div class="govuk-checkboxes">
        {choices.map((choice) => (
          <div class="govuk-checkboxes__item" key={choice.value}>
            <input
              class="govuk-checkboxes__input"
              id={`${id}-${choice.value}`}
              name={id}
              type="checkbox"
              value={choice.value}
              checked={chosen.includes(choice.value)}
              onChange={({ currentTarget }) => {
                const holds = (each: string) =>
                  each === choice.value ? currentTarget.checked : chosen.includes(each);
                onValue(
                  choices
                    .map((each) => each.value)
                    .filter(holds)
                    .join(' '),
                );
              }}
            />
            <label class="govuk-label govuk-checkboxes__label" for={`${id}-${choice.value}`}>
              {choice.text}
            </label>
          </div>
        ))}
      </div>
    </fieldset>
  );
}
