import type { ComponentChildren } from 'preact';

export function placeOfTransaction(number: number): string {
  return `transaction-${number}`;
}

export function placeOfFinding(index: number): string {
  return `finding-${index + 1}`;
}

/** A link to a place on this page; the router would take it for a move, so it moves the focus itself. */
export function Jump({ to, children }: { to: string; children: ComponentChildren }) {
  return (
    <a
      href={`#${to}`}
      onClick={(event) => {
        event.preventDefault();
        const place = document.getElementById(to);
        place?.focus({ preventScroll: true });
        place?.scrollIntoView({ block: 'center' });
      }}
    >
      {children}
    </a>
  );
}
