import { Page } from '../parts/page.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { AuditWork } from './audit-work.tsx';
import { MonthProgress } from './month-progress.tsx';
import { WorkQueue } from './work-queue.tsx';

export function Home() {
  const me = useMe();
  return (
    <Page question="What needs me today?">
      <WorkQueue />
      <AuditWork />
      <MonthProgress />
      <section class="app-section" aria-labelledby="ways-on">
        <h2 class="govuk-heading-m" id="ways-on">
          Where to go from here
        </h2>
        <ul class="govuk-list govuk-list--bullet">
          <li>
            <a href="/files">
              {may(me, 'upload')
                ? 'Send files and see what became of them'
                : 'See what became of the files that came in'}
            </a>
          </li>
          <li>
            <a href="/people">Find a person and who pays for their care</a>
          </li>
          <li>
            <a href="/packages?state=suspended">Packages that are suspended</a>
          </li>
          <li>
            <a href="/reference">National rates, and those still to be entered</a>
          </li>
        </ul>
      </section>
    </Page>
  );
}
