import type { Answer } from '../api/contract.ts';
import { Notice } from '../parts/notice.tsx';
import { Tag } from '../parts/tag.tsx';
import { fieldName } from '../words/fields.ts';
import { severities } from '../words/labels.ts';

/** What became of a change by hand: its version, and what the checks had to say about it. */
export function Written({
  outcome,
  back,
  whole = 'package',
}: {
  outcome: Answer<'PUT', '/v1/packages/{id}'>;
  back: string;
  whole?: string;
}) {
  const title = outcome.unchanged
    ? 'This is what was recorded already: nothing changed.'
    : `Version ${outcome.version} is recorded.`;
  return (
    <>
      <Notice title={title} />
      {outcome.findings.length > 0 && (
        <>
          <h2 class="govuk-heading-m">What the checks found</h2>
          <ul class="govuk-list">
            {outcome.findings.map(({ severity, field, rule, message }) => (
              <li key={`${field ?? ''}${rule}`}>
                <Tag of={severities[severity]} /> {field !== null && `${fieldName(field)}: `}
                {message}
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="govuk-body">
        <a href={back}>Go to the {whole}</a>
      </p>
    </>
  );
}
