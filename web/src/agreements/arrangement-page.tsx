import { useState } from 'preact/hooks';
import type { ShownArrangement } from '../../../events/api/arrangements.ts';
import { useRead } from '../api/use-read.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { Tag } from '../parts/tag.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { AgreementPlaces } from '../pay/agreement-places.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { counted, formatDate, formatInstant } from '../words/format.ts';
import { severities } from '../words/labels.ts';
import { sectionTitles } from './arrangement-sections.ts';
import { ArrangementView } from './arrangement-view.tsx';
import { quietInWords, reviewWords } from './arrangement-words.ts';
import { ChangeArrangement } from './change-arrangement.tsx';

/** What an agreement has that no extract carries: who acts, what may be bought, what was set up, when letters stop. */
export function ArrangementPage({ id }: { id: string }) {
  const reading = useRead('/v1/direct-payments/{id}/arrangement', { id });
  const [said, setSaid] = useState<string | null>(null);
  const me = useMe();
  const filters = useFilters();
  const change = may(me, 'changeArrangements') ? filters.among('change', sectionTitles) : undefined;
  return (
    <Page
      question="What was agreed, and with whom?"
      about={id}
      crumbs={[
        { text: 'Direct payments', href: '/direct-payments' },
        { text: id, href: `/direct-payments/${encodeURIComponent(id)}` },
      ]}
    >
      <AgreementPlaces id={id} here="arrangement" />
      <Loaded of={reading} what="the arrangement">
        {(shown) =>
          change === undefined ? (
            <>
              {said !== null && <Notice title={said} />}
              <Standing shown={shown} today={me.today} />
              <ArrangementView shown={shown} mayChange={may(me, 'changeArrangements')} />
            </>
          ) : (
            <ChangeArrangement
              key={change}
              shown={shown}
              name={change}
              onEnd={(what) => {
                setSaid(what);
                filters.set({ change: '' });
                if (what !== null) reading.again();
              }}
            />
          )
        }
      </Loaded>
    </Page>
  );
}

/** Whose it is and who entered it; what stops letters; what is missing; which reviews are due. */
function Standing({ shown, today }: { shown: ShownArrangement; today: string }) {
  const { personId, personName, diedOn, recordedAt, recordedBy, reason, findings, reviewsDue } = shown;
  return (
    <>
      <p class="govuk-body">
        For{' '}
        <a href={`/people/${encodeURIComponent(personId)}`}>{personName === '' ? personId : personName}</a>,
        since {formatDate(shown.startDate)}
        {shown.endDate !== null && `, ended on ${formatDate(shown.endDate)}`}.{' '}
        {recordedAt === null || recordedBy === null
          ? 'Nobody has entered anything yet.'
          : `Last changed by ${recordedBy} on ${formatInstant(recordedAt)}: “${reason ?? 'no reason'}”.`}
      </p>
      {diedOn !== null && (
        <div class="govuk-inset-text">The person died on {formatDate(diedOn)}. No review is due.</div>
      )}
      {quietInWords(shown.arrangement, today).map((sentence) => (
        <div class="govuk-inset-text" key={sentence}>
          {sentence}
        </div>
      ))}
      {findings.length > 0 && (
        <section class="app-section" aria-labelledby="missing">
          <h2 class="govuk-heading-m" id="missing">
            What is missing
          </h2>
          <ul class="govuk-list govuk-list--spaced">
            {findings.map(({ severity, rule, value, message }) => (
              <li key={`${rule} ${value ?? ''}`}>
                <Tag of={severities[severity]} /> {message}
              </li>
            ))}
          </ul>
        </section>
      )}
      {reviewsDue.length > 0 && (
        <section class="app-section" aria-labelledby="due">
          <h2 class="govuk-heading-m" id="due">
            Reviews that are due
          </h2>
          <ul class="govuk-list govuk-list--spaced">
            {reviewsDue.map(({ why, dueOn, daysLate }) => (
              <li key={why}>
                {reviewWords[why]} is due by {formatDate(dueOn)}
                {daysLate > 0 && (
                  <>
                    : <strong>{counted(daysLate, 'day')} late</strong>
                  </>
                )}
                .
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
