import type { ComponentChildren } from 'preact';
import type { Trouble } from '../api/client.ts';
import type { Reading } from '../api/use-read.ts';

type LoadedProps<T> = {
  of: Reading<T>;
  /** What is being read, as in “Loading the packages”. */
  what: string;
  children: (value: T) => ComponentChildren;
};

/** Something that is read: loading, failed with what to do, or here. */
export function Loaded<T>({ of, what, children }: LoadedProps<T>) {
  switch (of.state) {
    case 'loading':
      return (
        <p class="govuk-body app-loading" role="status">
          Loading {what}…
        </p>
      );
    case 'failed':
      return <NotLoaded what={what} trouble={of.trouble} again={of.again} />;
    case 'here':
      return <>{children(of.value)}</>;
  }
}

function NotLoaded({ what, trouble, again }: { what: string; trouble: Trouble; again: () => void }) {
  const final = trouble.status === 403 || trouble.status === 404;
  return (
    <div class="app-trouble" role="alert">
      <h2 class="govuk-heading-m">{final ? trouble.title : `Could not load ${what}`}</h2>
      <p class="govuk-body">{trouble.detail}</p>
      {final ? (
        <p class="govuk-body">
          Check the address, or go to the <a href="/">home page</a>.
        </p>
      ) : (
        <button type="button" class="govuk-button govuk-button--secondary" onClick={again}>
          Try again
        </button>
      )}
    </div>
  );
}

/** An empty list that says what to do. */
export function Nothing({ children }: { children: ComponentChildren }) {
  return <div class="govuk-inset-text">{children}</div>;
}
