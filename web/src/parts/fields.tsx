import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { dateOfText, dateText } from '../words/date-text.ts';

type FieldProps = {
  id: string;
  label: string;
  value: string;
  onValue: (value: string) => void;
  hint?: string | undefined;
  error?: string | undefined;
  /** Says the label to screen readers only, where the surroundings show it. */
  hideLabel?: boolean;
  /** A width class of the design system, such as `govuk-input--width-10`. */
  width?: string;
};

function Group({
  id,
  label,
  hint,
  error,
  hideLabel,
  children,
}: Omit<FieldProps, 'value' | 'onValue'> & { children: ComponentChildren }) {
  return (
    <div class={`govuk-form-group${error === undefined ? '' : ' govuk-form-group--error'}`}>
      <label class={`govuk-label${hideLabel === true ? ' govuk-visually-hidden' : ''}`} for={id}>
        {label}
      </label>
      {hint !== undefined && (
        <div class="govuk-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {error !== undefined && (
        <p class="govuk-error-message" id={`${id}-error`}>
          <span class="govuk-visually-hidden">Error:</span> {error}
        </p>
      )}
      {children}
    </div>
  );
}

function describedBy({ id, hint, error }: FieldProps): string | undefined {
  const ids = [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`].filter(
    Boolean,
  );
  return ids.length === 0 ? undefined : ids.join(' ');
}

type TextFieldProps = FieldProps & { inputMode?: 'decimal' | 'numeric' };

export function TextField(props: TextFieldProps) {
  const { id, value, onValue, error, width = '', inputMode } = props;
  return (
    <Group {...props}>
      <input
        class={`govuk-input ${width}${error === undefined ? '' : ' govuk-input--error'}`}
        id={id}
        name={id}
        type="text"
        inputMode={inputMode}
        value={value}
        autocomplete="off"
        spellcheck={false}
        aria-describedby={describedBy(props)}
        onInput={(event) => {
          onValue(event.currentTarget.value);
        }}
      />
    </Group>
  );
}

/**
 * A date typed day first. Not the browser's own date field: that shows the month first wherever the browser's language
 * does, whatever the page's language is.
 */
export function DateField({ value, onValue, hint, ...rest }: FieldProps) {
  const [typed, setTyped] = useState(dateText(value));
  useEffect(() => {
    if (dateOfText(typed) !== value) setTyped(dateText(value));
  }, [value]);
  return (
    <TextField
      {...rest}
      hint={hint ?? 'Such as 1/4/2026'}
      width="govuk-input--width-10"
      inputMode="numeric"
      value={typed}
      onValue={(text) => {
        setTyped(text);
        onValue(dateOfText(text));
      }}
    />
  );
}

export function LongTextField(props: FieldProps & { rows?: number }) {
  const { id, value, onValue, error, rows = 3 } = props;
  return (
    <Group {...props}>
      <textarea
        class={`govuk-textarea${error === undefined ? '' : ' govuk-textarea--error'}`}
        id={id}
        name={id}
        rows={rows}
        value={value}
        aria-describedby={describedBy(props)}
        onInput={(event) => {
          onValue(event.currentTarget.value);
        }}
      />
    </Group>
  );
}

export type Choice = { value: string; text: string };

export function SelectField(props: FieldProps & { choices: readonly Choice[] }) {
  const { id, value, onValue, error, choices } = props;
  return (
    <Group {...props}>
      <select
        class={`govuk-select${error === undefined ? '' : ' govuk-select--error'}`}
        id={id}
        name={id}
        value={value}
        aria-describedby={describedBy(props)}
        onChange={(event) => {
          onValue(event.currentTarget.value);
        }}
      >
        {choices.map((choice) => (
          <option value={choice.value} key={choice.value}>
            {choice.text}
          </option>
        ))}
      </select>
    </Group>
  );
}

/** The reason every hand change is recorded with. */
export function ReasonField(props: Pick<FieldProps, 'id' | 'value' | 'onValue' | 'error'>) {
  return <LongTextField {...props} label="Reason" hint="Kept in the audit trail with your name." rows={2} />;
}
