import { useState } from 'preact/hooks';
import type { Answered } from '../api/client.ts';
import { follow } from './follow.ts';

type Pages = { name: string; url: string };

type Props<T extends Pages> = {
  label: string;
  ask: () => Promise<Answered<T>>;
  /** What whoever saved them has to know of them. */
  noteOn?: (saved: T) => string | null;
};

/** A button that asks for pages (PDF) and saves them; what kept them from being made stands beneath it. */
export function SavePages<T extends Pages>({ label, ask, noteOn }: Props<T>) {
  const [note, setNote] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const answered = await ask();
    setBusy(false);
    setProblem(answered.ok ? null : answered.trouble.detail);
    setNote(answered.ok ? (noteOn?.(answered.value) ?? null) : null);
    if (answered.ok) follow(answered.value);
  };
  return (
    <>
      <button
        type="button"
        class="govuk-button govuk-button--secondary"
        aria-disabled={busy}
        onClick={() => {
          void save();
        }}
      >
        {busy ? 'Writing the pages…' : label}
      </button>
      {note !== null && (
        <p class="govuk-body" role="status">
          {note}
        </p>
      )}
      {problem !== null && (
        <p class="govuk-error-message" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
