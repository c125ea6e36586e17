import type { ComponentChildren } from 'preact';

type Props = { onSubmit: () => Promise<void>; children: ComponentChildren };

/** A form that its page sends: what is wrong is said by us, and no new page is loaded. */
export function SubmitForm({ onSubmit, children }: Props) {
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit();
      }}
    >
      {children}
    </form>
  );
}
