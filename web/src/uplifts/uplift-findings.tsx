import type { UpliftDetail } from '../../../events/api/uplifts.ts';
import { Section } from '../audits/section.tsx';
import { Tag } from '../parts/tag.tsx';
import { severities } from '../words/labels.ts';

/** What there is to say of the lines as a whole: what has to be mended, and what is confirmed by who submits. */
export function UpliftFindings({ uplift: { findings } }: { uplift: UpliftDetail }) {
  if (findings.length === 0) return null;
  return (
    <Section id="findings" title="What was found">
      <ul class="govuk-list govuk-list--spaced">
        {findings.map(({ rule, severity, message }) => (
          <li key={`${rule} ${message}`}>
            <Tag of={severities[severity]} /> {message}
          </li>
        ))}
      </ul>
    </Section>
  );
}
