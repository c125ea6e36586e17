import { useLocation } from 'preact-iso';
import type { MonthRow } from '../../../events/api/returns.ts';
import { useRead } from '../api/use-read.ts';
import { SelectField } from '../parts/fields.tsx';
import { Loaded, Nothing } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { counted } from '../words/format.ts';
import { ChaseMissing } from './chase-missing.tsx';
import { MonthTable } from './month-table.tsx';
import { isMonth, monthAfter, monthBefore, monthChoices, monthInWords } from './month-text.ts';
import { monthInSentences, standingOf, standings } from './month-words.ts';
import { ReturnsPlaces } from './returns-places.tsx';

export function ReturnsMonthPage({ id }: { id: string }) {
  const { today } = useMe();
  const month = isMonth(id) ? id : monthBefore(today.slice(0, 7));
  return (
    <Page question={`Where is every provider with ${monthInWords(month)}?`}>
      <ReturnsPlaces here="month" />
      <MonthSwitch month={month} thisMonth={today.slice(0, 7)} />
      <Month key={month} month={month} today={today} />
    </Page>
  );
}

function MonthSwitch({ month, thisMonth }: { month: string; thisMonth: string }) {
  const { route } = useLocation();
  return (
    <nav class="app-filters" aria-label="Month">
      <SelectField
        id="month"
        label="Month"
        value={month}
        choices={monthChoices(thisMonth, month)}
        onValue={(value) => {
          route(`/returns/month/${value}`);
        }}
      />
      <p class="govuk-body app-filters__links">
        <a href={`/returns/month/${monthBefore(month)}`}>Month before</a>
        {month < thisMonth && <a href={`/returns/month/${monthAfter(month)}`}>Month after</a>}
      </p>
    </nav>
  );
}

function Month({ month, today }: { month: string; today: string }) {
  const reading = useRead('/v1/returns-month', { query: { month } });
  return (
    <Loaded of={reading} what={`the returns of ${monthInWords(month)}`}>
      {({ items }) =>
        items.length === 0 ? (
          <Nothing>
            Nobody was expected to send a return for {monthInWords(month)}, and nobody did. A provider is
            expected where it has a <a href="/packages">package</a> in the month that is paid by what was
            delivered; which services are is among <a href="/service-types">the service types</a>.
          </Nothing>
        ) : (
          <MonthOf month={month} today={today} rows={items} again={reading.again} />
        )
      }
    </Loaded>
  );
}

type MonthOfProps = { month: string; today: string; rows: readonly MonthRow[]; again: () => void };

function MonthOf({ month, today, rows, again }: MonthOfProps) {
  const me = useMe();
  const filters = useFilters();
  const isOver = month < today.slice(0, 7);
  const show = filters.among('show', standings);
  const shown = rows.filter((row) => show === undefined || standingOf(row, isOver) === show);
  const count = (name: string): number => rows.filter((row) => standingOf(row, isOver) === name).length;
  const choices = Object.entries(standings)
    .filter(([name]) => count(name) > 0 || name === show)
    .map(([value, { word }]) => ({ value, text: `${word} (${count(value)})` }));
  return (
    <>
      <section class="app-section govuk-!-margin-top-6" aria-labelledby="in-short">
        <h2 class="govuk-heading-m" id="in-short">
          In short
        </h2>
        {monthInSentences(month, rows, isOver).map((sentence) => (
          <p class="govuk-body" key={sentence}>
            {sentence}
          </p>
        ))}
      </section>
      {isOver && may(me, 'chaseReturns') && (
        <ChaseMissing
          month={month}
          missing={rows.filter(({ isMissing }) => isMissing)}
          today={today}
          onDone={again}
        />
      )}
      <section class="app-section" aria-labelledby="providers">
        <h2 class="govuk-heading-m" id="providers">
          Providers
        </h2>
        <div class="app-filters">
          <SelectField
            id="show"
            label="Where they are"
            value={show ?? ''}
            choices={[{ value: '', text: `Anywhere (${rows.length})` }, ...choices]}
            onValue={(value) => {
              filters.set({ show: value });
            }}
          />
        </div>
        {shown.length === 0 ? (
          <Nothing>No provider is there now. Choose another, or anywhere.</Nothing>
        ) : (
          <>
            <MonthTable month={month} isOver={isOver} rows={shown} />
            <p class="govuk-body-s" role="status">
              {counted(shown.length, 'provider')}
            </p>
          </>
        )}
      </section>
    </>
  );
}
