import type { Answer } from '../api/contract.ts';
import { useRead, type Reading } from '../api/use-read.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Tag } from '../parts/tag.tsx';
import { counted, formatDays } from '../words/format.ts';
import { mondayOf } from './entered-week.ts';

export type ExpectedWeek = Answer<'GET', '/v1/portal/returns/expected'>;

/** The weeks before the last one. */
const EARLIER_WEEKS = [-2, -3, -4];

type WeeksToConfirmProps = { today: string; lastWeek: Reading<ExpectedWeek> };

/** The last four weeks, each with how much of it nobody has claimed yet. */
export function WeeksToConfirm({ today, lastWeek }: WeeksToConfirmProps) {
  return (
    <section class="app-section" aria-labelledby="weeks">
      <h2 class="govuk-heading-m" id="weeks">
        Weeks to tell us about
      </h2>
      <p class="govuk-body">
        <a href="/returns">Send your own file</a>, or open a week and confirm what was planned.
      </p>
      <ul class="app-tasks">
        <Week week={lastWeek} />
        {EARLIER_WEEKS.map((weeks) => (
          <EarlierWeek key={weeks} monday={mondayOf(today, weeks)} />
        ))}
      </ul>
    </section>
  );
}

function EarlierWeek({ monday }: { monday: string }) {
  return <Week week={useRead('/v1/portal/returns/expected', { query: { week: monday } })} />;
}

function Week({ week }: { week: Reading<ExpectedWeek> }) {
  return (
    <li class="app-tasks__task">
      <Loaded of={week} what="a week">
        {({ from, to, items, alreadyClaimed }) => {
          const open = items.filter(({ packageId }) => !alreadyClaimed.includes(packageId));
          const people = new Set(open.map(({ personId }) => personId)).size;
          return (
            <>
              <div>
                <a href={`/returns/enter?week=${from}`}>{formatDays(from, to)}</a>
                <p class="govuk-hint govuk-!-margin-bottom-0">
                  {items.length === 0
                    ? 'Nothing was planned with you that is paid by what you deliver.'
                    : open.length === 0
                      ? 'Care of every package was accepted.'
                      : `${counted(open.length, 'line')} to confirm, for ${counted(people, 'person', 'people')}.`}
                </p>
              </div>
              <Tag
                of={
                  open.length === 0
                    ? { word: items.length === 0 ? 'Nothing to do' : 'Done', tone: 'green' }
                    : { word: 'To confirm', tone: 'yellow' }
                }
              />
            </>
          );
        }}
      </Loaded>
    </li>
  );
}
