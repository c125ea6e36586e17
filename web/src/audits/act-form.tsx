import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Answered } from '../api/client.ts';
import { useAction } from '../api/use-action.ts';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { ReasonField } from '../parts/fields.tsx';

type Props<T> = {
  /** Begins the names of its fields: several forms stand on one page. */
  id: string;
  button: string;
  isGrave?: boolean;
  /** Puts the reason beside the fields where there is room. */
  isCompact?: boolean;
  /** A reason that is offered, to be written over. */
  reason?: string;
  /** What is missing before it can be sent. */
  gaps: readonly FieldError[];
  /** What is sent, so that the same sent again is done once. */
  request: unknown;
  send: (reason: string, key: string) => Promise<Answered<T>>;
  onDone: (answer: T) => void;
  onCancel?: () => void;
  /** The fields and what the act will change, given what is wrong with them. */
  children: (errors: readonly FieldError[]) => ComponentChildren;
};

/** A form that does something about a case, with a reason. */
export function ActForm<T>({
  id,
  button,
  isGrave,
  gaps,
  request,
  send,
  onDone,
  onCancel,
  ...rest
}: Props<T>) {
  const offered = rest.reason ?? '';
  const [typed, setTyped] = useState<string | null>(null);
  const reason = typed ?? offered;
  const [told, setTold] = useState<readonly string[]>([]);
  const action = useAction<T>();
  const missing = [
    ...gaps,
    ...(reason.trim().length < 3 ? [{ id: `${id}-reason`, message: 'Say why' }] : []),
  ];
  // What is missing is said when it is sent, and until it is there; what goes missing later is said at the next try.
  const errors = [
    ...missing.filter(({ message }) => told.includes(message)),
    ...errorsOf(action.trouble, (field) => `${id}-${field}`),
  ];
  const submit = async (): Promise<void> => {
    setTold(missing.map(({ message }) => message));
    action.clear();
    if (missing.length > 0) return;
    const done = await action.run({ request, reason }, (key) => send(reason, key));
    if (done === null) return;
    // The form may stay for the next act: what it lacks for that is no fault yet, and must not take the focus.
    setTold([]);
    setTyped(null);
    onDone(done);
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel?.();
        else if (event.key === 'Enter' && event.ctrlKey) void submit();
      }}
    >
      <ErrorSummary errors={errors} />
      <div class={rest.isCompact === true ? 'app-act' : 'app-act-one'}>
        <div>{rest.children(errors)}</div>
        <ReasonField
          id={`${id}-reason`}
          value={reason}
          onValue={setTyped}
          error={messageFor(errors, `${id}-reason`)}
        />
      </div>
      <div class="app-actions">
        <button
          type="submit"
          class={`govuk-button${isGrave === true ? ' govuk-button--warning' : ''}`}
          aria-disabled={action.busy}
        >
          {button}
        </button>
        {onCancel !== undefined && (
          <button type="button" class="app-link-button" onClick={onCancel}>
            Cancel
          </button>
        )}
      </div>
    </form>
  );
}

type FoldedProps = { button: string; title: string; children: (close: () => void) => ComponentChildren };

/** A form that stands behind a button until somebody wants it. */
export function FoldedForm({ button, title, children }: FoldedProps) {
  const [isOpen, setOpen] = useState(false);
  const panel = useRef<HTMLHeadingElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isOpen) panel.current?.focus();
  }, [isOpen]);
  if (!isOpen)
    return (
      <button
        type="button"
        class="govuk-button govuk-button--secondary app-folded"
        ref={opener}
        onClick={() => {
          setOpen(true);
        }}
      >
        {button}
      </button>
    );
  return (
    <div class="app-panel">
      <h3 class="govuk-heading-s app-heading" tabIndex={-1} ref={panel}>
        {title}
      </h3>
      {children(() => {
        setOpen(false);
        requestAnimationFrame(() => opener.current?.focus());
      })}
    </div>
  );
}
