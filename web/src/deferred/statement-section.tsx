import { useState } from 'preact/hooks';
import { read } from '../api/client.ts';
import { useRead } from '../api/use-read.ts';
import { DataTable } from '../parts/data-table.tsx';
import { DateField } from '../parts/fields.tsx';
import { Loaded, Nothing } from '../parts/loaded.tsx';
import { SavePages } from '../parts/save-pages.tsx';
import { lineColumns, statementInWords } from './account-tables.tsx';

type Days = { from?: string; to?: string; redemptionOn?: string };

/** A statement of the days that are asked for, each line explained; or of what repays all on a day. */
export function StatementSection({ id }: { id: string }) {
  const [asked, setAsked] = useState<Days>({});
  return (
    <section class="app-section" aria-labelledby="statement">
      <h2 class="govuk-heading-m" id="statement">
        Statement
      </h2>
      <AskForDays
        onAsked={(days) => {
          setAsked(days);
        }}
      />
      <Statement key={JSON.stringify(asked)} id={id} days={asked} />
    </section>
  );
}

function AskForDays({ onAsked }: { onAsked: (days: Days) => void }) {
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [redemptionOn, setRedemptionOn] = useState('');
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onAsked({
          ...(from !== '' && { from }),
          ...(to !== '' && { to }),
          ...(redemptionOn !== '' && { redemptionOn }),
        });
      }}
    >
      <p class="govuk-body">
        Without days it is the current period. With a day on which all is to be repaid it ends on the day
        before and says how much that is.
      </p>
      <div class="app-form-grid">
        <DateField id="statement-from" label="From" value={from} onValue={setFrom} />
        <DateField id="statement-to" label="To" value={to} onValue={setTo} />
        <DateField
          id="statement-redemption"
          label="To be repaid on"
          value={redemptionOn}
          onValue={setRedemptionOn}
        />
      </div>
      <button type="submit" class="govuk-button govuk-button--secondary">
        Show the statement
      </button>
    </form>
  );
}

function Statement({ id, days }: { id: string; days: Days }) {
  const reading = useRead('/v1/deferred-agreements/{id}/statement', { id, query: days });
  return (
    <Loaded of={reading} what="the statement">
      {(statement) => (
        <>
          <p class="govuk-body govuk-!-font-weight-bold">{statementInWords(statement)}</p>
          <SavePages
            label="Statement to send (PDF)"
            ask={() => read('/v1/deferred-agreements/{id}/statement-pages', { id, query: days })}
          />
          {statement.lines.length === 0 ? (
            <Nothing>Nothing moved what is owed in these days.</Nothing>
          ) : (
            <DataTable
              caption="What moved what is owed"
              captionClass="govuk-visually-hidden"
              columns={lineColumns}
              rows={statement.lines}
              keyOf={({ explanation, balancePence }) => `${explanation} ${balancePence}`}
              fileName={`statement-${id}-${statement.from}-${statement.to}`}
            />
          )}
        </>
      )}
    </Loaded>
  );
}
