import type { UpliftDetail } from '../../../events/api/uplifts.ts';
import { Section } from '../audits/section.tsx';
import { Tag } from '../parts/tag.tsx';
import { formatInstant } from '../words/format.ts';
import { upliftStates } from './uplift-words.ts';

/** What was done about an uplift, by whom and why. */
export function UpliftHistory({ uplift: { history, upliftId } }: { uplift: UpliftDetail }) {
  // How the work was parted among workers is of no interest here.
  const told = history.filter(
    ({ state, reason }, index) =>
      state !== history[index - 1]?.state || reason !== history[index - 1]?.reason,
  );
  return (
    <Section id="history" title="History">
      <ol class="app-versions">
        {told.map(({ state, at, by, reason }, index) => (
          <li class="app-versions__version" key={`${index} ${at} ${state}`}>
            <p class="govuk-body-s govuk-!-margin-bottom-1">
              <Tag of={upliftStates[state]} />
            </p>
            <p class="govuk-body-s govuk-!-margin-bottom-1">
              {formatInstant(at)}, by {by}
              {reason !== null && <>. Reason: {reason}</>}
            </p>
          </li>
        ))}
      </ol>
      <p class="govuk-body-s">
        <a href={`/audit-trail?subject=${encodeURIComponent(`uplift:${upliftId}`)}`}>
          Audit trail<span class="govuk-visually-hidden"> of uplift {upliftId}</span>
        </a>
      </p>
    </Section>
  );
}
