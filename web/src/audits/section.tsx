import type { ComponentChildren } from 'preact';

/** A part of the page of a case: its heading takes the focus of whoever jumps to it. */
export function Section({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  return (
    <section class="app-section" aria-labelledby={id}>
      <h2 class="govuk-heading-m app-heading" id={id} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </section>
  );
}
