import type { WorkItem } from '../../../events/api/settings.ts';
import { useList } from '../api/use-list.ts';
import { SelectField } from '../parts/fields.tsx';
import { Listed } from '../parts/listed.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { WorkEntry } from './work-entry.tsx';

const areas = {
  imports: 'Files',
  payments: 'Payments',
  charging: 'Charging',
  audits: 'Audits',
  'social-care': 'Social care',
  settings: 'Settings',
  operations: 'Operations',
} as const satisfies Record<WorkItem['area'], string>;

/** What waits for a person, riskiest and oldest first. */
export function WorkQueue() {
  const filters = useFilters();
  const area = (Object.keys(areas) as (keyof typeof areas)[]).find((each) => each === filters.of('area'));
  const mine = filters.of('mine') === 'true';
  const list = useList('/v1/work-queue', { query: { area, mine: mine ? 'true' : undefined } });
  return (
    <section class="app-section" aria-labelledby="work-queue">
      <h2 class="govuk-heading-m" id="work-queue">
        Work queue
      </h2>
      <div class="app-filters">
        <SelectField
          id="area"
          label="Area"
          value={area ?? ''}
          choices={[
            { value: '', text: 'Every area' },
            ...Object.entries(areas).map(([value, text]) => ({ value, text })),
          ]}
          onValue={(value) => {
            filters.set({ area: value });
          }}
        />
        <SelectField
          id="mine"
          label="Whose"
          value={mine ? 'true' : ''}
          choices={[
            { value: '', text: 'Everyone’s' },
            { value: 'true', text: 'Mine' },
          ]}
          onValue={(value) => {
            filters.set({ mine: value });
          }}
        />
      </div>
      <Listed
        of={list}
        what="the work queue"
        one="piece of work"
        many="pieces of work"
        empty={
          mine
            ? 'Nothing waits for you. See everyone’s work, and take some if you can.'
            : 'Nothing waits for anyone. New work appears when a file is refused in part, a payment comes back, a setting waits for a second administrator, or a message fails.'
        }
      >
        {(work) => (
          <ol class="app-work">
            {work.map((item) => (
              <WorkEntry key={item.workId} item={item} onDone={list.again} />
            ))}
          </ol>
        )}
      </Listed>
    </section>
  );
}
