import { useEffect, useRef } from 'preact/hooks';
import type { CaseDesk, Place } from './case-desk.ts';

/** What was done last, where it was done; it takes the focus, since the button is gone that did it. */
export function Said({ desk: { said }, place }: { desk: CaseDesk; place: Place }) {
  const text = said?.place === place ? said.text : null;
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (text !== null) line.current?.focus();
  }, [said]);
  if (text === null) return null;
  return (
    <p class="govuk-inset-text app-heading" role="status" tabIndex={-1} ref={line}>
      {text}
    </p>
  );
}
