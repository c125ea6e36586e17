import type { ComponentChildren } from 'preact';

type Props<Name extends string> = {
  id: string;
  legend: string;
  value: Name | null;
  choices: readonly { value: Name; text: string; hint?: ComponentChildren }[];
  onValue: (value: Name) => void;
  error: string | undefined;
  isSmall?: boolean;
};

/** One choice of a few. An error’s link leads to the first of them. */
export function RadioField<Name extends string>(props: Props<Name>) {
  const { id, legend, value, choices, onValue, error, isSmall = false } = props;
  return (
    <div class={`govuk-form-group${error === undefined ? '' : ' govuk-form-group--error'}`}>
      <fieldset class="govuk-fieldset">
        <legend class="govuk-fieldset__legend">{legend}</legend>
        {error !== undefined && (
          <p class="govuk-error-message">
            <span class="govuk-visually-hidden">Error:</span> {error}
          </p>
        )}
        <div class={`govuk-radios${isSmall ? ' govuk-radios--small app-decide__choices' : ''}`}>
          {choices.map((choice, place) => {
            const own = place === 0 ? id : `${id}-${choice.value}`;
            return (
              <div class="govuk-radios__item" key={choice.value}>
                <input
                  class="govuk-radios__input"
                  id={own}
                  name={id}
                  type="radio"
                  value={choice.value}
                  checked={value === choice.value}
                  aria-describedby={choice.hint === undefined ? undefined : `${own}-hint`}
                  onChange={() => {
                    onValue(choice.value);
                  }}
                />
                <label class="govuk-label govuk-radios__label" for={own}>
                  {choice.text}
                </label>
                {choice.hint !== undefined && (
                  <div class="govuk-hint govuk-radios__hint" id={`${own}-hint`}>
                    {choice.hint}
                  </div>
                )}
              </div>
            );
          })}
        </div>
      </fieldset>
    </div>
  );
}
