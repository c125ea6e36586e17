import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { Trouble } from '../api/client.ts';

export type FieldError = { id: string | null; message: string };

/**
 * What stands in the way, at the top of a form, each linked to its field. It takes the focus when something new stands there, and
 * not when one of several is mended: whoever mends them goes on to the next.
 */
export function ErrorSummary({
  title = 'There is a problem',
  errors,
}: {
  title?: string;
  errors: readonly FieldError[];
}) {
  const box = useRef<HTMLDivElement>(null);
  const titleId = useId();
  const text = errors.map(({ message }) => message).join('|');
  const told = useRef<readonly string[]>([]);
  // Before the next key can come: a focus that moves later would take it from whoever types already.
  useLayoutEffect(() => {
    const messages = errors.map(({ message }) => message);
    const isNew = messages.some((message) => !told.current.includes(message));
    told.current = messages;
    if (isNew) box.current?.focus();
  }, [text]);
  if (errors.length === 0) return null;
  return (
    <div class="govuk-error-summary" ref={box} tabIndex={-1} role="alert" aria-labelledby={titleId}>
      <h2 class="govuk-error-summary__title" id={titleId}>
        {title}
      </h2>
      <ul class="govuk-list govuk-error-summary__list">
        {errors.map(({ id, message }) => (
          <li key={message}>{id === null ? message : <FieldLink id={id} message={message} />}</li>
        ))}
      </ul>
    </div>
  );
}

function FieldLink({ id, message }: { id: string; message: string }) {
  return (
    <a
      href={`#${id}`}
      onClick={(event) => {
        event.preventDefault();
        document.getElementById(id)?.focus();
      }}
    >
      {message}
    </a>
  );
}

/** The errors of a refusal, each with the field it belongs to where the form has one. */
export function errorsOf(trouble: Trouble | null, idOf: (field: string) => string | null): FieldError[] {
  if (trouble === null) return [];
  if (trouble.errors.length === 0) return [{ id: null, message: trouble.detail }];
  return trouble.errors.map(({ field, message }) => ({ id: field === null ? null : idOf(field), message }));
}

/** The message of one field among errors. */
export function messageFor(errors: readonly FieldError[], id: string): string | undefined {
  return errors.find((error) => error.id === id)?.message;
}
