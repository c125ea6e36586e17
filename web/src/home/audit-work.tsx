import type { CaseRow } from '../../../events/api/audit-cases.ts';
import { caseAddress, riskBands } from '../audits/audit-words.ts';
import { useList } from '../api/use-list.ts';
import { Listed } from '../parts/listed.tsx';
import { Tag } from '../parts/tag.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { counted, formatDate, formatDays, formatMoney } from '../words/format.ts';

/** The audits an officer has, the riskiest first; for those who audit. */
export function AuditWork() {
  const me = useMe();
  return may(me, 'workAudits') ? <OwnCases officer={me.userId} /> : null;
}

/** So many stand here; the others are one step away. */
const MOST_SHOWN = 5;

function OwnCases({ officer }: { officer: string }) {
  const list = useList('/v1/audit-cases', { query: { assignee: officer, limit: String(MOST_SHOWN) } });
  return (
    <section class="app-section" aria-labelledby="own-audits">
      <h2 class="govuk-heading-m" id="own-audits">
        Your audits
      </h2>
      <Listed
        of={list}
        what="your audits"
        one="audit"
        empty={
          <>
            You have no audit. <a href="/audits?officer=nobody">Take one that is nobody’s</a>.
          </>
        }
      >
        {(cases) => (
          <>
            <ol class="app-work">
              {cases.map((each) => (
                <Entry key={each.caseId} of={each} />
              ))}
            </ol>
            <p class="govuk-body">
              <a href="/audits?officer=mine">All of yours</a>, or{' '}
              <a href="/audits?officer=nobody">those that are nobody’s</a>.
            </p>
          </>
        )}
      </Listed>
    </section>
  );
}

function Entry({ of }: { of: CaseRow }) {
  const { caseId, personName, personId, period, risk, undecided, inQuestionPence, dueOn, daysLate } = of;
  return (
    <li class={`app-work__item app-work__item--${risk.band}`}>
      <p class="govuk-body govuk-!-margin-bottom-1">
        <a href={caseAddress(caseId)} class="govuk-!-font-weight-bold">
          {personName === '' ? personId : personName}, {formatDays(period.from, period.to)}
        </a>
      </p>
      <p class="govuk-body-s govuk-!-margin-bottom-1">
        <Tag of={riskBands[risk.band]} /> {undecided === 0 ? 'No finding' : counted(undecided, 'finding')}{' '}
        undecided, {formatMoney(inQuestionPence)} in question. Due {formatDate(dueOn)}
        {daysLate > 0 && (
          <>
            : <strong>{counted(daysLate, 'day')} late</strong>
          </>
        )}
        .
      </p>
    </li>
  );
}
