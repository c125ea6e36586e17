import type { ComponentChildren } from 'preact';

export type Row = { name: string; value: ComponentChildren };

/** Names and values, one below the other. */
export function SummaryList({ rows }: { rows: readonly Row[] }) {
  return (
    <dl class="govuk-summary-list">
      {rows.map(({ name, value }) => (
        <div class="govuk-summary-list__row" key={name}>
          <dt class="govuk-summary-list__key">{name}</dt>
          <dd class="govuk-summary-list__value">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
