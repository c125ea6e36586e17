import type { PayRunDetail } from '../../../events/api/pay-runs.ts';
import { Tag } from '../parts/tag.tsx';
import { formatInstant } from '../words/format.ts';
import { runStates } from './pay-words.ts';

const BEING_ISSUED = { word: 'Being issued', tone: 'teal' } as const;

/** Who brought a run to each of its states, when, and why. */
export function RunHistory({ run }: { run: PayRunDetail }) {
  return (
    <section class="app-section" aria-labelledby="history">
      <h2 class="govuk-heading-m" id="history">
        Who made it what it is
      </h2>
      {run.history.length === 0 ? (
        <p class="govuk-body">Nothing has been done to it yet.</p>
      ) : (
        <ol class="app-versions">
          {run.history.flatMap(({ state, at, by, reason }, index) => {
            const again = run.history[index - 1]?.state === state;
            // How the work was parted among workers is of no interest here.
            if (again && state === 'computing' && reason === null) return [];
            return (
              <li class="app-versions__version" key={`${at} ${state}`}>
                <p class="govuk-body-s govuk-!-margin-bottom-1">
                  <Tag of={again && state === 'approved' ? BEING_ISSUED : runStates[state]} />
                </p>
                <p class="govuk-body-s govuk-!-margin-bottom-1">
                  {formatInstant(at)}, by {by}
                  {reason !== null && <>. Reason: {reason}</>}
                </p>
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}
