import { useState } from 'preact/hooks';
import type { ShownDeferredAccount } from '../../../events/api/deferred.ts';
import { useRead } from '../api/use-read.ts';
import type { Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { SummaryList } from '../parts/summary-list.tsx';
import { Tag } from '../parts/tag.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { formatDate, formatInstant, formatMoney } from '../words/format.ts';
import { severities } from '../words/labels.ts';
import {
  chargeColumns,
  rateColumns,
  repaymentColumns,
  sentColumns,
  standingColumns,
  valuationColumns,
} from './account-tables.tsx';
import { DebtChart, DebtKey } from './debt-chart.tsx';
import { chargeStatuses, compoundings, nextStatementInWords, standingInWords } from './deferred-words.ts';
import { RecordActs } from './record-acts.tsx';
import { ReopenAccount } from './reopen-account.tsx';
import { SendStatements } from './send-statements.tsx';
import { StatementSection } from './statement-section.tsx';

/** How much is owed under a deferred payment agreement, and how safe it is. */
export function DeferredAccountPage({ id }: { id: string }) {
  const me = useMe();
  const reading = useRead('/v1/deferred-agreements/{id}/account', { id });
  const [said, setSaid] = useState<string | null>(null);
  return (
    <Page
      question="How much is owed, how safe is it?"
      about={id}
      crumbs={[{ text: 'Deferred payments', href: '/deferred' }]}
    >
      <Loaded of={reading} what="the account">
        {(shown) => {
          const acts = {
            ...{ shown, today: me.today },
            onDone: (what: string) => {
              setSaid(what);
              reading.again();
            },
          };
          const mayRecord = may(me, 'recordDeferred');
          return (
            <>
              {said !== null && <Notice title={said} />}
              <Standing shown={shown} />
              <OverTime shown={shown} />
              {mayRecord &&
                (shown.closedOn === null ? (
                  <RecordActs {...acts} key={`acts ${shown.version}`} />
                ) : (
                  <ReopenAccount {...acts} key={`acts ${shown.version}`} />
                ))}
              <Records shown={shown} />
              <SendStatements {...acts} key={`sent ${shown.version}`} mayRecord={mayRecord} />
              <StatementSection id={id} key={`statement ${shown.version}`} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function Standing({ shown }: { shown: ShownDeferredAccount }) {
  const { personId, personName, flags, recordedAt, recordedBy, reason, closedOn } = shown;
  return (
    <>
      <p class="govuk-body">
        For <a href={`/people/${encodeURIComponent(personId)}`}>{personName || personId}</a>, since{' '}
        {formatDate(shown.startDate)}
        {shown.endDate !== null && `, ended on ${formatDate(shown.endDate)}`}.{' '}
        {recordedAt !== null &&
          `Last changed by ${recordedBy ?? ''} on ${formatInstant(recordedAt)}: “${reason ?? 'no reason'}”.`}
      </p>
      {closedOn !== null && (
        <div class="govuk-inset-text">The account was closed on {formatDate(closedOn)}.</div>
      )}
      <p class="govuk-body govuk-!-font-weight-bold">{standingInWords(shown)}</p>
      {flags.length > 0 && (
        <section class="app-section" aria-labelledby="flags">
          <h2 class="govuk-heading-m" id="flags">
            What needs somebody
          </h2>
          <ul class="govuk-list govuk-list--spaced">
            {flags.map(({ rule, severity, message }) => (
              <li key={`${rule} ${message}`}>
                <Tag of={severities[severity]} /> {message}
              </li>
            ))}
          </ul>
        </section>
      )}
      <SummaryList rows={summaryRows(shown)} />
    </>
  );
}

function summaryRows(shown: ShownDeferredAccount) {
  const { parts, through, chargeStatus, interest, weeklyDrawdownPence } = shown;
  const at = `at the end of ${formatDate(through)}`;
  return [
    {
      name: 'Owed for care',
      value: `${formatMoney(parts.carePence)} ${at}, with ${formatMoney(shown.broughtForwardPence)} brought forward to ${formatDate(shown.begins)}`,
    },
    { name: 'Owed as charges', value: `${formatMoney(parts.chargesPence)} ${at}` },
    { name: 'Owed as interest', value: `${formatMoney(parts.interestPence)} ${at}` },
    {
      name: 'Deferred each week',
      value: weeklyDrawdownPence === null ? 'Nothing now' : `${formatMoney(weeklyDrawdownPence)} a week`,
    },
    {
      name: 'Property',
      value: `${shown.propertyAddress ?? 'No address'}: ${formatMoney(shown.valuePence)} on ${formatDate(shown.valuedOn)}, of which others are owed ${formatMoney(shown.encumbrancesPence)} first`,
    },
    { name: 'Charge on the property', value: <Tag of={chargeStatuses[chargeStatus ?? 'none']} /> },
    {
      name: 'Interest',
      value: `Reckoned each day as ${interest.dayCount === 'fixed365' ? 'a 365th' : 'a 365th, or a 366th in a leap year,'} of the rate a year; ${compoundings[interest.compounding]}`,
    },
    { name: 'Next statement', value: nextStatementInWords(shown.nextStatement) },
  ];
}

function OverTime({ shown }: { shown: ShownDeferredAccount }) {
  const { standings } = shown;
  return (
    <section class="app-section" aria-labelledby="over-time">
      <h2 class="govuk-heading-m" id="over-time">
        Owed and equity limit over time
      </h2>
      <DebtChart standings={standings} sentence={standingInWords(shown)} />
      <DebtKey />
      <details class="govuk-details">
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">The months of the drawing as a table</span>
        </summary>
        <DataTable
          caption="Owed and equity limit at the end of each month"
          captionClass="govuk-table__caption--s"
          columns={standingColumns}
          rows={standings}
          keyOf={({ date }) => date}
          fileName={`months-${shown.agreementId}`}
        />
      </details>
    </section>
  );
}

function Records({ shown }: { shown: ShownDeferredAccount }) {
  const name = (what: string): string => `${what}-${shown.agreementId}`;
  return (
    <>
      <Recorded
        {...{ title: 'Interest', columns: rateColumns, rows: shown.rates, fileName: name('rates') }}
        keyOf={({ from }) => from}
        empty="No day is reckoned yet, so no rate is shown."
      />
      <Recorded
        {...{ title: 'Charges', columns: chargeColumns, rows: shown.charges, fileName: name('charges') }}
        keyOf={({ chargeId }) => chargeId}
        empty="No administration charge is recorded."
      />
      <Recorded
        {...{ title: 'Repayments', columns: repaymentColumns, rows: shown.repayments }}
        fileName={name('repayments')}
        keyOf={({ repaymentId }) => repaymentId}
        empty="Nothing was repaid yet."
      />
      <Recorded
        {...{ title: 'Valuations', columns: valuationColumns, rows: shown.valuations }}
        fileName={name('valuations')}
        keyOf={({ valuationId }) => valuationId}
        empty="No valuation was asked for since the one in the extract."
      />
      <Recorded
        {...{ title: 'Statements asked for and sent', columns: sentColumns, rows: shown.statements }}
        fileName={name('statements')}
        keyOf={({ statementId }) => statementId}
        empty="No statement was asked for or sent."
      />
    </>
  );
}

type RecordedProps<Row> = {
  title: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  fileName: string;
  empty: string;
};

function Recorded<Row>({ title, empty, ...table }: RecordedProps<Row>) {
  return (
    <section class="app-section">
      {table.rows.length === 0 ? (
        <>
          <h2 class="govuk-heading-m">{title}</h2>
          <p class="govuk-body">{empty}</p>
        </>
      ) : (
        <DataTable caption={title} {...table} />
      )}
    </section>
  );
}
