import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useRoute } from 'preact-iso';

export type Crumb = { text: string; href: string };
type PageProps = {
  /** The one question this page answers. */
  question: string;
  /** What it is about: the name of a person, a file. */
  about?: string | undefined;
  /** The pages between home and this one. */
  crumbs?: readonly Crumb[];
  children: ComponentChildren;
};

/** A page: its question as title and heading, the way back, and the focus on the heading after a move. */
export function Page({ question, about, crumbs = [], children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // Of the route, not of the address: while the next page is fetched this one still stands under the new address.
  const { path } = useRoute();
  useEffect(() => {
    document.title = [question, about, 'careledger'].filter(Boolean).join(' – ');
  }, [question, about]);
  useEffect(() => {
    // The first page of a visit keeps the browser's own focus, so that the skip link comes first.
    if (lastPath !== undefined && lastPath !== path) heading.current?.focus();
    lastPath = path;
  }, [path]);
  return (
    <>
      {crumbs.length > 0 && <Breadcrumbs crumbs={crumbs} />}
      <main class="govuk-main-wrapper" id="main">
        {about !== undefined && <span class="govuk-caption-l">{about}</span>}
        <h1 class="govuk-heading-l app-heading" tabIndex={-1} ref={heading}>
          {question}
        </h1>
        {children}
      </main>
    </>
  );
}

let lastPath: string | undefined;

const HOME: Crumb = { text: 'Home', href: '/' };

function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav class="govuk-breadcrumbs" aria-label="Breadcrumb">
      <ol class="govuk-breadcrumbs__list">
        {[HOME, ...crumbs].map(({ text, href }) => (
          <li class="govuk-breadcrumbs__list-item" key={href}>
            <a class="govuk-breadcrumbs__link" href={href}>
              {text}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
