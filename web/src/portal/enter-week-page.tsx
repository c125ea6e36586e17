import { useLocation } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';
import { write } from '../api/client.ts';
import type { Answer } from '../api/contract.ts';
import { useAction } from '../api/use-action.ts';
import { useRead } from '../api/use-read.ts';
import { ErrorSummary, errorsOf, type FieldError } from '../parts/error-summary.tsx';
import { Loaded, Nothing } from '../parts/loaded.tsx';
import { Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { useMe } from '../session/me.ts';
import { formatDate, formatDays } from '../words/format.ts';
import { CheckWeek } from './check-week.tsx';
import { EntryPackagePart } from './entry-package.tsx';
import { allAsPlanned, bodyOf, mondayOf, packagesOf, problemsOf, type EntryPackage } from './entered-week.ts';
import { addressOfReturn } from './return-address.ts';

type Week = Answer<'GET', '/v1/portal/returns/expected'>;
type Kept = Answer<'POST', '/v1/portal/returns'>;

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Enters a week by hand: what was planned is there already, to be confirmed or changed. */
export function EnterWeekPage() {
  const me = useMe();
  const filters = useFilters();
  const asked = filters.of('week');
  // The last week that is over, unless another is asked for.
  const monday = mondayOf(DATE.test(asked) ? asked : mondayOf(me.today, -1));
  const week = useRead('/v1/portal/returns/expected', { query: { week: monday } });
  return (
    <Page
      question="What care did you give this week?"
      about={me.providerId ?? undefined}
      crumbs={[{ text: 'Your files', href: '/returns' }]}
    >
      <WeekPicker monday={monday} today={me.today} />
      <Loaded of={week} what="what is planned">
        {(here) => <EnterWeek key={here.from} week={here} />}
      </Loaded>
    </Page>
  );
}

function WeekPicker({ monday, today }: { monday: string; today: string }) {
  const next = mondayOf(monday, 1);
  return (
    <nav class="app-week" aria-label="Week">
      <a class="govuk-link" href={`/returns/enter?week=${mondayOf(monday, -1)}`}>
        Previous week
      </a>
      <strong>Week of {formatDate(monday)}</strong>
      {next <= today ? (
        <a class="govuk-link" href={`/returns/enter?week=${next}`}>
          Next week
        </a>
      ) : (
        <span class="app-week__none">No later week yet</span>
      )}
    </nav>
  );
}

function EnterWeek({ week }: { week: Week }) {
  const { route } = useLocation();
  const [packages, setPackages] = useState<readonly EntryPackage[]>(() => packagesOf(week));
  const [problems, setProblems] = useState<readonly FieldError[]>([]);
  const [checking, setChecking] = useState(false);
  const [sent, setSent] = useState<Kept['uploads']>([]);
  const action = useAction<Kept>();
  useEffect(() => {
    if (!checking) return;
    document.getElementById('check')?.focus();
  }, [checking]);
  const check = (said: readonly EntryPackage[]): void => {
    setPackages(said);
    const found = problemsOf(said);
    setProblems(found);
    setChecking(found.length === 0);
  };
  const change = (after: EntryPackage): void => {
    setPackages((before) => before.map((each) => (each.packageId === after.packageId ? after : each)));
  };
  const send = async (): Promise<void> => {
    const body = bodyOf(packages);
    const done = await action.run(body, (key) => write('POST', '/v1/portal/returns', { body, key }));
    if (done === null) return;
    const [only, ...others] = done.uploads;
    if (only !== undefined && others.length === 0) route(addressOfReturn(only.uploadId));
    else setSent(done.uploads);
  };
  if (packages.length === 0)
    return (
      <Nothing>
        Nothing is planned with you from {formatDays(week.from, week.to)} that is paid by what you deliver.
        Choose another week, or look at <a href="/orders">your orders</a>.
      </Nothing>
    );
  if (sent.length > 0) return <WeekSent uploads={sent} />;
  if (checking)
    return (
      <>
        <ErrorSummary errors={errorsOf(action.trouble, () => null)} />
        <CheckWeek
          week={week}
          packages={packages}
          busy={action.busy}
          send={() => {
            void send();
          }}
          back={() => {
            action.clear();
            setChecking(false);
          }}
        />
      </>
    );
  const left = packages.filter(
    ({ choice, isClaimed, lines }) => choice === 'left-out' && !isClaimed && lines.length > 0,
  );
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        check(packages);
      }}
    >
      <ErrorSummary errors={problems} />
      <p class="govuk-body">
        This is what the council planned with you from {formatDays(week.from, week.to)}. Open what was
        different, and confirm the rest as it was planned. You see it in numbers before it is sent.
      </p>
      {packages.map((each) => (
        <EntryPackagePart key={each.packageId} of={each} errors={problems} change={change} />
      ))}
      <div class="app-actions">
        {left.length > 0 && (
          <button
            type="button"
            class="govuk-button"
            id="all-as-planned"
            onClick={() => {
              check(allAsPlanned(packages));
            }}
          >
            {left.length === packages.length ? 'Confirm all as planned' : 'Confirm all others as planned'}
          </button>
        )}
        <button type="submit" class={`govuk-button${left.length > 0 ? ' govuk-button--secondary' : ''}`}>
          Check what you entered
        </button>
      </div>
    </form>
  );
}

function WeekSent({ uploads }: { uploads: Kept['uploads'] }) {
  return (
    <Notice title="The week is sent. Visits and stays are answered apart.">
      <ul class="govuk-list govuk-list--bullet">
        {uploads.map(({ uploadId, layout }) => (
          <li key={uploadId}>
            <a class="govuk-notification-banner__link" href={addressOfReturn(uploadId)}>
              {layout === 'visits' ? 'Were the visits accepted?' : 'Were the stays accepted?'}
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
