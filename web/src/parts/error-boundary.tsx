import { Component, type ComponentChildren } from 'preact';

type Props = { path: string; children: ComponentChildren };

/** Keeps the frame standing when a page fails, and says so; another address is a fresh start. */
export class ErrorBoundary extends Component<Props, { failedPath: string | null }> {
  override state: { failedPath: string | null } = { failedPath: null };

  static override getDerivedStateFromError(): { failedPath: string } {
    return { failedPath: location.pathname };
  }

  override render() {
    return this.state.failedPath === this.props.path ? <PageFailed /> : this.props.children;
  }
}

export function PageFailed() {
  return (
    <main class="govuk-main-wrapper" id="main">
      <h1 class="govuk-heading-l">Why is there no page here?</h1>
      <p class="govuk-body">This page could not be shown. Nothing you saved before is lost.</p>
      <p class="govuk-body">
        careledger may have been renewed while you were working: load the page again. If that does not help,
        tell the system administrator the address of this page.
      </p>
      <button
        type="button"
        class="govuk-button"
        onClick={() => {
          location.reload();
        }}
      >
        Load the page again
      </button>
    </main>
  );
}
