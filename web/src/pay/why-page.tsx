import type { ShownPayLine } from '../../../events/api/pay-runs.ts';
import { useList } from '../api/use-list.ts';
import { Loaded, Nothing } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { NameOf } from '../records/name-of.tsx';
import { SummaryList, type Row } from '../parts/summary-list.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { formatDays, formatMoney } from '../words/format.ts';
import { inWords } from '../words/labels.ts';
import { FactLinks } from './fact-links.tsx';
import { lineKind, payeeInWords } from './pay-words.ts';
import { Waterfall } from './waterfall.tsx';

export function WhyPage({ id }: { id: string }) {
  const filters = useFilters();
  const packageId = filters.of('package');
  const lineId = filters.of('line');
  const list = useList('/v1/pay-runs/{id}/lines', { id, query: { packageId, limit: '200' } });
  const line = list.state === 'here' ? list.value.items.find((each) => each.lineId === lineId) : undefined;
  return (
    <Page
      question={`How was ${line === undefined ? 'this amount' : formatMoney(line.amountPence)} reached?`}
      about={line === undefined ? packageId : `Package ${packageId}, ${formatDays(line.from, line.to)}`}
      crumbs={[
        { text: 'Pay runs', href: '/pay-runs' },
        { text: `Run ${id}`, href: `/pay-runs/${encodeURIComponent(id)}` },
      ]}
    >
      <Loaded of={list} what="the line">
        {({ hasMore, more }) =>
          line === undefined ? (
            <NoLine hasMore={hasMore} more={more} packageId={packageId} />
          ) : (
            <Explained line={line} />
          )
        }
      </Loaded>
    </Page>
  );
}

function NoLine({ hasMore, more, packageId }: { hasMore: boolean; more: () => void; packageId: string }) {
  return (
    <Nothing>
      {hasMore ? (
        <button type="button" class="govuk-button govuk-button--secondary" onClick={more}>
          Look among the other lines
        </button>
      ) : (
        <>
          The run has no such line: it was computed anew since. See{' '}
          <a href={`/packages/${encodeURIComponent(packageId)}#pay-lines`}>the lines of the package</a>.
        </>
      )}
    </Nothing>
  );
}

function Explained({ line }: { line: ShownPayLine }) {
  return (
    <>
      <p class="govuk-body govuk-!-font-weight-bold">{line.sentence}</p>
      {line.attention.length > 0 && (
        <div class="govuk-inset-text">
          <ul class="govuk-list">
            {line.attention.map(({ rule, message }) => (
              <li key={rule}>{message}</li>
            ))}
          </ul>
        </div>
      )}
      <Waterfall line={line} />
      <h2 class="govuk-heading-m">What it was reckoned from</h2>
      {line.facts.length === 0 ? (
        <p class="govuk-body">
          Nothing that is on record now: what the days were paid from was withdrawn, so they are worth
          nothing.
        </p>
      ) : (
        <FactLinks facts={line.facts} />
      )}
      <h2 class="govuk-heading-m">The line</h2>
      <SummaryList rows={rowsOf(line)} />
    </>
  );
}

function rowsOf(line: ShownPayLine): Row[] {
  const { packageId, personId, providerId } = line;
  return [
    { name: 'Package', value: <a href={`/packages/${encodeURIComponent(packageId)}`}>{packageId}</a> },
    ...(personId === null
      ? []
      : [{ name: 'Person', value: <a href={`/people/${encodeURIComponent(personId)}`}>{personId}</a> }]),
    {
      name: 'Payee',
      value:
        providerId === null ? (
          payeeInWords(line.payee)
        ) : (
          <a href={`/providers/${encodeURIComponent(providerId)}/account`}>
            <NameOf path="/v1/providers/{id}" id={providerId} />
          </a>
        ),
    },
    { name: 'What', value: lineKind(line.kind) },
    ...(line.serviceType === null ? [] : [{ name: 'Service', value: inWords(line.serviceType) }]),
    { name: 'Days', value: formatDays(line.from, line.to) },
    {
      name: 'Paid',
      value: line.held ? (
        <>
          Not yet: <a href="/holds">a hold</a> keeps it{line.holdId !== null && ` (${line.holdId})`}
        </>
      ) : (
        'With its run'
      ),
    },
    { name: 'Line', value: <code class="app-code">{line.lineId}</code> },
  ];
}
