import type { ComponentChildren } from 'preact';

/** Says that something was done, where it was done. */
export function Notice({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div
      class="govuk-notification-banner govuk-notification-banner--success"
      role="alert"
      aria-labelledby="notice-title"
    >
      <div class="govuk-notification-banner__header">
        <h2 class="govuk-notification-banner__title" id="notice-title">
          Done
        </h2>
      </div>
      <div class="govuk-notification-banner__content">
        <p class="govuk-notification-banner__heading">{title}</p>
        {children}
      </div>
    </div>
  );
}
